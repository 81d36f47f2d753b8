"""gunicorn's lines, the libraries' and the ends of threads: each one JSON object, none with a caller's words."""

import json
import logging
import sys
import threading

import pytest
from gunicorn.config import Config

from service.front.server_log import JsonLines, ServerLog

SECRET = "Quentin Ashgrove confessed"


@pytest.fixture
def server_log(monkeypatch, capsys):
    """A logger as gunicorn makes it; everything is as before when the test ends."""
    before, level = logging.root.handlers[:], logging.root.level
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = ServerLog(Config())
    yield made
    made.error_log.handlers.clear()
    logging.root.handlers[:] = before
    logging.root.setLevel(level)
    logging.captureWarnings(capture=False)


def told(capsys):
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.mark.parametrize("odd", ["a\r\nb", "\x1b[31m", "\u202e\u2028", "\ud800", "%0d%0a", "x" * 1_000_000])
def test_whatever_is_said_is_one_line(server_log, capsys, odd):
    server_log.warning("said: %s", odd)
    (line,) = told(capsys)
    assert (line["event"], line["level"]) == ("server", "warning")
    assert len(line["message"]) <= 300


def test_an_error_is_told_by_type_and_place(server_log, capsys):
    try:
        int(SECRET)
    except ValueError:
        server_log.exception("Error handling request %s", f"/?key={SECRET}")
    (line,) = told(capsys)
    assert line["error"] == "ValueError"
    assert line["place"].startswith("test_server_log.py:")
    assert SECRET not in json.dumps(line)


def test_what_a_library_says_is_a_place_and_no_words(server_log, capsys):
    logging.getLogger("some.library").warning("discarded: %s", SECRET)
    (line,) = told(capsys)
    assert (line["event"], line["logger"]) == ("library", "some.library")
    assert SECRET not in json.dumps(line)


def test_a_thread_that_ends_badly_is_one_line(server_log, capsys):
    def fail():
        raise RuntimeError(SECRET)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    (line,) = told(capsys)
    assert line["error"] == "RuntimeError"
    assert SECRET not in json.dumps(line)


def test_a_record_without_an_error_has_none():
    record = logging.LogRecord("gunicorn.error", logging.INFO, "x.py", 1, "booted", (), None)
    assert "error" not in json.loads(JsonLines().format(record))
