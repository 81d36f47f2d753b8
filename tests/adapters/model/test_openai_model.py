"""The model's adapter against an endpoint that does what endpoints do, good and bad."""

import time
from dataclasses import replace

import pytest

from service.adapters.clock import SystemClock
from service.adapters.model import OpenAIModel, Prices
from service.adapters.model.dialect import THINKING_TOKENS
from service.summarise.errors import ModelCutShort, ModelLate, ModelRefused, ModelRubbish, ModelUnavailable
from service.summarise.ports import Deadline, Message, ModelRequest, Usage
from tests.scripted_model import ScriptedModel, completion, fails, gzip_bomb, refusing, says, sends

REQUEST = ModelRequest((Message("system", "Be brief."), Message("user", "Go.")), {"type": "object"}, "brief", 100, 0.2)
GOOD = says("fine")


@pytest.fixture
def server():
    with ScriptedModel(GOOD) as running:
        yield running


@pytest.fixture
def model(server):
    prices = Prices.of({"scr": {"input_per_million": 1, "output_per_million": 2}}, "EUR")
    made = OpenAIModel(
        base_url=server.url,
        api_key="",
        name="scripted-2026",
        prices=prices,
        reply_max_bytes=100_000,
        clock=SystemClock(),
    )
    yield made
    made.close()


def ask(model, seconds=10.0):
    return model.complete(REQUEST, Deadline.after(SystemClock(), seconds))


def test_a_reply_comes_with_its_usage_and_cost(server, model):
    reply = ask(model)
    assert reply.text == "fine"
    assert reply.usage == Usage(1000, 200, 0.0014, "EUR")
    sent = server.asked[0]
    assert sent.path == "/v1/chat/completions"
    assert sent.headers["accept-encoding"] == "identity"
    assert sent.json["messages"] == [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Go."}]
    assert (sent.json["model"], sent.json["max_tokens"], sent.json["temperature"]) == ("scripted-2026", 100, 0.2)
    assert sent.json["response_format"]["json_schema"] == {
        "name": "brief",
        "strict": True,
        "schema": {"type": "object"},
    }


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (sends("<html></html>"), ModelRubbish),
        (sends("{}"), ModelRubbish),
        (sends("[]"), ModelRubbish),
        (sends("NaN"), ModelRubbish),
        (sends("[" * 200_0 + "]" * 2000), ModelRubbish),
        (completion(choices=[]), ModelRubbish),
        (completion(choices=[None]), ModelRubbish),
        (completion(choices=[{"message": "text"}]), ModelRubbish),
        (says(None), ModelRubbish),
        (says("   "), ModelRubbish),
        (says("half", finish_reason="length"), ModelCutShort),
        (says("", finish_reason="content_filter"), ModelRefused),
        (says("x", refusal="I will not"), ModelRefused),
        (fails(500), ModelUnavailable),
        (fails(529), ModelUnavailable),
        (fails(401), ModelUnavailable),
        (fails(429), ModelUnavailable),
        (replace(sends(b"x" * 60_000), times=4_000), ModelRubbish),
        (replace(sends(gzip_bomb(30_000_000)), headers={"Content-Encoding": "gzip"}), ModelRubbish),
        (replace(fails(500), times=4_000_000), ModelUnavailable),
        (replace(sends(b"x" * 1000), cut_at=10), ModelUnavailable),
        (replace(sends(b"x" * 1000), cut_at=10, reset=True), ModelUnavailable),
    ],
)
def test_each_fault_has_its_error_and_the_model_recovers(server, model, step, error):
    server.play(step, GOOD)
    with pytest.raises(error) as caught:
        ask(model)
    assert "I will not" not in str(caught.value)
    assert len(server.asked) == 1
    assert ask(model).text == "fine"


def test_a_flood_is_cut_at_the_cap(server, model):
    server.play(replace(sends(b"x" * 60_000), times=4_000))
    with pytest.raises(ModelRubbish):
        ask(model)
    assert server.bytes_sent < 30_000_000


@pytest.mark.parametrize(
    "step",
    [
        replace(GOOD, silent=True),
        replace(GOOD, delay=30.0),
        replace(GOOD, drip=0.05),
        replace(GOOD, head_drip=0.05),
    ],
    ids=["silence", "a late answer", "a dripped body", "dripped headers"],
)
def test_the_deadline_holds_over_the_whole_call(server, model, step):
    server.play(step)
    began = time.monotonic()
    with pytest.raises(ModelLate):
        ask(model, seconds=0.6)
    assert 0.5 <= time.monotonic() - began < 10


def test_nobody_at_the_address_is_unavailable(server, model):
    server.stop()
    with pytest.raises(ModelUnavailable):
        ask(model)


def test_a_redirect_is_not_followed(server, model):
    with ScriptedModel(GOOD) as elsewhere:
        server.play(replace(fails(307), headers={"Location": f"{elsewhere.url}/chat/completions"}))
        with pytest.raises(ModelUnavailable):
            ask(model)
        assert elsewhere.asked == []


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        ("0", 1),
        ("99999", 3600),
        ("-1", 5),
        ("soon", 5),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 1),
        ("Wed, 21 Oct 2099 07:28:00 GMT", 3600),
    ],
)
def test_retry_after_is_read_within_bounds(server, model, header, seconds):
    server.play(fails(429, headers={"Retry-After": header}))
    with pytest.raises(ModelUnavailable) as caught:
        ask(model)
    assert caught.value.retry_after_seconds == seconds


def test_what_an_endpoint_refuses_is_noticed_once(server, model):
    server.play(
        refusing(
            GOOD,
            json_schema="'response_format.type' must be text or json_object",
            temperature="Unsupported value: temperature",
            max_tokens="Use 'max_completion_tokens' instead",
        )
    )
    assert ask(model).text == "fine"
    tries = len(server.asked)
    assert tries == 4
    assert ask(model).text == "fine"
    assert len(server.asked) == tries + 1
    last = server.asked[-1].json
    assert "temperature" not in last
    assert "max_tokens" not in last
    assert last["max_completion_tokens"] == 100 + THINKING_TOKENS
    assert last["response_format"] == {"type": "json_object"}


def test_a_refusal_of_everything_is_not_remembered(server, model):
    server.play(*[fails(400, "no response_format here")] * 3, GOOD)
    with pytest.raises(ModelUnavailable):
        ask(model)
    assert ask(model).text == "fine"
    assert server.asked[-1].json["response_format"]["type"] == "json_schema"


def test_parts_and_missing_usage_are_taken(server, model):
    server.play(
        completion(usage=None, choices=[{"message": {"content": [{"type": "text", "text": "a"}, {"text": "b"}, 3]}}])
    )
    reply = ask(model)
    assert (reply.text, reply.usage.input_tokens, reply.usage.cost) == ("ab", 0, 0.0)


def test_prices_go_by_the_longest_name_that_fits():
    prices = Prices.of(
        {
            "m": {"input_per_million": 9, "output_per_million": 9},
            "m-mini": {"input_per_million": 1, "output_per_million": 1},
        },
        "USD",
    )
    assert prices.usage("m-mini-2026-01-01", 1_000_000, 0).cost == 1.0
    assert prices.usage("other", 1_000_000, 0).cost == 0.0
