"""``/metrics``: what is counted, and that no caller and no endpoint can make more of it than was meant."""

import json
import re
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.adapters.key_file.registry import add
from service.summarise.allowance import Allowance
from service.summarise.key import Key, Scope
from tests.scripted_model import fails, faithful, lying, says, streamed

SERIES_MAX = 200


@pytest.fixture
def settings(settings, model):
    prices = {"scripted": {"input_per_million": 1.0, "output_per_million": 2.0}}
    return replace(
        settings, openai_base_url=model.url, openai_model="scripted", model_prices=prices, model_timeout_seconds=10.0
    )


def by_code(settings):
    return replace(settings, openai_base_url="")


def counted(client):
    """The value of each series, by its name and labels as they are written."""
    page = client.get("/metrics")
    assert page.status_code == 200
    assert page.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = [line for line in page.text.splitlines() if not line.startswith("#")]
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


def one(series, name, **labels):
    """The value of a series; 0 where it does not exist yet."""
    shown = ",".join(f'{label}="{value}"' for label, value in sorted(labels.items()))
    return series.get(f"standfirst_{name}{{{shown}}}" if shown else f"standfirst_{name}", 0.0)


def requests(series, method, status, route="/v1/summaries"):
    return one(series, "requests_total", method=method, status=status, route=route)


def other(reservoir, number):
    """Another article."""
    return reservoir.replace("Norland Water", f"Norland Water {number}")


def test_a_fresh_service_tells_its_release_and_no_request(make_app, settings):
    series = counted(make_app(settings).test_client())
    (build,) = [name for name in series if name.startswith("standfirst_build_info")]
    assert re.fullmatch(r'standfirst_build_info\{python="3\.\d+\.\d+",version="[\w.]+"\}', build)
    assert not [name for name in series if name.startswith("standfirst_requests_total")]


def test_answers_are_counted_by_engine_and_by_where_they_came_from(client, call, reservoir):
    for _ in range(4):
        call.post({"text": reservoir})
    series = counted(client)
    assert requests(series, "POST", "2xx") == 4
    told = [one(series, "answers_total", engine="llm", source=source) for source in ("written", "hit", "ready")]
    assert told == [1, 1, 2]
    assert one(series, "request_seconds_count", source="written") == 1
    assert one(series, "request_seconds_count", source="cached") == 3


def test_a_caller_who_has_the_answer_is_counted_with_3xx(client, call, reservoir):
    tag = call.post({"text": reservoir}).headers["ETag"]
    call.post({"text": reservoir}, If_None_Match=tag)
    series = counted(client)
    assert requests(series, "POST", "3xx") == 1
    assert one(series, "answers_total", engine="llm", source="hit") == 1


def test_model_calls_their_tokens_and_their_cost_are_counted(client, call, reservoir):
    call.post({"text": reservoir})
    series = counted(client)
    assert one(series, "model_calls_total", endpoint="0", outcome="ok") == 1
    assert one(series, "model_call_seconds_count") == 1
    assert one(series, "model_tokens_total", direction="input") == 1000
    assert one(series, "model_tokens_total", direction="output") == 200
    assert one(series, "model_cost_total") == pytest.approx(0.0014)
    assert one(series, "flights_total", boarding="led") == 1


def test_a_failing_model_is_seen_by_its_outcome_its_reason_and_its_breaker(client, call, model, reservoir):
    model.play(fails(500))
    for number in range(4):
        call.post({"text": other(reservoir, number)})
    series = counted(client)
    assert one(series, "model_calls_total", endpoint="0", outcome="model_unavailable") >= 3
    assert one(series, "degraded_total", reason="model_unavailable") == 4
    assert one(series, "answers_total", engine="extractive", source="written") == 4
    assert one(series, "endpoint_left_alone", endpoint="0") == 1
    assert one(series, "model_retries_total") >= 1


def test_what_the_gate_stops_is_counted_by_check(client, call, model, reservoir):
    model.play(lying)
    call.post({"text": reservoir})
    series = counted(client)
    stopped = {name: value for name, value in series.items() if name.startswith("standfirst_gate_rejections_total")}
    assert sum(stopped.values()) >= 1
    assert not [name for name in stopped if "other" in name]


def test_a_stream_is_counted_at_its_end(client, call, model, reservoir):
    model.play(streamed(faithful))
    answer = call.post({"text": reservoir}, Accept="text/event-stream")
    assert answer.data.count(b"event: done") == 1
    answer.close()
    series = counted(client)
    assert one(series, "answers_total", engine="llm", source="written") == 1
    assert requests(series, "POST", "2xx") == 1
    assert one(series, "requests_in_flight") == 1  # the question itself


def test_what_is_under_way_is_shown_and_is_over_in_the_end(client, model, reservoir):
    asked, go = threading.Event(), threading.Event()

    def waiting(body):
        asked.set()
        go.wait(20)
        return faithful(body)

    model.play(waiting)
    caller = threading.Thread(
        target=lambda: client.application.test_client().post("/v1/summaries", json={"text": reservoir})
    )
    caller.start()
    try:
        assert asked.wait(20)
        series = counted(client)
        assert one(series, "requests_in_flight") == 2
        assert one(series, "model_calls_in_flight") == one(series, "flights_under_way") == 1
    finally:
        go.set()
        caller.join(20)
    series = until(client, "flights_under_way", 0)
    assert one(series, "model_calls_in_flight") == one(series, "late_flights") == 0


