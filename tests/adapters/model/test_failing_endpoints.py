"""Whatever an endpoint does, its caller gets a known failure, after one call, with nothing of the article in it."""

import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from service.summarise.errors import ModelCutShort, ModelFailure, ModelRefused, ModelRubbish, ModelUnavailable
from tests.scripted_model import ScriptedModel, completion, fails, gzip_bomb, says, sends

BRIEF = {"headline": [{"s": [1], "text": "Council votes on bridge"}]}


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 409, 413, 418, 422, 429, 500, 502, 503, 504, 529])
def test_an_error_status_is_unavailable_after_exactly_one_call(desk, status):
    model = desk(fails(status, "The council votes on the harbour bridge", type="some_error"))
    with pytest.raises(ModelUnavailable) as caught:
        model.ask()
    assert model.calls == 1
    assert str(status) in str(caught.value)
    assert "some_error" in str(caught.value)
    assert "council" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("token", ["The council votes", "x" * 41, "UPPER", "a b", "", 7, None, ["a"]])
def test_only_a_plain_token_of_an_error_is_told(desk, token):
    with pytest.raises(ModelUnavailable) as caught:
        desk(fails(500, code=token)).ask()
    assert str(caught.value) == "the endpoint answered 500"


@pytest.mark.parametrize(
    "body", [b"", b"<html>The council votes</html>", b"[]", b"null", b'{"error": "council"}', b"\xff\xfe", b"[" * 5000]
)
def test_an_error_body_of_any_shape_does_no_harm(desk, body):
    with pytest.raises(ModelUnavailable, match=r"^the endpoint answered 503$"):
        desk(sends(body, status=503)).ask()


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("1", 1),
        ("7", 7),
        ("3600", 3600),
        ("99999999999", 3600),
        ("9" * 5000, 5),
        ("0", 1),
        ("-1", 5),
        ("junk", 5),
        ("", 5),
        ("nan", 5),
        ("²", 5),
    ],
)
def test_retry_after_is_bounded(desk, value, seconds):
    with pytest.raises(ModelUnavailable) as caught:
        desk(fails(429, headers={"Retry-After": value} if value != "²" else {"Retry-After": "\xb2"})).ask()
    assert caught.value.retry_after_seconds == seconds


def test_retry_after_may_be_a_date(desk):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    with pytest.raises(ModelUnavailable) as caught:
        desk(fails(503, headers={"Retry-After": later})).ask()
    assert 85 <= caught.value.retry_after_seconds <= 90


@pytest.mark.parametrize("past", ["Mon, 01 Jan 2001 00:00:00 GMT", "Mon, 01 Jan 2001 00:00:00 -0000"])
def test_retry_after_in_the_past_is_a_moment(desk, past):
    with pytest.raises(ModelUnavailable) as caught:
        desk(fails(503, headers={"Retry-After": past})).ask()
    assert caught.value.retry_after_seconds in {1, 5}


def test_a_long_retry_after_is_not_slept_through(desk):
    began = time.monotonic()
    with pytest.raises(ModelUnavailable):
        desk(fails(429, headers={"Retry-After": "7"})).ask()
    assert time.monotonic() - began < 6


@pytest.mark.parametrize("code", ["content_filter", "content_policy_violation"])
def test_a_content_filter_that_answers_400_is_a_refusal(desk, code):
    model = desk(fails(400, code=code))
    with pytest.raises(ModelRefused):
        model.ask()
    assert model.calls == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(desk, status):
    with ScriptedModel(says("elsewhere")) as elsewhere:
        model = desk(sends(b"", status=status, headers={"Location": f"{elsewhere.url}/chat/completions"}))
        with pytest.raises(ModelUnavailable, match=str(status)):
            model.ask()
        assert (model.calls, elsewhere.asked) == (1, [])


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{}", b"[]", b"null", b"NaN", b"not json", b"<html>busy</html>", b"\xff\xfe{}", b"[" * 200 + b"]" * 200,
        b"[" * 90_000,
        b'{"choices": []}', b'{"choices": NaN}', b'{"choices": {"0": 1}}', b'{"choices": [null]}', b'{"choices": [{}]}',
        b'{"choices": [{"message": "hello"}]}', b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": 7}}]}', b'{"choices": [{"message": {"content": " \\n"}}]}',
        b'{"choices": [{"message": {"content": "\\ud800"}}]}', b'{"error": {"message": "overloaded"}}',
    ],
)  # fmt: skip
def test_a_200_without_a_completion_is_rubbish(desk, body):
    model = desk(sends(body))
    with pytest.raises(ModelRubbish):
        model.ask()
    assert model.calls == 1


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (says("{}", finish_reason="length"), ModelCutShort),
        (says(None, finish_reason="length"), ModelCutShort),
        (says("{}", finish_reason="content_filter"), ModelRefused),
        (says(None, refusal="I'm sorry, I can't help with that."), ModelRefused),
        (completion(choices=[{"message": {"content": [{"type": "refusal", "refusal": "No."}]}}]), ModelRefused),
    ],
)
def test_an_unfinished_or_declined_completion_is_told_apart(desk, reply, failure):
    with pytest.raises(failure):
        desk(reply).ask()


