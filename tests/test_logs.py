import io
import json
import sys

import pytest
import structlog

from service import logs


class FullDisk(io.StringIO):
    def write(self, _):
        raise OSError("no space left")


def test_a_line_is_one_json_object_whatever_a_fact_holds(capsys):
    logs.configure("info")
    structlog.get_logger().info("event", fact='"\r\n\x1b[31m', number=3, thing=object)
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert (told["event"], told["level"], told["number"], told["fact"]) == ("event", "info", 3, '"\r\n\x1b[31m')
    assert told["timestamp"].endswith("Z")


@pytest.mark.parametrize("odd", ["\ud800", 2**70, "\u2028\x85", "x" * 1_000_000])
def test_no_fact_is_too_odd_for_a_line(capsys, odd):
    logs.configure("info")
    structlog.get_logger().info("event", fact=odd)
    (line,) = capsys.readouterr().err.rstrip("\n").split("\n")
    assert json.loads(line)["fact"] == odd


def test_what_is_below_the_level_is_not_told(capsys):
    logs.configure("warning")
    structlog.get_logger().info("event")
    assert capsys.readouterr().err == ""


def test_a_stream_that_takes_no_line_costs_nobody_an_answer(monkeypatch):
    logs.configure("info")
    closed = io.StringIO()
    closed.close()
    for stream in (FullDisk(), closed):
        monkeypatch.setattr(sys, "stderr", stream)
        structlog.get_logger().info("event")
