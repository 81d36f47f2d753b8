"""Redis when it is not well: every fault is a miss, in time, and told once."""

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import pytest
import redis
from structlog.testing import capture_logs

from service.adapters import private_engine
from service.adapters.stores import RedisStore, redis_store
from service.summarise.errors import StoreDown

LATE_SECONDS = 10


@pytest.fixture
def nobody():
    """A port that nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"redis://127.0.0.1:{held.getsockname()[1]}/0"


@pytest.fixture
def no_socket(tmp_path):
    """A Unix socket that is not there."""
    return f"unix://{tmp_path}/engine.sock?db=0"


@pytest.fixture
def silent():
    """A listener that accepts and never answers."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen(50)
        yield f"redis://127.0.0.1:{held.getsockname()[1]}/0"


@pytest.fixture
def log():
    with capture_logs() as lines:
        yield lines


@contextmanager
def server_that_says(reply):
    """A server that gives every command the same reply, and closes the line when there is none."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def talk(line):
            with line:
                while line.recv(65_536) and reply:
                    line.sendall(reply)

        def listen():
            while True:
                try:
                    line = listener.accept()[0]
                except OSError:
                    return
                threading.Thread(target=talk, args=(line,), daemon=True).start()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def opened(url, timeout_seconds=5.0):
    return closing(RedisStore(url, timeout_seconds=timeout_seconds))


@pytest.fixture
def client(flushed_redis_url):
    with redis.Redis.from_url(flushed_redis_url) as client:
        yield client


@pytest.fixture
def store(flushed_redis_url):
    with opened(flushed_redis_url) as store:
        yield store


@pytest.fixture(params=["nobody", "no_socket", "silent"])
def dead(request, log):
    with opened(request.getfixturevalue(request.param), 0.1) as store:
        yield store


def test_a_dead_redis_is_a_miss_and_everybody_leads(dead):
    began = time.monotonic()
    assert dead.get("k") is None
    assert dead.put("k", b"v", 60) is False
    assert dead.acquire("k", 5)
    assert dead.acquire("k", 5)
    dead.release("k", "token")
    dead.renew("k", "token", 5)
    assert dead.held(["k"]) == set()
    assert dead.alive() is False
    assert time.monotonic() - began < LATE_SECONDS


def test_a_takedown_never_looks_done_when_redis_is_dead(dead):
    for _ in range(5):
        with pytest.raises(StoreDown):
            dead.delete("k")


def test_a_hung_redis_costs_its_timeout_a_few_times_and_then_nothing(silent, log):
    with opened(silent, 0.1) as store:
        began = time.monotonic()
        for _ in range(1_000):
            assert store.get("k") is None
        assert time.monotonic() - began < LATE_SECONDS  # a hundred seconds, if each one asked
    assert [line["event"] for line in log] == ["redis_down"]


def test_going_down_is_told_once_and_without_what_was_kept(nobody, log):
    with opened(nobody, 0.1) as store:
        for _ in range(20):
            store.put("secret key", b"secret value", 60)
    assert log == [{"event": "redis_down", "reason": "ConnectionError", "log_level": "warning"}]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (b"-LOADING Redis is loading the dataset in memory\r\n", "BusyLoadingError"),
        (b"-NOAUTH Authentication required.\r\n", "AuthenticationError"),
        (b"-WRONGPASS invalid username-password pair or user is disabled.\r\n", "AuthenticationError"),
        (b"-ERR max number of clients reached\r\n", "ConnectionError"),
        (b"-BUSY Redis is busy running a script.\r\n", "BUSY"),
        (b"-MOVED 3999 127.0.0.1:6381\r\n", None),
        (b"-NOPERM this user has no permissions\r\n", "NoPermissionError"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", None),
        (b"$5\r\nab", None),
        (b"*-7\r\n:x\r\n", None),
        (b"", None),
    ],
)
def test_whatever_a_server_says_it_is_a_miss_and_one_line(reply, reason, log):
    with server_that_says(reply) as url, opened(url, 0.2) as store:
        for _ in range(6):
            assert store.get("k") is None
        assert not store.alive()
    assert [line["event"] for line in log] == ["redis_down"]
    assert reason in (None, log[0]["reason"])


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (b"-READONLY You can't write against a read only replica.\r\n", "ReadOnlyError"),
        (b"-OOM command not allowed when used memory > 'maxmemory'.\r\n", "OutOfMemoryError"),
        (b"-MISCONF Errors writing to disk\r\n", "MISCONF"),
    ],
)
def test_a_server_that_takes_no_write_keeps_nothing_and_makes_everybody_lead(reply, reason, log):
    with server_that_says(reply) as url, opened(url) as store:
        assert store.put("k", b"v", 60) is False
        assert store.acquire("k", 60)
        store.release("k", "token")
        with pytest.raises(StoreDown):
            store.delete("k")
    assert log == [{"event": "redis_refuses_writes", "reason": reason, "log_level": "warning"}]


def test_it_is_used_again_when_it_comes_back_and_after_a_restart(tmp_path, log):
    engine = private_engine.start(tmp_path, 8_000_000)
    with opened(engine.url, 1) as store:
        assert store.put("k", b"v", 60)
        assert engine.stop_if_last()
        for _ in range(3):
            assert store.get("k") is None
        engine = private_engine.start(tmp_path, 8_000_000)
        ends = time.monotonic() + LATE_SECONDS
        while not store.put("k", b"v", 60) and time.monotonic() < ends:
            threading.Event().wait(0.02)
        assert store.get("k") == b"v"
    assert engine.stop_if_last()
    assert [line["event"] for line in log] == ["redis_down", "redis_up"]


def test_a_restart_that_nobody_asked_during_goes_unnoticed(tmp_path, log):
    engine = private_engine.start(tmp_path, 8_000_000)
    with opened(engine.url) as store:
        assert store.put("k", b"v", 60)
        assert engine.stop_if_last()
        engine = private_engine.start(tmp_path, 8_000_000)
        assert store.put("k", b"v", 60)
    assert engine.stop_if_last()
    assert log == []


def test_a_key_of_another_type_is_a_miss_and_is_overwritten(store, client, log):
    for _ in range(5):
        client.delete("k")
        client.rpush("k", "a", "list")
        assert store.get("k") is None
    assert store.put("k", b"v", 60)
    assert store.get("k") == b"v"
    assert log == []


@pytest.mark.parametrize("damage", ["cut", "longer", "flipped", "swapped", "foreign", "huge"])
def test_a_damaged_value_is_a_miss_and_is_overwritten(store, client, damage):
    store.put("k", b"right", 60)
    store.put("other", b"wrong", 60)
    whole = client.get("k")
    damaged = {
        "cut": whole[:-1],
        "longer": whole + b"x",
        "flipped": whole[:-1] + bytes([whole[-1] ^ 1]),
        "swapped": client.get("other"),
        "foreign": b'{"headline": "x"}',
        "huge": b"x" * 5_000_000,
    }
    client.set("k", damaged[damage])
    assert store.get("k") is None
    assert store.put("k", b"right", 60)
    assert store.get("k") == b"right"


def test_entries_expire_and_leases_too(store, client):
    store.put("k", b"v", 60)
    store.acquire("lease", 30)
    assert 0 < client.ttl("k") <= 60
    assert 0 < client.pttl("standfirst:{leases}:lease") <= 30_000


def test_a_full_redis_goes_on_being_read(store, client, log):
    settings = client.config_get("maxmemory*")
    store.put("kept", b"v", 60)
    try:
        client.config_set("maxmemory-policy", "noeviction")
        client.config_set("maxmemory", "1")
        for _ in range(5):
            assert store.put("k", b"v" * 1000, 60) is False
            assert store.get("kept") == b"v"
        assert store.delete("kept") is True
    finally:
        for name in ("maxmemory", "maxmemory-policy"):
            client.config_set(name, settings[name])
    assert [line["event"] for line in log] == ["redis_refuses_writes"]


def test_a_crowd_asks_over_few_connections(store, client):
    """More callers than connections: none fails, they wait for one another's."""
    with ThreadPoolExecutor(300) as pool:
        held = list(pool.map(lambda number: store.held([f"lease {number}"]), range(900)))
        assert client.info("clients")["connected_clients"] < 140
    assert held == [set()] * 900
    assert store.alive()


@pytest.mark.parametrize("url", ["http://localhost", "localhost:6379", "redis://localhost:port"])
def test_what_is_no_redis_url_is_a_value_error_at_once(url):
    with pytest.raises(ValueError, match=r"URL|port"):
        RedisStore(url)


def test_a_crowd_before_the_pool_is_a_miss_for_who_waits_too_long_and_no_outage(client, redis_url, log, monkeypatch):
    monkeypatch.setattr(redis_store, "CONNECTIONS_MAX", 1)
    monkeypatch.setattr(redis_store, "CONNECTION_WAIT_SECONDS", 0.05)
    with opened(redis_url) as store:
        store.put("k", b"v", 60)
        client.execute_command("CLIENT", "PAUSE", "800", "ALL")
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: store.get("k"), range(8)))
        assert answers.count(None) == 7
        assert store.get("k") == b"v"
    assert log == []
