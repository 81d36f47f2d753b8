import json
from dataclasses import asdict, replace

import pytest

from service.evaluation.counting import Counts
from service.evaluation.results import ResultsFile
from service.evaluation.run import Run, RunKey
from service.summarise.ports import Usage

RUN = Run(RunKey("p", "m", "f"), "brief@1", "one.txt", 1.5, 1, Usage(1, 2), Counts(3, 2, stopped={"names": 1}))
OTHER = replace(RUN, key=RunKey("p", "m", "g"))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "results.jsonl"


def test_a_kept_run_is_found_by_the_next_process(file):
    ResultsFile(file).keep(RUN)
    again = ResultsFile(file)
    assert again.find(RUN.key) == RUN
    assert again.find(replace(RUN.key, gate=RUN.key.gate + 1)) is None


def test_a_line_that_was_cut_costs_that_run_only(file):
    results = ResultsFile(file)
    results.keep(RUN)
    results.keep(OTHER)
    file.write_bytes(file.read_bytes()[:-20])
    halved = ResultsFile(file)
    assert halved.find(RUN.key) == RUN
    assert halved.find(OTHER.key) is None
    halved.keep(OTHER)
    assert ResultsFile(file).find(OTHER.key) == OTHER


def test_lines_that_are_no_runs_are_passed_over(file):
    file.write_text('\n[]\n{"key": 1}\nnull\nnot json\n\xff\n' + json.dumps(asdict(RUN)) + "\n", encoding="latin-1")
    assert ResultsFile(file).find(RUN.key) == RUN


def test_an_endpoint_that_was_down_is_asked_again_and_a_useless_reply_is_not(file):
    down, rubbish = replace(RUN, failure="model_unavailable"), replace(OTHER, failure="model_rubbish")
    results = ResultsFile(file)
    results.keep(down)
    results.keep(rubbish)
    again = ResultsFile(file)
    assert again.find(down.key) is None
    assert again.find(rubbish.key) == rubbish


def test_a_file_that_cannot_be_written_is_refused_before_the_first_run(tmp_path):
    with pytest.raises(OSError):
        ResultsFile(tmp_path / "nowhere" / "results.jsonl")
