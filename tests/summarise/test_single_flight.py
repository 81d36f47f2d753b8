import threading
from datetime import UTC, datetime

import pytest

from service.adapters.clock import SystemClock
from service.adapters.stores import MemoryStore
from service.summarise.errors import ModelLate, ModelRubbish, ModelUnavailable
from service.summarise.ports import Deadline
from service.summarise.single_flight import SingleFlight


def spawn(function):
    threading.Thread(target=function, daemon=True).start()


def flights(store=None, **changes):
    clock = SystemClock()
    options = {"lease_seconds": 5, "max_flights": 8} | changes
    return SingleFlight(store or MemoryStore(1_000_000, clock), clock, spawn, **options)


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


def test_a_failure_reaches_every_caller_and_the_next_one_tries_again():
    flight = flights()

    def fails(offer):
        raise ModelRubbish("no JSON")

    for _ in range(2):
        with pytest.raises(ModelRubbish):
            flight.fly("k", lambda: None, fails, soon())
    assert flight.fly("k", lambda: None, lambda offer: "well", soon()).result == "well"


def test_too_many_flights_are_refused_at_once():
    flight, gate = flights(max_flights=1), threading.Event()
    with pytest.raises(ModelLate):
        flight.fly("a", lambda: None, lambda offer: gate.wait(5), soon(0.01))
    with pytest.raises(ModelUnavailable):
        flight.fly("b", lambda: None, lambda offer: "b", soon())
    gate.set()


def test_a_deadline_in_the_past_has_no_seconds_left():
    class Stopped:
        def now(self):
            return datetime(2026, 1, 1, tzinfo=UTC)

        def monotonic(self):
            return 100.0

    assert Deadline(Stopped(), 99.0).remaining_seconds() == 0
    assert Deadline(Stopped(), 99.0).passed
    assert Deadline(Stopped(), 101.5).remaining_seconds() == 1.5
