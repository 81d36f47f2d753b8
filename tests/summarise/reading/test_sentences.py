from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.summarise.reading import sentences
from tests.growth import assert_linear

PROSE = st.text(st.sampled_from("abz AZ .!?…,:;'\"“”‘’„«»「」。()[]-—\n\t\u00a0é你0x1"), max_size=300)


def split(text: str, language: str | None = "en") -> list[str]:
    return [sentence.text for sentence in sentences.split(text, [(0, len(text))], language)]


@pytest.mark.parametrize(
    "pieces",
    [
        ["The bridge is shut.", "Nobody knows why."],
        ["Lt. Gen. Oda Brekke met Mr. Pell and Ms. Quay at No. 5 on Jan. 7.", "They left."],
        ["J. K. Varga wrote it with P. Lund.", "Both were paid."],
        ["“The pump failed.", "We saw it fail.”", "That was all."],
        ["“Why us?” Pell asked.", "Nobody answered."],
        ["“Get out!” she shouted.", "They did."],
        ["He said: ‘Wait.", "I am late.’", "Nobody waited."],
        ["It rose… and fell.", "Then it stopped."],
        ["It rained.", "“A fine town.” ― Ada Moor"],
        ["Read it at example.com/News.Html today.", "It is free."],
        ['The mayor is “"tired of “ it all.', "So are we."],
    ],
)
def test_english_is_cut_where_an_editor_would_cut_it(pieces: list[str]) -> None:
    assert split(" ".join(pieces)) == pieces


@pytest.mark.parametrize(
    "pieces",
    [
        ["Das gilt z.B. für Nr. 5 und den 2. Weltkrieg.", "Mehr war nicht zu hören."],
        ["Am 3. Oktober kam Dr. Vogt.", "Er blieb."],
        ["„Wir warten.", "Wir haben Zeit.“", "Dann ging sie."],
        ["»Nein.", "Niemals.«", "Er schwieg."],
        ["„Warum?“ fragte Vogt.", "Keiner wusste es."],
    ],
)
def test_german_is_cut_where_an_editor_would_cut_it(pieces: list[str]) -> None:
    assert split(" ".join(pieces), "de") == pieces


def test_sentences_without_spaces_between_them_are_parted() -> None:
    assert split("他来了。他说：“你好。再见。”很好！", "zh") == ["他来了。", "他说：“你好。", "再见。”", "很好！"]
    assert split("雨が降った。「帰ろう。」と言った。", "ja")[0] == "雨が降った。"


def test_sentences_that_were_glued_together_are_parted_but_no_names_of_files() -> None:
    assert split("They counted the results.The next day was quiet.") == [
        "They counted the results.",
        "The next day was quiet.",
    ]
    assert split("It runs on Node.Js and the U.S.A paid.") == ["It runs on Node.Js and the U.S.A paid."]


def test_each_line_of_a_list_is_a_paragraph_of_its_own() -> None:
    source = "- one egg\n- two spoons of flour\n\nMix. Bake."
    found = sentences.split(source, [(0, 9), (10, 31), (33, 43)], "en")
    assert [(s.number, s.paragraph, s.text) for s in found] == [
        (1, 0, "- one egg"),
        (2, 1, "- two spoons of flour"),
        (3, 2, "Mix."),
        (4, 2, "Bake."),
    ]


def test_a_line_break_in_a_block_ends_no_sentence_but_an_empty_line_does() -> None:
    assert split("The ship\nsank\n\n\nNobody saw it") == ["The ship\nsank", "Nobody saw it"]


def test_nothing_and_white_space_have_no_sentences() -> None:
    assert split("") == []
    assert split(" \n\t ") == []
    assert sentences.split("abc", [], None) == ()


@given(st.lists(PROSE, max_size=4), st.sampled_from(["en", "de", "zh", "xx", None]))
def test_only_white_space_is_lost_and_every_offset_is_exact(blocks: list[str], language: str | None) -> None:
    source = "\n".join(blocks)
    spans = []
    for block in blocks:
        start = spans[-1][1] + 1 if spans else 0
        spans.append((start, start + len(block)))
    found = sentences.split(source, spans, language)
    assert [s.number for s in found] == list(range(1, len(found) + 1))
    assert all(source[s.start : s.end] == s.text == s.text.strip() != "" for s in found)
    assert all(spans[s.paragraph][0] <= s.start and s.end <= spans[s.paragraph][1] for s in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert "".join("".join(s.text for s in found).split()) == "".join(source.split())
    assert found == sentences.split(source, spans, language)


@pytest.mark.parametrize("space", [chr(code) for code in range(0x80, 0x3001) if chr(code).isspace()])
@pytest.mark.parametrize("language", ["en", "de", "fr", "it", "ja"])
def test_white_space_of_several_bytes_before_a_full_stop_is_read(space: str, language: str) -> None:
    source = f"Plan A{space}. It failed."
    pieces = split(source, language)
    assert "".join("".join(pieces).split()) == "PlanA.Itfailed."


@pytest.mark.parametrize(
    "unit", ['"', ".", "(", "“", "’", "「", "a. ", "“A. ", "aa.Bb,", "5. ", " ", "! ", "word ", "桥。", "你?"]
)
def test_the_cost_of_a_hostile_line_is_linear(unit: str) -> None:
    def split(source: str) -> None:
        assert len(sentences.split(source, [(0, len(source))], "en")) <= sentences.MOST_SENTENCES + 1

    assert_linear(lambda size: unit * (size // len(unit)), split, 200_000)
