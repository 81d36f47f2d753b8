"""gunicorn's gevent worker with our refusals, and an end to senders who take for ever."""

from typing import Any

import gevent
from gunicorn.workers.ggevent import GeventWorker as Original

from service.front.bodies import is_unread
from service.front.refusals import Refusing, hear_out
from service.front.slow_senders import LOOK_SECONDS, HeardSocket, SlowSenders

SEND_SECONDS = 15.0
"""A request has come in by then, head and body, or its connection is cut."""


class GeventWorker(Refusing, Original):  # type: ignore[misc]  # gunicorn has no types
    """Greenlets."""

    def run(self) -> None:
        """Serve until told to stop."""
        self._slow = SlowSenders(SEND_SECONDS)
        gevent.spawn(self._cut_slow_senders)
        super().run()

    def handle(self, listener: Any, client: Any, addr: Any) -> None:  # noqa: ANN401
        """Serve one connection, which has to say something soon."""
        line = HeardSocket(client, self._slow)
        self._slow.begin(line)
        try:
            super().handle(listener, line, addr)
        finally:
            self._slow.end(line)

    def handle_request(self, listener_name: Any, req: Any, sock: Any, addr: Any) -> None:  # noqa: ANN401
        """Serve one request; a sender whose body was not read is heard out before the connection ends."""
        self._slow.read_body(sock, req.body)
        try:
            super().handle_request(listener_name, req, sock, addr)
        except StopIteration:
            if is_unread(req.body):
                hear_out(sock)
            raise
        finally:
            self._slow.end(sock)

    def _cut_slow_senders(self) -> None:
        while self.alive:
            gevent.sleep(LOOK_SECONDS)
            self._slow.cut()
