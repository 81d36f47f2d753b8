"""What gunicorn refuses has a status and a problem document; what the application leaves unread is known."""

import json

import pytest
from gunicorn.http import errors

from service.front.bodies import BodyGuard, ChunkedBody, is_unread
from service.front.refusals import refusal, status_of


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.LimitRequestLine(9, 8), 414),
        (errors.LimitRequestHeaders("x"), 431),
        (errors.InvalidHeader("x"), 400),
        (errors.InvalidChunkSize(b"x"), 400),
        (errors.UnsupportedTransferCoding("x"), 501),
        (errors.InvalidResponseHeader("x"), 500),
        (RuntimeError("x"), 500),
    ],
)
def test_each_fault_has_its_status_and_a_whole_answer(error, status):
    assert status_of(error) == status
    head, _, body = refusal(status).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"Connection: close" in head
    assert b"Content-Length: %d" % len(body) in head
    assert json.loads(body)["status"] == status


class Broken:
    def read(self, size):
        raise errors.InvalidChunkSize(b"x")


def test_a_broken_chunk_is_the_senders_fault():
    with pytest.raises(OSError, match="chunks"):
        ChunkedBody(Broken()).read()


class Length:
    def __init__(self, left):
        self.reader = self
        self.length = left


class Response:
    closed = False

    def force_close(self):
        self.closed = True

    def start_response(self, status, headers):
        return None


@pytest.mark.parametrize("left", [0, 9])
def test_the_connection_ends_where_bytes_were_left(left):
    response = Response()
    guard = BodyGuard(lambda environ, start: [start("415 NO", [])])
    guard({"wsgi.input": Length(left)}, response.start_response)
    assert response.closed is bool(left)
    assert is_unread(Length(left)) is bool(left)
