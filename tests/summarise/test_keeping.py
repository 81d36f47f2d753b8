import orjson
import pytest

from service.adapters.clock import SystemClock
from service.adapters.stores import MemoryStore
from service.summarise import keeping
from service.summarise.article import Submission
from service.summarise.keeping import Keeper, store_key, summary_id
from service.summarise.ports import Usage
from service.summarise.reading.reader import read
from service.summarise.summary import ArticleFacts, EngineKind, EngineUsed, Summary
from service.summarise.wish import Wish

TEXT = "Ferry to stop\n\nThe Wexley ferry will stop on 3 March, the council said on Monday. It has run for 80 years."


@pytest.fixture
def clock():
    return SystemClock()


@pytest.fixture
def store(clock):
    return MemoryStore(1_000_000, clock)


@pytest.fixture
def keeper(store):
    return Keeper(store, 60)


@pytest.fixture
def summary(clock):
    article = read(Submission(text=TEXT))
    engine = EngineUsed(EngineKind.EXTRACTIVE)
    identifier = summary_id("open", engine, "", Wish(), article)
    return Summary(identifier, "open", clock.now(), (), (), engine, Usage(), ArticleFacts.of(article))


def test_what_is_kept_is_found_and_what_is_purged_is_not(keeper, summary):
    assert keeper.put(summary)
    assert keeper.find(summary.id).summary == summary
    assert keeper.remove(summary.id)
    assert keeper.find(summary.id) is None
    assert not keeper.remove(summary.id)


def test_an_entry_of_an_earlier_release_is_passed_over(keeper, store, summary, monkeypatch):
    keeper.put(summary)
    assert keeper.find(summary.id)
    monkeypatch.setattr(keeping, "ENTRY_VERSION", keeping.ENTRY_VERSION + 1)
    assert keeper.find(summary.id) is None


def test_a_summary_purged_while_it_was_written_is_not_kept(keeper, summary):
    mark = keeper.mark(summary.id)
    assert not keeper.remove(summary.id)
    assert not keeper.put_unless_purged(summary, mark)
    assert keeper.find(summary.id) is None


def test_a_purge_of_long_ago_does_not_hinder_the_next_writer(keeper, summary):
    keeper.remove(summary.id)
    assert keeper.put_unless_purged(summary, keeper.mark(summary.id))
    assert keeper.find(summary.id)


@pytest.mark.parametrize("name", ["", "sum_", "sum_" + "g" * 32, "sum_" + "a" * 33, "generation", "../" + "a" * 32])
def test_what_is_no_id_is_not_purged_and_leaves_nothing_behind(store, keeper, name):
    assert not keeper.remove(name)
    assert keeper.mark(name) is None


def test_a_damaged_entry_is_none(keeper, store, summary):
    store.put(store_key(summary.id), b"%d " % keeping.ENTRY_VERSION + orjson.dumps({"id": summary.id}), 60)
    assert keeper.find(summary.id) is None
