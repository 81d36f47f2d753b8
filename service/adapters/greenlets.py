"""What a gevent worker needs beside its greenlets: a system thread for long pure work, and to let others go on."""

from collections.abc import Callable
from typing import TypeVar

import gevent
from gevent import monkey
from gevent.threadpool import ThreadPool

from service.summarise.turns import Aside, here

T = TypeVar("T")


def aside() -> Aside:
    """Under gevent one thread of the system, in which long work holds up no greenlet; without, the caller's own.

    One, so that however many long pieces there are, the greenlets have every other slice of the interpreter's time.
    """
    if not monkey.is_module_patched("threading"):
        return here
    pool = ThreadPool(1)

    def run(work: Callable[[], T], /) -> T:
        result: T = pool.apply(work)
        return result

    return run


def pause() -> None:
    """Let the other greenlets go on, if there are any."""
    if monkey.is_module_patched("threading"):
        gevent.sleep(0)


def hold(seconds: float) -> None:
    """Wait, where it is only a greenlet that waits: a thread is too dear."""
    if monkey.is_module_patched("threading"):
        gevent.sleep(seconds)
