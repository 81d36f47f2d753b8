import pytest

from service.adapters.clock import SystemClock
from service.adapters.stores import MemoryStore
from service.api.ready.answers import LOOK_AGAIN_SECONDS, OUTAGE_SECONDS, RELIES_SECONDS, ReadyAnswers
from service.api.ready.entry import Ready, dump, load
from service.summarise.purging import GENERATION_KEY, Purges


class MovableClock(SystemClock):
    ahead = 0.0

    def monotonic(self):
        return super().monotonic() + self.ahead


class CountingStore(MemoryStore):
    """A store that counts what it is asked for, and can die."""

    dead = False

    def __init__(self, *args):
        super().__init__(*args)
        self.asked = []

    def get(self, key):
        self.asked.append(key)
        return None if self.dead else super().get(key)

    def put(self, key, value, ttl_seconds):
        return not self.dead and super().put(key, value, ttl_seconds)


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture
def store(clock):
    return CountingStore(1_000_000, clock)


@pytest.fixture
def answers(store, clock):
    return ReadyAnswers(store, clock, ttl_seconds=60, near_max_bytes=100_000)


def keep(answers, clock, key="k", body=b"{}", age=0):
    slot = answers.slot(key)
    answers.keep(slot, Ready(slot.generation, 'W/"e"', clock.now().timestamp() - age, "llm", None, body))


def test_what_is_kept_is_found_first_in_the_store_then_in_the_process(answers, store, clock):
    keep(answers, clock)
    assert answers.find("k").ready.body == b"{}"
    store.asked.clear()
    assert answers.find("k").ready.body == b"{}"
    assert store.asked == []


def test_the_generation_is_looked_at_again_and_a_purge_elsewhere_ends_what_was_ready(answers, store, clock):
    keep(answers, clock)
    assert answers.find("k")
    Purges(store, 60).purge("sum_1", GENERATION_KEY)
    clock.ahead += LOOK_AGAIN_SECONDS
    assert answers.find("k") is None
    assert GENERATION_KEY in store.asked


def test_what_was_looked_up_before_a_purge_is_not_made_ready_after_it(answers, store, clock):
    keep(answers, clock)
    slot = answers.slot("other")
    Purges(store, 60).purge("sum_1", "standfirst:ready:none")
    store.put("gone", b"", 60)
    Purges(store, 60).purge("sum_2", "gone")
    clock.ahead += RELIES_SECONDS
    answers.keep(slot, Ready(slot.generation, 'W/"e"', clock.now().timestamp(), "llm", None, b"{}"))
    assert answers.find("other") is None


def test_with_a_dead_store_the_process_serves_what_it_has_for_a_while(store, clock):
    answers = ReadyAnswers(store, clock, ttl_seconds=10_000, near_max_bytes=20_000)
    keep(answers, clock)
    keep(answers, clock, "never asked for")
    assert answers.find("k")
    store.dead = True
    clock.ahead += OUTAGE_SECONDS - 1
    assert answers.find("k")
    assert answers.find("never asked for") is None
    clock.ahead += 1
    assert answers.find("k") is None
    assert answers.slot("k") is None


def test_what_was_purged_before_the_store_died_stays_purged(answers, store, clock):
    keep(answers, clock)
    assert answers.find("k")
    store.put("gone", b"", 60)
    Purges(store, 60).purge("sum_1", "gone")
    answers.forget_generation()
    store.dead = True
    assert answers.find("k") is None


def test_an_answer_is_served_to_the_end_of_its_life_and_no_longer(answers, clock):
    keep(answers, clock, "old", age=59)
    assert answers.find("old")
    keep(answers, clock, "older", age=60)
    assert answers.find("older") is None


def test_the_process_holds_no_more_than_its_bound_and_no_giants(store, clock):
    answers = ReadyAnswers(store, clock, ttl_seconds=60, near_max_bytes=20_000)
    for name in [*"abcdefghijklmnopqrstuvwxyz"]:
        keep(answers, clock, name, b"x" * 1_000)
        assert answers.find(name)
    keep(answers, clock, "giant", b"x" * 10_000)
    for _ in range(2):
        assert answers.find("giant")
    store.asked.clear()
    for name in ("z", "y", "a", "giant"):
        answers.find(name)
    assert [key for key in store.asked if key != GENERATION_KEY] == ["a", "giant"]


@pytest.mark.parametrize("entry", [None, b"", b"\n", b"[]\n{}", b"{}\n", b'["a"]\nbody', b"\xff\n", b"[1,2,3,4,5,6]\n"])
def test_an_entry_of_another_shape_is_none(entry):
    assert load(entry) is None


def test_an_entry_comes_back_as_it_was():
    ready = Ready("g", 'W/"e"', 5.0, "llm", "given", b'{"a": "\n"}')
    assert load(dump(ready)) == ready
