"""The measurements, one function a round of each. Systems take turns within a round."""

import statistics
import time

from bench.speed import aims, articles, fleet, load, usage
from bench.speed.processes import running
from bench.speed.session import Session, path

IDENTICAL = 200
AGAIN_CALLERS = 16
WAIT_CALLERS = 32
LATE_SECONDS = 1.5
MISS_SYSTEMS = (aims.DIRECT, aims.OURS, aims.LITELLM)


def starts(run: Session) -> None:
    """From nothing to the first answer of a model, and what a worker weighs then."""
    run.set_model(delay_seconds=0)
    launch, nonce = fleet.ours(f"{run.redis}/2", run.stub.launch), next(run.nonces)
    began = time.perf_counter()
    with running(launch, run.folder) as server:
        while _asked_once(server.port, nonce) != 200 and server.process.poll() is None:
            time.sleep(0.02)
        run.rounds.add(aims.START, aims.OURS, time.perf_counter() - began)
        run.rounds.add(aims.START_CPU, aims.OURS, usage.cpu_seconds(server.pid))
        server.wait()
        run.rounds.add(aims.IDLE_RSS, aims.OURS, usage.rss_mb(server.pid))
        run.rounds.add(aims.IDLE_PSS, aims.OURS, usage.pss_mb(server.pid))


def misses(run: Session) -> None:
    """One new article after the other over one connection, each of them one model call."""
    run.set_model(delay_seconds=0.05)
    for system in run.those(MISS_SYSTEMS):
        calls = run.model_calls()
        burst = run.burst(system, run.plan.misses, callers=1)
        run.rounds.add(aims.MISS, system, statistics.median(one.seconds for one in burst.replies) * 1000)
        _note_failures(run, system, burst)
        run.rounds.add(aims.MISS_CALLS, system, (run.model_calls() - calls) / run.plan.misses)


def bursts(run: Session) -> None:
    """Many different articles at once on a slow model."""
    for name, (number, callers) in run.plan.bursts.items():
        for system in run.those(MISS_SYSTEMS if name != aims.SUSTAINED else MISS_SYSTEMS[:2]):
            _burst(run, name, system, run.new_bodies(system, number), callers)
    pid = run.servers[aims.OURS].pid
    run.rounds.add(aims.PEAK_RSS, aims.OURS, usage.peak_rss_mb(pid))
    run.rounds.add(aims.PEAK_PSS, aims.OURS, usage.pss_mb(pid))


def _burst(run: Session, name: str, system: str, bodies: list[bytes], callers: int) -> None:
    run.set_model(delay_seconds=2)
    burst = load.burst(run.servers[system].port, path(system), bodies, callers)
    good = len(bodies) - burst.errors - (burst.degraded if system == aims.OURS else 0)
    run.rounds.add(name, system, good / burst.seconds)
    _note_failures(run, system, burst)
    if system == aims.OURS:
        _ask_again(run, bodies)


def _ask_again(run: Session, bodies: list[bytes]) -> None:
    """The same articles once more: each answer was to be kept, though all came at once."""
    run.settle()
    run.set_model(delay_seconds=0)
    calls = run.model_calls()
    load.burst(run.servers[aims.OURS].port, load.OURS, bodies, AGAIN_CALLERS)
    run.rounds.add(aims.LOST, aims.OURS, run.model_calls() - calls)


def _note_failures(run: Session, system: str, burst: load.Burst) -> None:
    run.rounds.add(aims.ERRORS, system, burst.errors)
    if system == aims.OURS:
        run.rounds.add(aims.DEGRADED, system, burst.degraded)


def identical(run: Session) -> None:
    """The same new article from many callers at once."""
    run.set_model(delay_seconds=0.5)
    calls = run.model_calls()
    bodies = run.new_bodies(aims.OURS, 1) * IDENTICAL
    burst = load.burst(run.servers[aims.OURS].port, load.OURS, bodies, IDENTICAL)
    run.rounds.add(aims.IDENTICAL, aims.OURS, run.model_calls() - calls)
    _note_failures(run, aims.OURS, burst)


def deadlines(run: Session) -> None:
    """Callers that wait for one second, on a model that takes ten."""
    run.set_model(delay_seconds=10)
    burst = run.burst(aims.OURS, run.plan.waits, WAIT_CALLERS, Prefer="wait=1")
    late = sum(one.seconds > LATE_SECONDS or one.status != 200 for one in burst.replies)
    run.rounds.add(aims.LATE, aims.OURS, late)
    run.rounds.add(aims.LATEST, aims.OURS, max(one.seconds for one in burst.replies))


def _asked_once(port: int, nonce: int) -> int:
    try:
        return load.burst(port, load.OURS, [articles.for_us(nonce)], 1).replies[0].status
    except OSError:
        return 0
