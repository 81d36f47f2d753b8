from structlog.testing import capture_logs

from service.adapters.clock import SystemClock
from service.adapters.model.breaker import (
    FAILURES_MAX,
    LINES_MAX,
    LINES_SECONDS,
    PROBE_GIVEN_UP_SECONDS,
    PROBE_SECONDS,
    Breaker,
    State,
)


class MovableClock(SystemClock):
    moment = 1000.0

    def monotonic(self):
        return self.moment


def broken(clock):
    breaker = Breaker(clock)
    for _ in range(FAILURES_MAX):
        breaker.failed()
    return breaker


def test_a_few_failures_in_a_row_leave_the_endpoint_alone():
    breaker = Breaker(MovableClock())
    for _ in range(FAILURES_MAX - 1):
        breaker.failed()
        assert breaker.admits()
    breaker.failed()
    assert (breaker.admits(), breaker.state) == (False, State.FAILING)


def test_failures_between_successes_are_none_in_a_row():
    breaker = Breaker(MovableClock())
    for _ in range(FAILURES_MAX * 2):
        breaker.failed()
        breaker.answered()
    assert breaker.admits()


def test_then_one_probe_at_a_time_goes_out_and_its_success_ends_it():
    clock = MovableClock()
    breaker = broken(clock)
    assert breaker.seconds_left() == PROBE_SECONDS
    clock.moment += PROBE_SECONDS
    assert [breaker.admits() for _ in range(3)] == [True, False, False]
    breaker.failed()
    assert not breaker.admits()
    clock.moment += PROBE_SECONDS
    assert breaker.admits()
    breaker.answered()
    assert all(breaker.admits() for _ in range(3))
    assert breaker.state is State.OK


def test_calls_that_were_under_way_and_fail_late_do_not_put_the_probe_off():
    clock = MovableClock()
    breaker = broken(clock)
    clock.moment += PROBE_SECONDS / 2
    breaker.failed()
    clock.moment += PROBE_SECONDS / 2
    assert breaker.admits()


def test_a_probe_that_never_comes_back_holds_up_no_other():
    clock = MovableClock()
    breaker = broken(clock)
    clock.moment += PROBE_SECONDS
    assert breaker.admits()
    clock.moment += PROBE_GIVEN_UP_SECONDS
    assert breaker.admits()


def test_the_time_that_an_endpoint_asks_for_is_kept_whatever_else_fails():
    clock = MovableClock()
    breaker = Breaker(clock)
    breaker.told_to_rest(7)
    breaker.failed()
    for _ in range(6):
        clock.moment += 1
        assert not breaker.admits()
    assert breaker.state is State.FAILING
    clock.moment += 1
    assert breaker.admits()


def test_an_hour_is_asked_once_half_way_whether_it_was_meant():
    clock = MovableClock()
    breaker = Breaker(clock)
    breaker.told_to_rest(3600)
    asked = 0
    for _ in range(3600 // 10):
        clock.moment += 10
        if breaker.admits():
            asked += 1
            breaker.told_to_rest(3600)
    assert asked <= 2


def test_a_change_is_one_line_and_an_endpoint_that_comes_and_goes_is_told_of_in_few():
    clock = MovableClock()
    with capture_logs() as lines:
        breaker = Breaker(clock, model="m")
        for _ in range(30):
            for _ in range(FAILURES_MAX + 2):
                breaker.failed()
            breaker.answered()
            clock.moment += 1
    assert len(lines) == LINES_MAX
    assert (lines[0]["state"], lines[1]["state"], lines[0]["model"]) == ("failing", "ok", "m")
    clock.moment += LINES_SECONDS
    with capture_logs() as lines:
        for _ in range(FAILURES_MAX):
            breaker.failed()
    assert [line["changes_not_logged"] for line in lines] == [60 - LINES_MAX]
