"""Items are found as soon as they are whole, wherever the text is cut, and the outline of a hostile reply costs little."""

import json
import time

import pytest

from service.summarise.writing.reply_items import ITEM_MAX_CHARS, ITEMS_MAX, ItemScanner

KEYS = ("headline", "summary", "claims")
FIRST = {"s": [1], "text": 'The "old" bridge \\ closes {soon} [4 May]. Größe ✓'}
SECOND = {"s": [2, 3], "text": "It is worn.", "kind": "fact", "speaker": None}
REPLY = json.dumps({"note": "claims", "headline": [FIRST], "poem": [SECOND], "claims": [SECOND, FIRST]})
FOUND = [("headline", FIRST), ("claims", SECOND), ("claims", FIRST)]


def scan(text, size=None):
    scanner = ItemScanner(KEYS)
    size = size or len(text)
    return [item for place in range(0, len(text), size) for item in scanner.feed(text[place : place + size])]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50, 10_000])
@pytest.mark.parametrize("spelled", [REPLY, json.dumps(json.loads(REPLY), ensure_ascii=False, indent=2)])
def test_the_items_are_the_same_wherever_the_text_is_cut(size, spelled):
    assert scan(spelled, size) == FOUND


def test_an_item_is_told_at_its_last_brace_and_not_before():
    scanner = ItemScanner(KEYS)
    whole = '{"claims": [{"s": [1], "text": "A."}'
    assert list(scanner.feed(whole[:-1])) == []
    assert list(scanner.feed(whole[-1])) == [("claims", {"s": [1], "text": "A."})]
    assert list(scanner.feed(', {"s": [2]')) == []


@pytest.mark.parametrize(
    "wrapped",
    [
        "```json\n{}\n```",
        'He said: "here [it] is" {}',
        "{{not json}} {}",
        '{{"a": 1}}{}',
        "[{}]",
        "\ufeff{}",
        "}}]] {}",
    ],
)
@pytest.mark.parametrize("size", [1, 1000])
def test_prose_and_fences_around_it_are_passed_over(wrapped, size):
    before, _, after = wrapped.rpartition("{}")
    assert scan(before.replace("{{", "{").replace("}}", "}") + REPLY + after, size) == FOUND


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_what_a_model_thinks_aloud_first_is_not_its_reply(size):
    thought = '\n<think>Perhaps {"claims": [{"s": [1], "text": "No."}]}?</think>\n'
    assert scan(thought + REPLY, size) == FOUND
    assert scan(thought.replace("</think>", "") + REPLY, size) == []
    assert scan("<this is no thought> " + REPLY, size) == FOUND


def test_one_object_in_place_of_a_list_is_an_item():
    assert scan(json.dumps({"headline": FIRST, "claims": {"deep": SECOND}})) == [
        ("headline", FIRST),
        ("claims", {"deep": SECOND}),
    ]


def test_only_what_stands_right_under_a_wanted_key_is_an_item():
    nested = {"result": {"claims": [FIRST]}, "claims": [[SECOND]], "headline": ["text", 1, None, FIRST]}
    assert scan(json.dumps(nested)) == [("headline", FIRST)]


def test_the_first_reply_is_the_last_that_is_listened_to():
    assert scan(REPLY + REPLY) == FOUND


def test_a_key_that_comes_again_ends_the_listening():
    again = '{"claims": [{"s": [1]}], "claims": [{"s": [2]}], "headline": [{"s": [3]}]}'
    assert scan(again) == [("claims", {"s": [1]})]


@pytest.mark.parametrize(
    "broken",
    ['{"s": [1], "text": "\\ud800"}', '{"s": [1] "text"}', "{,}", '{"s": [1],}'],
)
def test_an_item_that_is_no_json_is_passed_over(broken):
    assert scan('{"claims": [' + broken + ', {"s": [2]}]}') == [("claims", {"s": [2]})]


@pytest.mark.parametrize("broken", ['{"claims": [{"s": [1]}}', '{"claims": [{"s": [1}]'])
def test_brackets_that_do_not_fit_end_the_listening(broken):
    assert scan(broken + ', {"s": [2]}], "headline": [{"s": [3]}]}') in ([("claims", {"s": [1]})], [])


def test_an_item_beyond_all_bounds_is_passed_over():
    long = {"text": "x" * ITEM_MAX_CHARS}
    assert scan(json.dumps({"claims": [long, SECOND]}), 100) == [("claims", SECOND)]


def test_items_are_bounded_and_so_is_depth():
    assert len(scan(json.dumps({"claims": [FIRST] * 10_000}))) == ITEMS_MAX
    deep = '{"claims": [' + '{"a":' * 10 + "1" + "}" * 10 + "]}"
    assert scan(deep) == []


@pytest.mark.parametrize(
    "hostile",
    [
        "{" * 1_000_000,
        '{"' + "\\" * 1_000_000,
        '{"claims": [{"text": "' + "x" * 1_000_000,
        "<think>" + "</thin" * 160_000,
        '"' * 1_000_000,
        "}{" * 500_000,
        '{"claims": [' + '"a",' * 250_000,
        '{"' + 'a": "b", "' * 100_000,
    ],
    ids=["braces", "escapes", "a long item", "a thought", "quotes", "pairs", "strings", "keys"],
)
@pytest.mark.parametrize("size", [64, 1_000_000])
def test_a_megabyte_costs_little_wherever_it_is_cut(hostile, size):
    began = time.process_time()
    assert scan(hostile, size) == []
    assert time.process_time() - began < 1


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_rows_are_found_as_objects_are(size):
    text = '{"headline":[[1,"A “[quote]” \\"x\\""]],"claims":[[2,"B","fact",""],[3,"C","fact",""]],"other":[[9,"no"]]}'
    assert scan(text, size) == [
        ("headline", [1, 'A “[quote]” "x"']),
        ("claims", [2, "B", "fact", ""]),
        ("claims", [3, "C", "fact", ""]),
    ]
