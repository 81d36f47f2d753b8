"""gunicorn's lines, the libraries' and the ends of threads: each one JSON object, none with a caller's words."""

import json
import logging
import subprocess
import sys

import pytest

from service.front.server_log import JsonLines

SECRET = "Quentin Ashgrove confessed"

EVERYTHING = f"""
import logging, threading, warnings
from gunicorn.config import Config
from service.front.server_log import ServerLog
log = ServerLog(Config())
log.warning("said: %s", "a\\r\\nb\\x1b[31m\\u202e\\u2028")
try:
    int("{SECRET}")
except ValueError:
    log.exception("Error handling request %s", "/?key={SECRET}")
logging.getLogger("some.library").warning("discarded: %s", "{SECRET}")
warnings.warn("{SECRET}")
thread = threading.Thread(target=lambda: int("{SECRET}"))
thread.start()
thread.join()
raise RuntimeError("{SECRET}")
"""


def test_all_that_a_process_says_is_objects_and_no_secret():
    ran = subprocess.run([sys.executable, "-c", EVERYTHING], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 1
    assert SECRET not in ran.stderr
    lines = [json.loads(line) for line in ran.stderr.split("\n")[:-1]]
    assert [line.get("error") for line in lines] == [None, "ValueError", None, None, "ValueError", "RuntimeError"]
    assert [line["event"] for line in lines] == ["server", "server", "library", "library", "server", "server"]


def record(message, *values, name="gunicorn.error", error=None):
    kind = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.WARNING, "somewhere.py", 7, message, values, kind)


@pytest.mark.parametrize("odd", ["a\r\nb", "\x1b[31m", "\u202e\u2028", "\ud800", "%0d%0a", "x" * 1_000_000])
def test_whatever_is_said_is_one_short_line(odd):
    line = JsonLines().format(record("said: %s", odd))
    assert "\n" not in line
    assert len(json.loads(line)["message"]) <= 300


def test_an_error_is_told_by_type_and_place():
    line = json.loads(JsonLines().format(record("failed at %s", SECRET, error=ValueError(SECRET))))
    assert (line["error"], line["message"]) == ("ValueError", "failed at %s")


def test_a_library_is_told_by_its_place():
    line = json.loads(JsonLines().format(record(SECRET, name="some.library")))
    assert (line["event"], line["place"]) == ("library", "somewhere.py:7")
    assert "message" not in line
