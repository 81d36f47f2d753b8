"""A model's reply is hostile until checked: what breaks the schema is left out, and the rest is kept."""

import json

import pytest

from service.summarise.errors import ModelRefused, ModelRubbish
from service.summarise.statement import Kind, Output, Proposal
from service.summarise.wish import HeadlineWish, MetaDescriptionWish, Outputs
from service.summarise.writing.reply import parse
from service.summarise.writing.reply_schema import schema_for

CLAIM = {"s": [1], "text": "The bridge will close.", "kind": "fact", "speaker": None}


def reply(**changes):
    return {
        "headline": [{"s": [1], "text": "Bridge to close"}],
        "summary": [{"s": [1, 2], "text": "The bridge will close. It is worn."}],
        "blurb": [{"s": [2], "text": "It is worn."}],
        "claims": [CLAIM | {"kind": "attributed", "speaker": "Dana Okafor", "s": [2, 2]}],
    } | changes


def claims(*items):
    found = parse(json.dumps(reply(claims=list(items))), Outputs())
    return [one for one in found if one.output is Output.CLAIMS]


def test_a_good_reply_becomes_proposals_one_sentence_each():
    found = parse(json.dumps(reply()), Outputs())
    assert found == (
        Proposal(Output.HEADLINE, "Bridge to close", (1,)),
        Proposal(Output.SUMMARY, "The bridge will close.", (1, 2)),
        Proposal(Output.SUMMARY, "It is worn.", (1, 2)),
        Proposal(Output.BLURB, "It is worn.", (2,)),
        Proposal(Output.CLAIMS, "The bridge will close.", (2,), Kind.ATTRIBUTED, "Dana Okafor"),
    )


@pytest.mark.parametrize(
    "wrapped",
    ["```json\n{}\n```", "Here is the JSON you asked for: {} Let me know!", "\ufeff{}", "{{not json}} {}", "\n\n{}\n"],
)
def test_the_json_is_found_with_fences_and_prose_around_it(wrapped):
    before, _, after = wrapped.rpartition("{}")
    assert parse(before + json.dumps(reply()) + after, Outputs())


@pytest.mark.parametrize(
    "broken",
    [
        {"s": [-1]}, {"s": [10**9]}, {"s": [True]}, {"s": ["0"]}, {"s": [1.0]}, {"s": []}, {"s": [1, 2, 3, 4]}, {"s": None},
        {"s": 1}, {"s": [[1]]}, {"text": ""}, {"text": None}, {"text": ["x"]}, {"text": "x" * 1_000_000},
        {"kind": "rumour"}, {"kind": None}, {"speaker": 7}, {"speaker": "x" * 201},
    ],
)  # fmt: skip
def test_an_item_that_breaks_the_schema_is_left_out_and_the_rest_kept(broken):
    assert [one.text for one in claims(CLAIM | broken, CLAIM | {"text": "Kept."})] == ["Kept."]


@pytest.mark.parametrize("missing", ["s", "text", "kind", "speaker"])
def test_an_item_that_lacks_a_key_is_left_out(missing):
    assert claims({key: value for key, value in CLAIM.items() if key != missing}) == []


@pytest.mark.parametrize("item", [None, 1, "text", [], {}, [CLAIM]])
def test_an_item_of_another_type_is_left_out(item):
    assert claims(item) == []


def test_nothing_outside_the_schema_comes_through():
    found = parse(
        json.dumps(reply(poem=[{"s": [1], "text": "Roses"}], meta_description=[{"s": [1], "text": "M."}])), Outputs()
    )
    assert {one.output for one in found} == {Output.HEADLINE, Output.SUMMARY, Output.BLURB, Output.CLAIMS}


def test_ten_thousand_claims_and_repeats_are_bounded():
    assert len(claims(*[CLAIM | {"text": f"Claim {n}."} for n in range(10_000)])) == 50
    assert len(claims(CLAIM, CLAIM, CLAIM)) == 1


