"""The service as people run it: real processes, a private engine, two workers, a model behind a socket."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.running_service import serving
from tests.scripted_model import ScriptedModel, faithful, streamed

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


def test_a_statement_arrives_while_the_model_writes_and_who_hangs_up_has_it_kept_all_the_same(tmp_path):
    seen = threading.Event()
    step = streamed(faithful, before_piece=lambda number: number > 60 and seen.wait(20))
    with (
        ScriptedModel(step) as model,
        serving(tmp_path, OPENAI_BASE_URL=model.url, WEB_CONCURRENCY="1") as service,
    ):
        line = http.client.HTTPConnection(service.url.removeprefix("http://"), timeout=30)
        headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
        line.request("POST", "/v1/summaries", json.dumps({"text": RESERVOIR}), headers)
        answer, names = line.getresponse(), []
        while "statement" not in names:
            field, _, value = answer.readline().decode().strip().partition(": ")
            names += [value] if field == "event" else []
        assert not seen.is_set()
        assert names == ["article", "statement"]
        line.close()
        seen.set()
        kept = service.post({"text": RESERVOIR}).json()
        assert kept["engine"]["kind"] == "llm"
        assert len(model.asked) == 1
        assert service.stop() == 0


@pytest.mark.parametrize("worker_class", ["gevent", "gthread"])
def test_either_kind_of_worker_holds_a_crowd_and_warns_of_nothing(tmp_path, worker_class):
    with (
        ScriptedModel(lambda asked: replace(faithful(asked), delay=1.0)) as model,
        serving(tmp_path, OPENAI_BASE_URL=model.url, STANDFIRST_WORKER_CLASS=worker_class) as service,
    ):
        texts = [f"{RESERVOIR}\n\nThe ledger of the day has {number} entries in it." for number in range(60)]
        with ThreadPoolExecutor(60) as pool:
            answers = list(pool.map(lambda text: service.post({"text": text}), texts))
        assert [answer.status for answer in answers] == [200] * 60
        assert {answer.json()["engine"]["kind"] for answer in answers} == {"llm"}
        assert service.stop() == 0
        assert "Warning" not in service.log.read_text()


WATCHED_START = """
import runpy, sys
from gevent import monkey

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in {"redis", "openai", "httpx2", "httpcore2", "flask", "structlog"}:
            print(name, monkey.is_module_patched("socket"), monkey.is_module_patched("threading"))

sys.meta_path.insert(0, Watch())
runpy.run_path(sys.argv[1])
"""


def test_nothing_that_could_hold_a_lock_or_a_socket_is_loaded_before_the_library_is_patched():
    conf = Path(__file__).parents[2] / "service" / "gunicorn.conf.py"
    command = [sys.executable, "-c", WATCHED_START, str(conf)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    loaded = dict(line.split(" ", 1) for line in ran.stdout.splitlines())
    assert set(loaded) >= {"redis", "openai", "httpx2", "flask"}
    assert set(loaded.values()) == {"True True"}
    assert "Warning" not in ran.stderr


def test_a_killed_worker_is_replaced_and_a_reload_loses_no_request(tmp_path):
    with serving(tmp_path) as service:
        before = workers_of(service.process.pid)
        os.kill(min(before), signal.SIGKILL)
        ends = time.monotonic() + 20
        while len(workers_of(service.process.pid) - {min(before)}) < 2 and time.monotonic() < ends:
            time.sleep(0.02)
        assert len(workers_of(service.process.pid)) == 2
        service.process.send_signal(signal.SIGHUP)
        while workers_of(service.process.pid) & before and time.monotonic() < ends:
            assert service.post({"text": RESERVOIR}).status == 200
        assert not workers_of(service.process.pid) & before
        assert service.post({"text": RESERVOIR}).status == 200
        assert service.stop() == 0


def test_a_key_that_is_revoked_is_dead_in_all_workers_and_a_new_one_lives(tmp_path):
    keys_file = tmp_path / "keys.json"
    environment = os.environ | {"STANDFIRST_KEYS_FILE": str(keys_file)}

    def keys(*arguments):
        command = [sys.executable, "-m", "service", "keys", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    secret = keys("create", "--name", "desk").strip()
    with serving(tmp_path, STANDFIRST_KEYS_FILE=str(keys_file)) as service:
        body = {"text": RESERVOIR, "engine": "extractive"}
        assert {service.post(body, X_API_Key=secret).status for _ in range(8)} == {200}
        assert service.post(body).status == 401
        keys("revoke", json.loads(keys_file.read_text())["keys"][0]["id"])
        other = keys("create", "--name", "desk").strip()
        ends = time.monotonic() + 5
        while time.monotonic() < ends and {service.post(body, X_API_Key=secret).status for _ in range(8)} != {401}:
            time.sleep(0.2)
        assert {service.post(body, X_API_Key=secret).status for _ in range(8)} == {401}
        assert {service.post(body, X_API_Key=other).status for _ in range(8)} == {200}
        log = service.log.read_text()
        assert secret not in log
        assert other not in log


def test_a_worker_killed_while_it_leads_is_followed_by_another_with_one_call_more(tmp_path):
    with (
        ScriptedModel(lambda asked: replace(faithful(asked), delay=2.0)) as model,
        serving(tmp_path, OPENAI_BASE_URL=model.url) as service,
        ThreadPoolExecutor(12) as pool,
    ):
        callers = [pool.submit(service.post, {"text": RESERVOIR}) for _ in range(12)]
        ends = time.monotonic() + 20
        while not model.asked and time.monotonic() < ends:
            time.sleep(0.02)
        leader = next(pid for pid in workers_of(service.process.pid) if is_connected(pid, model.port))
        os.kill(leader, signal.SIGKILL)
        after = service.post({"text": RESERVOIR})
        assert (after.status, after.json()["engine"]["kind"]) == (200, "llm")
        answered = [caller.result() for caller in callers if caller.exception(timeout=60) is None]
        assert {(answer.status, answer.json()["engine"]["kind"]) for answer in answered} <= {(200, "llm")}
        assert len(model.asked) == 2


def is_connected(pid, port):
    """Whether a process has a connection to that port of this machine."""
    inodes = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()}
    lines = [line.split() for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]]
    return any(int(line[2].split(":")[1], 16) == port and f"socket:[{line[9]}]" in inodes for line in lines)


def workers_of(pid):
    """The living children of a process that run the service, by their ids."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = status.read_text().rpartition(")")[2].split()[:2]
            if int(parent) == pid and state != "Z" and b"gunicorn" in (status.parent / "cmdline").read_bytes():
                found.add(int(status.parent.name))
    return found


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"WEB_CONCURRENCY": "many"}, "WEB_CONCURRENCY"),
        ({"STANDFIRST_KEYS_FILE": "/nowhere/keys.json"}, "/nowhere/keys.json cannot be read"),
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
