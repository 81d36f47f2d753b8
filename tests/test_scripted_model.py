"""The scripted model is what many tests lean on, so it is held to its own word: over a plain socket, with no client."""

import gzip
import http.client
import json
import socket
import threading
import time
from contextlib import closing

import pytest

from tests.scripted_model import (
    Reply,
    ScriptedModel,
    fails,
    faithful,
    gzip_bomb,
    lying,
    refusing,
    repairing,
    says,
    sends,
)

ARTICLE = """<article>
[2] The tram line to Osterby will open on 14 May with 22 stops.
[3] "We waited nine years," said Mayor Ilse Brandt.
[5] Fares will stay at 2.40 euros until 2028, and trams will run all night.
[7] Osterby has 31,000 people.
</article>

Write these texts:
- headline: at most 40 characters
- summary: at most 2 sentences and 400 characters together
- claims: 3 sentences"""
PATH = "/v1/chat/completions"


def conversation(*turns, **parameters):
    return {"messages": [{"role": role, "content": content} for role, content in turns], **parameters}


OPENING = conversation(("system", "Be careful."), ("user", ARTICLE))
REPAIR = conversation(("user", ARTICLE), ("assistant", "{}"), ("user", "Write only these texts again: claims."))


def post(server, body=OPENING, method="POST", path=PATH):
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)) as line:
        line.request(method, path, json.dumps(body))
        answer = line.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def raw_line(server):
    line = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    body = json.dumps(OPENING).encode()
    line.sendall(b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s" % (PATH.encode(), len(body), body))
    return line


def brief(reply):
    return json.loads(json.loads(reply.body)["choices"][0]["message"]["content"])


def texts(reply, output="claims"):
    return [item["text"] for item in brief(reply)[output]]


def test_a_reply_is_a_chat_completion():
    with ScriptedModel(says({"a": 1}, finish_reason="length", refusal="no")) as server:
        status, headers, body = post(server)
    reply = json.loads(body)
    assert (status, headers["Content-Type"], reply["object"]) == (200, "application/json", "chat.completion")
    assert reply["choices"] == [
        {
            "index": 0,
            "message": {"role": "assistant", "content": '{"a": 1}', "refusal": "no"},
            "finish_reason": "length",
        }
    ]
    assert reply["usage"]["total_tokens"] == reply["usage"]["prompt_tokens"] + reply["usage"]["completion_tokens"]


def test_a_script_is_played_in_order_and_its_last_step_again_and_again():
    with ScriptedModel(fails(429), says("late")) as server:
        assert [post(server)[0] for _ in range(3)] == [429, 200, 200]
        server.play(fails(500))
        assert post(server)[0] == 500
        assert [asked.json for asked in server.asked] == [OPENING] * 4


def test_the_list_of_models_uses_up_no_step():
    with ScriptedModel(fails(429), says("late")) as server:
        status, _, body = post(server, method="GET", path="/v1/models")
        assert (status, json.loads(body)["data"][0]["id"]) == (200, "scripted")
        assert post(server)[0] == 429
        assert [asked.path for asked in server.asked] == ["/v1/models", PATH]


def test_calls_at_once_are_each_played_one_step():
    with ScriptedModel(*(fails(500 + number) for number in range(20))) as server:
        seen = []
        threads = [threading.Thread(target=lambda: seen.append(post(server)[0])) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert sorted(seen) == [500 + number for number in range(20)]


def test_an_error_has_the_vendors_shape_and_its_headers():
    with ScriptedModel(fails(429, "slow down", headers={"Retry-After": "7"}, code="rate_limit_exceeded")) as server:
        status, headers, body = post(server)
    assert (status, headers["Retry-After"]) == (429, "7")
    error = {"message": "slow down", "type": None, "param": None, "code": "rate_limit_exceeded"}
    assert json.loads(body) == {"error": error}


def test_a_faithful_brief_is_verbatim_numbered_and_within_its_limits():
    written = brief(faithful(OPENING))
    assert list(written) == ["headline", "summary", "claims"]
    assert written["headline"] == [{"s": [7], "text": "Osterby has 31,000 people"}]
    assert [claim["s"] for claim in written["claims"]] == [[2], [5], [7]]
    assert all(f"[{item['s'][0]}] {item['text']}" in ARTICLE for item in written["summary"] + written["claims"])
    assert {(claim["kind"], claim["speaker"]) for claim in written["claims"]} == {("fact", None)}


def test_a_faithful_brief_has_what_the_schema_or_else_the_last_prompt_names():
    schema = {"type": "json_schema", "json_schema": {"schema": {"properties": {"blurb": {}}}}}
    assert list(brief(faithful(OPENING | {"response_format": schema}))) == ["blurb"]
    assert list(brief(faithful(REPAIR))) == ["claims"]


def test_a_lie_changes_every_digit_of_the_first_claim_and_negates_the_second():
    assert texts(lying(OPENING)) == [
        "The tram line to Osterby will open on 25 May with 33 stops.",
        "Fares will not stay at 2.40 euros until 2028, and trams will run all night.",
        "Osterby has 31,000 people.",
    ]
    assert brief(lying(OPENING))["headline"] == brief(faithful(OPENING))["headline"]


@pytest.mark.parametrize(
    ("said", "lie"),
    [
        ("The bridge will not close.", "It is not true that The bridge will not close."),
        ("Rain fell.", "It is not true that Rain fell."),
        ("It was late.", "It was not late."),
    ],
)
def test_a_negated_claim_never_stays_as_it_was(said, lie):
    assert texts(lying(conversation(("user", f"[1] First.\n[2] {said}\n- claims: 2 sentences"))))[1] == lie


def test_who_repairs_lies_until_the_conversation_holds_its_own_words():
    assert texts(repairing(OPENING)) == texts(lying(OPENING))
    assert texts(repairing(REPAIR)) == texts(faithful(REPAIR)) != texts(lying(REPAIR))


@pytest.mark.parametrize(
    ("refused", "parameters"),
    [
        ("json_schema", {"response_format": {"type": "json_schema"}}),
        ("json_object", {"response_format": {"type": "json_object"}}),
        ("temperature", {"temperature": 0}),
        ("max_tokens", {"max_tokens": 5}),
    ],
)
def test_a_refused_parameter_is_named_and_without_it_the_step_is_played(refused, parameters):
    answer = refusing(says("fine"), **{refused: f"{refused} is not supported"})
    refusal = answer(OPENING | parameters)
    assert (refusal.status, answer(OPENING).status) == (400, 200)
    assert json.loads(refusal.body)["error"]["message"] == f"{refused} is not supported"


@pytest.mark.parametrize("chunked", [False, True])
def test_a_reply_that_is_cut_ends_before_what_was_announced(chunked):
    with ScriptedModel(sends(b"x" * 1000, cut_at=10, chunked=chunked)) as server:
        with pytest.raises(http.client.IncompleteRead) as broken:
            post(server)
        assert broken.value.partial == b"x" * 10


def test_a_reset_is_a_reset_and_no_end():
    with ScriptedModel(sends(b"x" * 1000, cut_at=10, reset=True)) as server, pytest.raises(ConnectionResetError):
        post(server)


def test_a_flood_stops_when_the_peer_hangs_up():
    with ScriptedModel(sends(b"x" * 1000, times=1_000_000)) as server:
        idle = threading.active_count()
        with closing(raw_line(server)) as line:
            assert line.recv(4096).startswith(b"HTTP/1.1 200 OK\r\n")
        give_up = time.monotonic() + 5
        while threading.active_count() > idle and time.monotonic() < give_up:
            server.wait(0.005)
        assert threading.active_count() == idle
        assert 0 < server.bytes_sent < 100_000_000


def test_a_whole_flood_arrives_and_is_counted():
    with ScriptedModel(sends(b"xyz", times=100_001)) as server:
        _, headers, body = post(server)
    assert int(headers["Content-Length"]) == len(body) == 300_003 < server.bytes_sent
    assert set(body) == set(b"xyz")


def test_a_gzip_bomb_is_small_until_it_is_unpacked():
    assert len(gzip_bomb(5_000_000)) < 10_000
    assert len(gzip.decompress(gzip_bomb(5_000_000))) == 5_000_000


def test_drips_add_up_to_the_reply():
    with ScriptedModel(sends(b"{}", drip=0.001, head_drip=0.0001)) as server:
        assert post(server)[2] == b"{}"


@pytest.mark.parametrize(
    "step",
    [Reply(silent=True), sends(b"{}", delay=60), sends(b"{}", drip=60), sends(b"{}", head_drip=60)],
    ids=["silence", "a delay", "a dripped body", "dripped headers"],
)
def test_every_wait_ends_when_the_server_stops(step):
    with ScriptedModel(step) as server, closing(raw_line(server)) as line:
        while not server.asked:
            server.wait(0.005)
        began = time.monotonic()
        server.stop()
        while line.recv(4096):
            pass
        assert time.monotonic() - began < 5


def test_a_stopped_server_refuses_and_leaves_no_thread():
    before = threading.active_count()
    with ScriptedModel() as server:
        assert post(server)[0] == 200
    assert threading.active_count() == before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), timeout=5)
