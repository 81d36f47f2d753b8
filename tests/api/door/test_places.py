"""When a request's place is free for the next."""

import pytest
from werkzeug.test import Client

from service.api.door.brake import Brake
from service.api.door.door import Door
from service.api.door.limits import Entered


class Limits:
    left = 0

    def enter(self, key):
        return Entered({"RateLimit": '"at-once";r=0'}, self.leave)

    def leave(self):
        self.left += 1


def answering(*headers):
    def application(environ, start_response):
        start_response("200 OK", list(headers))
        return iter([b"one", b"two"])

    return application


def begin(application, limits):
    return Client(Door(application, None, limits, Brake(lambda _: None))).get("/v1/prompts", buffered=False)


def test_an_answer_that_is_written_gives_its_place_back_before_it_is_sent():
    limits = Limits()
    answer = begin(answering(("Content-Length", "6")), limits)
    assert (limits.left, answer.headers["RateLimit"]) == (1, '"at-once";r=0')
    assert answer.get_data() == b"onetwo"
    answer.close()
    assert limits.left == 1


def test_a_stream_keeps_its_place_to_its_end():
    limits = Limits()
    answer = begin(answering(), limits)
    pieces = answer.iter_encoded()
    assert (next(pieces), limits.left) == (b"one", 0)
    answer.close()
    assert limits.left == 1


def test_an_application_that_breaks_gives_the_place_back():
    def broken(environ, start_response):
        raise RuntimeError

    limits = Limits()
    with pytest.raises(RuntimeError):
        begin(broken, limits)
    assert limits.left == 1
