"""Who would be answered too late is told so at once, before the body is read: 503 with ``Retry-After``.

What bounds an overload is the time that callers wait for CPU, so that is what is looked at, and not how many they are:
five hundred who wait for the model harm nobody.
"""

import math

from flask import g, request

from service.api import deadlines
from service.api.parts import parts
from service.summarise.errors import Busy

QUEUE_SHARE = 0.25
"""Of what a caller waits, as much may go by before its article is read: the rest is the model's."""

QUEUE_MIN_SECONDS = 0.5
"""A shorter queue turns nobody away: it is a burst, and soon over."""


def refuse_the_late() -> None:
    """A hook before each request: raises ``Busy`` for an article while the queue is too long for its deadline."""
    if request.method != "POST" or request.routing_exception:
        return
    waited = parts().turns.waited_seconds
    if waited > QUEUE_MIN_SECONDS and waited > QUEUE_SHARE * deadlines.wanted()[0].seconds:
        g.log["refused"] = "busy"
        raise Busy(math.ceil(waited))
