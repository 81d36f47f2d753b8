import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.adapters.clock import SystemClock
from service.adapters.stores import MemoryStore
from service.summarise.errors import ModelLate, ModelRubbish, ModelUnavailable
from service.summarise.ports import Deadline
from service.summarise.single_flight import FAILED_SECONDS, Bounds, Owner, SingleFlight


def spawn(function):
    threading.Thread(target=function, daemon=True).start()


def flights(store=None, **changes):
    clock = SystemClock()
    bounds = replace(Bounds(flights_max=8, late_max=8, lease_seconds=5, patience_seconds=5), **changes)
    return SingleFlight(store or MemoryStore(1_000_000, clock), clock, spawn, bounds)


def soon(seconds=5.0):
    return Deadline.after(SystemClock(), seconds)


def test_many_callers_of_one_key_cause_one_piece_of_work():
    flight, started, gate = flights(), [], threading.Event()
    landings = []

    def work(offer):
        started.append(1)
        gate.wait(5)
        return "done"

    threads = [
        threading.Thread(target=lambda: landings.append(flight.fly("k", lambda: None, work, soon()))) for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join(5)
    assert len(landings) == 20
    assert {landing.result for landing in landings} == {"done"}
    assert len(started) == sum(landing.led for landing in landings)
    assert len(started) < 20


def test_what_another_worker_kept_is_not_written_again():
    kept = {}
    landing = flights().fly("k", lambda: "kept elsewhere", lambda offer: kept.setdefault("k", "written"), soon())
    assert landing.result == "kept elsewhere"
    assert kept == {}


def test_two_processes_write_once():
    clock = SystemClock()
    store = MemoryStore(1_000_000, clock)
    here, there = flights(store), flights(store)
    shelf, gate, calls = {}, threading.Event(), []

    def work(offer):
        calls.append(1)
        gate.wait(5)
        shelf["k"] = "written"
        return "written"

    results = []
    threads = [
        threading.Thread(target=lambda f=f: results.append(f.fly("k", lambda: shelf.get("k"), work, soon()).result))
        for f in (here, there)
    ]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join(8)
    assert results == ["written", "written"]
    assert len(calls) == 1


def test_a_caller_whose_deadline_passes_goes_and_the_work_goes_on():
    flight, gate, done = flights(), threading.Event(), threading.Event()

    def work(offer):
        gate.wait(5)
        done.set()
        return "late"

    with pytest.raises(ModelLate):
        flight.fly("k", lambda: None, work, soon(0.05))
    gate.set()
    assert done.wait(5)


def test_an_interim_result_serves_whoever_cannot_wait():
    flight, gate, offered = flights(), threading.Event(), threading.Event()

    def work(offer):
        offer("first draft")
        offered.set()
        gate.wait(5)
        return "repaired"

    impatient = flight.fly("k", lambda: None, work, soon(0.2))
    assert offered.is_set()
    assert impatient.result == "first draft"
    waiting = []
    thread = threading.Thread(target=lambda: waiting.append(flight.fly("k", lambda: None, work, soon()).result))
    thread.start()
    gate.set()
    thread.join(5)
    assert waiting == ["repaired"]


class MovableClock(SystemClock):
    ahead = 0.0

    def monotonic(self):
        return super().monotonic() + self.ahead


def test_a_failure_stands_for_a_moment_in_every_process_and_then_the_next_one_tries_again():
    clock, tried = MovableClock(), []
    store = MemoryStore(1_000_000, clock)
    here, there = flights(store), flights(store)

    def fails(offer):
        tried.append(1)
        raise ModelRubbish("no JSON", 7)

    for flight in (here, here, there):
        with pytest.raises(ModelRubbish, match="no JSON") as caught:
            flight.fly("k", lambda: None, fails, soon())
        assert caught.value.retry_after_seconds == 7
    assert tried == [1]
    assert here.fly("other", lambda: None, lambda offer: "well", soon()).result == "well"
    clock.ahead = FAILED_SECONDS
    assert there.fly("k", lambda: None, lambda offer: "well", soon()).result == "well"


def test_two_hundred_callers_of_two_processes_ask_a_failing_model_once():
    store, tried = MemoryStore(1_000_000, SystemClock()), []
    processes, failures = (flights(store), flights(store)), []

    def fails(offer):
        tried.append(1)
        raise ModelUnavailable("refused")

    def call(number):
        try:
            processes[number % 2].fly("k", lambda: None, fails, soon(20))
        except ModelUnavailable as failure:
            failures.append(failure)

    threads = [threading.Thread(target=call, args=(number,)) for number in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(failures) == 200
    assert len(tried) <= 2


def test_what_is_no_failure_of_the_model_is_not_held_against_the_next_caller():
    flight = flights()

    def breaks(offer):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        flight.fly("k", lambda: None, breaks, soon())
    assert flight.fly("k", lambda: None, lambda offer: "well", soon()).result == "well"


def test_too_many_flights_are_refused_at_once():
    flight, gate = flights(flights_max=1), threading.Event()
    with pytest.raises(ModelLate):
        flight.fly("a", lambda: None, lambda offer: gate.wait(5), soon(0.01))
    with pytest.raises(ModelUnavailable):
        flight.fly("b", lambda: None, lambda offer: "b", soon())
    gate.set()


def test_flights_that_nobody_waits_for_any_more_leave_room_for_few_others():
    flight, gate, landed = flights(late_max=2), threading.Event(), []

    def work(offer):
        gate.wait(5)
        return "late"

    for key in ("a", "b"):
        with pytest.raises(ModelLate):
            flight.fly(key, lambda: None, work, soon(0.01))
    with pytest.raises(ModelUnavailable):
        flight.fly("c", lambda: None, lambda offer: "c", soon())
    # Who waits for one of them again makes room.
    thread = threading.Thread(target=lambda: landed.append(flight.fly("a", lambda: None, work, soon()).result))
    thread.start()
    ends = Deadline.after(SystemClock(), 5)
    while not landed and not ends.passed:
        try:
            landed.append(flight.fly("c", lambda: None, lambda offer: "c", soon()).result)
        except ModelUnavailable:
            threading.Event().wait(0.01)
    gate.set()
    thread.join(5)
    assert landed == ["c", "late"]
    assert flight.fly("d", lambda: None, lambda offer: "d", soon()).result == "d"


def test_a_deadline_in_the_past_has_no_seconds_left():
    class Stopped:
        def now(self):
            return datetime(2026, 1, 1, tzinfo=UTC)

        def monotonic(self):
            return 100.0

    assert Deadline(Stopped(), 99.0).remaining_seconds() == 0
    assert Deadline(Stopped(), 99.0).passed
    assert Deadline(Stopped(), 101.5).remaining_seconds() == 1.5


def listen(seat, seconds=5.0, pulse_seconds=5.0):
    return list(seat.hear(soon(seconds), pulse_seconds))


def test_who_listens_hears_every_piece_from_the_first_however_late_he_comes():
    flight, gate = flights(), threading.Event()

    def work(offer, tell):
        tell("one")
        tell("two")
        gate.wait(5)
        tell("three")
        return "done"

    with flight.board("k", lambda: None, work) as first, flight.board("k", lambda: None, work) as second:
        assert (first.led, second.led) == (True, False)
        early, late = first.hear(soon(), 5), second.hear(soon(), 5)
        assert [next(early), next(early)] == ["one", "two"]
        gate.set()
        assert list(early) == ["three"]
        assert list(late) == ["one", "two", "three"]
        assert first.land(soon()).result == second.land(soon()).result == "done"


def test_silence_is_heard_too_and_ends_with_the_deadline():
    flight, gate = flights(), threading.Event()
    with flight.board("k", lambda: None, lambda offer, tell: gate.wait(5)) as seat:
        assert set(listen(seat, 0.1, pulse_seconds=0.01)) == {None}
        with pytest.raises(ModelLate):
            seat.land(soon(0))
    gate.set()


def test_what_was_told_before_a_failure_is_heard_and_then_the_failure():
    def work(offer, tell):
        tell("one")
        raise ModelRubbish("no JSON")

    with flights().board("k", lambda: None, work) as seat:
        assert [piece for piece in listen(seat) if piece] == ["one"]
        with pytest.raises(ModelRubbish):
            seat.land(soon())


def test_a_flight_whose_last_listener_went_away_is_a_late_one_and_goes_on():
    flight, gate, done = flights(late_max=1), threading.Event(), threading.Event()

    def work(offer, tell):
        tell("one")
        gate.wait(5)
        done.set()
        return "done"

    with flight.board("k", lambda: None, work) as seat:
        assert next(seat.hear(soon(), 5)) == "one"
    with pytest.raises(ModelUnavailable):
        flight.board("other", lambda: None, work)
    gate.set()
    assert done.wait(5)


def test_who_asks_and_hangs_up_again_and_again_leaves_others_their_room():
    flight, gate = flights(), threading.Event()
    greedy, other = Owner("greedy", late_max=2), Owner("other", late_max=2)

    def work(offer, tell):
        gate.wait(5)
        return "done"

    for key in ("a", "b"):
        with flight.board(key, lambda: None, work, greedy):
            pass
    with pytest.raises(ModelUnavailable, match="of this tenant"):
        flight.board("c", lambda: None, work, greedy)
    with flight.board("d", lambda: None, work, other) as seat, flight.board("a", lambda: None, work, greedy) as again:
        gate.set()
        assert seat.land(soon()).result == again.land(soon()).result == "done"
    with flight.board("b", lambda: None, work, greedy) as seat:
        assert seat.land(soon()).result == "done"
    with flight.board("c", lambda: None, work, greedy) as seat:
        assert seat.land(soon()).result == "done"
