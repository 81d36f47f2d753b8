"""Who would be answered too late is told so before the body is read."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from flask import g

from service.api import deadlines


@pytest.fixture
def app(make_app, settings):
    return make_app(settings)


@pytest.fixture
def queue(app):
    """Sets how long the next one has waited for the turn."""

    def waited(seconds):
        parts = app.extensions["standfirst"]
        app.extensions["standfirst"] = replace(
            parts, turns=SimpleNamespace(waited_seconds=seconds, lag_seconds=seconds)
        )

    return waited


@pytest.fixture
def ask(app, reservoir):
    client = app.test_client()

    def ask(path="/v1/summaries", **headers):
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.post(path, json={"text": reservoir}, headers=sent)

    return ask


@pytest.mark.parametrize("path", ["/v1/summaries", "/v1/checks"])
def test_a_queue_that_takes_too_much_of_the_deadline_is_503_with_the_time_it_takes(ask, queue, path):
    queue(1.2)
    answer = ask(path, Prefer="wait=4")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert answer.mimetype == "application/problem+json"


def test_who_waits_longer_is_let_in(ask, queue):
    queue(1.2)
    assert ask(Prefer="wait=5").status_code == 200
    assert ask().status_code == 200


def test_a_short_burst_turns_nobody_away(ask, queue):
    queue(0.5)
    assert ask(Prefer="wait=0").status_code == 200


def test_what_is_ready_is_served_however_long_the_queue(ask, queue):
    for _ in range(2):
        ask()
    queue(60.0)
    assert ask().status_code == 200


def test_nothing_else_waits_for_the_queue(app, ask, queue):
    identifier = ask().get_json()["id"]
    queue(60.0)
    client = app.test_client()
    assert client.get(f"/v1/summaries/{identifier}").status_code == 200
    assert client.get("/readyz").status_code == 200
    assert client.delete(f"/v1/summaries/{identifier}").status_code == 204
    assert client.post("/v1/nowhere", json={}).status_code == 404


def test_in_an_overload_the_model_gets_less_of_the_deadline(app, queue):
    def left(prefer):
        with app.test_request_context(headers={"Prefer": prefer}):
            g.began = app.extensions["standfirst"].clock.monotonic()
            return deadlines.wanted()[1].remaining_seconds()

    assert 9.5 < left("wait=10") < 9.75
    queue(1.0)
    assert 7.5 < left("wait=10") < 7.75
    queue(60.0)
    assert 4.5 < left("wait=10") < 4.75
    assert left("wait=0") == 0
