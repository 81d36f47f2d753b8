"""Replies made to break the reader: it raises what it promises, lets nothing odd through, and takes no time."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.summarise.errors import ModelFailure, ModelRefused, ModelRubbish
from service.summarise.statement import Kind
from service.summarise.wish import Outputs
from service.summarise.writing.reply import parse
from tests.growth import assert_linear

GOOD = {"headline": [{"text": "Bridge to close", "s": [1]}]}
KEPT = {"text": "Kept", "s": [1]}


def headlines(*items):
    return [one.text for one in parse(json.dumps({"headline": list(items)}), Outputs())]


@pytest.mark.parametrize("half", ["\ud800", "a \udfff b", "\ud800\ud800"])
def test_half_a_surrogate_pair_can_be_spelled_in_json_and_is_left_out(half):
    assert headlines({"text": half, "s": [1]}, KEPT) == ["Kept"]
    claim = {"text": "Kept.", "s": [1], "kind": "fact", "speaker": None}
    found = parse(json.dumps({"claims": [claim | {"speaker": half}, claim]}), Outputs())
    assert [one.speaker for one in found] == [None]


@pytest.mark.parametrize(
    "numbers", ["NaN", "Infinity", "1e400", "9" * 300, "[" * 200 + "]" * 200, "{}", "1, true", "1, null"]
)
def test_evidence_that_is_no_list_of_numbers_costs_only_its_item(numbers):
    text = f'{{"headline": [{{"text": "Odd", "s": [{numbers}]}}, {json.dumps(KEPT)}]}}'
    assert [one.text for one in parse(text, Outputs())] == ["Kept"]


@pytest.mark.parametrize("word", ["", "  ", "null", "None", "N/A"])
def test_a_speaker_that_is_the_word_for_none_is_none(word):
    claim = {"text": "It rained.", "s": [1], "kind": "attributed", "speaker": word}
    (found,) = parse(json.dumps({"claims": [claim]}), Outputs())
    assert (found.speaker, found.kind) == (None, Kind.ATTRIBUTED)


def test_a_comma_too_many_is_forgiven_and_words_are_left_as_they_are():
    text = '{"headline": [{"text": "Bridge, ] to close,}", "s": [1,],},],}'
    assert [one.text for one in parse(text, Outputs())] == ["Bridge, ] to close,}"]


def test_what_a_model_thinks_aloud_first_is_not_its_answer():
    draft = json.dumps({"headline": [{"text": "A draft", "s": [2]}]})
    (found,) = parse(f"<think>\nPerhaps {draft}?\n</think>\n{json.dumps(GOOD)}", Outputs())
    assert found.text == "Bridge to close"


def test_braces_in_the_prose_before_the_json_do_no_harm():
    assert parse("Filling in {headline}, {summary} and {claims} " * 5 + json.dumps(GOOD), Outputs())


@pytest.mark.parametrize(
    "words",
    [
        "I'm sorry, but I can't assist with that request.",
        "I’m very sorry, I cannot.",
        "Sorry, I can't do that.",
        "I am unable to summarise this.",
        "Unfortunately, I cannot help.",
        "As an AI language model, I cannot.",
        "  “I apologize, but no.”",
        "I must decline.",
        "Es tut mir leid, dabei kann ich nicht helfen.",
        "Je suis désolé, mais non.",
        "Lo siento, no puedo ayudar con eso.",
    ],
)
def test_a_refusal_in_plain_words_is_recognised(words):
    with pytest.raises(ModelRefused):
        parse(words, Outputs())


@pytest.mark.parametrize(
    "words", ["The bridge closes. Sorry, drivers!", "Sorrylessness", "Icannot", "Nothing to report."]
)
def test_other_prose_is_rubbish_not_a_refusal(words):
    with pytest.raises(ModelRubbish):
        parse(words, Outputs())


def test_a_refusal_before_a_good_answer_is_an_answer():
    assert parse(f"I'm sorry for the wait. {json.dumps(GOOD)}", Outputs())


OF_LENGTH = {
    "braces": lambda size: "{" * size,
    "nested objects": lambda size: '{"headline":' * (size // 12),
    "nested lists": lambda size: '{"headline":' + "[" * size,
    "small objects": lambda size: '{"a":1}' * (size // 7),
    "quotes": lambda size: '{"headline":' + '"' * size,
    "escaped quotes": lambda size: '{"a":"' + '\\"' * (size // 2) + "\\",
    "commas": lambda size: "{" + ", " * (size // 2),
    "spaces": lambda size: '{"headline": [' + " " * size,
    "a long headline": lambda size: json.dumps({"headline": [{"text": "x" * size, "s": [1]}]}),
    "a headline of spaces": lambda size: json.dumps({"headline": [{"text": " " * size, "s": [1]}]}),
    "much evidence": lambda size: json.dumps({"headline": [{"text": "x", "s": list(range(size // 7))}]}),
    "many claims": lambda size: json.dumps(
        {"claims": [{"text": "x", "s": [-1], "kind": "fact", "speaker": None}] * (size // 64)}
    ),
    "many keys": lambda size: json.dumps({"headline": [dict.fromkeys(map(str, range(size // 12)))]}),
}


@pytest.mark.parametrize("of_length", OF_LENGTH.values(), ids=OF_LENGTH)
def test_a_megabyte_of_anything_is_refused_in_linear_time(of_length):
    def refuse(text: str) -> None:
        with pytest.raises(ModelRubbish):
            parse(text, Outputs())

    assert_linear(of_length, refuse, 1_000_000)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["headline", "claims", "text", "s", "kind", "speaker", "x"]), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["headline", "summary", "claims"]), json_values, min_size=1))
def test_any_json_gives_sound_proposals_or_a_known_failure(reply):
    try:
        found = parse(json.dumps(reply), Outputs())
    except ModelFailure:
        return
    for one in found:
        assert one.text == " ".join(one.text.split()) != ""
        assert one.text.encode()
        assert one.sentences
        assert all(type(number) is int and number >= 0 for number in one.sentences)


@given(st.text(alphabet='{}[]",:\\ ab1-\ud800\ufeff`', max_size=60))
def test_any_text_gives_proposals_or_a_known_failure(text):
    try:
        parse(text, Outputs())
    except ModelFailure:
        return
