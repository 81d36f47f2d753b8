"""``/v1/summaries`` with a model that speaks the real protocol, and what callers get when it does not behave."""

import json
import threading
import time
from dataclasses import replace

import pytest

from tests.scripted_model import ScriptedModel, fails, faithful, refusing, repairing, says, sends


@pytest.fixture
def settings(settings, model):
    prices = {"scripted": {"input_per_million": 1.0, "output_per_million": 2.0}}
    return replace(
        settings, openai_base_url=model.url, openai_model="scripted", model_prices=prices, model_timeout_seconds=10.0
    )


def body(asked):
    """The numbered sentences that the model was shown."""
    return next(turn["content"] for turn in asked.json["messages"] if turn["role"] == "user")


def test_the_model_writes_and_every_statement_is_pinned(call, model, reservoir):
    answer = call.post({"text": reservoir, "include": ["article"]}).get_json()
    engine = answer["engine"]
    assert (engine["kind"], engine["model"], engine["prompt"]) == ("llm", "scripted", "brief")
    assert answer["degraded"] is None
    assert answer["usage"] == {
        "input_tokens": 1000,
        "output_tokens": 200,
        "cost": 0.0014,
        "currency": "USD",
        "saved_by_cache": 0.0,
    }
    assert answer["headline"]
    assert answer["claims"]
    for claim in answer["claims"]:
        for piece in claim["evidence"]:
            assert reservoir[piece["start"] : piece["end"]] == piece["text"]
    assert len(model.asked) == 1


def test_the_model_sees_the_article_and_none_of_the_furniture(call, model, reservoir):
    call.post({"text": reservoir})
    shown = body(model.asked[0])
    assert "Norland Water will not close" in shown
    for furniture in ("newsletter", "Privacy", "READ MORE", "Advertisement"):
        assert furniture not in shown
    schema = model.asked[0].json["response_format"]["json_schema"]
    assert schema["strict"] is True
    assert list(schema["schema"]["properties"]) == ["headline", "summary", "blurb", "claims"]


def test_the_second_post_and_other_furniture_cost_no_second_call(call, model, reservoir):
    first = call.post({"text": reservoir})
    second = call.post({"text": "Skip to content\nLog in\n\n" + reservoir[reservoir.index("By Marguerite") :]})
    assert "hit" in second.headers["Cache-Status"]
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.get_json()["usage"]["saved_by_cache"] == 0.0014
    assert len(model.asked) == 1


def test_many_at_once_cost_one_call(client, model, reservoir):
    model.play(lambda asked: replace(faithful(asked), delay=0.3))
    answers = []

    def ask():
        answers.append(client.application.test_client().post("/v1/summaries", json={"text": reservoir}))

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert [answer.status_code for answer in answers] == [200] * 20
    assert {answer.get_json()["engine"]["kind"] for answer in answers} == {"llm"}
    assert len(model.asked) == 1
    assert sum("collapsed" in answer.headers["Cache-Status"] for answer in answers) >= 1


