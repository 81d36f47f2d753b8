"""What ``/v1/usage`` says, and what callers get who are over a budget."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from service.summarise.allowance import Allowance, OverBudget
from service.summarise.key import OPEN
from tests.scripted_model import faithful, repairing, says, streamed

PATH = "/v1/summaries"
PRICES = {"scripted": {"input_per_million": 1.0, "output_per_million": 2.0}}


@pytest.fixture
def settings(settings, model):
    return replace(settings, openai_base_url=model.url, openai_model="scripted", model_prices=PRICES)


@pytest.fixture(params=["redis", "memory"])
def store_settings(request, settings):
    return settings if request.param == "redis" else replace(settings, redis_url="")


@pytest.fixture
def make_client(make_app, store_settings):
    return lambda **changes: make_app(replace(store_settings, **changes)).test_client()


def ask(client, text, key=None, **more):
    environ = {"standfirst.key": key} if key else {}
    headers = {"Accept": more.pop("accept", "application/json")}
    return client.post(PATH, json={"text": text} | more, headers=headers, environ_overrides=environ)


def other(article, number=1):
    """Another article."""
    assert "will not close" in article
    return article.replace("will not close", f"will not close {number + 2} of", 1)


def usage(client, key=None):
    answer = client.get("/v1/usage", environ_overrides={"standfirst.key": key} if key else {})
    assert answer.status_code == 200, answer.get_data()
    return answer.get_json()


def key(tenant, **bounds):
    return replace(OPEN, id=tenant, tenant=tenant, allowance=Allowance(**bounds))


def test_each_answer_is_counted_by_where_it_came_from(make_client, reservoir):
    client = make_client()
    for _ in range(4):  # written, from the cache, from the cache, ready-made
        assert ask(client, reservoir).status_code == 200
    ask(client, reservoir, engine="extractive")
    report = usage(client)
    for period in ("day", "month"):
        assert report[period]["answers"] == {"model": 1, "cache": 3, "collapsed": 0, "extractive": 1, "degraded": 0}
        assert report[period]["saved_by_cache"] == {"input_tokens": 3000, "output_tokens": 600, "cost": 0.0042}
        assert (report[period]["input_tokens"], report[period]["output_tokens"]) == (1000, 200)
        assert report[period]["cost"] == 0.0014
        assert report[period]["bounds"] == {"tokens": None, "tokens_left": None, "cost": None, "cost_left": None}
    assert (report["tenant"], report["currency"], report["over_budget"]) == ("open", "USD", "degrade")
    assert report["day"]["begins"] < report["day"]["ends"]


def test_who_hears_an_answer_is_counted_too(make_client, model, reservoir):
    model.play(streamed(faithful))
    client = make_client()
    for _ in range(2):
        assert b"event: done" in ask(client, reservoir, accept="text/event-stream").get_data()
    assert usage(client)["day"]["answers"]["model"] == 1
    assert usage(client)["day"]["answers"]["cache"] == 1


def test_who_waited_for_anothers_answer_is_told_what_was_saved(make_client, model, reservoir):
    model.play(lambda asked: replace(faithful(asked), delay=0.5))
    client = make_client()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: ask(client.application.test_client(), reservoir), range(4)))
    day = usage(client)["day"]
    assert day["answers"]["model"] == 1
    assert day["answers"]["collapsed"] + day["answers"]["cache"] == 3
    assert (day["input_tokens"], day["saved_by_cache"]["input_tokens"]) == (1000, 3000)


def test_tenants_are_apart(make_client, reservoir):
    client = make_client()
    ask(client, reservoir, key("a"))
    assert usage(client, key("a"))["day"]["input_tokens"] == 1000
    other = usage(client, key("b"))
    assert (other["tenant"], other["day"]["input_tokens"], other["day"]["answers"]["model"]) == ("b", 0, 0)


def test_the_repair_and_the_second_opinion_are_paid_for(make_client, model, reservoir):
    model.play(repairing)
    client = make_client()
    ask(client, reservoir)
    assert usage(client)["day"]["input_tokens"] == 1000 * len(model.asked) == 2000


def test_a_reply_that_cannot_be_used_is_paid_for(make_client, model, reservoir):
    model.play(says("", finish_reason="content_filter"))
    client = make_client()
    assert ask(client, reservoir).get_json()["degraded"]["reason"] == "model_refused"
    day = usage(client)["day"]
    assert (day["input_tokens"], day["output_tokens"], day["cost"]) == (1000, 200, 0.0014)


def test_a_spent_budget_means_an_extractive_answer_that_says_so(make_client, model, reservoir):
    client, poor = make_client(), key("a", tokens_per_day=1000)
    assert ask(client, reservoir, poor).get_json()["engine"]["kind"] == "llm"
    answer = ask(client, other(reservoir), poor).get_json()
    assert answer["engine"]["kind"] == "extractive"
    assert answer["degraded"]["reason"] == "budget"
    assert 0 < answer["degraded"]["retry_after_seconds"] <= 86_400
    assert len(model.asked) == 1
    assert usage(client, poor)["day"]["answers"]["degraded"] == 1
    assert usage(client, poor)["day"]["bounds"] == {"tokens": 1000, "tokens_left": 0, "cost": None, "cost_left": None}


def test_cached_answers_are_given_whatever_the_budget(make_client, reservoir):
    client, poor = make_client(), key("a", tokens_per_day=1000, over_budget=OverBudget.REFUSE)
    for _ in range(3):
        answer = ask(client, reservoir, poor)
        assert (answer.status_code, answer.get_json()["degraded"]) == (200, None)


def test_other_tenants_still_have_theirs(make_client, reservoir):
    client = make_client()
    for _ in range(2):
        ask(client, reservoir, key("a", tokens_per_day=1000))
    assert ask(client, reservoir, key("b", tokens_per_day=1000)).get_json()["engine"]["kind"] == "llm"


@pytest.mark.parametrize("bound", ["cost_per_day", "cost_per_month"])
def test_money_of_the_whole_service_is_bounded(make_client, reservoir, bound):
    client = make_client(**{bound: 0.001})
    assert ask(client, reservoir, key("a")).get_json()["engine"]["kind"] == "llm"
    assert ask(client, reservoir, key("b")).get_json()["degraded"]["reason"] == "budget"
    assert usage(client)["month"]["input_tokens"] == 0


def test_without_keys_the_callers_see_what_is_left_of_the_service(make_client, reservoir):
    client = make_client(cost_per_day=0.002, tokens_per_month=5000)
    ask(client, reservoir)
    report = usage(client)
    assert report["day"]["bounds"]["cost_left"] == pytest.approx(0.0006)
    assert report["month"]["bounds"]["tokens_left"] == 3800


def test_a_budget_that_refuses_answers_429_and_says_when_to_come_again(make_client, model, reservoir):
    client = make_client()
    poor = key("a", tokens_per_month=1000, over_budget=OverBudget.REFUSE)
    ask(client, reservoir, poor)
    answer = ask(client, other(reservoir), poor)
    assert answer.status_code == 429
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["detail"] == "the tenant's tokens of this month are used up"
    assert 0 < int(answer.headers["Retry-After"]) <= 31 * 86_400
    again = ask(client, other(reservoir), poor)
    assert (again.status_code, len(model.asked)) == (429, 1)
    told = ask(client, other(reservoir, 2), poor, accept="text/event-stream").get_data().decode()
    assert json.loads(told.partition("event: error\ndata: ")[2])["status"] == 429
    extract = ask(client, reservoir, poor, engine="extractive")
    assert extract.status_code == 200


def test_the_whole_service_may_refuse(make_client, reservoir):
    client = make_client(tokens_per_day=1000, over_budget="refuse")
    assert ask(client, reservoir).status_code == 200
    assert ask(client, other(reservoir)).status_code == 429


def test_who_insists_on_the_model_is_told_that_the_budget_is_spent(make_client, reservoir):
    client = make_client(tokens_per_day=1000)
    assert ask(client, reservoir).status_code == 200
    answer = ask(client, other(reservoir), engine="llm")
    assert (answer.status_code, "Retry-After" in answer.headers) == (429, True)


def test_callers_at_once_spend_the_quota_and_one_request_at_most(make_client, model, reservoir):
    client, took = make_client(tokens_per_day=10_000), 1200

    def call(number):
        return ask(client.application.test_client(), other(reservoir, number)).get_json()

    with ThreadPoolExecutor(64) as pool:
        answers = list(pool.map(call, range(64)))
    assert len(model.asked) * took <= 10_000 + took
    assert {answer["degraded"]["reason"] for answer in answers if answer["degraded"]} == {"budget"}


@pytest.fixture
def dead_client(make_app, settings):
    def make(**changes):
        return make_app(replace(settings, redis_url="unix:///nowhere/engine.sock", **changes)).test_client()

    return make


def test_with_redis_dead_a_bounded_budget_spends_nothing(dead_client, model, reservoir):
    client = dead_client(tokens_per_day=1_000_000, over_budget="refuse")
    for _ in range(5):
        answer = ask(client, reservoir)
        assert (answer.status_code, answer.get_json()["degraded"]["reason"]) == (200, "budget")
    assert ask(client, reservoir, engine="llm").status_code == 503
    assert model.asked == []


def test_with_redis_dead_and_nothing_bounded_the_model_writes_on(dead_client, reservoir):
    client = dead_client()
    assert ask(client, reservoir).get_json()["engine"]["kind"] == "llm"
    assert client.get("/v1/usage").status_code == 503
    assert ask(client, reservoir, key("a", tokens_per_day=10_000)).get_json()["degraded"]["reason"] == "budget"


def test_what_a_process_counted_is_in_the_books_when_it_stops(make_app, settings, reservoir):
    stopping, other = make_app(settings), make_app(settings)
    ask(stopping.test_client(), reservoir)
    stopping.extensions["standfirst"].close()
    assert usage(other.test_client())["day"]["answers"]["model"] == 1
