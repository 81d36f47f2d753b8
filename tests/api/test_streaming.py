"""A summary told while it is written: in order, checked, and in the end the same as one given at once."""

import json
import threading
from contextlib import closing
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from tests.scripted_model import ScriptedModel, fails, faithful, in_pieces, judging, lying, repairing, streamed

SOON_SECONDS = 20


@pytest.fixture
def model():
    with ScriptedModel(streamed(faithful)) as running:
        yield running


@pytest.fixture
def client(make_app, settings, model):
    return make_app(replace(settings, openai_base_url=model.url, log_level="info")).test_client()


def begin(client, body, **headers):
    names = {"Accept": "text/event-stream"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/v1/summaries", json=body, headers=names, buffered=False)


def events(response):
    """The events of a response, one by one, each as its name and its data; comments as None."""
    rest = b""
    for piece in response.response:
        rest += piece
        while b"\n\n" in rest:
            event, _, rest = rest.partition(b"\n\n")
            yield None if event.startswith(b":") else parsed(event)
    assert rest == b""


def parsed(event):
    name, data = event.decode().split("\n")
    assert name.startswith("event: ")
    assert data.startswith("data: ")
    return name[7:], json.loads(data[6:])


def told(client, body, **headers):
    response = begin(client, body, **headers)
    assert response.mimetype == "text/event-stream", response.get_data()
    return [event for event in events(response) if event]


def statements_of(answer):
    """The delivered statements of an answer, by output, as events show them."""
    heads = [("headline", one) for one in (answer["headline"], *answer["headline_variants"]) if one]
    texts = [
        (name, one)
        for name in ("summary", "blurb", "meta_description")
        if answer[name]
        for one in answer[name]["statements"]
    ]
    return heads + texts + [("claims", one) for one in answer["claims"]]


def as_told(told_events):
    return sorted(json.dumps([data.pop("output"), data]) for name, data in told_events if name == "statement")


def as_shown(answer):
    return sorted(json.dumps([output, statement]) for output, statement in statements_of(answer))


def test_the_article_comes_first_then_each_statement_then_the_answer_that_a_plain_call_gets(client, reservoir):
    stream = told(client, {"text": reservoir, "include": ["article"]})
    names = [name for name, _ in stream]
    assert names == ["article", *["statement"] * (len(names) - 2), "done"]
    assert stream[0][1]["language"] == "en"
    assert stream[0][1]["sentences"]
    answer = stream[-1][1]
    assert as_told(stream) == as_shown(answer)
    assert answer["engine"]["kind"] == "llm"
    plain = client.post("/v1/summaries", json={"text": reservoir, "include": ["article"]}).get_json()
    assert plain | {"usage": None} == answer | {"usage": None}


def test_a_statement_is_told_while_the_model_still_writes(client, model, reservoir):
    seen, last_words = threading.Event(), []

    def before_piece(number):
        if number > 60:
            last_words.append(seen.wait(SOON_SECONDS))

    model.play(streamed(faithful, before_piece=before_piece))
    names = []
    for event in events(begin(client, {"text": reservoir})):
        names.append(event and event[0])
        if names[-1] == "statement":
            seen.set()
    assert last_words
    assert all(last_words)
    assert names[-1] == "done"


def test_what_is_cached_is_told_too(client, reservoir):
    first = told(client, {"text": reservoir})
    response = begin(client, {"text": reservoir})
    assert "hit" in response.headers["Cache-Status"]
    again = [event for event in events(response) if event]
    assert again[0][0] == "article"
    assert as_told(again) == as_told(first)
    assert again[-1][0] == "done"


@pytest.mark.parametrize("step", [lying, repairing])
def test_nothing_that_the_gate_stops_is_told(client, model, reservoir, step):
    model.play(streamed(step))
    stream = told(client, {"text": reservoir})
    assert all(data["verdict"] == "supported" for name, data in stream if name == "statement")
    assert "withdrawn" not in [name for name, _ in stream]
    assert as_told(stream) == as_shown(stream[-1][1])


def test_without_a_model_the_extractive_answer_is_told(make_app, settings, reservoir):
    stream = told(make_app(settings).test_client(), {"text": reservoir})
    assert stream[-1][1]["engine"]["kind"] == "extractive"
    assert as_told(stream) == as_shown(stream[-1][1])


def test_a_silent_model_is_replaced_at_the_deadline_and_silences_are_told(client, model, reservoir):
    model.play(lambda asked: replace(faithful(asked), silent=True))
    response = begin(client, {"text": reservoir}, Prefer="wait=3")
    assert response.headers["Preference-Applied"] == "wait=3"
    stream = list(events(response))
    assert None in stream
    assert stream[-1][1]["degraded"]["reason"] == "deadline"


def test_a_model_that_dies_in_mid_sentence_leaves_what_was_told_and_the_rest_is_by_code(client, model, reservoir):
    def dies(asked):
        return in_pieces(*streamed(faithful)(asked).pieces[:70])

    model.play(dies)
    stream = told(client, {"text": reservoir})
    answer = stream[-1][1]
    assert answer["degraded"]["reason"] == "model_unavailable"
    assert as_told(stream) == as_shown(answer)
    assert all(answer[name] for name in ("headline", "summary", "blurb", "claims"))


def test_who_insists_on_a_failing_model_gets_an_error_event(client, model, reservoir):
    model.play(fails(503))
    stream = told(client, {"text": reservoir, "engine": "llm"})
    assert [name for name, _ in stream] == ["article", "error"]
    assert stream[-1][1]["status"] == 503


@pytest.mark.parametrize(
    ("body", "status"), [({"text": ""}, 422), ({"text": "Ferry.", "prompt": "none"}, 404), ({"text": 1}, 422)]
)
def test_what_is_wrong_from_the_start_has_its_usual_status(client, body, status):
    response = begin(client, body)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"


def test_who_goes_away_frees_his_place_and_the_writing_goes_on(client, model, reservoir):
    gone = threading.Event()
    model.play(streamed(faithful, before_piece=lambda number: number > 5 and gone.wait(SOON_SECONDS)))
    with capture_logs() as lines:
        response = begin(client, {"text": reservoir})
        with closing(response):
            assert next(events(response))[0] == "article"
    gone.set()
    assert [line["ended"] for line in lines if line["event"] == "stream_end"] == ["caller_left"]
    answer = client.post("/v1/summaries", json={"text": reservoir}).get_json()
    assert answer["engine"]["kind"] == "llm"
    assert len(model.asked) == 1


def test_the_end_of_a_stream_is_logged_with_what_it_came_to(client, reservoir):
    with capture_logs() as lines:
        told(client, {"text": reservoir})
    (line,) = [line for line in lines if line["event"] == "stream_end"]
    assert (line["ended"], line["engine"], line["cache"]) == ("done", "llm", "written")
    assert line["statements"] > 3


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/json, text/event-stream", "text/html"])
def test_who_does_not_prefer_events_gets_json(client, reservoir, accept):
    assert client.post("/v1/summaries", json={"text": reservoir}, headers={"Accept": accept}).is_json


def test_who_has_a_cached_answer_already_is_told_so_and_nothing_else(client, reservoir):
    told(client, {"text": reservoir})
    hit = begin(client, {"text": reservoir})
    plain = client.post("/v1/summaries", json={"text": reservoir})
    assert hit.headers["ETag"] == plain.headers["ETag"]
    hit.close()
    again = begin(client, {"text": reservoir}, If_None_Match=plain.headers["ETag"])
    assert (again.status_code, again.get_data()) == (304, b"")


def test_a_miss_says_whether_the_cache_was_asked_and_that_events_are_another_form(client, reservoir):
    for control, status in (("max-age=60", "fwd=miss"), ("no-cache", "fwd=request")):
        response = begin(client, {"text": reservoir}, Cache_Control=control)
        assert response.headers["Cache-Status"] == f"standfirst; {status}"
        assert response.headers["Vary"] == "Accept"
        assert "ETag" not in response.headers
        assert list(events(response))


def test_a_flagged_statement_is_told_as_what_it_is(client, model, reservoir):
    model.play(streamed(lying))
    stream = told(client, {"text": reservoir, "ungrounded": "flag"})
    verdicts = {data["verdict"] for name, data in stream if name == "statement"}
    assert verdicts == {"supported", "unsupported"}
    assert as_told(stream) == as_shown(stream[-1][1])


def test_a_deadline_in_the_middle_keeps_what_was_told_and_the_rest_comes_to_the_cache(client, model, reservoir):
    release = threading.Event()
    model.play(streamed(faithful, before_piece=lambda number: number > 60 and release.wait(SOON_SECONDS)))
    stream = told(client, {"text": reservoir}, Prefer="wait=1")
    done = stream[-1][1]
    assert (done["degraded"]["reason"], done["engine"]["kind"]) == ("deadline", "llm")
    assert as_told(stream) == as_shown(done)
    assert client.get(f"/v1/summaries/{done['id']}").status_code == 404
    release.set()
    whole = client.post("/v1/summaries", json={"text": reservoir}, headers={"Prefer": "wait=9"}).get_json()
    assert (whole["id"], whole["degraded"], whole["headline"]) == (done["id"], None, done["headline"])
    assert len(model.asked) == 1


def test_with_a_second_opinion_nothing_is_told_that_it_takes_away_and_no_stream_is_asked_for(client, model, reservoir):
    model.play(streamed(judging("2 March")))
    stream = told(client, {"text": reservoir, "verify": "model"})
    assert "withdrawn" not in [name for name, _ in stream]
    assert not any("2 March" in data["text"] for name, data in stream if name == "statement")
    assert stream[-1][1]["second_opinion"]["outcome"] == "given"
    assert not any(asked.json.get("stream") for asked in model.asked)


def test_a_copy_with_other_furniture_is_told_at_its_own_offsets(client, reservoir):
    told(client, {"text": reservoir})
    copy = "Menu\nHome\n\n" + reservoir
    for name, data in told(client, {"text": copy}):
        pieces = data["evidence"] if name == "statement" else []
        assert all(copy[piece["start"] : piece["end"]] == piece["text"] for piece in pieces)


def test_events_are_in_the_openapi_document(client):
    answer = client.get("/openapi.json").get_json()["paths"]["/v1/summaries"]["post"]["responses"]["200"]
    assert set(answer["content"]) == {"application/json", "text/event-stream"}
