import pytest

from service.summarise.article import Submission
from service.summarise.later import Later, Once
from service.summarise.reading import reader


def test_nothing_is_made_before_somebody_looks_and_then_once():
    made = []

    def make():
        made.append(1)
        return ("a", "b", "c")

    later = Later(make)
    assert made == []
    assert (len(later), later[1], later[1:], list(later), "b" in later, "x" in later) == (
        3,
        "b",
        ("b", "c"),
        ["a", "b", "c"],
        True,
        False,
    )
    assert made == [1]


def test_it_is_equal_to_what_it_stands_for():
    later = Later(lambda: (1, 2))
    assert later == (1, 2)
    assert later == Later(lambda: (1, 2))
    assert later != (1,)
    assert hash(later) == hash((1, 2))
    assert repr(later) == "(1, 2)"
    assert not Later(tuple)


def test_a_failed_making_is_tried_again():
    answers = [ValueError(), ("a",)]

    def make():
        answer = answers.pop(0)
        if isinstance(answer, ValueError):
            raise answer
        return answer

    later = Later(make)
    with pytest.raises(ValueError):
        len(later)
    assert list(later) == ["a"]


def test_an_article_that_is_read_is_whole_to_whoever_looks():
    text = 'The mill closes in May.\n\n"Nobody asked us about it," said Petra Nyholm, who runs the dye shop.'
    article = reader.read(Submission(text=text))
    assert [quotation.speaker.name for quotation in article.quotations] == ["Petra Nyholm"]
    assert "too_short" in article.suitability


def test_an_attribute_is_made_once_and_told_by_its_docstring():
    made = []

    class Page:
        @Once
        def words(self) -> int:
            """How many words it has."""
            made.append(self)
            return 7

    page, other = Page(), Page()
    assert (page.words, page.words, other.words) == (7, 7, 7)
    assert made == [page, other]
    assert Page.words.__doc__ == "How many words it has."
