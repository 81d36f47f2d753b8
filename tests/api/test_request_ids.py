"""A request's id: the caller's own or a new one, in each answer and in each line that the request writes."""

import json
import re
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.adapters.key_file.registry import add
from service.summarise.allowance import Allowance
from service.summarise.key import Key, Scope
from tests.scripted_model import fails, faithful, streamed

PATH = "/v1/summaries"
ID = "desk-7.a_B"
LINE_MAX_BYTES = 2000


@pytest.fixture
def settings(settings, model):
    return replace(
        settings, log_level="info", openai_base_url=model.url, openai_model="scripted", model_timeout_seconds=10.0
    )


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        ("GET", "/livez", {}, 200),
        ("GET", "/metrics", {}, 200),
        ("GET", "/nowhere", {}, 404),
        ("BREW", PATH, {}, 405),
        ("POST", PATH, {"data": b"{", "content_type": "application/json"}, 400),
        ("POST", PATH, {"data": b"{}", "content_type": "text/plain"}, 415),
        ("POST", PATH, {"json": {"text": "x" * 1_000_001}}, 413),
        ("POST", PATH, {"json": {"text": 1}}, 422),
        ("DELETE", f"{PATH}/sum_0", {}, 404),
    ],
)
def test_every_kind_of_answer_and_its_line_carry_the_id(client, capsys, method, path, sent, status):
    answer = client.open(path, method=method, headers={"X-Request-Id": ID}, **sent)
    assert (answer.status_code, answer.headers.getlist("X-Request-Id")) == (status, [ID])
    (line,) = lines(capsys)
    assert (line["event"], line["request_id"], line["status"]) == ("request", ID, status)


def test_the_door_and_the_fast_path_carry_it_too(make_app, settings, tmp_path, reservoir, capsys):
    path = tmp_path / "keys.json"
    once = Allowance(requests_per_minute=3)
    key = Key(id="a", tenant="a", name="a", scopes=frozenset([Scope.SUMMARISE]), allowance=once)
    secret = add(path, key, datetime.now(UTC))
    client = make_app(replace(settings, keys_file=path, openai_base_url="")).test_client()
    asked = [({}, 401), *[({"X-API-Key": secret}, status) for status in (200, 200, 200, 429)]]
    for number, (headers, status) in enumerate(asked):
        answer = client.post(PATH, json={"text": reservoir}, headers={"X-Request-Id": f"r{number}", **headers})
        assert (answer.status_code, answer.headers.getlist("X-Request-Id")) == (status, [f"r{number}"])
    told = [line for line in lines(capsys) if line["event"] == "request"]
    assert [line["request_id"] for line in told] == ["r0", "r1", "r2", "r3", "r4"]
    assert [line.get("cache") for line in told] == [None, "written", "hit", "ready", None]


@pytest.mark.parametrize("bad", ["", "two words", "x" * 65, "é", "a\tb", '"}{'])
def test_what_is_no_id_gets_a_new_one(client, bad):
    given = client.get("/livez", headers={"X-Request-Id": bad}).headers["X-Request-Id"]
    assert re.fullmatch(r"[0-9a-f]{32}", given)


def test_the_call_to_the_model_is_told_under_the_id_of_who_led_and_the_endpoint_is_not_told_it(
    client, model, reservoir, capsys
):
    client.post(PATH, json={"text": reservoir}, headers={"X-Request-Id": ID})
    told = lines(capsys)
    assert {line["event"] for line in told} >= {"model_call", "request"}
    assert {line["request_id"] for line in told} == {ID}
    assert ID not in json.dumps([dict(asked.headers) for asked in model.asked]) + json.dumps(model.asked[0].json)


def test_a_call_that_goes_on_after_its_request_keeps_the_id(client, model, reservoir, capsys):
    model.play(lambda body: replace(faithful(body), delay=1.5))
    client.post(PATH, json={"text": reservoir}, headers={"X-Request-Id": ID, "Prefer": "wait=1"})
    client.get("/livez", headers={"X-Request-Id": "another"})
    told, ends = [], time.monotonic() + 20
    while "model_call" not in [line["event"] for line in told] and time.monotonic() < ends:
        told += lines(capsys)
        time.sleep(0.02)
    assert {line["event"]: line["request_id"] for line in told if line["event"] == "model_call"} == {"model_call": ID}


def test_a_streams_lines_carry_the_id(client, model, reservoir, capsys):
    model.play(streamed(faithful))
    headers = {"X-Request-Id": ID, "Accept": "text/event-stream"}
    with client.post(PATH, json={"text": reservoir}, headers=headers) as answer:
        assert answer.headers["X-Request-Id"] == ID
        assert b"event: done" in answer.data
    told = lines(capsys)
    assert {line["event"] for line in told} == {"request", "model_call", "stream_end"}
    assert {line["request_id"] for line in told} == {ID}


def test_a_request_writes_no_more_than_two_thousand_bytes(client, model, reservoir, capsys):
    model.play(fails(500, "x" * 100_000))
    for number in range(10):
        text = reservoir.replace("Norland Water", f"Norland Water {number}")
        sent = {"X-Request-Id": "i" * 64, "User-Agent": "u" * 5000, "Referer": "http://r/" + "r" * 5000}
        client.post(f"{PATH}?q={'q' * 5000}", json={"text": text}, headers=sent)
        assert len(capsys.readouterr().err) <= LINE_MAX_BYTES