@pytest.mark.parametrize("text", ["I'm sorry, but I can't help with that.", "I cannot assist with this request."])
def test_a_refusal_in_plain_words_is_told_apart(text):
    with pytest.raises(ModelRefused):
        parse(text, Outputs())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The bridge will close.",
        "[]",
        "null",
        '{"a": 1}',
        "{" * 5000,
        '{"a":' * 5000,
        '{"headline": []}',
        '{"headline": {"a": ' + "[" * 200,
    ],
)
def test_rubbish_is_rubbish(text):
    with pytest.raises(ModelRubbish):
        parse(text, Outputs())


def test_the_schema_asks_for_exactly_what_is_wished():
    schema = schema_for(
        Outputs(
            headline=HeadlineWish(variants=3),
            summary=None,
            blurb=None,
            meta_description=MetaDescriptionWish(),
            claims=None,
        )
    )
    assert list(schema["properties"]) == schema["required"] == ["headline", "meta_description"]
    assert schema["additionalProperties"] is False
    headline = schema["properties"]["headline"]
    assert (headline["minItems"], headline["maxItems"]) == (3, 3)
    assert headline["items"]["required"] == ["s", "text"]


def test_the_schema_keeps_to_words_that_strict_modes_take():
    known = {"type", "properties", "required", "additionalProperties", "items", "enum", "minItems", "maxItems"}

    def walk(schema):
        assert set(schema) <= known
        for part in schema.get("properties", {}).values():
            walk(part)
        if "items" in schema:
            walk(schema["items"])

    walk(schema_for(Outputs()))
    speaker = schema_for(Outputs())["properties"]["claims"]["items"]["properties"]["speaker"]
    assert set(speaker["type"]) == {"string", "null"}


def test_the_prompts_mark_is_no_part_of_a_reply():
    marked = {"headline": [{"s": [1], "text": "¦ The quay ¦ will close ¦"}]}
    assert [one.text for one in parse(json.dumps(marked), Outputs(), "¦")] == ["The quay will close"]
    assert [one.text for one in parse(json.dumps(marked), Outputs())] == ["¦ The quay ¦ will close ¦"]


def test_a_paragraph_is_told_apart_by_the_rules_of_its_language():
    text = "Die Bahn stellt den Zug zum 13. Dezember ein. Das teilte sie am Mittwoch mit."
    written = json.dumps({"summary": [{"s": [1], "text": text}]})
    assert len(parse(written, Outputs(), language="de-AT")) == 2
    assert len(parse(written, Outputs(), language="en")) == 3


ROWS = {
    "headline": [[1, "Ferry to stop"]],
    "summary": [[1, 2, "The ferry will stop, the council said."]],
    "claims": [
        [2, "Ines Falk said nobody was asked.", "attributed", "Ines Falk"],
        [3, "It ran for years.", "fact", ""],
    ],
}


def test_rows_are_read_as_items_are():
    rows = parse(json.dumps(ROWS, separators=(",", ":")), Outputs(blurb=None))
    told = [(one.output.value, one.sentences, one.text, one.kind.value, one.speaker) for one in rows]
    assert told == [
        ("headline", (1,), "Ferry to stop", "fact", None),
        ("summary", (1, 2), "The ferry will stop, the council said.", "fact", None),
        ("claims", (2,), "Ines Falk said nobody was asked.", "attributed", "Ines Falk"),
        ("claims", (3,), "It ran for years.", "fact", None),
    ]


@pytest.mark.parametrize(
    "row",
    [
        [],
        [1],
        ["text"],
        [1, 2, 3, "Three lines."],
        ["1", "A number in words."],
        [1, ["nested"]],
        [True, "A truth for a number."],
        [1.0, "A fraction."],
        [1, "A kind that is none.", "gossip", ""],
        [1, "A speaker that is a number.", "fact", 3],
        list(range(100_000)),
    ],
)
def test_a_row_that_is_none_is_left_out(row):
    found = parse(json.dumps({"claims": [row, [1, "It stands.", "fact", ""]]}), Outputs(None, None, None, None))
    assert [one.text for one in found] == ["It stands."]


def test_rows_are_asked_for_in_what_strict_modes_take():
    schema = schema_for(Outputs(), rows=True)
    claims = schema["properties"]["claims"]
    assert schema["required"] == ["headline", "summary", "blurb", "claims"]
    assert (claims["items"]["minItems"], claims["items"]["maxItems"]) == (4, 5)
    assert "s" not in json.dumps(schema["properties"]["headline"]["items"]["items"]).split('"')
