import threading

import pytest

from service.summarise.turns import LARGE_CHARS, Turns


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
