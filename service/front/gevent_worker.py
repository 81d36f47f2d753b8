"""gunicorn's gevent worker with our refusals."""

from typing import Any

from gunicorn.workers.ggevent import GeventWorker as Original

from service.front.bodies import is_unread
from service.front.refusals import Refusing, hear_out


class GeventWorker(Refusing, Original):  # type: ignore[misc]  # gunicorn has no types
    """Greenlets."""

    def handle_request(self, listener_name: Any, req: Any, sock: Any, addr: Any) -> None:  # noqa: ANN401
        """Serve one request; a sender whose body was not read is heard out before the connection ends."""
        try:
            super().handle_request(listener_name, req, sock, addr)
        except StopIteration:
            if is_unread(req.body):
                hear_out(sock)
            raise
