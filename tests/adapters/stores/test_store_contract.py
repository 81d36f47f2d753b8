"""What every store promises, held against each of them over its real engine."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.adapters.clock import SystemClock
from service.adapters.stores import MemoryStore, RedisStore


class MovableClock(SystemClock):
    ahead = 0.0

    def monotonic(self):
        return super().monotonic() + self.ahead


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture(params=["memory", "flushed_redis_url", "sentinel_url", "cluster_url"])
def store(request, clock):
    if request.param == "memory":
        yield MemoryStore(20_000_000, clock)
        return
    redis = RedisStore(request.getfixturevalue(request.param), timeout_seconds=5)
    yield redis
    redis.close()


@pytest.mark.parametrize("value", [b"value \x00\xff", b"", b"x" * 5_000_000], ids=["bytes", "nothing", "5 MB"])
def test_what_is_put_is_got(store, value):
    assert store.put("k", value, 60)
    assert store.get("k") == value


def test_the_last_value_put_is_the_one_that_is_got(store):
    store.put("k", b"first", 60)
    store.put("k", b"second", 60)
    assert store.get("k") == b"second"


def test_an_unknown_key_is_none(store):
    assert store.get("nowhere") is None


def test_deleting_says_whether_it_was_there(store):
    store.put("k", b"v", 60)
    assert store.delete("k") is True
    assert store.delete("k") is False
    assert store.get("k") is None


def test_keys_are_apart(store):
    store.put("a", b"1", 60)
    store.put("b", b"2", 60)
    assert (store.get("a"), store.get("b")) == (b"1", b"2")


def test_many_threads_each_get_what_they_put(store):
    def turn(number):
        key, value = f"k{number % 50}-{number}", f"value {number}".encode()
        return store.put(key, value, 60) and store.get(key) == value

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(turn, range(800)))


def until_free(store, key):
    ends = time.monotonic() + 5
    while store.held([key]) and time.monotonic() < ends:
        threading.Event().wait(0.01)


def test_one_holder_of_a_lease_at_a_time(store):
    token = store.acquire("lease", 60)
    assert token
    assert store.acquire("lease", 60) is None
    assert store.acquire("another lease", 60)
    store.release("lease", "another's token")
    assert store.acquire("lease", 60) is None
    store.release("lease", token)
    assert store.acquire("lease", 60)


def test_of_many_threads_at_once_one_gets_the_lease(store):
    with ThreadPoolExecutor(32) as pool:
        tokens = list(pool.map(lambda _: store.acquire("lease", 60), range(100)))
    assert len([token for token in tokens if token]) == 1


def test_a_lease_ends_by_itself(store, clock):
    assert store.acquire("lease", 0.05)
    clock.ahead = 1.0
    until_free(store, "lease")
    assert store.acquire("lease", 60)


def test_a_late_holder_does_not_give_back_the_next_ones_lease(store, clock):
    late = store.acquire("lease", 0.05)
    clock.ahead = 1.0
    until_free(store, "lease")
    store.acquire("lease", 60)
    store.renew("lease", late, 60)
    store.release("lease", late)
    assert store.acquire("lease", 60) is None


def test_a_lease_is_no_entry_and_an_entry_is_no_lease_of_another_key(store):
    store.acquire("k:lease", 60)
    assert store.get("k:lease") is None
    assert store.put("k", b"v", 60)
    assert store.get("k") == b"v"


def test_a_renewed_lease_lasts_from_the_renewal(store, clock):
    token = store.acquire("lease", 0.5)
    store.renew("lease", token, 60)
    clock.ahead = 30.0
    threading.Event().wait(0.6)
    assert store.acquire("lease", 60) is None


def test_what_was_given_back_is_not_taken_again_by_a_renewal(store):
    token = store.acquire("lease", 60)
    store.release("lease", token)
    store.renew("lease", token, 60)
    assert store.held(["lease"]) == set()


def test_of_many_keys_those_are_told_that_are_held(store):
    assert store.held(["a", "b"]) == set()
    store.acquire("a", 60)
    token = store.acquire("c", 60)
    assert store.held(["a", "b", "c"]) == {"a", "c"}
    store.release("c", token)
    assert store.held(["a", "b", "c"]) == {"a"}


def test_it_is_alive(store):
    assert store.alive()
