from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.summarise.article import Quotation, QuotationKind, Sentence
from service.summarise.reading import quotations, sentences
from tests.growth import assert_linear

SEED = Path(__file__).parents[4] / "shared/articles/seed-page-text.txt"

Row = tuple[str, str | None]


def read(source: str, language: str | None = "en") -> tuple[Quotation, ...]:
    blocks = []
    position = 0
    for line in source.split("\n"):
        blocks.append((position, position + len(line)))
        position += len(line) + 1
    return quotations.find(source, sentences.split(source, blocks, language), language)


def who_says_what(source: str, language: str | None = "en") -> list[Row]:
    return [(source[q.start : q.end], q.speaker.name if q.speaker else None) for q in read(source, language)]


@pytest.mark.parametrize(
    ("source", "said", "name"),
    [
        ("Nora Pell, its chief engineer, said the joints were worn.", "the joints were worn", "Nora Pell"),
        ("Nora Pell, head of the yard, said her boats had all sailed.", "her boats had all sailed", "Nora Pell"),
        ("The joints were too worn to last, said the council.", "The joints were too worn to last", "the council"),
        ("The joints would not last, said a spokesman who saw them.", "The joints would not last", "a spokesman"),
    ],
)
def test_an_aside_before_the_verb_is_no_statement_of_who_stands_behind_it(source: str, said: str, name: str) -> None:
    assert (said, name) in who_says_what(source)


@pytest.mark.parametrize(
    ("source", "said", "name"),
    [
        ("“We are shut,” Nora Pell said.", "“We are shut,”", "Nora Pell"),
        ("“We are shut,” said Nora Pell, the owner.", "“We are shut,”", "Nora Pell"),
        ("“We are shut,” said Rosika Pell of Ellery’s Tide Survey Laboratory.", "“We are shut,”", "Rosika Pell"),
        ("“We are shut,” said marine biologist Rosika Pell of the Tide Survey.", "“We are shut,”", "Rosika Pell"),
        ("Nora Pell said: “We are shut.”", "“We are shut.”", "Nora Pell"),
        ("“We are shut,” Nora Pell told the Ellery Post on Friday.", "“We are shut,”", "Nora Pell"),
        ("“We are shut for good,” according to Nora Pell.", "“We are shut for good,”", "Nora Pell"),
        ("Nora Pell, who has run the shop since 1990, said she felt “tired of it”.", "“tired of it”", "Nora Pell"),
        ("Nora Pell (Ind.) called the plan “a bad joke”.", "“a bad joke”", "Nora Pell"),
        ("Nora Pell closed the door, adding: “We are shut.”", "“We are shut.”", "Nora Pell"),
        ("In a letter to staff on Monday, Nora Pell wrote, “We are shut.”", "“We are shut.”", "Nora Pell"),
        ("“Never again.” — Nora Pell", "“Never again.”", "Nora Pell"),
        ("Another critic, Nora Pell, said it was “a bad joke”.", "“a bad joke”", "Nora Pell"),
        ("“We are shut,” a spokesman for the shop said.", "“We are shut,”", "a spokesman for the shop"),
        ("“We are shut,” the letter said.", "“We are shut,”", "the letter"),
        ("Mr Pell was told “to go home at once please”.", "“to go home at once please”", None),
    ],
)
def test_the_words_beside_a_quotation_tell_its_speaker(source: str, said: str, name: str | None) -> None:
    assert (said, name) in who_says_what(source)


@pytest.mark.parametrize(
    ("source", "said", "name"),
    [
        ("„Wir schließen“, sagte Nora Vogt.", "„Wir schließen“", "Nora Vogt"),
        ("„Wir schließen“, so die Sprecherin Nora Vogt.", "„Wir schließen“", "Nora Vogt"),
        ("Nora Vogt erklärte: „Wir schließen.“", "„Wir schließen.“", "Nora Vogt"),
        ("Am Montag sagte Nora Vogt: „Wir schließen.“", "„Wir schließen.“", "Nora Vogt"),
        ("»Wir schließen«, hatte Nora Vogt am Montag erklärt.", "»Wir schließen«", "Nora Vogt"),
        ("Laut Nora Vogt ist das „eine sehr schlechte Idee“.", "„eine sehr schlechte Idee“", "Nora Vogt"),
        ("Der Sprecher der Werft, Imre Kolb, nannte das „absurd“.", "„absurd“", "Imre Kolb"),
    ],
)
def test_german_quotations_find_their_speakers(source: str, said: str, name: str) -> None:
    assert (said, name) in who_says_what(source, "de")


