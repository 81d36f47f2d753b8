"""P7: the dearest requests that are allowed, one after the other; whoever asks for its health hears at once."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import hostile
from bench.chaos.line import Line, at_least, at_most, felt, percentile
from bench.chaos.rig import rig
from bench.speed import articles, load

GUNICORN_SECONDS = 30.0
CPU_MS = 250.0
TRIES = 3
WARM_UP = 40  # articles: what a worker makes once is no cost of a request
_SHORT = ("comment", "entit", "script")


def poisoned(folder: Path, *, short: bool) -> list[Line]:
    """P7 over HTTP. CPU is that of the whole service meanwhile."""
    with rig(folder, STANDFIRST_DEADLINE_SECONDS="25") as parts:
        load.burst(parts.service.port, load.OURS, [articles.for_us(nonce) for nonce in range(WARM_UP)], 8)
        stopped, health = threading.Event(), list[float]()
        watching = threading.Thread(target=_watch, args=(parts.service.port, stopped, health))
        watching.start()
        cost, slowest, statuses = dict[str, float](), 0.0, list[int]()
        try:
            for asked in hostile.requests(hostile.LIMIT):
                if short and not any(word in asked.name for word in _SHORT):
                    continue
                for _ in range(TRIES):  # a busy machine only adds: the least of them is what it costs
                    began, cpu = time.monotonic(), parts.cpu_seconds()
                    statuses.append(_status(parts.service.port, asked))
                    slowest = max(slowest, time.monotonic() - began)
                    spent = 1000 * (parts.cpu_seconds() - cpu)
                    cost[asked.name] = min(cost.get(asked.name, spent), spent)
                    if spent <= CPU_MS:
                        break
        finally:
            stopped.set()
            watching.join()
        dearest = max(cost, key=lambda name: cost[name])
        return [
            felt("P7", "poison requests", len(cost)),
            at_most(
                "P7", "answered with 5xx, or not at all", sum(status >= 500 or not status for status in statuses), 0
            ),
            at_most("P7", f"CPU of the dearest, ms ({dearest})", cost[dearest], CPU_MS),
            at_most("P7", "seconds of the slowest", slowest, GUNICORN_SECONDS / 2),
            at_most("P7", "p99 of /livez meanwhile, ms", 1000 * percentile(health, 0.99), 100),
            at_least("P7", "looks at /livez", len(health), 20),
        ]


def _status(port: int, asked: hostile.Asked) -> int:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=GUNICORN_SECONDS)
    try:
        line.request("POST", asked.path, asked.body, {"Content-Type": "application/json", "Cache-Control": "no-cache"})
        answer = line.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return 0
    else:
        return answer.status
    finally:
        line.close()


def _watch(port: int, stopped: threading.Event, health: list[float]) -> None:
    while not stopped.wait(0.05):
        began = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        line.request("GET", "/livez")
        line.getresponse().read()
        line.close()
        health.append(time.monotonic() - began)


def all_of(*, short: bool) -> Iterator[tuple[str, Callable[[Path], list[Line]]]]:
    """Every scenario by its name."""
    yield "P7", lambda folder: poisoned(folder, short=short)
