import json
from dataclasses import replace

from service.evaluation.counting import Counts
from service.evaluation.report import as_json, rows
from service.evaluation.run import Run, RunKey
from service.summarise.ports import Usage

GOOD = Run(
    key=RunKey("a" * 64, "m", "f1"),
    prompt="brief@1",
    file="one.txt",
    seconds=2.0,
    calls=1,
    usage=Usage(1000, 200, 0.5, "EUR"),
    counts=Counts(10, 8, 10, 8, 4, 3, 2, 1, {"names": 1, "numbers": 1}),
)
REPAIRED = replace(
    GOOD, key=RunKey("a" * 64, "m", "f2"), seconds=4.0, calls=2, counts=Counts(10, 7, 9, 9, 4, 4, 0, 0, {"names": 3})
)
FAILED = replace(GOOD, key=RunKey("a" * 64, "m", "f3"), seconds=9.0, counts=Counts(), failure="model_rubbish")
OTHER = replace(GOOD, key=RunKey("b" * 64, "m", "f1"), prompt="brief@2")


def test_runs_are_added_up_prompt_by_prompt():
    first, second = rows([GOOD, OTHER, REPAIRED, FAILED])
    assert (first.prompt, first.runs, second.prompt, second.runs) == ("brief@1", 3, "brief@2", 1)
    assert (first.supported_first, first.supported_last) == (15 / 20, 17 / 19)
    assert (first.limits_kept, first.speakers_found) == (7 / 8, 1 / 2)
    assert (first.input_tokens, first.output_tokens, first.cost, first.currency) == (3000, 600, 1.5, "EUR")
    assert (first.seconds_median, first.seconds_total, first.calls) == (4.0, 15.0, 4 / 3)
    assert list(first.stopped.items()) == [("names", 4), ("numbers", 1)]


def test_failed_runs_are_counted_by_reason_and_spoil_no_share():
    (row,) = rows([GOOD, FAILED, FAILED])
    assert row.failures == {"model_rubbish": 2}
    assert row.supported_first == 0.8
    assert row.delivered == 8


def test_where_there_is_nothing_to_count_there_is_no_share():
    (row,) = rows([FAILED])
    assert (row.supported_first, row.speakers_found, row.delivered) == (None, None, None)


def test_json_holds_the_figures_and_the_runs_behind_them():
    shown = json.loads(as_json("m", [GOOD, OTHER]))
    assert shown["model"] == "m"
    assert [prompt["supported_first"] for prompt in shown["prompts"]] == [0.8, 0.8]
    assert shown["runs"][0]["counts"]["first_supported"] == 8
