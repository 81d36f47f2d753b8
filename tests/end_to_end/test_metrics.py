"""Counts over two workers, whichever of them is asked, and after one of them was killed."""

import os
import signal
import time
from pathlib import Path

import psutil
import pytest

from tests.running_service import serving
from tests.scripted_model import ScriptedModel, faithful

RESERVOIR = (Path(__file__).parents[1] / "pages" / "reservoir.txt").read_text()

HITS = 'standfirst_answers_total{engine="llm",source="ready"}'
POSTS = 'standfirst_requests_total{method="POST",route="/v1/summaries",status="2xx"}'
SPENT = 'standfirst_model_tokens_total{direction="input"}'


def counted(service):
    lines = [line for line in service.ask("GET", "/metrics").body.decode().splitlines() if not line.startswith("#")]
    assert len(lines) <= 200
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


def until(service, is_so):
    ends = time.monotonic() + 20
    while not is_so(counted(service)) and time.monotonic() < ends:
        time.sleep(0.05)
    return counted(service)


def workers(service):
    return psutil.Process(service.process.pid).children()


def files(folder):
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize("worker_class", ["gevent", "gthread"])
def test_counts_add_up_over_two_workers_and_stay_when_one_is_killed(tmp_path, worker_class):
    with (
        ScriptedModel(faithful) as model,
        serving(tmp_path, OPENAI_BASE_URL=model.url, STANDFIRST_WORKER_CLASS=worker_class) as service,
    ):
        for _ in range(40):
            assert service.post({"text": RESERVOIR}).status == 200
        series = counted(service)
        assert (series[POSTS], series[HITS], series[SPENT]) == (40, 38, 1000)
        assert series["standfirst_model_calls_in_flight"] == 0
        assert all(counted(service)[POSTS] == 40 for _ in range(10))
        for victim in workers(service):
            os.kill(victim.pid, signal.SIGKILL)
            victim.wait(20)
        series = until(service, lambda series: series.get(POSTS) == 40)
        assert (series[POSTS], series[HITS], series[SPENT]) == (40, 38, 1000)
        assert series['standfirst_request_seconds_count{source="cached"}'] == 39
        service.post({"text": RESERVOIR})
        assert counted(service)[POSTS] == 41


def test_the_dead_leave_one_file_and_the_service_none(tmp_path):
    with serving(tmp_path) as service:
        counted(service)
        environment = psutil.Process(workers(service)[0].pid)
        (folder,) = {Path(file.path).parent for file in environment.memory_maps() if "standfirst-metrics-" in file.path}
        for _ in range(3):
            victim = workers(service)[0]
            os.kill(victim.pid, signal.SIGKILL)
            victim.wait(20)
            until(service, lambda _: len(workers(service)) == 2)
        names = until_files(folder)
        assert [name for name in names if name.startswith("counter_")] == [
            "counter_0.db",
            *sorted(f"counter_{worker.pid}.db" for worker in workers(service)),
        ]
        assert service.stop() == 0
        assert not folder.exists()


def until_files(folder):
    ends = time.monotonic() + 20
    while len([name for name in files(folder) if name.startswith("counter_")]) != 3 and time.monotonic() < ends:
        time.sleep(0.05)
    return files(folder)
