"""R9: a master that dies and is replaced by the Sentinels' choice; and one node of a Cluster that hangs."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.chaos.contract import Contract
from bench.chaos.line import Line, at_least, at_most, felt
from bench.chaos.phases import Times, common, through
from bench.chaos.rig import Rig, rig
from tests.redis_fleet import cluster, until, watched

RECOVERY_MAX_SECONDS = 10.0


def promoted(folder: Path, times: Times) -> list[Line]:
    """R9: SIGKILL of the master that three Sentinels watch."""
    with watched(folder / "fleet") as servers, rig(folder, REDIS_URL=servers.url) as parts, parts.load() as load:
        old, new = servers.servers
        kept = recovered = 0.0

        def begin() -> None:
            nonlocal kept, recovered
            kept, killed = float(old.ask("DBSIZE")), time.monotonic()
            old.kill()
            until(lambda: _all_are_well(parts), RECOVERY_MAX_SECONDS * 3)
            recovered = time.monotonic() - killed

        phases = through(parts, load, begin, lambda: None, times)
        return [
            felt("R9", "the replica was promoted", servers.master == new),
            felt("R9", "Redis was down", parts.log_lines("redis_down")),
            *common("R9", *phases, Contract.of(parts.service.port)),
            at_most("R9", "seconds until all workers used the new master", recovered, RECOVERY_MAX_SECONDS),
            at_least("R9", "entries in the new master / in the old one", float(new.ask("DBSIZE")) / kept, 0.99),
            at_most("R9", "errors at any time", sum(one.is_error for one in load.seen), 0),
        ]


def _all_are_well(parts: Rig) -> bool:
    """Whether each worker that said that Redis is down has said that it is up."""
    down = parts.log_lines("redis_down")
    return down > 0 and parts.log_lines("redis_up") >= down


def cluster_node_hangs(folder: Path, times: Times) -> list[Line]:
    """R9 over a Cluster without replicas: a third of the keys is gone for a while."""
    with cluster(folder / "fleet") as nodes, rig(folder, REDIS_URL=nodes.url) as parts, parts.load() as load:
        one = nodes.nodes[2]
        before = [len(keys) for keys in nodes.names()]
        phases = through(parts, load, one.freeze, one.thaw, times)
        after = [len(keys) for keys in nodes.names()]
        return [
            felt("R9 Cluster", "nodes that took new entries", sum(map(int.__gt__, after, before))),
            *common("R9 Cluster", *phases, Contract.of(parts.service.port)),
            # Each command for that node takes its time-out: the breaker is one for all nodes.
            at_most("R9 Cluster", "p99 more than before, ms", phases[1].p99_ms - phases[0].p99_ms, 500),
            at_most("R9 Cluster", "errors at any time", sum(seen.is_error for seen in load.seen), 0),
        ]


def all_of(*, short: bool) -> Iterator[tuple[str, Callable[[Path], list[Line]]]]:
    """Every scenario by its name."""
    times = Times(2, 3, 2) if short else Times()
    yield "R9", lambda folder: promoted(folder, times)
    yield "R9 Cluster", lambda folder: cluster_node_hangs(folder, times)
