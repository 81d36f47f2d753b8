from concurrent.futures import ThreadPoolExecutor

import pytest

from service.adapters.clock import SystemClock
from service.adapters.stores import MemoryStore


class MovableClock(SystemClock):
    ahead = 0.0

    def monotonic(self):
        return super().monotonic() + self.ahead


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture
def store(clock):
    return MovableStore(3_000, clock)


class MovableStore(MemoryStore):
    def held_bytes(self):
        return sum(entry.size(key) for key, entry in self._entries.items())

    def held_leases(self):
        return len(self._leases)


def test_it_stays_within_its_bound_and_the_least_used_goes_first(store):
    for name in "abc":
        assert store.put(name, b"x" * 700, 60)
    assert store.get("a")
    assert store.put("d", b"x" * 700, 60)
    assert store.get("b") is None
    assert store.get("a")
    assert store.get("d")


def test_under_many_threads_the_bound_holds_too(store):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: store.put(f"k{n % 7}", b"x" * (n % 900), 60), range(2_000)))
        list(pool.map(lambda n: store.delete(f"k{n % 7}"), range(0, 2_000, 3)))
    assert store.held_bytes() <= 3_000
    for number in range(7):
        store.delete(f"k{number}")
    assert store.put("k", b"x" * 2_700, 60)


def test_an_entry_over_the_bound_is_not_kept_and_harms_no_other(store):
    store.put("small", b"x", 60)
    assert not store.put("large", b"x" * 4_000, 60)
    assert store.get("small") == b"x"


def test_time_passes_and_entries_go(store, clock):
    store.put("k", b"v", 10)
    clock.ahead = 9.0
    assert store.get("k") == b"v"
    clock.ahead = 11.0
    assert store.get("k") is None
    assert store.held_bytes() == 0


def test_leases_that_nobody_gave_back_do_not_pile_up(store, clock):
    for number in range(100):
        store.acquire(f"lease {number}", 10)
    clock.ahead = 11.0
    assert store.acquire("the next", 10)
    assert store.held_leases() == 1