def test_content_in_parts_is_joined(desk):
    parts = [{"type": "text", "text": "one "}, {"type": "text", "text": "two"}, {"type": "image"}, 7]
    choice = {"message": {"content": parts}, "finish_reason": "stop"}
    assert desk(completion(choices=[choice])).ask().text == "one two"


@pytest.mark.parametrize(
    "usage",
    [None, [], {}, {"prompt_tokens": -1, "completion_tokens": "7"}, {"prompt_tokens": True, "completion_tokens": 1e9}],
)
def test_usage_that_is_not_counts_counts_nothing(desk, usage):
    reply = desk(completion(choices=[{"message": {"content": "ok"}}], usage=usage)).ask()
    assert (reply.usage.input_tokens, reply.usage.output_tokens) == (0, 0)


@pytest.mark.parametrize("reset", [True, False])
@pytest.mark.parametrize("chunked", [True, False])
@pytest.mark.parametrize("cut_at", [0, 1, 100])
def test_a_reply_that_breaks_off_is_never_used(desk, cut_at, reset, chunked):
    whole = says(BRIEF)
    model = desk(sends(whole.body, cut_at=cut_at, reset=reset, chunked=chunked))
    with pytest.raises(ModelUnavailable):
        model.ask()
    assert model.calls == 1


def test_a_dead_endpoint_is_unavailable_at_once(desk):
    model = desk()
    model.server.stop()
    began = time.monotonic()
    with pytest.raises(ModelUnavailable):
        model.ask()
    assert time.monotonic() - began < 5


def test_a_host_without_an_address_is_unavailable(new_model, desk):
    model = desk()
    model.model = new_model("http://standfirst.invalid/v1")
    with pytest.raises(ModelFailure):
        model.ask(5)


def test_ten_thousand_headers_are_unavailable(desk):
    with pytest.raises(ModelUnavailable):
        desk(sends(b"{}", headers={f"X-{n}": "y" * 20 for n in range(10_000)})).ask()


@pytest.mark.parametrize("chunked", [True, False])
@pytest.mark.parametrize("status", [200, 500])
def test_a_reply_of_200_megabytes_is_cut_at_the_cap(desk, chunked, status):
    model = desk(sends(b" " * 200, status=status, times=1_000_000, chunked=chunked))
    with pytest.raises(ModelRubbish if status == 200 else ModelUnavailable):
        model.ask()
    assert model.calls == 1
    model.server.stop()
    assert model.server.bytes_sent < 20_000_000  # what the sockets' buffers swallowed


@pytest.mark.parametrize("status", [200, 500])
def test_a_gzip_bomb_is_not_unpacked(desk, status):
    bomb = gzip_bomb(60_000_000)
    model = desk(sends(bomb, status=status, headers={"Content-Encoding": "gzip"}), reply_max_bytes=1_000_000)
    with pytest.raises(ModelRubbish if status == 200 else ModelUnavailable):
        model.ask()


def test_what_was_cut_off_is_not_kept_in_memory(desk):
    model = desk(sends(b" " * 200, times=1_000_000, chunked=True), reply_max_bytes=1_000_000)
    tracemalloc.start()
    with pytest.raises(ModelRubbish):
        model.ask()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000