@pytest.mark.parametrize(
    "source",
    [
        "Harbour Post Piece Exploits Harbour Supporter Who Was in a Hospital. The piece used a quote: “Finally.”",
        "The effort has also included members of the Ellery board, which has denied any part in the fire.",
    ],
)
def test_no_speaker_is_made_of_verbs_and_pronouns(source: str) -> None:
    names = [name for _, name in who_says_what(source) if name]
    assert not any(word in name.split() for name in names for word in ("Who", "Was", "also", "included"))


def test_a_speaker_is_carried_on_within_a_paragraph() -> None:
    source = "“We are shut,” said Nora Pell. “It is over. We tried.”"
    assert [name for _, name in who_says_what(source)] == ["Nora Pell", "Nora Pell"]


def test_a_speaker_is_carried_on_to_the_next_paragraph_of_an_open_quotation() -> None:
    source = "Tom Marsh is gone. Nora Pell said: “We are shut.\n“It is over, and we tried everything.”"
    assert [name for _, name in who_says_what(source)] == ["Nora Pell", "Nora Pell"]


def test_a_paragraph_that_ends_with_a_colon_introduces_the_next() -> None:
    assert who_says_what("Nora Pell put up a sign:\n“We are shut for ever.”") == [
        ("“We are shut for ever.”", "Nora Pell")
    ]


def test_a_heading_with_a_colon_is_nobody() -> None:
    assert who_says_what("Partial transcript as follows:\n“We are shut for ever.”") == [
        ("“We are shut for ever.”", None)
    ]


def test_a_pronoun_stands_for_the_first_fitting_person_before_it() -> None:
    source = "Mr Marsh blamed Ms Pell for the fire.\n“I saw it happen,” he said.\n“He did not,” she said."
    assert [name for _, name in who_says_what(source)] == ["Marsh", "Pell"]


def test_a_pronoun_that_nobody_fits_has_no_speaker() -> None:
    assert who_says_what("“I saw it happen,” he said.") == [("“I saw it happen,”", None)]


def test_a_speaker_has_the_fullest_name_the_role_and_the_span_beside_the_words() -> None:
    source = "“Yes,” said Nora Pell, the head of the yard.\nThe yard burned. Ms Pell said “it was an old yard”."
    first, second = (q.speaker for q in read(source) if q.speaker)
    assert first is not None
    assert (first.name, first.role) == ("Nora Pell", "the head of the yard")
    assert second is not None
    assert (second.name, source[second.start : second.end]) == ("Nora Pell", "Ms Pell")


def test_a_quotation_that_nobody_is_said_to_have_said_has_no_speaker() -> None:
    assert who_says_what("“The sea is a cold mother, they sing.”") == [("“The sea is a cold mother, they sing.”", None)]


def test_a_title_or_a_term_in_marks_is_no_quotation() -> None:
    assert who_says_what("The film “Cold Sea” opens today.") == []


def test_kinds_are_told_apart() -> None:
    source = (
        "“We are shut for good,” Nora Pell said.\nShe said it was “a sad day”.\nPell said that the yard would be sold."
    )
    assert [q.kind for q in read(source)] == [QuotationKind.DIRECT, QuotationKind.MIXED, QuotationKind.INDIRECT]


