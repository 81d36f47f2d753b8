import pytest

from service.adapters.clock import SystemClock
from service.adapters.stores import MemoryStore
from service.summarise.errors import StoreDown
from service.summarise.purging import Purges


class Faltering(MemoryStore):
    """A store that dies before its next writes: ``fails_after`` counts those that still pass."""

    fails_after = 1_000

    def _passes(self):
        self.fails_after -= 1
        return self.fails_after >= 0

    def put(self, key, value, ttl_seconds):
        return self._passes() and super().put(key, value, ttl_seconds)

    def delete(self, key):
        if not self._passes():
            raise StoreDown("dead")
        return super().delete(key)


@pytest.fixture
def store():
    store = Faltering(1_000_000, SystemClock())
    store.put("entry", b"summary", 60)
    return store


@pytest.fixture
def purges(store):
    return Purges(store, 60)


def test_the_generation_lasts_until_something_is_purged(purges, store):
    first = purges.generation()
    assert first
    assert purges.generation() == first
    assert not purges.purge("sum_other", "nothing")
    assert purges.generation() == first
    assert purges.purge("sum_1", "entry")
    assert purges.generation() not in {first, None}
    assert store.get("entry") is None


def test_each_purge_changes_the_mark_of_its_summary_alone(purges):
    marks = [purges.mark("sum_1")]
    for _ in range(2):
        purges.purge("sum_1", "entry")
        marks.append(purges.mark("sum_1"))
    assert len(set(marks)) == 3
    assert purges.mark("sum_2") is None


@pytest.mark.parametrize("steps", range(4))
def test_a_purge_that_was_broken_off_is_taken_to_its_end_by_the_next(purges, store, steps):
    before = purges.generation()
    store.fails_after = steps
    with pytest.raises(StoreDown):
        purges.purge("sum_1", "entry")
    store.fails_after = 1_000
    assert purges.purge("sum_1", "entry")
    assert store.get("entry") is None
    assert purges.generation() != before


def test_a_dead_store_has_no_generation(purges, store):
    store.fails_after = 0
    assert purges.generation() is None
