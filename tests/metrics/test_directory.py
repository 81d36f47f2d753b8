"""The folder of counts, as masters and workers use it: real processes, since the library decides at its first import."""

import os
import subprocess
import sys
import textwrap
import time

import pytest


@pytest.fixture
def run(tmp_path):
    """Runs lines in a process of its own, whose folder of counts is under ``tmp_path``; gives what it prints."""

    def run(lines, **environment):
        before = f"""
            import os, sys
            from pathlib import Path
            from service.metrics import directory
            directory._IN_MEMORY = Path({str(tmp_path)!r})
        """
        command = [sys.executable, "-c", textwrap.dedent(before) + textwrap.dedent(lines)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env=os.environ | environment, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()

    return run


COUNT = """
    def worker(number):
        child = os.fork()
        if not child:
            directory.reserve()
            from service.metrics.meters import Meters
            meters = Meters("0")
            for _ in range(number):
                meters.boarded("led")
            meters.model_asked()
            os._exit(0)
        os.waitpid(child, 0)
        return child

    def told():
        from service.metrics.meters import Meters
        page = Meters("0").page().decode().splitlines()
        wanted = 'standfirst_flights_total{boarding="led"}', "standfirst_model_calls_in_flight"
        return [line.rpartition(" ")[2] for name in wanted for line in page if line.startswith(name)]
"""


def test_what_workers_counted_stays_when_they_are_buried_and_what_they_were_at_ends(run, tmp_path):
    lines = (
        COUNT
        + """
    folder = directory.prepare()
    first, second = worker(3), worker(4)
    print(*told())
    directory.bury(first)
    directory.bury(second)
    directory.bury(second)
    print(*told())
    directory.bury(worker(5))
    print(*told(), *sorted(file.name for file in folder.glob("counter_*") if str(os.getpid()) not in file.name))
    directory.remove()
    """
    )
    assert run(lines) == ["7.0", "2.0", "7.0", "0.0", "12.0", "0.0", "counter_0.db"]
    assert list(tmp_path.iterdir()) == []


def test_asked_again_as_for_sighup_the_master_keeps_its_folder(run):
    lines = """
    first = directory.prepare()
    (first / "counter_1.db").touch()
    print(directory.prepare() == first, len(list(first.glob("counter_*"))))
    directory.remove()
    """
    assert run(lines) == ["True", "1"]


def test_an_inherited_folder_is_another_masters_and_left_alone(run, tmp_path):
    others = tmp_path / "others"
    others.mkdir()
    (others / "counter_7.db").write_bytes(b"")
    lines = """
    print(directory.prepare() != Path(os.environ["OTHERS"]), os.environ[directory.VARIABLE] != os.environ["OTHERS"])
    directory.remove()
    """
    assert run(lines, OTHERS=str(others), PROMETHEUS_MULTIPROC_DIR=str(others)) == ["True", "True"]
    assert (others / "counter_7.db").exists()


def test_what_killed_masters_left_is_swept_and_what_living_ones_use_is_not(run, tmp_path):
    hour_ago = time.time() - 3600
    left = tmp_path / "standfirst-metrics-left"
    left.mkdir()
    (left / "counter_1.db").write_bytes(b"x")
    os.utime(left, (hour_ago, hour_ago))
    lines = """
    mine = directory.prepare()
    os.utime(mine, (0, 0))
    code = "from service.metrics import directory; from pathlib import Path; import sys;"
    code += "directory._IN_MEMORY = Path(sys.argv[1]); directory.prepare()"
    import subprocess
    subprocess.run([sys.executable, "-c", code, str(mine.parent)], check=True)
    print(mine.exists(), len(list(mine.parent.iterdir())))
    directory.remove()
    """
    assert run(lines) == ["True", "2"]
    assert not left.exists()


def test_where_no_folder_can_be_made_each_worker_counts_for_itself(run):
    lines = (
        COUNT
        + """
    import tempfile
    directory._IN_MEMORY = Path("/nowhere")
    tempfile.tempdir = "/nowhere"
    print(directory.prepare(), directory.reserve(), directory.VARIABLE in os.environ)
    directory.bury(worker(3))
    print(*told())
    directory.remove()
    """
    )
    assert run(lines) == ["None", "False", "False", "0.0"]


def test_a_worker_for_which_there_is_no_room_counts_for_itself_and_lives(run):
    lines = """
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    directory.prepare()
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    print(directory.reserve())
    from service.metrics.meters import Meters
    from service.metrics.page import are_shared
    meters = Meters("0")
    meters.boarded("led")
    print(are_shared(), 'standfirst_flights_total{boarding="led"} 1.0' in meters.page().decode())
    directory.remove()
    """
    assert run(lines) == ["False", "False", "True"]


def test_a_frozen_reader_holds_up_no_burial(run):
    lines = (
        COUNT
        + """
    folder = directory.prepare()
    gone = worker(3)
    with directory.undisturbed():
        directory.bury(gone)
    print(*told())
    directory.bury(gone)
    print(*told())
    directory.remove()
    """
    )
    assert run(lines) == ["3.0", "0.0", "3.0", "0.0"]
