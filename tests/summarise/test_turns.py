import threading
from contextlib import ExitStack
from functools import partial

import pytest

from service.summarise.turns import AHEAD_MAX, LARGE_CHARS, Turns


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
