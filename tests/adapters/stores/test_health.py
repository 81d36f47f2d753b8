import pytest
from structlog.testing import capture_logs

from service.adapters.stores.health import CALM_SECONDS, FAILURES_MAX, REST_SECONDS, STALL_SECONDS, Health


class Time:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def log():
    with capture_logs() as lines:
        yield lines


@pytest.fixture
def health(log, time):
    return Health(time)


def events(log):
    return [line["event"] for line in log]


def test_a_slip_or_two_change_nothing(health, log):
    for _ in range(5):
        health.failed("TimeoutError")
        health.failed("TimeoutError")
        assert health.worth_asking()
        health.answered()
    assert log == []


def test_after_failures_in_a_row_nobody_asks_until_one_probes(health, log, time):
    for _ in range(FAILURES_MAX):
        assert health.worth_asking()
        health.failed("TimeoutError")
        time.now += STALL_SECONDS
    for _ in range(3):
        assert [health.worth_asking() for _ in range(3)] == [True, False, False]
        health.failed("TimeoutError")
        time.now += REST_SECONDS
    assert health.worth_asking()
    health.answered()
    assert [health.worth_asking() for _ in range(3)] == [True, True, True]
    assert events(log) == ["redis_down", "redis_up"]
    assert log[0]["reason"] == "TimeoutError"


def test_a_stall_that_fails_many_at_once_stops_nobody(health, time):
    for _ in range(50):
        health.failed("TimeoutError")
    assert [health.worth_asking() for _ in range(3)] == [True, True, True]
    health.answered()
    time.now += STALL_SECONDS
    assert [health.worth_asking() for _ in range(3)] == [True, True, True]


def test_refused_writes_are_told_once_though_small_ones_pass(health, log, time):
    for _ in range(10):
        health.refused("OutOfMemoryError")
        health.wrote()
    assert events(log) == ["redis_refuses_writes"]
    time.now += CALM_SECONDS
    health.wrote()
    health.wrote()
    assert events(log) == ["redis_refuses_writes", "redis_takes_writes"]
    assert health.worth_asking()
