"""Endpoints in order: what is tried again, where, and what is left alone."""

from contextlib import ExitStack, suppress
from dataclasses import replace

import pytest

from service.adapters.clock import SystemClock
from service.adapters.model import Chain
from service.adapters.model.breaker import FAILURES_MAX
from service.adapters.model.retry_budget import SAVED_AT_START
from service.summarise.errors import ModelFailure, ModelLate, ModelRefused, ModelRubbish, ModelUnavailable
from service.summarise.ports import Deadline
from tests.adapters.model.conftest import REQUEST
from tests.scripted_model import ScriptedModel, fails, in_pieces, says

GOOD = says("the brief")
SILENCE = replace(GOOD, silent=True)


class Row:
    """Scripted endpoints and a chain over them."""

    def __init__(self, servers, models, **options):
        self.servers, self.seen = servers, []
        options = {"try_seconds": 5.0, "tries_max": 2} | options
        self.chain = Chain(models, SystemClock(), observe=self.seen.append, **options)

    def ask(self, seconds=10.0, heard=None):
        return self.chain.complete(REQUEST, Deadline.after(SystemClock(), seconds), heard)

    @property
    def calls(self):
        return [len(server.asked) for server in self.servers]


@pytest.fixture
def row(new_model):
    with ExitStack() as opened:

        def build(*scripts, **options):
            servers = [opened.enter_context(ScriptedModel(*script)) for script in scripts]
            models = [new_model(server.url, name=f"model-{place}") for place, server in enumerate(servers)]
            return Row(servers, models, **options)

        yield build


@pytest.mark.parametrize(
    "fault",
    [
        fails(500),
        fails(502),
        fails(503),
        fails(529),
        fails(429),
        replace(GOOD, cut_at=9),
        replace(GOOD, cut_at=9, reset=True),
    ],
    ids=["500", "502", "503", "529", "429", "cut", "reset"],
)
def test_what_may_pass_is_asked_once_more(row, fault):
    one = row([fault, GOOD])
    assert one.ask().text == "the brief"
    assert one.calls == [2]
    assert [(call.outcome, call.again) for call in one.seen] == [("model_unavailable", False), ("ok", True)]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422])
def test_what_will_not_pass_is_asked_once(row, status):
    one = row([fails(status)])
    with pytest.raises(ModelUnavailable):
        one.ask()
    assert one.calls == [1]


@pytest.mark.parametrize(
    ("reply", "failure"),
    [(says("No.", refusal="I cannot."), ModelRefused), (says("", finish_reason="stop"), ModelRubbish)],
)
def test_a_reply_that_is_of_no_use_is_paid_for_and_not_asked_for_again(row, reply, failure):
    one = row([reply, GOOD], [GOOD])
    with pytest.raises(failure):
        one.ask()
    assert one.calls == [1, 0]
    assert one.chain.state() == "ok"


def test_never_more_tries_than_set(row):
    one = row([fails(500)], [fails(500)], [GOOD], tries_max=2)
    with pytest.raises(ModelUnavailable):
        one.ask()
    assert one.calls == [1, 1, 0]


def test_in_an_outage_few_calls_are_made_again_and_then_none_at_all(row):
    one = row([fails(500)])
    for _ in range(50):
        with suppress(ModelUnavailable):
            one.ask()
    assert FAILURES_MAX <= one.calls[0] <= FAILURES_MAX + SAVED_AT_START
    assert one.chain.state() == "failing"


def test_the_next_endpoint_stands_in_and_says_so_and_is_asked_first_while_the_other_is_down(row):
    one = row([fails(500)], [GOOD])
    replies = [one.ask() for _ in range(FAILURES_MAX + 5)]
    assert {reply.model for reply in replies} == {"model-1"}
    assert one.calls == [FAILURES_MAX, FAILURES_MAX + 5]
    assert [state.value for _, state in one.chain.states()] == ["failing", "ok"]
    assert one.chain.state() == "ok"


def test_an_endpoint_that_is_silent_is_left_for_the_next_one(row):
    one = row([SILENCE], [GOOD], try_seconds=0.3)
    assert one.ask(seconds=20).model == "model-1"


def test_a_try_that_was_cut_off_is_told_to_who_pays(row):
    assert row([SILENCE], [GOOD], try_seconds=0.3).ask().unanswered == 1
    assert row([fails(500)], [GOOD]).ask().unanswered == 0
    with pytest.raises(ModelUnavailable) as caught:
        row([SILENCE], [fails(500)], try_seconds=0.3).ask()
    assert caught.value.unanswered == 1


def test_the_deadline_holds_over_all_tries(row):
    one = row([SILENCE], [SILENCE], try_seconds=0.4, tries_max=5)
    with pytest.raises(ModelLate):
        one.ask(seconds=0.5)
    assert one.calls[0] == 1


def test_a_wait_that_an_endpoint_asks_for_is_kept_by_later_calls_and_told(row):
    one = row([fails(429, headers={"Retry-After": "7"}), GOOD])
    for _ in range(5):
        with pytest.raises(ModelUnavailable) as caught:
            one.ask()
        assert 5 <= caught.value.retry_after_seconds <= 7
    assert one.calls == [1]
    assert one.chain.state() == "resting"


def test_a_refused_key_is_told_apart(row):
    one = row([fails(401)])
    for _ in range(FAILURES_MAX):
        with pytest.raises(ModelUnavailable):
            one.ask()
    assert one.chain.state() == "unauthorized"


def test_an_article_that_an_endpoint_will_not_take_does_not_close_it_to_others(row):
    one = row([fails(400)])
    for _ in range(FAILURES_MAX + 2):
        with pytest.raises(ModelUnavailable):
            one.ask()
    assert one.calls == [FAILURES_MAX + 2]


def test_what_was_heard_is_not_said_again(row):
    piece = b'data: {"choices": [{"index": 0, "delta": {"content": "the "}}]}\n\n'
    one = row([in_pieces(piece)], [GOOD])
    heard = []
    with pytest.raises(ModelFailure):
        one.ask(heard=heard.append)
    assert heard == ["the "]
    assert one.calls == [1, 0]


def test_the_chain_is_known_by_all_that_may_write(row):
    alone, pair = row([GOOD]), row([GOOD], [GOOD])
    assert alone.chain.base_url == alone.servers[0].url
    assert pair.chain.base_url.splitlines() == [pair.servers[0].url, f"{pair.servers[1].url}\tmodel-1"]
    assert pair.chain.name == "model-0"
