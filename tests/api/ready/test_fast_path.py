"""Requests that were answered before: the same bytes, before anything is parsed, and never after a purge."""

import json
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from service.api.ready.answers import PURGE_SECONDS

PATH = "/v1/summaries"


@pytest.fixture
def body(reservoir):
    return json.dumps({"text": reservoir}).encode()


def post(client, body, **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    kind = names.pop("Content-Type", "application/json")
    return client.post(PATH, data=body, content_type=kind, headers=names)


@pytest.fixture
def ready_after_two(client, body):
    """The answer of the second request, after which the same bytes are ready."""
    post(client, body)
    return post(client, body)


def way(client, body, **headers):
    """How a request was answered, as the log tells: ready, hit, written, or nothing of the kind."""
    with capture_logs() as lines:
        answer = post(client, body, **headers)
    (line,) = [line for line in lines if line["event"] == "request"]
    return answer, line.get("cache"), line


@pytest.fixture
def settings(settings):
    return replace(settings, log_level="info")


def test_the_same_request_gets_the_same_bytes_and_headers_without_parsing(client, body, ready_after_two):
    answer, cache, line = way(client, body, X_Request_Id="req-7")
    assert cache == "ready"
    assert answer.data == ready_after_two.data
    moving = {"Server-Timing", "X-Request-Id"}
    assert {n: v for n, v in answer.headers if n not in moving} == {
        n: v for n, v in ready_after_two.headers if n not in moving
    }
    assert answer.headers["X-Request-Id"] == "req-7"
    assert "dur=" in answer.headers["Server-Timing"]
    assert (line["status"], line["route"], line["method"], line["engine"]) == (200, PATH, "POST", "extractive")
    assert line["request_id"] == "req-7"


def test_the_caller_who_has_it_already_gets_304_and_no_bytes(client, body, ready_after_two):
    for sent in (ready_after_two.headers["ETag"], f'"other", {ready_after_two.headers["ETag"]}', "*"):
        answer, cache, _ = way(client, body, If_None_Match=sent)
        assert (answer.status_code, cache, answer.data) == (304, "ready", b"")
        assert answer.headers["ETag"] == ready_after_two.headers["ETag"]
    answer, cache, _ = way(client, body, If_None_Match='W/"other"')
    assert (answer.status_code, cache) == (200, "ready")


def test_prefer_is_said_to_be_applied_as_on_the_long_way(client, body, ready_after_two):
    answer, cache, _ = way(client, body, Prefer="respond-async, wait=7")
    assert (answer.headers["Preference-Applied"], cache) == ("wait=7", "ready")
    answer, cache, _ = way(client, body, Prefer="wait=99999")
    assert (answer.headers["Preference-Applied"], cache) == ("wait=120", "ready")


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "no-cache"},
        {"Cache-Control": "no-store"},
        {"Cache-Control": "max-age=0"},
        {"Content-Type": "application/json; charset=utf-16"},
        {"Content-Type": "text/plain"},
        {"Content-Encoding": "gzip"},
        {"Accept": "text/event-stream"},
    ],
)
def test_whatever_is_unusual_goes_the_whole_way(client, body, ready_after_two, headers):
    assert way(client, body, **headers)[1] != "ready"


def test_other_bytes_are_another_request(client, body, ready_after_two):
    assert way(client, body + b" ")[1] == "hit"
    assert way(client, body)[1] == "ready"


def test_faults_are_never_made_ready(client):
    for _ in range(3):
        answer, cache, _ = way(client, b'{"text": ""}')
        assert (answer.status_code, cache) == (422, None)


def test_after_a_purge_nothing_ready_is_served_by_any_process(make_app, settings, client, body, ready_after_two):
    other = make_app(settings).test_client()
    assert way(other, body)[1] == "ready"
    assert client.delete(f"{PATH}/{ready_after_two.get_json()['id']}").status_code == 204
    assert way(other, body)[1] == "written"
    assert way(client, body)[1] == "hit"
    assert way(client, body)[1] == "ready"


def test_another_process_has_it_ready_too(make_app, settings, body, ready_after_two):
    assert way(make_app(settings).test_client(), body)[1] == "ready"


@pytest.mark.parametrize(
    "changes",
    [
        {"openai_base_url": "http://127.0.0.1:9/v1"},
        {"cache_ttl_seconds": 60},
        {"text_max_chars": 500_000},
    ],
)
def test_a_service_set_otherwise_does_not_serve_it(make_app, settings, body, ready_after_two, changes):
    assert way(make_app(replace(settings, **changes)).test_client(), body)[1] != "ready"


def test_without_room_in_the_process_the_store_has_it(make_app, settings, body, ready_after_two):
    client = make_app(replace(settings, ready_max_bytes=0)).test_client()
    assert way(client, body)[1] == "ready"


def test_a_body_over_the_limit_is_refused_as_ever(make_app, settings, body, ready_after_two):
    client = make_app(replace(settings, body_max_bytes=len(body) - 1)).test_client()
    assert post(client, body).status_code == 413


def test_a_dead_redis_has_nothing_ready_and_harms_nothing(make_app, settings, body):
    client = make_app(replace(settings, redis_url="redis://127.0.0.1:9/0")).test_client()
    for _ in range(4):
        assert way(client, body)[1] == "written"


def test_the_memory_store_is_purged_at_once(make_app, settings, body):
    client = make_app(replace(settings, redis_url="")).test_client()
    for wanted in ("written", "hit", "ready"):
        answer, cache, _ = way(client, body)
        assert cache == wanted
    client.delete(f"{PATH}/{answer.get_json()['id']}")
    assert way(client, body)[1] == "written"


def test_the_promise_of_a_second_is_kept_by_its_parts():
    from service.api.ready import answers

    assert answers.LOOK_AGAIN_SECONDS < answers.RELIES_SECONDS < PURGE_SECONDS
