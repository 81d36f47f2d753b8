"""The stub model over real HTTP, its articles and briefs, and the load that asks it."""

import http.client
import json
import sys

import openai
import psutil
import pytest

from bench.speed import articles, briefs, fleet, load, stub_client, wrk
from bench.speed.processes import running
from service.summarise.article import Submission
from service.summarise.grounding import gate
from service.summarise.reading.reader import read
from service.summarise.wish import Wish
from service.summarise.writing import reply, reply_schema

WISH = Wish()


@pytest.fixture(scope="module")
def stub(tmp_path_factory):
    with running(fleet.stub(), tmp_path_factory.mktemp("stub")) as server:
        server.wait()
        yield server


@pytest.fixture
def client(stub):
    with openai.OpenAI(base_url=f"http://127.0.0.1:{stub.port}/v1", api_key="none", max_retries=0) as asks:
        yield asks


def turns(nonce=1):
    return json.loads(articles.for_model(nonce))["messages"]


def test_every_article_is_another_and_of_a_newspapers_length():
    texts = {articles.article(nonce) for nonce in range(500)}
    assert len(texts) == 500
    assert all(4000 < len(text) < 6000 for text in texts)


def test_articles_differ_in_what_is_left_after_cleaning():
    bodies = {" ".join(one.plain for one in read(Submission(text=articles.article(n))).sentences) for n in range(20)}
    assert len(bodies) == 20


@pytest.mark.parametrize("mark", ["¦ ", ""])
def test_what_the_stub_writes_passes_the_gate_so_that_a_miss_is_one_call(mark):
    for nonce in range(12):
        article = read(Submission(text=articles.article(nonce)))
        prompt = "\n".join(f"[{one.number}] {mark}{one.plain} {mark}".strip() for one in article.sentences)
        schema = {"json_schema": {"schema": reply_schema.schema_for(WISH.outputs)}}
        brief = briefs.brief({"messages": [{"role": "user", "content": prompt}], "response_format": schema})
        draft = reply.parse(json.dumps(brief), WISH.outputs, "¦", article.language)
        assert not gate.ground(draft, article, WISH).rejected
        assert len(brief["claims"]) == 6


def test_a_completion_is_what_the_vendors_client_reads(client, stub):
    before = stub_client.calls(stub.port)
    answer = client.chat.completions.create(model="stub", messages=turns())
    assert "claims" in json.loads(answer.choices[0].message.content)
    assert stub_client.calls(stub.port) == before + 1
    assert stub_client.unanswered(stub.port) == 0


def test_a_stream_is_the_same_text_in_pieces(client):
    whole = client.chat.completions.create(model="stub", messages=turns()).choices[0].message.content
    events = list(
        client.chat.completions.create(
            model="stub", messages=turns(), stream=True, stream_options={"include_usage": True}
        )
    )
    assert len(events) > 10
    assert "".join(one.choices[0].delta.content or "" for one in events if one.choices) == whole
    assert events[-1].usage.total_tokens == 1800


def test_a_hundred_slow_calls_are_held_at_once(stub):
    stub_client.set_model(stub.port, delay_seconds=0.3)
    try:
        burst = load.burst(stub.port, load.MODEL, [articles.for_model(n) for n in range(100)], 100)
    finally:
        stub_client.set_model(stub.port, delay_seconds=0)
    assert burst.errors == 0
    assert min(one.seconds for one in burst.replies) >= 0.3
    assert burst.seconds < 100 * 0.3 / 4  # one after the other would take thirty seconds


def test_what_a_broken_connection_leaves_unasked_counts_as_errors(stub):
    stub_client.set_model(stub.port, faults=1)
    try:
        burst = load.burst(stub.port, load.MODEL, [articles.for_model(n) for n in range(30)], 1)
    finally:
        stub_client.set_model(stub.port, faults=0)
    assert len(burst.replies) == 30
    assert burst.errors > 0


def test_all_kinds_of_faults_come_when_asked_for(stub):
    stub_client.set_model(stub.port, faults=1)
    try:
        replies = [load.burst(stub.port, load.MODEL, [articles.for_model(n)], 1).replies[0] for n in range(30)]
    finally:
        stub_client.set_model(stub.port, faults=0)
    assert {one.status for one in replies} == {0, 200, 500}


def test_a_connection_serves_many_requests(stub):
    line = http.client.HTTPConnection("127.0.0.1", stub.port, timeout=10)
    for nonce in range(3):
        line.request("POST", load.MODEL, articles.for_model(nonce))
        assert json.loads(line.getresponse().read())["object"] == "chat.completion"
    line.close()


def test_a_server_that_does_not_start_tells_its_last_words(tmp_path):
    launch = fleet.Launch("broken", 1, (sys.executable, "-c", "raise SystemExit('no such thing')"))
    with running(launch, tmp_path) as server, pytest.raises(RuntimeError, match="no such thing"):
        server.wait()


def test_children_end_with_their_server_though_their_parent_is_dead(tmp_path):
    sleeper = "import time; time.sleep(600)"
    parent = f"import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', {sleeper!r}]).pid)"
    with running(fleet.Launch("parent", 1, (sys.executable, "-c", parent)), tmp_path) as server:
        server.process.wait(20)
        child = psutil.Process(int(server.log.read_text()))
    gone, _ = psutil.wait_procs([child], timeout=20)
    assert gone or child.status() == psutil.STATUS_ZOMBIE


WRK = """Running 1s test @ http://127.0.0.1:1
  4359 requests in 1.10s, 12.34MB read
  Socket errors: connect 0, read 2, write 0, timeout 1
  Non-2xx or 3xx responses: 5
Requests/sec:   3962.61
"""


def test_wrks_words_are_counted():
    assert wrk.parse(WRK) == wrk.Told(answers=4359, rate=3962.61, errors=8)
    assert wrk.parse("10 requests in 1s\nRequests/sec: 10.0").errors == 0


def test_other_words_are_no_figures():
    with pytest.raises(RuntimeError, match="something else"):
        wrk.parse("unable to connect")
