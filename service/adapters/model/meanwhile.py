"""Work that is done between a request's last byte and its answer's first: the endpoint writes in that time anyway.

Done there and not in a thread beside the call, which would take its turn before the request is out.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

Work = Callable[[], None]

_SENT = frozenset(("http11.send_request_body.complete", "http2.send_request_body.complete"))
"""What httpcore2 calls the moment. https://www.encode.io/httpcore/extensions/#trace"""

_work: ContextVar[Work | None] = ContextVar("work", default=None)


@contextmanager
def meanwhile(work: Work | None) -> Iterator[None]:
    """Each request that this thread sends inside the block is followed by the work; what it raises is passed over."""
    token = _work.set(work)
    try:
        yield
    finally:
        _work.reset(token)


def tracing(extensions: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A request's extensions, with the work among them."""
    work = _work.get()
    if work is None:
        return extensions

    def trace(moment: str, _: Mapping[str, Any]) -> None:
        if moment in _SENT:
            # Whoever needs what the work makes does it again and meets its error there; the call has no part in it.
            with suppress(Exception):
                work()

    return {**extensions, "trace": trace}
