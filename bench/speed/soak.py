"""A long, even load with a model that fails now and then: memory, file descriptors and threads have to stay flat.

Twenty requests a second for ``--minutes``, four of five for an article that was asked for before; five of a hundred
model calls end with an error, a reset, or ten times as late. Ends with 1 where something grows or a caller gets an
error.
"""

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
from collections import Counter, deque
from contextlib import ExitStack
from pathlib import Path

from bench.speed import articles, fleet, load, usage
from bench.speed.flatness import Sample, slopes
from bench.speed.processes import Server, running
from bench.speed.stub_client import set_model

RATE = 20  # requests a second
REPEATED = 0.8
KNOWN = 50  # articles that a repeat is one of
MODEL = {"delay_seconds": 0.2, "faults": 0.05}
WAIT = {"Prefer": "wait=1"}  # a slow model call is later than this
STORE_BYTES = "1000000"  # of ready answers in process: full, and so flat, while the warm-up lasts
WARMING = 3_000  # articles before the clock runs: what is remembered of words is full then, and only leaks grow
WARMING_BURST, WARMING_CALLERS = 100, 32
SAMPLE_SECONDS = 30.0
SAMPLES_LEAST = 12
_WARMING_FROM = 1_000_000  # their numbers, which the load does not come to


class Soak:
    """The load on one server, and what came of it."""

    def __init__(self, server: Server, seed: int = 5) -> None:
        self.samples: list[Sample] = []
        self.outcomes: Counter[str] = Counter()
        self._server = server
        self._callers = load.Callers(server.port)
        self._chance = random.Random(seed)  # noqa: S311 - the same load each time, no secrets
        self._known: deque[int] = deque(maxlen=KNOWN)
        self._next = 0

    async def run(self, seconds: float) -> None:
        """Ask evenly for so long, looking at the workers meanwhile."""
        began = time.monotonic()
        every = min(SAMPLE_SECONDS, seconds / SAMPLES_LEAST)
        async with asyncio.TaskGroup() as group:
            for turn in range(round(seconds * RATE)):
                await asyncio.sleep(began + turn / RATE - time.monotonic())
                group.create_task(self._ask())
                if turn and turn % round(every * RATE) == 0:
                    self._look(time.monotonic() - began)
        self._look(seconds)

    async def _ask(self) -> None:
        reply = await self._callers.ask(load.request(load.OURS, articles.for_us(self._nonce()), WAIT))
        good = "degraded" if reply.degraded else "by the model"
        self.outcomes[good if reply.status == 200 else f"status {reply.status}"] += 1

    def _nonce(self) -> int:
        if self._known and self._chance.random() < REPEATED:
            return self._chance.choice(self._known)
        self._next += 1
        self._known.append(self._next)
        return self._next

    def _look(self, seconds: float) -> None:
        done = self.outcomes.total()
        uses = usage.uses(self._server.pid)
        self.samples += [Sample(done, use) for use in uses]
        told = "; ".join(f"{one.pid}: {one.rss_mb:.1f} MB {one.fds} fds {one.threads} threads" for one in uses)
        print(f"{seconds:5.0f} s {done:6} answers {dict(self.outcomes)}; {told}", flush=True)


def main() -> None:
    """Soak, and tell whether all stayed flat."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed.soak", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    minutes = parser.parse_args().minutes
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that all servers are stopped
    with tempfile.TemporaryDirectory(prefix="sf-soak-") as folder, ExitStack() as stack:
        server = _started(Path(folder), stack)
        _warm(server)
        soak = Soak(server)
        asyncio.run(soak.run(minutes * 60))
    sys.exit(0 if _tell(soak) else 1)


def _started(folder: Path, stack: ExitStack) -> Server:
    engine = stack.enter_context(running(fleet.engine(folder), folder))
    stub = stack.enter_context(running(fleet.stub(), folder))
    engine.wait()
    stub.wait()
    set_model(stub.port, **MODEL)
    ours = fleet.ours(f"redis://127.0.0.1:{engine.port}/0", stub.launch, STANDFIRST_READY_MAX_BYTES=STORE_BYTES)
    server = stack.enter_context(running(ours, folder))
    server.wait()
    return server


def _warm(server: Server) -> None:
    """In many bursts over new connections: one connection stays with one worker, and each is to have its share."""
    for first in range(0, WARMING, WARMING_BURST):
        new = [articles.for_us(_WARMING_FROM + first + number) for number in range(WARMING_BURST)]
        load.burst(server.port, load.OURS, new, WARMING_CALLERS)


def _tell(soak: Soak) -> bool:
    found = list(slopes(soak.samples))
    print(*found, sep="\n")
    errors = sum(count for outcome, count in soak.outcomes.items() if outcome.startswith("status"))
    print(f"{soak.outcomes.total():,} requests: {dict(soak.outcomes)}")
    return bool(found) and all(one.flat for one in found) and not errors


if __name__ == "__main__":
    main()
