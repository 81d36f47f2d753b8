"""The service as people run it: real processes, a private engine, two workers, a model behind a socket."""

import signal
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.running_service import serving
from tests.scripted_model import ScriptedModel, faithful

RESERVOIR = (Path(__file__).parents[1] / "pages" / "reservoir.txt").read_text()


def test_with_no_key_and_no_redis_it_answers_and_remembers_over_its_workers(tmp_path):
    with serving(tmp_path) as service:
        ready = service.ask("GET", "/readyz").json()
        assert ready["engine"] == "extractive"
        assert ready["cache"]["store"] == "redis"
        first = service.post({"text": RESERVOIR})
        assert first.status == 200
        assert first.json()["headline"]
        again = [service.post({"text": RESERVOIR}) for _ in range(8)]
        assert all("hit" in answer.headers["Cache-Status"] for answer in again)
        assert {answer.headers["ETag"] for answer in again} == {first.headers["ETag"]}
        welcome = service.log.read_text()
        assert "curl -s http://127.0.0.1:" in welcome
        assert "private engine" in welcome
        assert service.stop() == 0


def test_a_summary_outlives_a_killed_service(tmp_path):
    with serving(tmp_path) as service:
        service.post({"text": RESERVOIR})
        service.stop(signal.SIGKILL)
    with serving(tmp_path) as service:
        assert "taken over from an earlier run" in service.log.read_text()
        assert "hit" in service.post({"text": RESERVOIR}).headers["Cache-Status"]


def test_forty_callers_of_two_workers_cost_one_model_call(tmp_path):
    with (
        ScriptedModel(lambda asked: replace(faithful(asked), delay=1.0)) as model,
        serving(tmp_path, OPENAI_BASE_URL=model.url) as service,
    ):
        answers = []
        threads = [
            threading.Thread(target=lambda: answers.append(service.post({"text": RESERVOIR}))) for _ in range(40)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert [answer.status for answer in answers] == [200] * 40
        assert {answer.json()["engine"]["kind"] for answer in answers} == {"llm"}
        assert len(model.asked) == 1


def test_a_silent_model_never_holds_a_caller_over_the_deadline(tmp_path):
    with (
        ScriptedModel(lambda asked: replace(faithful(asked), silent=True)) as model,
        serving(tmp_path, OPENAI_BASE_URL=model.url) as service,
    ):
        answer = service.post({"text": RESERVOIR}, Prefer="wait=1")
        assert answer.json()["degraded"]["reason"] == "deadline"
        assert service.stop() == 0


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"WEB_CONCURRENCY": "many"}, "WEB_CONCURRENCY"),
        ({"STANDFIRST_BIND": "0.0.0.0:0"}, "STANDFIRST_OPEN_TO_NETWORK"),
        ({"STANDFIRST_PROMPTS_DIR": "."}, "prompt"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line(tmp_path, settings, said):
    with pytest.raises(RuntimeError) as caught, serving(tmp_path, **settings):
        pass
    line = str(caught.value).removeprefix("the service did not start: ").strip()
    assert line.startswith("standfirst: ")
    assert said in line
    assert "\n" not in line
