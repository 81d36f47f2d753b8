"""Events over real HTTP, out of real workers: what is checked arrives while the model still writes."""

import http.client
import json
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.running_service import serving
from tests.scripted_model import ScriptedModel, faithful, in_pieces, streamed

RESERVOIR = (Path(__file__).parents[1] / "pages" / "reservoir.txt").read_text()
PATIENCE_SECONDS = 10


@pytest.fixture(scope="module")
def model():
    with ScriptedModel(streamed(faithful)) as server:
        yield server


@pytest.fixture(scope="module")
def service(tmp_path_factory, model):
    settings = {"OPENAI_BASE_URL": model.url, "WEB_CONCURRENCY": "1", "STANDFIRST_LOG_LEVEL": "info"}
    with serving(tmp_path_factory.mktemp("streams"), **settings) as running:
        yield running


@contextmanager
def stream(service, text):
    line = http.client.HTTPConnection(urlsplit(service.url).netloc, timeout=PATIENCE_SECONDS)
    headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
    line.request("POST", "/v1/summaries", json.dumps({"text": text}), headers)
    answer = line.getresponse()
    try:
        yield answer
    finally:
        answer.close()
        line.close()


def blocks(answer):
    """Each event as it arrives: its name and its data; a comment has neither."""
    lines = {}
    while line := answer.readline().decode():
        if line == "\n":
            yield lines.get("event"), json.loads(lines.get("data", "null"))
            lines = {}
        else:
            name, _, value = line.rstrip("\n").partition(": ")
            lines[name] = value


def story(name):
    return RESERVOIR.replace("Highmoor", name)


class Pen:
    """Holds the model's pen behind its first 240 characters, a headline and more, until it is let go."""

    def __init__(self):
        self.free = threading.Event()

    def __call__(self, number):
        if number >= 20:
            self.free.wait(PATIENCE_SECONDS)


def test_the_first_statement_arrives_while_the_model_still_writes(service, model):
    pen = Pen()
    model.play(streamed(faithful, before_piece=pen))
    with stream(service, story("Fairmoor")) as answer:
        assert answer.getheader("Content-Type") == "text/event-stream; charset=utf-8"
        arriving = blocks(answer)
        assert next(arriving)[0] == "article"
        name, first = next(one for one in arriving if one[0])
        assert (name, first["output"], first["verdict"]) == ("statement", "headline", "supported")
        assert not pen.free.is_set()
        assert (None, None) in arriving  # the connection is kept alive while nothing is said
        pen.free.set()
        rest = [one for one in arriving if one[0]]
    assert {name for name, _ in rest[:-1]} == {"statement"}
    assert rest[-1][0] == "done"
    assert rest[-1][1]["headline"]["text"] == first["text"]
    assert rest[-1][1]["degraded"] is None


def test_who_goes_away_is_noticed_and_the_model_writes_on_into_the_cache(service, model):
    pen = Pen()
    model.play(streamed(faithful, before_piece=pen))
    before = len(model.asked)
    with stream(service, story("Oldmoor")) as answer:
        assert next(blocks(answer))[0] == "article"
    give_up = time.monotonic() + PATIENCE_SECONDS
    while '"ended":"caller_left"' not in service.log.read_text() and time.monotonic() < give_up:
        model.wait(0.05)
    assert '"ended":"caller_left"' in service.log.read_text()
    pen.free.set()
    whole = service.post({"text": story("Oldmoor")}, Prefer="wait=9").json()
    assert (whole["engine"]["kind"], whole["degraded"]) == ("llm", None)
    assert len(model.asked) == before + 1


def test_two_listeners_share_one_call_and_hear_the_same(service, model):
    pen = Pen()
    model.play(streamed(faithful, before_piece=pen))
    before = len(model.asked)
    with stream(service, story("Newmoor")) as first, stream(service, story("Newmoor")) as second:
        heard = [next(blocks(first)), next(blocks(second))]
        assert heard[0] == heard[1]
        pen.free.set()
        told = [[one for one in blocks(answer) if one[0] == "statement"] for answer in (first, second)]
    assert told[0] == told[1] != []
    assert len(model.asked) == before + 1


def test_a_model_that_dies_in_the_middle_costs_nobody_what_he_was_told(service, model):
    model.play(lambda asked: in_pieces(*streamed(faithful)(asked).pieces[:20]))
    with stream(service, story("Deadmoor")) as answer:
        arrived = [one for one in blocks(answer) if one[0]]
    name, done = arrived[-1]
    assert (name, done["engine"]["kind"]) == ("done", "llm")
    assert done["degraded"]["reason"] == "model_unavailable"
    assert arrived[1][1]["text"] == done["headline"]["text"]
    assert "withdrawn" not in {name for name, _ in arrived}
    assert done["claims"]
