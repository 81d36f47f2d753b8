import socket

import pytest

from service.front.slow_senders import HeardSocket, SlowSenders


class Body:
    """As gunicorn's: its reader knows how much is to come."""

    class Reader:
        length = 0

    def __init__(self, left):
        self.reader = self.Reader()
        self.reader.length = left


class Clock:
    moment = 100.0

    def __call__(self):
        return self.moment


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def slow(clock):
    return SlowSenders(15, clock)


@pytest.fixture
def pair(slow):
    ours, theirs = socket.socketpair()
    theirs.settimeout(5)
    with ours, theirs:
        yield HeardSocket(ours, slow), theirs


def is_cut(theirs):
    theirs.setblocking(False)
    try:
        return theirs.recv(1) == b""
    except BlockingIOError:
        return False


def test_a_connection_that_says_nothing_is_cut(slow, clock, pair):
    line, theirs = pair
    slow.begin(line)
    clock.moment += 15
    assert slow.cut() == 0
    clock.moment += 1
    assert slow.cut() == 1
    assert is_cut(theirs)


def test_a_head_that_drips_has_no_more_time_for_each_byte(slow, clock, pair):
    line, theirs = pair
    slow.begin(line)
    for _ in range(16):
        clock.moment += 1
        theirs.sendall(b"G")
        assert line.recv(10) == b"G"
    assert slow.cut() == 1


def test_a_body_that_drips_is_cut_and_one_that_is_in_is_not(slow, clock, pair):
    line, _ = pair
    body = Body(left=10)
    slow.begin(line)
    slow.read_body(line, body)
    body.reader.length = 0
    clock.moment += 60
    assert slow.cut() == 0
    slow.begin(line)
    slow.read_body(line, Body(left=10))
    clock.moment += 60
    assert slow.cut() == 1


def test_between_two_requests_and_while_an_answer_is_made_nothing_is_awaited(slow, clock, pair):
    line, theirs = pair
    slow.begin(line)
    slow.read_body(line, Body(left=0))
    clock.moment += 60
    assert slow.cut() == 0
    theirs.sendall(b"GET")
    line.recv(10)
    clock.moment += 10
    slow.end(line)
    clock.moment += 60
    assert slow.cut() == 0
    assert not is_cut(theirs)
