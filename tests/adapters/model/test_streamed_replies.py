"""A reply that is heard while it is written: the same reply in the end, whatever the endpoint makes of the wish."""

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import replace

import pytest

from service.summarise.errors import ModelCutShort, ModelLate, ModelRefused, ModelRubbish, ModelUnavailable
from tests.scripted_model import fails, in_pieces, refusing, says, streamed

TEXT = '{"headline": [{"s": [1], "text": "Über den Fluss: “Brücke” zu"}]}'


def listen(desk, seconds=10.0):
    """The reply and the pieces that were heard."""
    heard = []
    return desk.ask(seconds, heard.append), heard


def event(chunk):
    return f"data: {json.dumps(chunk)}\n\n".encode()


def delta(finish=None, **message):
    return event({"choices": [{"index": 0, "delta": message, "finish_reason": finish}]})


def test_the_words_are_heard_as_they_come_and_the_reply_is_the_same(desk):
    one = desk(streamed(says(TEXT)))
    reply, heard = listen(one)
    assert "".join(heard) == TEXT
    assert len(heard) > 3
    plain = one.ask()
    assert (reply.text, reply.usage, reply.model) == (plain.text, plain.usage, plain.model)
    assert one.server.asked[0].json["stream"] is True
    assert "stream" not in one.server.asked[1].json


def test_a_piece_is_heard_before_the_next_one_is_sent(desk):
    first_heard, heard = threading.Event(), []

    def hear(text):
        heard.append(text)
        first_heard.set()

    def before_piece(number):
        assert number == 0 or first_heard.wait(20)

    one = desk(streamed(says(TEXT), before_piece=before_piece))
    assert one.ask(20, hear).text == TEXT
    assert len(heard) > 1


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_lines_and_characters_may_be_cut_anywhere(desk, cut):
    whole = delta(content="Brü") + b": a comment\r\n\r\n" + delta(content="cke") + delta("stop") + b"data: [DONE]\n\n"
    pieces = [whole[place : place + cut] for place in range(0, len(whole), cut)]
    reply, heard = listen(desk(in_pieces(*pieces)))
    assert (reply.text, heard) == ("Brücke", ["Brü", "cke"])


def test_an_endpoint_that_refuses_streams_or_their_counts_is_asked_without_from_then_on(desk):
    one = desk(refusing(streamed(says(TEXT)), stream_options="Unknown parameter: stream_options"))
    assert listen(one)[0].text == TEXT
    assert listen(one)[0].text == TEXT
    assert [("stream" in asked.json, "stream_options" in asked.json) for asked in one.server.asked] == [
        (True, True),
        (True, False),
        (True, False),
    ]
    other = desk(refusing(says(TEXT), stream="stream is not supported", stream_options="stream is not supported"))
    assert listen(other)[0].text == TEXT
    assert "stream" not in other.server.asked[-1].json


def test_an_endpoint_that_answers_at_once_although_a_stream_was_wanted_is_understood(desk):
    reply, heard = listen(desk(says(TEXT)))
    assert (reply.text, heard) == (TEXT, [])


@pytest.mark.parametrize(
    ("pieces", "failure"),
    [
        ([delta(content="half a")], ModelUnavailable),
        ([], ModelUnavailable),
        ([delta(content="x"), event({"error": {"message": "overloaded"}})], ModelUnavailable),
        ([b"data: {not json\n\n"], ModelRubbish),
        ([b"data: [1]\n\n"], ModelRubbish),
        ([event({"choices": []}), b"data: [DONE]\n\n"], ModelRubbish),
        ([delta(content="x"), delta("length")], ModelCutShort),
        ([delta(content="x"), delta("content_filter")], ModelRefused),
        ([delta(refusal="I cannot"), delta("stop")], ModelRefused),
        ([b"data: " + b"x" * 2_000_000 + b"\n\n"], ModelRubbish),
    ],
)
def test_a_stream_that_is_no_sound_reply_is_told_from_one(desk, pieces, failure):
    with pytest.raises(failure):
        listen(desk(in_pieces(*pieces)))


def test_a_stream_that_stalls_is_left_at_the_deadline(desk):
    stalled = threading.Event()
    with released(stalled), pytest.raises(ModelLate):
        listen(desk(streamed(says(TEXT), before_piece=lambda number: number and stalled.wait(20))), seconds=0.5)


def test_a_connection_serves_the_next_stream_too(desk):
    one = desk(streamed(says(TEXT)))
    for _ in range(3):
        listen(one)
    assert one.server.connections == 1


def test_an_endpoint_that_does_not_end_after_its_end_is_not_waited_for(desk):
    stalled = threading.Event()
    whole = (delta(content="fine"), b"data: [DONE]\n\n", b": still here\n\n")
    endless = replace(in_pieces(*whole), before_piece=lambda number: number == 2 and stalled.wait(20))
    one = desk(endless)
    with released(stalled):
        began = time.monotonic()
        assert listen(one)[0].text == "fine"
        assert time.monotonic() - began < 5


def test_the_cap_is_for_the_text_and_not_for_what_it_comes_in(desk):
    padding = {"system_fingerprint": "f" * 200}
    words = [event({"choices": [{"delta": {"content": "x"}}]} | padding) for _ in range(1000)]
    assert listen(desk(in_pieces(*words, delta("stop"))))[0].text == "x" * 1000
    long = [delta(content="x" * 30_000) for _ in range(4)]
    with pytest.raises(ModelRubbish):
        listen(desk(in_pieces(*long, delta("stop"))))


def test_a_stream_without_end_is_cut_at_its_cap(desk):
    one = desk(replace(in_pieces(), body=b": " + b"x" * 60_000 + b"\n", times=4_000))
    with pytest.raises(ModelRubbish):
        listen(one)
    assert one.server.bytes_sent < 30_000_000


def test_a_stream_that_is_reset_is_unavailable(desk):
    with pytest.raises(ModelUnavailable):
        listen(desk(replace(in_pieces(delta(content="half")), cut_at=0, reset=True)))


def test_an_upstream_error_is_no_refusal_to_stream(desk):
    one = desk(fails(400, "upstream error"))
    with pytest.raises(ModelUnavailable):
        listen(one)
    assert one.calls == 1


@contextmanager
def released(event):
    try:
        yield
    finally:
        event.set()
