"""What all books promise, over their real engine; and what those in Redis do when Redis is not well."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import redis
from structlog.testing import capture_logs

from service.adapters.books import MemoryBooks, RedisBooks
from service.adapters.stores import RedisStore
from service.summarise.allowance import UNBOUNDED, Allowance
from service.summarise.errors import BudgetSpent, BudgetUnknown, StoreDown
from service.summarise.ports import Usage
from service.summarise.tally import Count

THOUSAND = Allowance(tokens_per_day=1000)
MOST = Usage(80, 20, 0.5)
TOOK = Usage(40, 10, 0.25)


class MovableClock:
    def __init__(self):
        self.at = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

    def now(self):
        return self.at


class DyingLine:
    """Redis, until it is told to die: before it hears a script, or after."""

    def __init__(self, store):
        self.store, self.dead, self.hears, self.trips = store, False, False, 0

    def run(self, *what):
        self.trips += 1
        if self.dead and not self.hears:
            return None
        reply = self.store.run(*what)
        return None if self.dead else reply


def never(function):
    """Nothing is written but by ``flush``."""


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture
def line(flushed_redis_url):
    store = RedisStore(flushed_redis_url, timeout_seconds=5)
    yield DyingLine(store)
    store.close()


@pytest.fixture
def worker(line, clock):
    """The books of another worker each time it is called."""

    def make(everyone=UNBOUNDED, lease_seconds=60.0):
        return RedisBooks(line, clock, never, everyone=everyone, lease_seconds=lease_seconds)

    return make


@pytest.fixture
def worker_of_cluster(cluster_url, clock):
    """The books in a Cluster."""
    store = RedisStore(cluster_url, timeout_seconds=5)
    yield lambda everyone=UNBOUNDED: RedisBooks(store, clock, never, everyone=everyone, lease_seconds=60.0)
    store.close()


@pytest.fixture(params=["memory", "worker", "worker_of_cluster"])
def make(request, clock):
    if request.param == "memory":
        return lambda everyone=UNBOUNDED: MemoryBooks(clock, everyone)
    return request.getfixturevalue(request.param)


def spend(books, allowance, usage=TOOK, most=MOST, tenant="a"):
    books.reserve(tenant, allowance, most).settle(usage)


def spent_by(books, allowance, most=MOST, took=TOOK, threads=64):
    """Tokens that 64 callers at once take, each until it is refused."""
    taken = []

    def call(_):
        try:
            while True:
                reservation = books.reserve("a", allowance, most)
                taken.append(took.input_tokens + took.output_tokens)
                reservation.settle(took)
        except BudgetSpent:
            return

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(call, range(threads)))
    return sum(taken)


def test_what_was_taken_is_in_the_book(make):
    books = make()
    spend(books, THOUSAND)
    spend(books, THOUSAND)
    page = books.read("a")
    wanted = {Count.INPUT_TOKENS: 80, Count.OUTPUT_TOKENS: 20, Count.COST: 500_000_000}
    assert dict(page.today) == dict(page.this_month) == wanted
    assert page.day.isoformat() == "2026-11-23"
    assert dict(books.read("b").today) == {}


@pytest.mark.parametrize("took", [TOOK, Usage(80, 20), Usage(1, 0)], ids=["half", "all", "next to nothing"])
def test_callers_at_once_never_take_more_than_the_bound_and_one_request(make, took):
    total = spent_by(make(), THOUSAND, took=took)
    assert 1000 - 100 <= total <= 1000 + 100


each_bound = pytest.mark.parametrize(
    ("allowance", "word"),
    [
        (Allowance(tokens_per_day=100), "tokens of this day"),
        (Allowance(tokens_per_month=100), "tokens of this month"),
        (Allowance(cost_per_day=0.5), "money of this day"),
        (Allowance(cost_per_month=0.5), "money of this month"),
    ],
)


@each_bound
def test_each_bound_holds_for_a_tenant(make, allowance, word):
    books = make()
    spend(books, allowance)
    spend(books, allowance)
    with pytest.raises(BudgetSpent, match=f"the tenant's {word} are used up"):
        books.reserve("a", allowance, MOST)
    spend(books, allowance, tenant="b")


@each_bound
def test_each_bound_holds_for_all_together(make, allowance, word):
    books = make(allowance)
    spend(books, UNBOUNDED, tenant="a")
    spend(books, UNBOUNDED, tenant="b")
    with pytest.raises(BudgetSpent, match=f"the service's {word} are used up"):
        books.reserve("c", UNBOUNDED, MOST)


def test_the_last_of_a_budget_can_be_used_though_a_call_could_take_more(make):
    books = make()
    spend(books, Allowance(tokens_per_day=60))
    spend(books, Allowance(tokens_per_day=60))
    with pytest.raises(BudgetSpent):
        books.reserve("a", Allowance(tokens_per_day=60), MOST)


def test_what_calls_under_way_may_take_is_put_aside(make):
    books = make()
    allowance = Allowance(tokens_per_day=150)
    first = books.reserve("a", allowance, MOST)
    with pytest.raises(BudgetSpent, match="under way") as caught:
        books.reserve("a", allowance, MOST)
    assert caught.value.retry_after_seconds == 5
    first.settle(Usage(10, 0))
    first.settle(Usage(10, 0))
    books.reserve("a", allowance, MOST).settle(Usage())
    assert books.read("a").today[Count.INPUT_TOKENS] == 10


def test_it_is_said_when_the_day_and_the_month_end(make, clock):
    for allowance, seconds in ((Allowance(tokens_per_day=50), 14 * 3600), (Allowance(tokens_per_month=50), 655_200)):
        books = make()
        spend(books, allowance, tenant=str(seconds))
        with pytest.raises(BudgetSpent) as caught:
            books.reserve(str(seconds), allowance, MOST)
        assert caught.value.retry_after_seconds == seconds


def test_a_new_day_and_a_new_month_begin_with_nothing_used(make, clock):
    books = make()
    allowance = Allowance(tokens_per_day=50, tokens_per_month=100)
    spend(books, allowance)
    clock.at += timedelta(days=1)
    assert dict(books.read("a").today) == {}
    spend(books, allowance)
    assert books.read("a").today[Count.INPUT_TOKENS] == 40
    assert books.read("a").this_month[Count.INPUT_TOKENS] == 80
    clock.at += timedelta(days=1)
    with pytest.raises(BudgetSpent, match="month"):
        books.reserve("a", allowance, MOST)
    clock.at += timedelta(days=9)
    assert dict(books.read("a").this_month) == {}
    spend(books, allowance)


def test_a_call_over_midnight_is_booked_in_its_month_and_held_in_neither_day(make, clock):
    books = make()
    under_way = books.reserve("a", THOUSAND, Usage(950, 0))
    clock.at += timedelta(days=1)
    spend(books, THOUSAND)
    under_way.settle(Usage(700, 0))
    page = books.read("a")
    assert (page.today[Count.INPUT_TOKENS], page.this_month[Count.INPUT_TOKENS]) == (40, 740)
    assert spent_by(books, THOUSAND, threads=4) >= 850


def test_a_clock_that_goes_back_does_not_open_an_old_day(make, clock):
    books = make()
    clock.at += timedelta(days=1)
    spend(books, Allowance(tokens_per_day=50))
    clock.at -= timedelta(days=1)
    with pytest.raises(BudgetSpent):
        books.reserve("a", Allowance(tokens_per_day=50), MOST)


def test_counts_add_up(make):
    books = make()
    books.record("a", {Count.REQUESTS: 1})
    books.record("a", {Count.REQUESTS: 2, Count.CACHE: 1, Count.SAVED_COST: 5})
    books.record("b", {Count.REQUESTS: 1})
    books.flush()
    books.record("a", {Count.REQUESTS: 1})
    assert dict(books.read("a").today) == {Count.REQUESTS: 4, Count.CACHE: 1, Count.SAVED_COST: 5}
    assert dict(books.read("b").today) == {Count.REQUESTS: 1}


def test_what_was_taken_without_bounds_counts_when_there_is_one(make):
    books = make()
    spend(books, UNBOUNDED)
    books.flush()
    with pytest.raises(BudgetSpent):
        books.reserve("a", Allowance(tokens_per_day=50), MOST)


def test_workers_share_the_books(worker):
    one, other = worker(), worker()
    held = one.reserve("a", Allowance(tokens_per_day=150), MOST)
    with pytest.raises(BudgetSpent):
        other.reserve("a", Allowance(tokens_per_day=150), MOST)
    held.settle(TOOK)
    other.record("a", {Count.REQUESTS: 1})
    other.flush()
    assert dict(one.read("a").today) == dict(other.read("a").today)


def test_without_bounds_a_call_asks_nobody(worker, line):
    spend(worker(), UNBOUNDED)
    assert line.trips == 0


def test_a_reservation_of_a_dead_worker_ends(worker):
    worker(lease_seconds=0.05).reserve("a", Allowance(tokens_per_day=150), MOST)
    threading.Event().wait(0.1)
    living = worker()
    spend(living, Allowance(tokens_per_day=150))
    assert living.read("a").today[Count.INPUT_TOKENS] == 40


def test_with_redis_dead_nothing_is_spent_where_money_is_bounded(worker, line):
    line.dead = True
    for books, allowance in ((worker(), THOUSAND), (worker(THOUSAND), UNBOUNDED)):
        with pytest.raises(BudgetUnknown) as caught:
            books.reserve("a", allowance, MOST)
        assert (caught.value.reason, caught.value.retry_after_seconds) == ("budget", 5)
    with pytest.raises(StoreDown):
        worker().read("a")
    spend(worker(), UNBOUNDED)


@pytest.mark.parametrize("hears", [False, True], ids=["heard nothing", "did it and could not say so"])
def test_what_redis_did_not_confirm_is_written_once(worker, line, hears):
    books = worker()
    reservation = books.reserve("a", THOUSAND, MOST)
    line.dead, line.hears = True, hears
    reservation.settle(TOOK)
    books.record("a", {Count.REQUESTS: 3})
    for _ in range(3):
        assert books.flush() is False
    line.dead = False
    assert books.flush() is True
    assert books.flush() is True
    counted = books.read("a").today
    assert (counted[Count.INPUT_TOKENS], counted[Count.REQUESTS]) == (40, 3)
    assert spent_by(books, THOUSAND, threads=1) == 950


def test_many_tenants_are_written_in_several_goes(worker, line):
    books = worker()
    for number in range(250):
        books.record(f"t{number}", {Count.REQUESTS: number})
    books.flush()
    assert line.trips == 3
    assert [books.read(f"t{number}").today.get(Count.REQUESTS, 0) for number in (0, 100, 249)] == [0, 100, 249]


def test_counts_are_written_by_themselves(line, clock):
    books = RedisBooks(
        line, clock, lambda run: threads.append(threading.Thread(target=run)), everyone=UNBOUNDED, lease_seconds=60
    )
    threads = []
    books.record("a", {Count.REQUESTS: 1})
    books.record("a", {Count.REQUESTS: 1})
    (thread,) = threads
    thread.start()
    thread.join(20)
    assert line.trips == 1
    books.record("a", {Count.REQUESTS: 1})
    assert len(threads) == 2


def test_a_stop_writes_what_waits_and_says_what_it_could_not(worker, line):
    books = worker()
    books.record("a", {Count.REQUESTS: 1})
    with capture_logs() as log:
        books.close()
        assert log == []
        line.dead = True
        books.record("a", {Count.REQUESTS: 1})
        books.close()
    assert [entry["event"] for entry in log] == ["usage_lost"]
    line.dead = False
    assert worker().read("a").today[Count.REQUESTS] == 1


def test_no_book_can_be_evicted(worker, flushed_redis_url):
    books = worker()
    books.reserve("a", THOUSAND, MOST)
    with redis.Redis.from_url(flushed_redis_url) as client:
        assert {client.ttl(key) for key in client.keys("*")} == {-1}
