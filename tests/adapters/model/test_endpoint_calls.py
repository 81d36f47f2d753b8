"""What a well-behaved endpoint is asked and what comes of its answer."""

import json
import threading
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from service.adapters.model import Prices
from service.summarise.errors import ModelUnavailable
from tests.scripted_model import ScriptedModel, completion, fails, says, sends


def test_the_price_goes_by_the_name_that_was_asked_for_then_by_the_one_that_answered(desk):
    row = {"input_per_million": 2.0, "output_per_million": 10.0}
    for table in ({"small-model": row, "scripted": row | {"input_per_million": 9}}, {"scripted": row}):
        usage = desk(says("the brief"), prices=Prices.of(table, "EUR")).ask().usage
        assert (usage.cost, usage.currency) == (pytest.approx(0.004), "EUR")


def test_the_key_goes_along_and_nothing_is_streamed(desk):
    model = desk(says("ok"))
    model.ask()
    (asked,) = model.server.asked
    assert asked.headers["authorization"] == "Bearer key-1"
    assert "stream" not in asked.json


def test_a_local_server_needs_no_key(desk):
    assert desk(says("ok"), api_key="").ask().text == "ok"


def test_a_chunked_reply_is_read_to_its_end(desk):
    text = "x" * 50_000
    body = json.dumps({"choices": [{"message": {"content": text}}]})
    assert desk(sends(body, chunked=True)).ask().text == text


def test_one_connection_serves_calls_one_after_the_other(desk):
    model = desk(says("ok"))
    for _ in range(5):
        model.ask()
    assert (model.calls, model.server.connections) == (5, 1)


def test_a_connection_that_the_server_has_closed_meanwhile_is_not_used_again(desk):
    model = desk(says("one"))
    model.ask()
    model.server.drop_connections()
    assert model.ask().text == "one"
    assert model.server.connections == 2


def test_many_calls_at_once_all_get_their_reply(desk):
    model = desk(replace(says("ok"), delay=0.05))
    replies = []
    threads = [threading.Thread(target=lambda: replies.append(model.ask().text)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert replies == ["ok"] * 20


@pytest.mark.parametrize("odd", [None, "", 7, "a\nb", "x" * 500])
def test_a_model_name_that_is_none_is_not_passed_on(desk, odd):
    choice = {"message": {"content": "ok"}, "finish_reason": "stop"}
    assert desk(completion(choices=[choice], model=odd)).ask().model == "small-model"


def test_a_call_is_one_line_in_the_log_and_holds_no_text(desk):
    model = desk(says("the brief"), fails(500, "You asked: The council votes"))
    with capture_logs() as lines:
        model.ask()
        with pytest.raises(ModelUnavailable):
            model.ask()
    done, failed = lines
    assert (done["event"], done["outcome"], done["model"], done["status"]) == ("model_call", "ok", "small-model", 200)
    assert (done["input_tokens"], done["output_tokens"], done["tries"]) == (1000, 200, 1)
    assert done["milliseconds"] >= 0
    assert (failed["outcome"], failed["status"]) == ("model_unavailable", 500)
    for secret in ("council", "the brief", "key-1"):
        assert secret not in json.dumps(lines)


@pytest.mark.parametrize("url", ["", "ftp://models.example/v1", "models.example/v1", "http://", "http://[::1/v1"])
def test_an_address_that_is_none_stops_the_start(new_model, url):
    with pytest.raises(ValueError, match="not an http"):
        new_model(url or " ")


@pytest.mark.parametrize("key", ["sk-1\nX-Other: 1", "schlüssel"])
def test_a_key_that_no_header_can_carry_stops_the_start_and_is_not_told(new_model, key):
    with pytest.raises(ValueError, match="API key") as caught:
        new_model("http://127.0.0.1:9/v1", api_key=key)
    assert key not in str(caught.value)


@pytest.fixture
def proxy(monkeypatch):
    with ScriptedModel(says("by the proxy")) as server:
        for name in ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("http_proxy", f"http://me:p%40ss@127.0.0.1:{server.port}")
        yield server


def test_a_proxy_of_the_environment_is_used_with_its_password(proxy, desk, new_model):
    model = desk()
    model.model = new_model("http://models.invalid/v1")
    assert model.ask().text == "by the proxy"
    (asked,) = proxy.asked
    assert asked.path == "http://models.invalid/v1/chat/completions"
    assert asked.headers["proxy-authorization"] == "Basic bWU6cEBzcw=="


def test_this_machine_is_never_reached_by_a_proxy(proxy, desk):
    assert desk(says("directly")).ask().text == "directly"
    assert proxy.asked == []


def test_hosts_that_the_environment_excepts_are_reached_without_the_proxy(proxy, desk, new_model, monkeypatch):
    monkeypatch.setenv("no_proxy", "models.invalid")
    model = desk()
    model.model = new_model("http://models.invalid/v1")
    with pytest.raises(ModelUnavailable):
        model.ask(5)
    assert proxy.asked == []
