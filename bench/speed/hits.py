"""The measurement of cached answers: what wrk counts, beside the CPU that the servers spend meanwhile."""

from dataclasses import dataclass

from bench.speed import aims, usage, wrk
from bench.speed.session import Session

CONNECTIONS = {1: aims.CPU_1, 64: aims.CPU_64}
WRK_SECONDS = 1  # of each pass; wrk knows whole ones only
WRK_LEAST = 1  # answers; a gateway at 64 connections may give few in a second
WRONG_MOST = 0.01
SYSTEMS = (aims.RAW, aims.GET, aims.OURS_REDIS, aims.OURS, aims.LITELLM)


def hits(run: Session) -> None:
    """CPU and rate of cached answers. Raises ``RuntimeError`` when they are no answers, or not from the cache."""
    calls = run.model_calls()
    systems = run.those(SYSTEMS)
    for connections, name in CONNECTIONS.items():
        for system in systems:
            run.servers[system].wait()  # what an earlier burst left there is done with
        passes = [_pass(run, order, connections) for order in _orders(run, systems)]
        for system in systems:
            told = [one[system] for one in passes]
            answers = sum(one.answers for one in told)
            run.rounds.add(name, system, sum(one.cpu_seconds for one in told) / answers * 1000)
            run.rounds.add(aims.HIT_ERRORS, system, sum(one.errors for one in told))
            if connections > 1:
                run.rounds.add(aims.RATE_64, system, answers / sum(one.seconds for one in told))
    if run.model_calls() != calls:
        raise RuntimeError("a cached answer asked the model")


@dataclass(frozen=True, slots=True)
class _Hits:
    """What one system did in one pass."""

    answers: int
    errors: int
    seconds: float
    cpu_seconds: float


def _orders(run: Session, systems: list[str]) -> list[list[str]]:
    """There and back, as often as wished: who comes late in one pass comes early in the next."""
    return [systems if turn % 2 == 0 else systems[::-1] for turn in range(run.plan.passes)]


def _pass(run: Session, systems: list[str], connections: int) -> dict[str, _Hits]:
    return {system: _hit(run, system, connections) for system in systems}


def _hit(run: Session, system: str, connections: int) -> _Hits:
    """Load by wrk, and the CPU that the server spent meanwhile."""
    server, script = run.servers[system], run.script(system)
    before = usage.cpu_seconds(server.pid)
    told = wrk.run(server.port, script, connections=connections, seconds=WRK_SECONDS)
    if told.answers < WRK_LEAST or told.errors > told.answers * WRONG_MOST:
        raise RuntimeError(f"{system}: {told.errors} of {told.answers} cached answers failed")
    return _Hits(told.answers, told.errors, told.answers / told.rate, usage.cpu_seconds(server.pid) - before)