@pytest.mark.parametrize(
    ("source", "language", "said", "name"),
    [
        ("Nora Pell said that the yard would be sold.", "en", "that the yard would be sold", "Nora Pell"),
        ("The yard will be sold, Nora Pell said.", "en", "The yard will be sold", "Nora Pell"),
        ("The yard will be sold, according to Nora Pell.", "en", "The yard will be sold", "Nora Pell"),
        ("According to Nora Pell, the yard will be sold.", "en", "the yard will be sold", "Nora Pell"),
        ("Nora Vogt sagte, die Werft werde verkauft.", "de", "die Werft werde verkauft", "Nora Vogt"),
        ("Die alte Werft werde verkauft, sagte Nora Vogt.", "de", "Die alte Werft werde verkauft", "Nora Vogt"),
    ],
)
def test_indirect_quotations_are_found(source: str, language: str, said: str, name: str) -> None:
    assert who_says_what(source, language) == [(said, name)]


def test_a_passive_or_a_noun_reports_nothing() -> None:
    assert who_says_what("Nora Pell was told that the yard would be sold.") == []
    assert who_says_what("The reports that the yard would be sold are old.") == []


def test_in_other_languages_the_marked_words_are_found_alone() -> None:
    assert who_says_what("„Zamykamy całą budowę na zimę”, powiedziała Nora Pell.", "pl") == [
        ("„Zamykamy całą budowę na zimę”", None)
    ]


@pytest.mark.skipif(not SEED.exists(), reason="the shared articles are not beside the checkout")
def test_the_seed_has_no_wrong_speaker() -> None:
    source = SEED.read_text(encoding="utf-8")
    names = {said.strip('“”"'): name for said, name in who_says_what(source)}
    right = {
        "disappointing results,": "Ian Lavery",
        "not all of them have been negative": "Ian Lavery",
        "rift": "Ian Lavery",
        "They’re quite good friends.": "Ian Lavery",
        "a pretty disastrous picture": "Stephen Kinnock",
        "putting off ": "Philip Johnson",
        "traditional Labour values.": "Sion Simon",
    }
    assert {said: names.get(said) for said in right} == right
    spoken = [name for said, name in who_says_what(source) if said.startswith("“I have spoken to Andy")]
    assert spoken[0] in ("Jeremy Corbyn", "the leader", None)


@given(
    st.text(st.sampled_from("Aa b.,:“”\"'‘’„«»\n—()saidhe "), max_size=200), st.sampled_from(["en", "de", "fr", None])
)
def test_quotations_lie_in_the_source_in_order_and_apart_whatever_comes(source: str, language: str | None) -> None:
    found = read(source, language)
    assert all(0 <= q.start < q.end <= len(source) for q in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(0 <= q.speaker.start < q.speaker.end <= len(source) and q.speaker.name for q in found if q.speaker)
    assert found == read(source, language)


WORDS = st.sampled_from(
    [
        "Nora Pell",
        "he",
        "said",
        "“Yes,”",
        "the mayor",
        ",",
        "who",
        "told",
        "“we",
        "”",
        ".",
        "according to",
        "that",
        "(",
        ")",
        "—",
        "\n",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join), st.sampled_from(["en", "de"]))
def test_odd_sentences_of_reporting_words_are_read_all_the_same(source: str, language: str) -> None:
    found = read(source, language)
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize(
    "unit", ['"', "“", "‘", "'a ", '"a b" said ', "“a b,” he said. ", "Ab Smith, ", "said ", "„a“ ", "x said, "]
)
def test_the_cost_of_a_hostile_text_is_linear(unit: str) -> None:
    def split(size: int) -> tuple[str, tuple[Sentence, ...]]:
        source = unit * (size // len(unit))
        return source, sentences.split(source, [(0, len(source))], "en")

    assert_linear(split, lambda made: quotations.find(*made, "en"), 500_000)


def test_invisible_tags_hide_no_speaker() -> None:
    tags = "".join(map(chr, range(0xE0020, 0xE0060)))
    source = f"“The joints are worn,”{tags} said{tags} Dana Okafor, the engineer."
    assert who_says_what(source) == [("“The joints are worn,”", "Dana Okafor")]


def test_a_note_is_no_speaker() -> None:
    text = "Analysts at Halden Bank said they expected a cut of a quarter point, according to a note."
    found = quotations.find(text, sentences.split(text, [(0, len(text))], "en"), "en")
    assert [one.speaker.name for one in found if one.speaker] == ["Analysts at Halden Bank"]
