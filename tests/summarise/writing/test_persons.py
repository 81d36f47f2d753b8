from service.summarise.article import Article, Sentence
from service.summarise.writing.persons import Persons


def article(*texts: str) -> Article:
    sentences, at = [], 0
    for number, text in enumerate(texts, 1):
        sentences.append(Sentence(number, at, at + len(text), text, number))
        at += len(text) + 1
    return Article("\n".join(texts), tuple(sentences), language="en")


def meant(gender: str, *texts: str) -> str | None:
    person = Persons(article(*texts)).meant(len(texts), gender)
    return person.name if person else None


def test_the_person_that_the_sentence_before_opens_with_is_meant():
    assert meant("m", "Oliver Krantz bought the mill in May.") == "Oliver Krantz"


def test_a_surname_gives_the_full_name():
    assert meant("f", "Emma Tallis runs the mill.", "Tallis sold it in May.") == "Emma Tallis"


def test_the_other_gender_is_not_meant():
    assert meant("f", "Oliver Krantz bought the mill in May.") is None


def test_two_men_leave_it_open():
    assert meant("m", "Oliver Krantz met Peter Holm at the mill.") is None


def test_a_name_that_is_not_understood_leaves_it_open():
    assert meant("m", "Oliver Krantz met Xilo Vard at the mill.") is None


def test_two_persons_of_one_surname_leave_it_open():
    assert meant("m", "Oliver Krantz and Anna Krantz run the mill.", "Krantz sold it in May.") is None


def test_somebody_named_late_in_the_sentence_is_not_meant():
    assert meant("m", "More recently the court sent to prison the broadcaster Oliver Krantz.") is None


def test_a_running_quotation_leaves_it_open():
    assert meant("m", "Oliver Krantz spoke of his father: “A hard man.") is None


def test_names_in_small_letters_are_found_in_a_feed_that_has_no_others():
    assert meant("m", "oliver krantz bought the mill in may.", "krantz then sold it.") == "oliver krantz"
