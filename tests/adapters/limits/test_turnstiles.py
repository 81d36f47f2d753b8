"""What every turnstile promises, over its real engine; and what the one in Redis does when Redis is not well."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import redis

from service.adapters.clock import SystemClock
from service.adapters.limits import LocalTurnstile, RedisTurnstile
from service.adapters.stores import RedisStore
from service.summarise.turnstile import Bound, Full

MINUTE = Bound("tenant:a", 100, None)
PLACES = Bound("tenant:a", None, 3)


class StandingClock(SystemClock):
    """Seconds pass when the test says so."""

    seconds = 1000.0

    def monotonic(self):
        return self.seconds


def no_renewals(function):
    """Nobody renews: as in a worker that was killed."""


@pytest.fixture
def store(flushed_redis_url):
    store = RedisStore(flushed_redis_url, timeout_seconds=5)
    yield store
    store.close()


@pytest.fixture
def cluster(cluster_url):
    store = RedisStore(cluster_url, timeout_seconds=5)
    yield store
    store.close()


@pytest.fixture(params=["local", "store", "cluster"])
def turnstile(request):
    if request.param == "local":
        return LocalTurnstile(SystemClock())
    return RedisTurnstile(request.getfixturevalue(request.param), SystemClock(), no_renewals)


@pytest.fixture
def worker(store):
    """Another worker each time it is called."""
    return lambda **more: RedisTurnstile(store, SystemClock(), no_renewals, **more)


@pytest.fixture
def dead():
    """Workers of a service whose Redis is not there."""
    store = RedisStore("unix:///nowhere/engine.sock", timeout_seconds=0.1)
    yield lambda: RedisTurnstile(store, StandingClock(), no_renewals)
    store.close()


def passed(turnstile, bounds, times, threads=16):
    def call(number):
        return turnstile.enter(bounds, f"{id(turnstile)}-{number}").full is None

    with ThreadPoolExecutor(threads) as pool:
        return sum(pool.map(call, range(times)))


def test_of_a_thousand_calls_a_hundred_pass(turnstile):
    assert passed(turnstile, [MINUTE], 1000) == 100


def test_what_is_left_is_told(turnstile):
    first = turnstile.enter([MINUTE], "1").rooms[0]
    second = turnstile.enter([MINUTE], "2").rooms[0]
    assert (first.requests, second.requests, second.places) == (99, 98, None)
    assert 58 <= second.reset_seconds <= 60


def test_who_is_turned_away_is_told_why_and_until_when(turnstile):
    bounds = [Bound("tenant:a", 1, None)]
    turnstile.enter(bounds, "1")
    refused = turnstile.enter(bounds, "2")
    assert (refused.full, refused.by, refused.rooms[0].requests) == (Full.MINUTE, 0, 0)
    assert 58 <= refused.rooms[0].reset_seconds <= 60


def test_a_limit_of_none_at_all_lets_nobody_in(turnstile):
    assert turnstile.enter([Bound("tenant:a", 0, None)], "1").full is Full.MINUTE
    assert turnstile.enter([Bound("tenant:b", None, 0)], "1").full is Full.AT_ONCE


def test_places_are_given_back(turnstile):
    tokens = ["1", "2", "3"]
    assert [turnstile.enter([PLACES], token).rooms[0].places for token in tokens] == [2, 1, 0]
    assert turnstile.enter([PLACES], "4").full is Full.AT_ONCE
    turnstile.leave([PLACES], "2")
    turnstile.leave([PLACES], "2")
    assert turnstile.enter([PLACES], "5").full is None
    assert turnstile.enter([PLACES], "6").full is Full.AT_ONCE


def test_names_are_apart(turnstile):
    one, other = Bound("tenant:a", 1, 1), Bound("tenant:b", 1, 1)
    assert turnstile.enter([one], "1").full is None
    assert turnstile.enter([other], "2").full is None
    assert turnstile.enter([one], "3").full


def test_all_together_are_bounded_too_and_who_is_refused_there_is_counted_nowhere(turnstile):
    everyone = Bound("all", None, 1)
    assert turnstile.enter([MINUTE, everyone], "1").full is None
    refused = turnstile.enter([Bound("tenant:b", 5, None), everyone], "2")
    assert (refused.full, refused.by) == (Full.AT_ONCE, 1)
    turnstile.leave([MINUTE, everyone], "1")
    assert turnstile.enter([Bound("tenant:b", 5, None), everyone], "3").rooms[0].requests == 4


def test_a_minute_slides():
    clock = StandingClock()
    turnstile = LocalTurnstile(clock)
    bounds = [Bound("tenant:a", 2, None)]
    for token, second in (("1", 0), ("2", 30)):
        clock.seconds = 1000 + second
        assert turnstile.enter(bounds, token).full is None
    clock.seconds = 1059
    refused = turnstile.enter(bounds, "3")
    assert (refused.full, refused.rooms[0].reset_seconds) == (Full.MINUTE, 1)
    clock.seconds = 1060
    assert turnstile.enter(bounds, "4").full is None
    assert turnstile.enter(bounds, "5").rooms[0].reset_seconds == 30


def test_a_minute_in_redis_forgets_the_seconds_before_it(worker, flushed_redis_url):
    with redis.Redis.from_url(flushed_redis_url) as client:
        now = client.time()[0]
        key = "standfirst:{limits}:minute:tenant:a"
        client.hset(key, mapping={now - 61: 50, now - 30: 60, now + 3600: 70})
        room = worker().enter([MINUTE], "1").rooms[0]
        assert room.requests == 100 - 60 - 1
        assert 29 <= room.reset_seconds <= 30
        assert set(client.hkeys(key)) <= {str(second).encode() for second in range(now - 30, now + 10)}


def test_workers_share_a_minute(worker):
    workers = [worker(), worker()]
    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(lambda one: passed(one, [MINUTE], 500, threads=8), workers)) == 100


def test_workers_share_places(worker):
    one, other = worker(), worker()
    for token in "123":
        one.enter([PLACES], token)
    assert other.enter([PLACES], "4").full is Full.AT_ONCE
    one.leave([PLACES], "1")
    assert other.enter([PLACES], "5").full is None


def test_the_places_of_a_killed_worker_are_free_after_a_lease(worker):
    killed, living = worker(lease_seconds=0.05), worker()
    for token in "123":
        killed.enter([PLACES], token)
    threading.Event().wait(0.1)
    assert living.enter([PLACES], "4").rooms[0].places == 2


def test_a_living_worker_keeps_its_places_longer_than_a_lease(store, worker):
    def beside(function):
        threading.Thread(target=function, daemon=True).start()

    living = RedisTurnstile(store, SystemClock(), beside, lease_seconds=0.6)
    for token in "123":
        living.enter([PLACES], token)
    threading.Event().wait(1.0)
    assert worker().enter([PLACES], "4").full is Full.AT_ONCE
    for token in "123":
        living.leave([PLACES], token)
    assert worker().enter([PLACES], "4").full is None


def test_with_redis_dead_each_worker_counts_for_itself(dead):
    workers = [dead(), dead()]
    assert [passed(one, [MINUTE], 500, threads=1) for one in workers] == [100, 100]


def test_with_redis_dead_places_are_given_back_too(dead):
    turnstile = dead()
    for token in "123":
        turnstile.enter([PLACES], token)
    assert turnstile.enter([PLACES], "4").full is Full.AT_ONCE
    turnstile.leave([PLACES], "1")
    assert turnstile.enter([PLACES], "5").full is None


class DyingLine:
    """Redis until it is told to die."""

    def __init__(self, store):
        self.store, self.dead, self.trips = store, False, 0

    def run(self, *what):
        self.trips += 1
        return None if self.dead else self.store.run(*what)


def test_when_redis_dies_a_worker_goes_on_from_what_it_let_in(store):
    line = DyingLine(store)
    turnstile = RedisTurnstile(line, StandingClock(), no_renewals)
    assert passed(turnstile, [MINUTE], 70, threads=1) == 70
    line.dead = True
    assert passed(turnstile, [MINUTE], 500, threads=1) == 30


def test_a_request_costs_one_round_trip_and_one_over_the_limit_none(store):
    line = DyingLine(store)
    turnstile = RedisTurnstile(line, StandingClock(), no_renewals)
    passed(turnstile, [MINUTE, Bound("all", 1000, None)], 500, threads=1)
    assert line.trips == 100
    turnstile.leave([MINUTE], "x")
    assert line.trips == 100


def test_nothing_that_counts_can_be_evicted(worker, flushed_redis_url):
    worker().enter([Bound("tenant:a", 5, 5)], "1")
    with redis.Redis.from_url(flushed_redis_url) as client:
        keys = client.keys("*")
        assert len(keys) == 2
        assert {client.ttl(key) for key in keys} == {-1}
