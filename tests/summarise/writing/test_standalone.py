import pytest

from service.summarise.article import Article, Quotation, QuotationKind, Sentence, Speaker
from service.summarise.statement import Kind
from service.summarise.writing.standalone import Standing, Statements


def article(*texts: str, language: str = "en", quotations: tuple[Quotation, ...] = ()) -> Article:
    sentences, at = [], 0
    for number, text in enumerate(texts, 1):
        sentences.append(Sentence(number, at, at + len(text), text, number))
        at += len(text) + 1
    return Article("\n".join(texts), tuple(sentences), language=language, quotations=quotations)


def said(source: Article, words: str, mention: str, name: str, kind: QuotationKind = QuotationKind.DIRECT) -> Article:
    start, at = source.source.index(words), source.source.index(mention)
    speaker = Speaker(name, None, at, at + len(mention))
    quotation = Quotation(start, start + len(words), kind, speaker)
    return Article(source.source, source.sentences, language=source.language, quotations=(quotation,))


def last(source: Article) -> Standing | None:
    return Statements(source).at(len(source.sentences) - 1)


def test_a_plain_sentence_stands_as_it_is():
    standing = last(article("The  council closed\nboth piers."))
    assert standing == Standing("The council closed both piers.", (1,), 0, Kind.FACT, None)


def test_a_leading_but_is_dropped():
    standing = last(article("It rained.", "But the council closed both piers."))
    assert standing is not None
    assert (standing.text, standing.needs) == ("The council closed both piers.", None)


def test_however_with_its_comma_is_dropped():
    standing = last(article("It rained.", "However, the council closed both piers."))
    assert standing is not None
    assert standing.text == "The council closed both piers."


def test_a_pronoun_becomes_the_speakers_fullest_name_and_both_sentences_are_cited():
    source = article("Ada Moor runs the pier.", "The rain went on.", "But she said: “We will stay open all night.”")
    standing = last(said(source, "“We will stay open all night.”", "she", "Ada Moor"))
    assert standing is not None
    assert standing.text == "Ada Moor said: “We will stay open all night.”"
    assert standing.sentences == (1, 3)
    assert (standing.kind, standing.speaker) == (Kind.ATTRIBUTED, "Ada Moor")


def test_a_pronoun_after_the_quotation_becomes_the_name_too():
    source = article("Ada Moor runs the pier.", "“We will stay open all night,” she told the radio.")
    standing = last(said(source, "“We will stay open all night,”", "she", "Ada Moor"))
    assert standing is not None
    assert standing.text == "“We will stay open all night,” Ada Moor told the radio."


def test_a_sentence_wholly_in_quote_marks_is_told_with_its_speaker():
    source = article("Ada Moor spoke at noon.", "“We will stay open all night.”")
    standing = last(said(source, "“We will stay open all night.”", "Ada Moor", "Ada Moor"))
    assert standing is not None
    assert standing.text == "Ada Moor said: “We will stay open all night.”"
    assert standing.sentences == (1, 2)


def test_a_quotation_that_runs_into_the_next_sentence_is_closed():
    source = article("Ada Moor said: “We will stay open.", "We have no choice at all.”")
    standing = Statements(source).at(0)
    assert standing is not None
    assert standing.text == "Ada Moor said: “We will stay open.”"


def test_the_only_possible_person_is_named():
    standing = last(article("Oliver Krantz bought the mill.", "He sold it again within the year."))
    assert standing is not None
    assert (standing.text, standing.sentences) == ("Oliver Krantz sold it again within the year.", (1, 2))


@pytest.mark.parametrize(
    "text",
    [
        "He sold it again within the year.",
        "They sold it again within the year.",
        "This led to a long quarrel in court.",
        "In 2013, it was not among the first thousand.",
        "“I can see black smoke,” she said.",
    ],
)
def test_what_points_back_needs_the_sentence_before(text: str):
    standing = last(article("The mill stood empty for years.", text))
    assert standing is not None
    assert standing.needs == 1


def test_this_week_does_not_point_back():
    standing = last(article("It rained.", "This week the council closed both piers."))
    assert standing is not None
    assert standing.needs is None


@pytest.mark.parametrize(
    "text", ["Is this the end of the pier?", "Short.", "Pictured: the pier at dawn today.", "… — …"]
)
def test_what_says_nothing_is_passed_over(text: str):
    assert last(article("It rained.", text)) is None


def test_german_words_before_the_first_place_go_and_others_need_what_is_before():
    source = article("Es regnete.", "Aber der Rat schloss beide Brücken.", language="de")
    standing = last(source)
    assert standing is not None
    assert standing.text == "Der Rat schloss beide Brücken."
    other = last(article("Es regnete.", "Deshalb schloss der Rat beide Brücken.", language="de"))
    assert other is not None
    assert (other.text, other.needs) == ("Deshalb schloss der Rat beide Brücken.", 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The pier will reopen in June.", Kind.FORECAST),
        ("The council said the pier was safe.", Kind.ATTRIBUTED),
        ("The council should open the pier.", Kind.OPINION),
        ("The council opened the pier.", Kind.FACT),
    ],
)
def test_the_kind_is_told_from_the_words(text: str, kind: Kind):
    standing = last(article(text))
    assert standing is not None
    assert standing.kind is kind


def test_she_added_gets_her_name_behind_a_month():
    source = article("Ada Moor runs the pier.", "The pier had been sold in March, she added, without conditions.")
    standing = last(said(source, "The pier had been sold in March", "she", "Ada Moor", QuotationKind.INDIRECT))
    assert standing is not None
    assert standing.text == "The pier had been sold in March, Ada Moor added, without conditions."
    assert standing.needs is None


def test_she_added_needs_the_sentence_before_where_nobody_is_known():
    standing = last(article("Ada Moor runs the pier.", "The pier had been sold in March, she added."))
    assert standing is not None
    assert standing.needs == 1


def test_a_pronoun_behind_a_time_is_resolved_like_one_at_the_start():
    standing = last(article("Robert Moor fled to Holm in 1999.", "In February he lost his case against the council."))
    assert standing is not None
    assert standing.text == "In February Robert Moor lost his case against the council."
    assert standing.needs is None


def test_who_said_so_is_passed_over_and_what_follows_needs_what_was_said():
    source = article(
        "Die Bahn streicht den Nachtzug nach Holm.",
        "Das teilte die Bahn am Mittwoch mit.",
        "Grund seien die gestiegenen Preise für Strom.",
        language="de",
    )
    statements = Statements(source)
    assert statements.at(1) is None
    reason = statements.at(2)
    assert reason is not None
    assert reason.needs == 1


def test_items_are_told_without_their_numbers():
    source = article("1. Peel all of the apples.", "2. Beat the eggs until pale.", "3. Bake it for an hour.")
    told = [standing.text for place in range(3) if (standing := Statements(source).at(place))]
    assert told == ["Peel all of the apples.", "Beat the eggs until pale.", "Bake it for an hour."]
