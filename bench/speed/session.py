"""Everything that one run needs at once: the started servers, what each is asked, and the rounds' values."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bench.speed import aims, articles, fleet, load, stub_client, wrk
from bench.speed.figures import Rounds
from bench.speed.processes import Launch, Server, running

HIT_ARTICLES = 16
"""Different articles that the cached answers are of."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is done. ``passes`` of wrk for each system and number of connections in each round.

    ``bursts``: the number of articles and of callers by the name of the figure.
    """

    rounds: int
    passes: int
    misses: int
    waits: int
    bursts: Mapping[str, tuple[int, int]]


_FULL = {aims.BURST_500: (500, 500), aims.SUSTAINED: (1000, 500), aims.BURST_1000: (1000, 1000)}
FULL = Plan(rounds=5, passes=2, misses=30, waits=200, bursts=_FULL)
QUICK = Plan(rounds=1, passes=1, misses=10, waits=32, bursts={aims.BURST_100: (100, 100)})


@dataclass(frozen=True, slots=True)
class Session:
    """A run. ``servers`` by the names in ``aims``, without those that are not installed."""

    plan: Plan
    folder: Path
    servers: dict[str, Server]
    redis: str
    rounds: Rounds = field(default_factory=Rounds)
    nonces: Iterator[int] = field(default_factory=lambda: count(HIT_ARTICLES))

    def set_model(self, **wished: float) -> None:
        """Tell the stub its ``delay_seconds`` and ``faults``."""
        stub_client.set_model(self.stub.port, **wished)

    def model_calls(self) -> int:
        """Completions that the stub was asked for so far."""
        return stub_client.calls(self.stub.port)

    def settle(self) -> None:
        """Return when no completion is under way any more: late ones must not cost the next measurement."""
        while stub_client.unanswered(self.stub.port):
            time.sleep(0.1)
        time.sleep(0.3)

    @property
    def stub(self) -> Server:
        """The model."""
        return self.servers[aims.DIRECT]

    def those(self, systems: Sequence[str]) -> list[str]:
        """Of these the ones that are there."""
        return [system for system in systems if system in self.servers]

    def new_bodies(self, system: str, number: int) -> list[bytes]:
        """Requests for articles that nobody was asked about."""
        return [body(system, next(self.nonces)) for _ in range(number)]

    def burst(self, system: str, number: int, callers: int, **headers: str) -> load.Burst:
        """Ask a system for that many different new articles."""
        bodies = self.new_bodies(system, number)
        return load.burst(self.servers[system].port, path(system), bodies, callers, headers)

    def script(self, system: str) -> Path:
        """What wrk asks a system for."""
        bodies = [body(system, nonce) for nonce in range(HIT_ARTICLES)]
        return wrk.write_script(self.folder / f"{self.servers[system].port}.lua", path(system), bodies)


def path(system: str) -> str:
    """Where a system is asked."""
    return load.MODEL if system in {aims.DIRECT, aims.LITELLM} else load.OURS


def body(system: str, nonce: int) -> bytes:
    """What a system is asked."""
    return articles.for_model(nonce) if system in {aims.DIRECT, aims.LITELLM} else articles.for_us(nonce)


@contextmanager
def session(plan: Plan, folder: Path, litellm: Path | None) -> Iterator[Session]:
    """All servers, started and warm, while the block runs."""
    with ExitStack() as stack:
        engine = stack.enter_context(running(fleet.engine(folder), folder))
        stub = fleet.stub()
        servers = {aims.DIRECT: stack.enter_context(running(stub, folder))}
        if litellm:
            gateway = fleet.litellm(litellm, folder, engine.port, stub)
            servers[aims.LITELLM] = stack.enter_context(running(gateway, folder))
        engine.wait()
        redis = f"redis://127.0.0.1:{engine.port}"
        for system, launch in _ours(redis, stub).items():
            servers[system] = stack.enter_context(running(launch, folder))
            servers[system].wait()
        size = len(_warm(servers[aims.OURS], aims.OURS))
        _warm(servers[aims.OURS_REDIS], aims.OURS_REDIS)
        for system, launch in {aims.RAW: fleet.raw(redis, size), aims.GET: fleet.redis_get(redis, size)}.items():
            servers[system] = stack.enter_context(running(launch, folder))
        for system in (aims.RAW, aims.GET, *([aims.LITELLM] if litellm else [])):
            servers[system].wait()
            _warm(servers[system], system)
        yield Session(plan, folder, servers, redis)


def _ours(redis: str, stub: Launch) -> dict[str, Launch]:
    # A database each: neither shall find what the other keeps.
    without = {"STANDFIRST_READY_MAX_BYTES": "0"}
    return {
        aims.OURS: fleet.ours(f"{redis}/0", stub),
        aims.OURS_REDIS: fleet.ours(f"{redis}/1", stub, **without),
    }


def _warm(server: Server, system: str) -> bytes:
    """Have every article of the cached answers asked for by each worker; the last answer. Raises ``RuntimeError``."""
    bodies = [body(system, nonce) for nonce in range(HIT_ARTICLES)]
    for _ in range(4):
        replies = load.burst(server.port, path(system), bodies, HIT_ARTICLES).replies
    bad = [one for one in replies if one.status != 200]
    if bad:
        raise RuntimeError(f"{system} answers {bad[0].status}: {bad[0].body[:300]!r}")
    return replies[-1].body
