"""Work that is done while the endpoint writes."""

import threading
from dataclasses import replace

from service.adapters.clock import SystemClock
from service.summarise.ports import Deadline, Message, ModelRequest
from tests.scripted_model import says

PATIENCE_SECONDS = 5.0
REQUEST = ModelRequest((Message("user", "Go."),), {"type": "object"}, "brief", 100)


def ask(desk, work):
    return desk.model.complete(replace(REQUEST, meanwhile=work), Deadline.after(SystemClock(), 10.0))


def test_the_work_is_done_when_the_request_is_out_and_the_answer_is_not_there(desk):
    arrived, worked = threading.Event(), threading.Event()
    in_time = []

    def answer(asked):
        arrived.set()
        in_time.append(worked.wait(PATIENCE_SECONDS))
        return says("fine")

    def work():
        in_time.append(arrived.wait(PATIENCE_SECONDS))
        worked.set()

    assert ask(desk(answer), work).text == "fine"
    assert in_time == [True, True]


def test_work_that_fails_does_not_fail_the_call(desk):
    def work():
        raise ValueError("no")

    assert ask(desk(says("fine")), work).text == "fine"


def test_work_belongs_to_its_own_call(desk):
    open_desk = desk(says("fine"))
    done = []
    ask(open_desk, lambda: done.append("first"))
    open_desk.ask()
    assert done == ["first"]
