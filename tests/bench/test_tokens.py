"""What the token bench makes of an endpoint's counts, and that it asks a real endpoint what it says it asks."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.tokens import rivals
from bench.tokens.bill import Bill, Tokens, as_record, lines
from service.summarise.ports import Message
from service.summarise.wish import Outputs
from service.summarise.writing.reply_schema import schema_for
from tests.scripted_model import ScriptedModel, faithful, says

BILL = Bill("a.txt", Tokens(900, 300), Tokens(2100, 400), Tokens(2000, 250), Tokens(800, 600), 6, 8)
ROOT = Path(__file__).parents[2]


def figures(*bills):
    return {line.name: line for line in lines(bills)}


def test_the_ratios_are_of_the_same_article_and_say_whether_the_aim_is_met():
    told = figures(BILL)
    assert told["tokens in, our call / three calls"].median == 0.45
    assert told["tokens in, with our repair / three calls"].median == 1.05
    assert told["tokens out, our call / copied evidence"].median == 0.5
    assert round(told["tokens out an item, our call / copied evidence"].median, 3) == 0.667
    assert "aim <= 0.45: met" in str(told["tokens in, our call / three calls"])


def test_a_figure_that_misses_its_aim_says_so():
    worse = Bill("b.txt", Tokens(1900, 900), Tokens(1900, 900), Tokens(2000, 250), Tokens(800, 600), 6, 8)
    assert "NOT met" in str(figures(worse)["tokens in, our call / three calls"])
    spread = figures(BILL, worse)["tokens in, our call / three calls"]
    assert (spread.least, spread.most) == (0.45, 0.95)


def test_the_record_holds_every_bill():
    record = json.loads(json.dumps(as_record("m", "brief@1", [BILL])))
    assert record["articles"][0]["three"] == {"asked": 2000, "written": 250}
    assert len(record["figures"]) == 5


def test_the_three_calls_are_no_longer_than_those_they_stand_for():
    assert all(850 <= len(system) <= most for system, most in zip(rivals.THREE, (950, 1000, 930), strict=True))
    asked = rivals.three("Bridge shut", "A. Writer", "The bridge is shut.")
    assert sum("Bridge shut" in system["content"] for system, _ in asked) == 2
    assert all(user["content"] == '"""The bridge is shut."""' for _, user in asked)


def test_the_call_that_copies_may_write_what_we_may_but_sentences_for_numbers():
    ours, theirs = (
        shape["properties"]
        for shape in (schema_for(Outputs()), rivals.copied_shape(Outputs(), rows=False)["json_schema"]["schema"])
    )
    assert {name: one["maxItems"] for name, one in ours.items()} == {
        name: one["maxItems"] for name, one in theirs.items()
    }
    assert ours["claims"]["items"]["required"] == ["s", "text", "kind", "speaker"]
    assert theirs["claims"]["items"]["required"] == ["evidence", "text", "kind", "speaker"]
    assert theirs["claims"]["items"]["properties"]["evidence"]["items"] == {"type": "string"}


def test_rows_that_copy_hold_a_sentence_where_ours_hold_a_number():
    shape = rivals.copied_shape(Outputs(), rows=True)["json_schema"]["schema"]["properties"]
    ours = schema_for(Outputs(), rows=True)["properties"]
    assert {"integer", "string"} == {cell["type"] for cell in ours["claims"]["items"]["items"]["anyOf"]}
    for name, texts in shape.items():
        assert texts["items"]["items"] == {"type": "string"}
        assert texts["items"]["minItems"] == texts["items"]["maxItems"] == ours[name]["items"]["minItems"]
    assert "row" in rivals.copied((Message("system", "Write."), Message("user", "a\n\nb")), rows=True)[1]["content"]


@pytest.mark.parametrize(
    ("reply", "items"),
    [
        ('{"headline":[["a","b"]],"claims":[["a","b","fact",""],["c","d","fact",""]]}', 3),
        ("[]", 0),
        ("{", 0),
        ('{"claims":1}', 0),
    ],
)
def test_items_of_a_reply_are_counted_whatever_their_shape(reply, items):
    assert rivals.items_of(reply) == items


def test_the_call_that_copies_is_ours_but_for_one_paragraph():
    ours = (Message("system", "Write."), Message("user", "[1] It rained.\n\nIn one line."))
    system, user = rivals.copied(ours, rows=False)
    assert system["content"] == "Write."
    assert user["content"].startswith("[1] It rained.\n\nIn this answer no item has")
    assert user["content"].endswith("\n\nIn one line.")


def test_a_call_that_was_cut_short_is_not_counted():
    def step(asked):
        is_rival = "triple quotes" in asked["messages"][0]["content"]
        return says('{"claims": [', finish_reason="length") if is_rival else faithful(asked)

    with ScriptedModel(step) as model:
        command = [sys.executable, "-m", "bench.tokens", "--base-url", model.url, "--articles", "1"]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 1
    assert "LengthFinishReasonError, left out" in ran.stderr


def test_five_calls_an_article_reach_the_endpoint_each_as_it_is_named(tmp_path):
    def step(asked):
        is_copied = asked.get("response_format", {}).get("json_schema", {}).get("name") == "copied"
        is_ours = "response_format" in asked and not is_copied
        return faithful(asked) if is_ours else says({"claims": [{"evidence": ["y"], "text": "x"}]})

    with ScriptedModel(step) as model:
        command = [sys.executable, "-m", "bench.tokens", "--base-url", model.url, "--articles", "1"]
        command += ["--json", str(tmp_path / "figures.json")]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
        asked = [one.json for one in model.asked]
    assert sum("triple quotes" in one["messages"][0]["content"] for one in asked) == len(rivals.THREE)
    (copied,) = [one for one in asked if "no item has" in one["messages"][1]["content"]]
    assert copied["messages"][0] == asked[0]["messages"][0]
    assert "tokens in, our call / three calls" in ran.stdout
    record = json.loads((tmp_path / "figures.json").read_text())
    assert record["prompt"].startswith("brief@")
    assert record["articles"][0]["items_copied"] == 1
