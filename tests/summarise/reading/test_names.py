import pytest

from service.summarise.reading import sentences
from service.summarise.reading.names import Roster, bare, people

ARTICLE = (
    "Mayor Greta Oakes-Lind met Dr. Tomas Ferrand on Monday. Mrs Oakes-Lind said Ferrand was late. "
    "Peter Marsh and Helen Marsh own the yard. Mr Marsh shouted. The Harbour Department sent Lena van der Velde. "
    "President Amadou Keita came too."
)


def roster(text: str = ARTICLE) -> Roster:
    return Roster(sentences.split(text, [(0, len(text))], "en"))


@pytest.mark.parametrize(
    ("mention", "full"),
    [
        ("Ferrand", "Tomas Ferrand"),
        ("Dr. Ferrand’s", "Tomas Ferrand"),
        ("Mrs Oakes-Lind", "Greta Oakes-Lind"),
        ("Tomas", "Tomas Ferrand"),
        ("Mr Marsh", "Peter Marsh"),
        ("Ms Marsh", "Helen Marsh"),
        ("Nobody", "Nobody"),
        ("Harbour Department", "Harbour Department"),
    ],
)
def test_a_short_name_is_tied_to_the_fullest_one(mention: str, full: str) -> None:
    assert roster().fullest(mention) == full


def test_titles_are_no_part_of_a_name() -> None:
    assert bare("former Sen. Bob Dole's") == ("former Sen.", "Bob Dole")
    assert bare("Ohio Gov. Ada Moor") == ("Ohio Gov.", "Ada Moor")
    assert bare("Justice Department") == ("", "Justice Department")
    assert bare("") == ("", "")


def test_people_are_told_from_places_and_bodies() -> None:
    text = ARTICLE
    assert people(sentences.split(text, [(0, len(text))], "en")) == (
        "Greta Oakes-Lind",
        "Tomas Ferrand",
        "Peter Marsh",
        "Helen Marsh",
        "Lena van der Velde",
        "Amadou Keita",
    )


def test_the_sex_of_a_name_comes_from_its_titles_and_its_first_name() -> None:
    assert [roster().sex(name) for name in ("Oakes-Lind", "Peter Marsh", "Helen Marsh", "Ferrand")] == [
        "f",
        "m",
        "f",
        "",
    ]


def test_an_office_is_tied_to_the_one_person_who_bears_it() -> None:
    assert roster().bearer("president") == "Amadou Keita"
    assert roster().bearer("bishop") is None


def test_mentions_have_exact_spans_in_order() -> None:
    found = roster().mentions
    assert all(mention.name in ARTICLE[mention.start : mention.end] for mention in found)
    assert [mention.start for mention in found] == sorted(mention.start for mention in found)


def test_a_thousand_people_of_one_name_are_tied_in_linear_time() -> None:
    text = " ".join(f"A{chr(97 + i % 26)}{chr(97 + i // 26 % 26)} Smith came. Smith left." for i in range(3_000))
    book = roster(text)
    assert all(book.fullest("Smith") == "Aaa Smith" for _ in range(3_000))
