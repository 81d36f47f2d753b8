import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.adapters.clock import SystemClock
from service.adapters.stores import MemoryStore
from service.summarise.leases import Leases

SOON_SECONDS = 10


def spawn(function):
    threading.Thread(target=function, daemon=True).start()


class WatchedStore(MemoryStore):
    """A store that counts how often it is asked who holds what."""

    def __init__(self, *args):
        super().__init__(*args)
        self.looks = []
        self.renewed = threading.Semaphore(0)

    def held(self, keys):
        self.looks.append(tuple(keys))
        return super().held(keys)

    def renew(self, key, token, lease_seconds):
        super().renew(key, token, lease_seconds)
        self.renewed.release()


@pytest.fixture
def store():
    return WatchedStore(1_000_000, SystemClock())


def leases(store, seconds=60.0):
    return Leases(store, SystemClock(), spawn, lease_seconds=seconds)


def test_waiting_for_a_free_lease_ends_soon(store):
    waiting = threading.Thread(target=lambda: leases(store).wait("free", 60))
    waiting.start()
    waiting.join(SOON_SECONDS)
    assert not waiting.is_alive()


def test_a_hundred_who_wait_ask_in_one_question_and_go_when_it_is_given_back(store):
    here, there = leases(store), leases(store)
    token = here.acquire("lease")
    other = here.acquire("other")
    with ThreadPoolExecutor(100) as pool:
        waits = [pool.submit(there.wait, ("lease", "other")[number % 2], 60) for number in range(100)]
        while not any(set(keys) == {"lease", "other"} for keys in store.looks):
            threading.Event().wait(0.01)
        assert not any(wait.done() for wait in waits)
        here.release("lease", token)
        for wait in waits[::2]:
            wait.result(SOON_SECONDS)
        assert not any(wait.done() for wait in waits[1::2])
        here.release("other", other)
        for wait in waits[1::2]:
            wait.result(SOON_SECONDS)
    assert max(len(keys) for keys in store.looks) == 2


def test_waiting_ends_at_the_timeout(store):
    here = leases(store)
    token = here.acquire("lease")
    waiting = threading.Thread(target=lambda: leases(store).wait("lease", 0.05))
    waiting.start()
    waiting.join(SOON_SECONDS)
    assert not waiting.is_alive()
    assert store.held(["lease"]) == {"lease"}
    here.release("lease", token)


def test_a_lease_is_renewed_for_as_long_as_it_is_held(store):
    here, there = leases(store, 0.6), leases(store, 0.6)
    token = here.acquire("lease")
    for _ in range(6):
        assert store.renewed.acquire(timeout=SOON_SECONDS)
        assert there.acquire("lease") is None
    here.release("lease", token)
    assert there.acquire("lease")


def test_a_dead_holder_is_followed_when_its_lease_ends(store):
    store.acquire("lease", 0.1)  # by a process that renews nothing
    here = leases(store)
    here.wait("lease", SOON_SECONDS)
    assert here.acquire("lease")


def test_the_loop_ends_when_there_is_nothing_to_do_and_begins_again(store):
    running = threading.Semaphore(0)

    def counted(function):
        def run():
            function()
            running.release()

        spawn(run)

    here = Leases(store, SystemClock(), counted, lease_seconds=0.1)
    for _ in range(3):
        here.release("lease", here.acquire("lease"))
        assert running.acquire(timeout=SOON_SECONDS)
