"""What the token bench makes of an endpoint's counts, and that it asks a real endpoint what it says it asks."""

import json
import subprocess
import sys
from pathlib import Path

from bench.tokens import rivals
from bench.tokens.bill import Bill, Tokens, as_record, lines
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
    assert sum("Bridge shut" in system for system in rivals.three("Bridge shut", "A. Writer")) == 2


def test_the_call_that_copies_may_write_what_we_may_but_sentences_for_numbers():
    ours, theirs = (
        shape["properties"]
        for shape in (schema_for(Outputs()), rivals.copied_shape(Outputs())["json_schema"]["schema"])
    )
    assert {name: one["maxItems"] for name, one in ours.items()} == {
        name: one["maxItems"] for name, one in theirs.items()
    }
    assert ours["claims"]["items"]["required"] == ["s", "text", "kind", "speaker"]
    assert theirs["claims"]["items"]["required"] == ["evidence", "text", "kind", "speaker"]
    assert theirs["claims"]["items"]["properties"]["evidence"]["items"] == {"type": "string"}


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
        is_rival = "triple quotes" in asked["messages"][0]["content"]
        return says({"claims": [{"text": "x", "evidence": "y"}]}) if is_rival else faithful(asked)

    with ScriptedModel(step) as model:
        command = [sys.executable, "-m", "bench.tokens", "--base-url", model.url, "--articles", "1"]
        command += ["--json", str(tmp_path / "figures.json")]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
        systems = [asked.json["messages"][0]["content"] for asked in model.asked]
    assert len([system for system in systems if "triple quotes" in system]) == len(rivals.THREE) + 1
    assert "tokens in, our call / three calls" in ran.stdout
    assert json.loads((tmp_path / "figures.json").read_text())["prompt"].startswith("brief@")
