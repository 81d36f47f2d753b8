import signal
import threading
from contextlib import ExitStack, contextmanager
from functools import partial

import pytest

from service.summarise.turns import AHEAD_MAX, FRESH_SECONDS, LARGE_CHARS, STEPS, Turns


@contextmanager
def held(turns):
    """The turn is taken until the block ends."""
    begun, let_go = threading.Event(), threading.Event()

    def first():
        begun.set()
        let_go.wait(10)

    holder = threading.Thread(target=lambda: turns.run(first))
    holder.start()
    assert begun.wait(10)
    yield
    let_go.set()
    holder.join(10)


def waiting(turns, work, **how):
    """A thread that stands in the queue."""
    thread = threading.Thread(target=lambda: turns.run(work, **how))
    before = queued(turns)
    thread.start()
    while queued(turns) == before:
        threading.Event().wait(0.001)
    return thread


def queued(turns):
    return len(turns._turn._urgent) + len(turns._turn._patient)


def test_one_piece_at_a_time_and_each_gets_what_it_made():
    turns, inside, most, results = Turns(), [], [], []

    def piece(number):
        inside.append(number)
        most.append(len(inside))
        threading.Event().wait(0.001)
        inside.remove(number)
        return number

    threads = [
        threading.Thread(target=lambda n=number: results.append(turns.run(lambda: piece(n)))) for number in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(results) == list(range(20))
    assert max(most) == 1


def test_a_piece_that_fails_lets_the_next_one_have_its_turn():
    turns = Turns()
    with pytest.raises(ZeroDivisionError):
        turns.run(lambda: 1 / 0)
    assert turns.run(lambda: "next") == "next"


def test_what_is_urgent_goes_before_all_that_waited_longer():
    turns, order = Turns(), []
    with held(turns):
        threads = [waiting(turns, partial(order.append, f"patient {number}")) for number in range(3)]
        threads += [waiting(turns, partial(order.append, f"urgent {number}"), urgent=True) for number in range(3)]
    for thread in threads:
        thread.join(10)
    assert order == ["urgent 0", "urgent 1", "urgent 2", "patient 0", "patient 1", "patient 2"]


def test_how_long_the_next_has_waited_of_those_who_are_not_urgent():
    now = 10.0
    turns = Turns(now=lambda: now)
    assert turns.waited_seconds == 0
    with held(turns):
        urgent = waiting(turns, lambda: None, urgent=True)
        assert turns.waited_seconds == 0
        first = waiting(turns, lambda: None)
        now = 11.0
        second = waiting(turns, lambda: None)
        now = 13.5
        assert turns.waited_seconds == 3.5
    for thread in (urgent, first, second):
        thread.join(10)
    assert turns.waited_seconds == 0


def test_the_lag_is_the_queue_and_what_others_do_meanwhile_and_is_forgotten():
    now = 10.0

    def others_go_on():
        nonlocal now
        now += 0.125

    turns = Turns(now=lambda: now, pause=others_go_on)
    assert turns.lag_seconds == 0
    turns.run(lambda: None)
    assert turns.lag_seconds == pytest.approx(STEPS * 0.0125)  # once is no overload
    for _ in range(100):
        turns.run(lambda: None)
    assert turns.lag_seconds == pytest.approx(STEPS * 0.125, rel=0.01)
    now += FRESH_SECONDS
    assert turns.lag_seconds == 0
    turns.run(lambda: None)
    assert turns.lag_seconds == pytest.approx(STEPS * 0.0125)


def test_large_work_goes_aside_and_holds_up_no_turn():
    went = []

    def aside(work):
        went.append(work)
        return work()

    turns = Turns(aside)
    assert turns.run(lambda: turns.run(lambda: "small"), LARGE_CHARS + 1) == "small"
    assert len(went) == 1


def test_work_ahead_is_left_out_while_others_have_their_turn_and_where_enough_is_ahead():
    turns, done = Turns(), []
    with turns.ahead(lambda: done.append("busy")) as run:
        turns.run(run)
    assert done == []
    with ExitStack() as opened:
        for number in range(AHEAD_MAX + 5):
            opened.enter_context(turns.ahead(partial(done.append, number)))()
    assert done == list(range(AHEAD_MAX))
    with turns.ahead(lambda: done.append("again")) as run:
        run()
    assert done[-1] == "again"


def test_work_ahead_that_fails_leaves_the_turn_free():
    turns = Turns()
    with turns.ahead(lambda: 1 / 0) as run, pytest.raises(ZeroDivisionError):
        run()
    assert turns.run(lambda: "next") == "next"


class Stopped(BaseException):
    pass


def test_who_is_stopped_while_waiting_keeps_nobody_from_the_turn():
    def stop(*_):
        raise Stopped

    turns = Turns()
    before = signal.signal(signal.SIGALRM, stop)
    try:
        with held(turns):
            signal.setitimer(signal.ITIMER_REAL, 0.05)
            with pytest.raises(Stopped):
                turns.run(lambda: None)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert queued(turns) == 0
    assert turns.run(lambda: "next") == "next"