def until(client, name, value):
    ends = time.monotonic() + 20
    while one(series := counted(client), name) != value and time.monotonic() < ends:
        time.sleep(0.01)
    return series


def test_a_flight_that_nobody_waits_for_is_late(client, call, model, reservoir):
    go = threading.Event()
    model.play(lambda body: faithful(body) if go.wait(20) else None)
    try:
        call.post({"text": reservoir}, Prefer="wait=1")
        series = counted(client)
        assert (one(series, "late_flights"), one(series, "degraded_total", reason="deadline")) == (1, 1)
    finally:
        go.set()
    until(client, "late_flights", 0)


def test_a_dead_redis_is_shown(make_app, settings):
    client = make_app(by_code(replace(settings, redis_url="unix:///nowhere/redis.sock"))).test_client()
    for _ in range(3):
        client.get("/readyz")
        time.sleep(0.06)
    assert one(counted(client), "redis_down") == 1


@pytest.fixture
def secret_for(tmp_path):
    """Makes keys, and gives their secrets."""

    def make(*scopes, **changes):
        key = Key(id=scopes[0].value, tenant="canary", name="canary", scopes=frozenset(scopes), **changes)
        return add(tmp_path / "keys.json", key, datetime.now(UTC))

    return make


def test_refusals_at_the_door_are_counted_by_reason(make_app, settings, tmp_path, secret_for):
    watcher = {"X-API-Key": secret_for(Scope.METRICS)}
    checker = {"X-API-Key": secret_for(Scope.CHECK, allowance=Allowance(requests_per_minute=2))}
    client = make_app(by_code(replace(settings, keys_file=tmp_path / "keys.json"))).test_client()
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers=checker).status_code == 403
    for _ in range(4):
        client.post("/v1/checks", json={}, headers=checker)
    page = client.get("/metrics", headers=watcher).text
    for reason, number in (("unauthenticated", 1), ("forbidden", 1), ("limit", 2)):
        assert f'standfirst_refusals_total{{reason="{reason}"}} {number}.0' in page
    assert "canary" not in page
    assert 'standfirst_requests_total{method="GET",route="/metrics",status="4xx"} 2.0' in page


def test_a_budget_that_refuses_is_counted_apart(make_app, settings, reservoir):
    client = make_app(replace(settings, tokens_per_day=1000, over_budget="refuse")).test_client()
    first, second = (client.post("/v1/summaries", json={"text": other(reservoir, number)}) for number in (1, 2))
    assert (first.status_code, second.status_code) == (200, 429)
    assert one(counted(client), "refusals_total", reason="budget") == 1


ODD_PATHS = [
    "/",
    "/v1",
    "/v1/summaries/../x",
    "/v2/summaries",
    "/%00",
    "/metrics/x",
    "/docs/nothing.js",
    "/v1/summaries/",
]


def test_no_caller_can_make_series(make_app, settings, reservoir):
    client = make_app(by_code(settings)).test_client()
    for number in range(40):
        for path in ODD_PATHS:
            client.open(f"{path}{number}", method=("GET", "POST", "BREW", f"M{number}", "PUT")[number % 5])
        client.get(f"/v1/summaries/sum_{number:032x}")
        client.delete(f"/v1/summaries/{number}")
        client.post("/v1/summaries", json={"text": f"{number}", "engine": f"e{number}", "prompt": f"p{number}"})
        client.post("/v1/checks", data=b"{", content_type=f"text/{number}")
        client.get(f"/v1/prompts/brief/{number}", headers={"X-Request-Id": f"r{number}", "Host": f"h{number}"})
        client.open("/v1/summaries", method=f"X{number}")
    client.post("/v1/summaries", json={"text": reservoir})
    series = counted(client)
    assert len(series) <= SERIES_MAX
    page = json.dumps(list(series))
    assert not re.search(r"BREW|M\d|X\d|sum_|e\d+\"|nothing", page)
    assert one(series, "requests_total", route="none", method="other", status="4xx") >= 40


def test_no_endpoint_can_make_series(client, call, model, reservoir):
    steps = [
        fails(400 + number, f"made up {number}", code=f"code_{number}", type=f"type_{number}") for number in range(30)
    ]
    steps += [says({"headline": {"text": f"x{number}"}}, finish_reason=f"reason_{number}") for number in range(5)]
    model.play(*steps)
    for number in range(10):
        call.post({"text": other(reservoir, number)})
    series = counted(client)
    assert len(series) <= SERIES_MAX
    assert not re.search(r"code_|type_|reason_|scripted|127\.0", json.dumps(list(series)))


def test_no_article_no_tenant_and_no_key_is_on_the_page(client, call, reservoir):
    call.post({"text": f"{reservoir}\n\nThe password of the vault is canary-7d1f."}, X_Request_Id="canary-9")
    page = client.get("/metrics").text
    assert "canary" not in page
    assert '"open"' not in page
