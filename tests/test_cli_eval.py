import json
import os
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli import main
from tests.scripted_model import Reply, ScriptedModel, fails, faithful, lying, repairing, says

PAGES = Path(__file__).parent / "pages"
RESERVOIR = PAGES / "reservoir.txt"
FERRY = """Ferry to Sandholm stops for the winter

The ferry to Sandholm will stop from 3 November, the harbour board said on Tuesday.

About 900 people live on the island, and most of them work in the town across the water. The board has two boats.

The ferry has run since 1921 and carried 40,000 people last year.
"""


@pytest.fixture
def model():
    with ScriptedModel(faithful) as server:
        yield server


@pytest.fixture
def run(model, tmp_path, monkeypatch):
    prices = json.dumps({"scripted": {"input_per_million": 1.0, "output_per_million": 2.0}})
    for name, value in {"BASE_URL": model.url, "MODEL": "scripted"}.items():
        monkeypatch.setenv(f"OPENAI_{name}", value)
    monkeypatch.setenv("STANDFIRST_MODEL_PRICES", prices)

    def ask(*words, prompts=("brief@1",)):
        named = [word for prompt in prompts for word in ("--prompt", prompt)]
        results = ["--results", str(tmp_path / "results.jsonl"), "--json", str(tmp_path / "figures.json")]
        return CliRunner().invoke(main, ["eval", *named, *results, *map(str, words)])

    return ask


@pytest.fixture
def ferry(tmp_path):
    file = tmp_path / "ferry.txt"
    file.write_text(FERRY)
    return file


@pytest.fixture
def figures(tmp_path):
    return lambda: json.loads((tmp_path / "figures.json").read_text())


def line(result, label):
    return next(line for line in result.stdout.splitlines() if label in line)


def test_a_table_and_json_tell_each_prompts_figures(run, model, ferry, figures):
    result = run(RESERVOIR, ferry, prompts=("brief@1", "brief@2"))
    assert result.exit_code == 0, result.output
    assert len(model.asked) == 4
    assert line(result, "at first try").count("100.0 %") == 2
    assert line(result, "tokens in").count("2,000") == 2
    assert line(result, "cost").count("0.0028 USD") == 2
    first, second = figures()["prompts"]
    assert (first["prompt"], second["prompt"]) == ("brief@1", "brief@2")
    assert first["runs"] == second["runs"] == 2
    assert first["supported_first"] == first["limits_kept"] == 1.0
    assert first["seconds_median"] > 0


def test_what_the_repair_mends_shows_in_two_shares(run, model, figures):
    model.play(repairing)
    result = run(RESERVOIR)
    row = figures()["prompts"][0]
    assert row["supported_first"] < row["supported_last"] == 1.0
    assert row["calls"] == 2
    assert row["stopped"]
    assert line(result, "stopped at first try by")


def test_a_stubborn_liar_is_no_better_after_the_repair(run, model, figures):
    model.play(lying)
    run(RESERVOIR)
    row = figures()["prompts"][0]
    assert row["supported_last"] < 1.0


def test_finished_runs_are_not_asked_again(run, model, ferry, figures):
    run(RESERVOIR)
    before = figures()
    run(RESERVOIR)
    assert figures() == before
    assert len(model.asked) == 1
    run(RESERVOIR, ferry)
    assert len(model.asked) == 2


def test_ctrl_c_loses_nothing_that_is_finished(run, model, ferry):
    def interrupting(_asked):
        os.kill(os.getpid(), signal.SIGINT)
        return Reply(silent=True)

    model.play(faithful, interrupting)
    result = run(RESERVOIR, ferry)
    assert result.exit_code == 130
    assert line(result, "articles").split()[-2] == "1"
    model.play(faithful)
    assert run(RESERVOIR, ferry).exit_code == 0
    assert len(model.asked) == 3


def test_failures_are_counted_by_reason_and_the_others_go_on(run, model, ferry, figures):
    model.play(says("I'm sorry, but I can't help with that."), faithful)
    result = run(ferry, RESERVOIR)
    assert result.exit_code == 0
    assert figures()["prompts"][0]["failures"] == {"model_refused": 1}
    assert "model_refused 1" in line(result, "failed")
    assert figures()["prompts"][0]["input_tokens"] == 2000


def test_an_endpoint_that_was_down_is_asked_again(run, model, figures):
    model.play(fails(500), fails(500), faithful)
    run(RESERVOIR)
    assert figures()["prompts"][0]["failures"] == {"model_unavailable": 1}
    assert len(model.asked) == 2
    run(RESERVOIR)
    assert figures()["prompts"][0]["failures"] == {}


def test_bad_files_are_one_line_each_and_the_others_are_tried(run, tmp_path, ferry, figures):
    picture, empty = tmp_path / "picture.png", tmp_path / "empty.txt"
    picture.write_bytes(b"\x89PNG\xff\xfe")
    empty.write_text("\n \n")
    result = run(tmp_path / "nowhere.txt", picture, empty, ferry, prompts=("brief@1", "brief@2"))
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 3
    assert [row["runs"] for row in figures()["prompts"]] == [1, 1]


def test_the_same_article_twice_is_one_run(run, model, ferry, tmp_path, figures):
    copy = tmp_path / "copy.txt"
    copy.write_text(FERRY)
    run(ferry, copy, prompts=("brief@1", "brief@1"))
    assert len(model.asked) == 1
    assert figures()["prompts"][0]["runs"] == 1


def test_a_picture_is_drawn(run, ferry, tmp_path):
    picture = tmp_path / "figures.svg"
    assert run("--picture", picture, ferry).exit_code == 0
    assert picture.read_text().startswith("<svg ")


@pytest.mark.parametrize("prompt", ["brief@99", "nothing", "../brief"])
def test_an_unknown_prompt_is_one_line(run, model, ferry, prompt):
    result = run(ferry, prompts=(prompt,))
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert model.asked == []


def test_without_a_model_there_is_nothing_to_try(run, ferry, monkeypatch):
    monkeypatch.delenv("OPENAI_BASE_URL")
    result = run(ferry)
    assert result.exit_code == 1
    assert "no model is configured" in result.stderr