def test_two_processes_that_share_redis_make_one_call(make_app, settings, model, reservoir):
    model.play(lambda asked: replace(faithful(asked), delay=0.3))
    apps = [make_app(settings), make_app(settings)]
    answers = []
    threads = [
        threading.Thread(
            target=lambda app=app: answers.append(app.test_client().post("/v1/summaries", json={"text": reservoir}))
        )
        for app in apps
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert {answer.headers["ETag"] for answer in answers} == {answers[0].headers["ETag"]}
    assert len(model.asked) == 1


LIES = {
    "a number": ("40,000", "90,000"),
    "a lost not": ("will not close", "will close"),
    "a name": ("Highmoor", "Lowmoor"),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_lie_is_repaired_once_and_never_delivered(call, model, reservoir, lie):
    def lies_first(asked):
        told = faithful(asked)
        repairing = any(turn["role"] == "assistant" for turn in asked["messages"])
        return told if repairing else replace(told, body=told.body.decode().replace(*lie).encode())

    model.play(lies_first)
    answer = call.post({"text": reservoir}).get_json()
    assert len(model.asked) == 2
    assert "checks" not in json.dumps(model.asked[0].json)
    delivered = json.dumps([answer[name] for name in ("headline", "summary", "blurb", "claims")], ensure_ascii=False)
    assert lie[1] not in delivered
    assert answer["rejected"]
    assert all(one["verdict"] == "supported" for one in answer["claims"])
    assert answer["usage"]["input_tokens"] == 2000


def test_a_repaired_claim_stands_though_the_summary_says_the_same(call, model, reservoir):
    model.play(repairing)
    answer = call.post({"text": reservoir}).get_json()
    assert len(answer["claims"]) == 3
    assert answer["rejected"]


def test_a_repair_goes_on_from_the_first_call_word_for_word(call, model, reservoir):
    """What stood in the first call is a prefix that the vendor has seen, and charges less for."""
    model.play(repairing)
    call.post({"text": reservoir})
    first, again = (asked.json["messages"] for asked in model.asked)
    assert [turn["role"] for turn in again] == ["system", "user", "assistant", "user"]
    assert again[: len(first)] == first


def test_a_stubborn_lie_is_dropped_and_its_place_is_filled(call, model, reservoir):
    def lies(asked):
        told = faithful(asked)
        return replace(told, body=told.body.replace(b"Norland Water", b"Quentin Ashgrove"))

    model.play(lies)
    answer = call.post({"text": reservoir}).get_json()
    delivered = json.dumps([answer[name] for name in ("headline", "summary", "blurb", "claims")])
    assert "Ashgrove" not in delivered
    assert "Ashgrove" in json.dumps(answer["rejected"])
    assert answer["headline"]
    assert answer["summary"]
    assert answer["engine"]["kind"] == "llm"


def test_flagging_keeps_what_the_gate_stops_and_says_so(call, model, reservoir):
    model.play(
        lambda asked: replace(faithful(asked), body=faithful(asked).body.replace(b"Norland Water", b"Quentin Ashgrove"))
    )
    answer = call.post({"text": reservoir, "ungrounded": "flag"}).get_json()
    flagged = [claim for claim in answer["claims"] if claim["verdict"] == "unsupported"]
    assert flagged
    assert flagged[0]["checks"][0]["ok"] is False


MISBEHAVIOURS = {
    "not json": (sends("<html>hello</html>"), "model_rubbish"),
    "an empty object": (sends("{}"), "model_rubbish"),
    "no choices": (sends('{"choices": []}'), "model_rubbish"),
    "no content": (says(None), "model_rubbish"),
    "prose": (says("The water firm will not close."), "model_rubbish"),
    "nothing usable": (
        says({"headline": [], "claims": [{"s": [-1], "text": "x", "kind": "fact", "speaker": None}]}),
        "model_rubbish",
    ),
    "a refusal": (says(None, refusal="no"), "model_refused"),
    "a refusal in words": (says("I'm sorry, but I can't help with that."), "model_refused"),
    "a filter": (says("", finish_reason="content_filter"), "model_refused"),
    "cut short": (says('{"headline": [', finish_reason="length"), "model_cut_short"),
    "a server error": (fails(500), "model_unavailable"),
    "a wrong key": (fails(401, "Incorrect API key provided: sk-1234"), "model_unavailable"),
    "too many requests": (fails(429, headers={"Retry-After": "7"}), "model_unavailable"),
    "a redirect": (replace(fails(307), headers={"Location": "http://127.0.0.1:9/v1"}), "model_unavailable"),
    "a flood": (replace(sends(b"x" * 65_536), times=4_000), "model_rubbish"),
    "a hang-up": (replace(sends(b"x" * 1000), cut_at=10), "model_unavailable"),
}


@pytest.mark.parametrize(("step", "reason"), MISBEHAVIOURS.values(), ids=MISBEHAVIOURS.keys())
def test_a_model_that_misbehaves_gives_a_degraded_answer_never_an_error(call, model, reservoir, step, reason):
    model.play(step)
    response = call.post({"text": reservoir})
    answer = response.get_json()
    assert response.status_code == 200
    assert answer["engine"]["kind"] == "extractive"
    assert answer["degraded"]["reason"] == reason
    assert answer["degraded"]["retry_after_seconds"] == (7 if "Retry-After" in getattr(step, "headers", {}) else 5)
    assert answer["headline"]
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "hit" not in response.headers["Cache-Status"]


def test_an_outage_is_never_kept_under_the_models_name_and_is_not_asked_again_at_once(call, model, reservoir):
    model.play(fails(500), fails(500), faithful)
    for _ in range(3):
        assert call.post({"text": reservoir}).get_json()["degraded"]
    assert len(model.asked) == 2
    ends = time.monotonic() + 20
    while (answer := call.post({"text": reservoir}).get_json())["degraded"] and time.monotonic() < ends:
        threading.Event().wait(0.1)
    assert answer["engine"]["kind"] == "llm"
    assert len(model.asked) == 3


def test_an_answer_of_a_fallback_names_it_and_is_kept(make_app, model, settings, reservoir):
    model.play(fails(500))
    with ScriptedModel(faithful) as other:
        fallbacks = [{"base_url": other.url, "model": "stand-in"}]
        app = make_app(replace(settings, fallbacks=fallbacks))
        sources = []
        for _ in range(2):
            answer = app.test_client().post("/v1/summaries", json={"text": reservoir})
            sources.append(answer.headers["Cache-Status"].split(";")[1].strip())
            assert answer.get_json()["engine"]["model"] == "stand-in"
            assert answer.get_json()["degraded"] is None
        assert sources == ["fwd=miss", "hit"]
        assert len(other.asked) == 1


def test_insisting_on_a_model_that_is_down_is_503_with_a_hint_when_to_come_back(call, model, reservoir):
    model.play(fails(503, headers={"Retry-After": "9"}))
    response = call.post({"text": reservoir, "engine": "llm"})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "9"


def test_a_late_model_is_replaced_by_the_deadline_and_its_answer_serves_the_next_caller(call, model, reservoir):
    release = threading.Event()

    def late(asked):
        release.wait(5)
        return faithful(asked)

    model.play(late)
    response = call.post({"text": reservoir}, Prefer="wait=1")
    assert response.headers["Preference-Applied"] == "wait=1"
    assert response.get_json()["degraded"]["reason"] == "deadline"
    release.set()
    again = call.post({"text": reservoir}, Prefer="wait=8")
    assert again.get_json()["engine"]["kind"] == "llm"
    assert len(model.asked) == 1


def test_the_extractive_engine_never_calls_the_model(call, model, reservoir):
    assert call.post({"text": reservoir, "engine": "extractive"}).get_json()["engine"]["kind"] == "extractive"
    assert model.asked == []


def test_an_endpoint_that_refuses_the_schema_is_noticed_once(call, model, reservoir):
    model.play(
        refusing(
            faithful, json_schema="response_format of type json_schema is not supported", json_object="nor json_object"
        )
    )
    assert call.post({"text": reservoir}).get_json()["engine"]["kind"] == "llm"
    assert len(model.asked) == 3
    other = reservoir.replace("Highmoor", "Sandmoor")
    assert call.post({"text": other}).get_json()["engine"]["kind"] == "llm"
    assert len(model.asked) == 4
    assert "response_format" not in model.asked[-1].json


def test_neither_logs_nor_problems_hold_article_text_keys_or_replies(make_app, model, reservoir, settings, capsys):
    app = make_app(replace(settings, log_level="debug", openai_api_key="sk-very-secret"))
    model.play(faithful, fails(400, "Norland Water is not allowed"), sends("Norland Water"))
    for text in (reservoir, reservoir.replace("Highmoor", "Sandmoor"), reservoir.replace("Highmoor", "Fairmoor")):
        app.test_client().post("/v1/summaries", json={"text": text})
    app.test_client().post("/v1/summaries", json={"text": reservoir, "engine": "Norland Water"})
    written = capsys.readouterr()
    for secret in ("Norland", "Whitcombe", "sk-very-secret"):
        assert secret not in written.err + written.out
    for line in written.err.splitlines():
        assert isinstance(json.loads(line), dict)
    assert model.asked[0].headers["authorization"] == "Bearer sk-very-secret"


def test_ready_tells_which_engine_would_answer(client, call, model, reservoir):
    assert client.get("/readyz").get_json()["model"] == {"name": "scripted", "state": "unknown"}
    call.post({"text": reservoir})
    assert client.get("/readyz").get_json()["engine"] == "llm"
    model.play(fails(500))
    for moor in ("Sandmoor", "Fairmoor"):
        call.post({"text": reservoir.replace("Highmoor", moor)})
    ready = client.get("/readyz").get_json()
    assert ready["engine"] == "extractive"
    assert ready["model"]["state"] == "failing"
    assert ready["endpoints"] == [{"name": "scripted", "state": "failing"}]


def test_a_dead_redis_costs_no_answer(make_app, model, settings, reservoir):
    app = make_app(replace(settings, redis_url="redis://127.0.0.1:9/0"))
    answer = app.test_client().post("/v1/summaries", json={"text": reservoir})
    assert answer.get_json()["engine"]["kind"] == "llm"
    assert app.test_client().get("/readyz").get_json()["cache"]["state"] == "down"
    assert app.test_client().delete(f"/v1/summaries/{answer.get_json()['id']}").status_code == 503


def long_read(words: int) -> str:
    """An article of short and long sentences, no two of them alike, with news at its top and at its end."""
    lead = "The Harbour Bridge in Wexley will close for six weeks from 4 May, the council said on Monday."
    piers = (
        f"Pier {number} was checked. Its {number % 90 + 3} rivets, laid by crew {number}, had held since "
        f"19{number % 90 + 10}."
        for number in range(words // 15)
    )
    told = [lead, *piers]
    told.append("Wexley will pay £14m for the repair of the bridge, which carries 4,000 cars a day.")
    return "\n\n".join(told)


def test_a_text_of_100_000_words_costs_no_more_than_the_budget_and_its_claims_point_right(call, model, settings):
    text = long_read(100_000)
    assert len(text.split()) > 90_000
    answer = call.post({"text": text}).get_json()
    lines = [line for line in body(model.asked[0]).splitlines() if line.startswith("[")]
    assert 100 < len(lines) == answer["article"]["sentences_read"] < answer["article"]["sentences_total"]
    assert sum(len(line) + 1 for line in lines) <= settings.model_input_max_chars
    assert answer["engine"]["kind"] == "llm"
    assert answer["claims"]
    for claim in answer["claims"]:
        for piece in claim["evidence"]:
            assert text[piece["start"] : piece["end"]] == piece["text"]
            assert any(line.startswith(f"[{piece['sentence']}] ") for line in lines)


def test_of_an_article_that_fits_all_is_read(call, reservoir):
    article = call.post({"text": reservoir}).get_json()["article"]
    assert article["sentences_read"] == article["sentences_total"] > 5


def test_an_article_without_a_sentence_that_fits_is_degraded_without_a_call(call, model):
    answer = call.post({"text": "The bridge " + "and the pier and the quay " * 2_000 + "will close."}).get_json()
    assert answer["degraded"]["reason"] == "model_cut_short"
    assert not model.asked
