"""R: what Redis may do."""

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import redis

from bench.chaos.callers import Seen
from bench.chaos.contract import Contract
from bench.chaos.line import Line, at_least, at_most, felt, percentile
from bench.chaos.origin import foreign
from bench.chaos.phases import Phase, Times, common, measured, through
from bench.chaos.rig import Rig, rig, wait
from bench.speed.processes import running
from service.adapters.stores.seal import unseal

Scenario = Callable[[Path], list[Line]]


def _client(parts: Rig) -> Any:  # noqa: ANN401 - whose replies have no types
    return redis.Redis(port=parts.engine.port, socket_timeout=5)


def _commons(name: str, parts: Rig, phases: tuple[Phase, Phase, Phase], slower_ms: float) -> list[Line]:
    before, during, _ = phases
    return [
        *common(name, *phases, Contract.of(parts.service.port)),
        at_most(name, "p99 more than before, ms", during.p99_ms - before.p99_ms, slower_ms),
    ]


def frozen(folder: Path, times: Times, name: str = "R3", load_rate: float = 100.0) -> list[Line]:
    """R3: SIGSTOP, so that connections stay open and nothing answers."""
    with rig(folder) as parts, parts.load(rate=load_rate, new_share=0.1) as load:
        phases = through(
            parts,
            load,
            lambda: os.kill(parts.engine.pid, signal.SIGSTOP),
            lambda: os.kill(parts.engine.pid, signal.SIGCONT),
            times,
        )
        return [
            felt(name, "Redis stopped", parts.log_lines("redis_down")),
            *_commons(name, parts, phases, 150),
            at_most(name, "lines of state", parts.log_lines("redis_down") + parts.log_lines("redis_up"), 4),
            at_least(name, "requests meanwhile", len(phases[1].seen), load_rate * times.during * 0.9),
        ]


def paused(folder: Path, times: Times) -> list[Line]:
    """R3: CLIENT PAUSE, a Redis that takes commands and answers none."""
    with rig(folder) as parts, parts.load() as load:
        milliseconds = int(times.during * 1000)
        phases = through(
            parts,
            load,
            lambda: _client(parts).execute_command("CLIENT", "PAUSE", milliseconds, "ALL"),
            lambda: None,
            times,
        )
        return [
            felt("R3 pause", "Redis paused", parts.log_lines("redis_down")),
            *_commons("R3 pause", parts, phases, 150),
        ]


def killed(folder: Path, times: Times) -> list[Line]:
    """R2: SIGKILL in flight, and another one at the same address a while later."""
    with rig(folder) as parts, parts.load() as load:
        phases = through(
            parts, load, lambda: os.kill(parts.engine.pid, signal.SIGKILL), lambda: _restarted(parts), times
        )
        return [felt("R2", "Redis killed", parts.log_lines("redis_down")), *_commons("R2", parts, phases, 100)]


def _restarted(parts: Rig) -> None:
    manager = running(parts.engine.launch, parts.folder)
    parts.engine = manager.__enter__()
    parts.managers.append(manager)


def late_start(folder: Path, times: Times) -> list[Line]:
    """R1: down at the start of the service, up later."""
    with rig(folder, engine_first=False) as parts, parts.load() as load:
        wait(times.during)
        first = load.since(0)
        _restarted(parts)
        wait(3)
        mark = time.monotonic()
        wait(3)
        keys = _client(parts).dbsize()
        return [
            felt("R1", "answers without Redis", len(first)),
            at_most("R1", "errors", sum(one.is_error for one in load.since(0)), 0),
            at_least("R1", "keys in Redis 3 s after it came", keys, 1),
            at_most("R1", "errors after it came", sum(one.is_error for one in load.since(mark)), 0),
        ]


def delayed(folder: Path, times: Times) -> list[Line]:
    """R4: a blip of 300 ms, once; it must not open anything for longer than a second."""
    with rig(folder, proxied=True) as parts, parts.load() as load:
        assert parts.proxy  # noqa: S101 - as was asked
        proxy = parts.proxy
        wait(3)
        before = measured(parts, load, times.before)
        proxy.delay_seconds = 0.3
        wait(0.3)
        proxy.delay_seconds = 0.0
        wait(1.5)
        after = measured(parts, load, times.before)
        hits = [one for one in after.seen if not one.new]
        return [
            felt("R4", "pieces held up", proxy.held_up),
            at_most("R4", "errors", sum(one.is_error for one in load.since(0)), 0),
            at_most("R4", "p99 after it more than before, ms", after.p99_ms - before.p99_ms, 50),
            at_most(
                "R4", "p99 of a cached answer after it, ms", 1000 * percentile([one.seconds for one in hits], 0.99), 300
            ),
        ]


def far_away(folder: Path, times: Times) -> list[Line]:
    """R4: twice as late as a command may take, for a while: Redis is down, and nothing flaps."""
    with rig(folder, proxied=True) as parts, parts.load() as load:
        assert parts.proxy  # noqa: S101 - as was asked
        proxy = parts.proxy

        def delay(seconds: float) -> None:
            proxy.delay_seconds = seconds

        phases = through(parts, load, lambda: delay(0.1), lambda: delay(0.0), times)
        return [
            felt("R4 far", "pieces held up", proxy.held_up),
            *_commons("R4 far", parts, phases, 150),
            at_most("R4 far", "lines of state", parts.log_lines("redis_down") + parts.log_lines("redis_up"), 4),
        ]


_BUSY = """
local began = redis.call('TIME')[1]
while redis.call('TIME')[1] - began < tonumber(ARGV[1]) do end
"""


def busy(folder: Path, times: Times) -> list[Line]:
    """R3, R8: a script that does not end; Redis answers nothing, and BUSY after five seconds."""
    with rig(folder) as parts, parts.load() as load:
        running_script: list[threading.Thread] = []

        def begin() -> None:
            client = redis.Redis(port=parts.engine.port, socket_timeout=times.during + 10)
            script = threading.Thread(target=client.eval, args=(_BUSY, 0, int(times.during)))
            script.start()
            running_script.append(script)

        phases = through(parts, load, begin, lambda: running_script[0].join(), times)
        return [
            felt("R3 busy", "Redis busy", parts.log_lines("redis_down")),
            *_commons("R3 busy", parts, phases, 150),
            at_most("R3 busy", "lines of state", parts.log_lines("redis_down") + parts.log_lines("redis_up"), 6),
        ]


def full(folder: Path, times: Times) -> list[Line]:
    """R5: Redis takes no writes."""
    with rig(folder) as parts, parts.load() as load:
        client = _client(parts)

        def begin() -> None:
            client.config_set("maxmemory-policy", "noeviction")
            client.config_set("maxmemory", "1mb")

        phases = through(parts, load, begin, lambda: client.config_set("maxmemory", "0"), times)
        return [
            felt("R5", "writes refused", parts.log_lines("redis_refuses_writes")),
            *_commons("R5", parts, phases, 150),
        ]


def damaged(folder: Path, times: Times) -> list[Line]:
    """R7: values cut, flipped, swapped, of another type, five megabytes long."""
    with rig(folder, STANDFIRST_READY_MAX_BYTES="0") as parts, parts.load() as load:
        client, spoiled = _client(parts), [0]

        def begin() -> None:
            keys = [key for key in client.scan_iter("standfirst:*", count=1000) if client.type(key) == b"string"]
            values = [client.get(key) or b"" for key in keys]
            for place, key in enumerate(keys):
                value = values[place]
                ways = (value[: len(value) // 2], value[:-1] + bytes([value[-1] ^ 1]) if value else b"",
                        values[place - 1], b"x" * 5_000_000 if place < 10 else b"{}", b"{}")  # fmt: skip
                client.set(key, ways[place % len(ways)], keepttl=True)
                if place % 7 == 0:
                    client.delete(key)
                    client.rpush(key, b"a list")
                spoiled[0] += 1

        phases = through(parts, load, begin, lambda: None, times)
        return [
            felt("R7", "values spoiled", spoiled[0]),
            *common("R7", *phases, Contract.of(parts.service.port)),
            at_most("R7", "answers made of another article", foreign(load.seen), 0),
            at_least("R7", "entries asked for again that are sound / all of them", _sound(client, phases[2].seen), 1),
        ]


def _sound(client: Any, seen: Sequence[Seen]) -> float:  # noqa: ANN401 - whose replies have no types
    """The share of the answers, of those that were asked for again and again, whose entry is whole."""
    names = {f"standfirst:summary:{json.loads(one.body)['id']}" for one in seen if one.status == 200 and not one.new}
    whole = sum(client.type(name) == b"string" and unseal(name, client.get(name)) is not None for name in names)
    return float(whole) / max(1, len(names))


def refusing(folder: Path, times: Times) -> list[Line]:
    """R8: a password that nobody told us, then no room for another client."""
    with rig(folder) as parts, parts.load() as load:
        client = _client(parts)
        client.ping()

        def begin() -> None:
            client.config_set("requirepass", "changed")
            client.client_kill_filter(_type="normal", skipme=True)

        def end() -> None:
            client.config_set("requirepass", "")

        phases = through(parts, load, begin, end, times)
        down = parts.log_lines("redis_down")
        return [
            felt("R8", "connections refused", down),
            *_commons("R8", parts, phases, 150),
            at_most("R8", "lines of state", down, 4),
        ]


def flushed(folder: Path, times: Times) -> list[Line]:
    """R10: FLUSHALL; a hundred identical requests then cost one call an article."""
    with rig(folder, STANDFIRST_READY_MAX_BYTES="0") as parts:
        with parts.load(new_share=0.0) as load:
            wait(3)
            calls = parts.model_calls()
            _client(parts).flushall()
            wait(times.during)
            calls = parts.model_calls() - calls
        return [
            felt("R10", "calls after FLUSHALL", calls),
            at_most("R10", "model calls an article", calls / 50, 1.0),
            at_most("R10", "errors", sum(one.is_error for one in load.seen), 0),
        ]


def outage_is_not_kept(folder: Path, times: Times) -> list[Line]:
    """R12: what was degraded is not what is given when the model is back."""
    with rig(folder) as parts:
        parts.model_does("500")
        with parts.load(new_share=0.0) as load:
            wait(times.during)
            degraded = sum(bool(one.reason) for one in load.seen)
            parts.model_does()
            wait(5)
            mark = time.monotonic()
            wait(times.after)
        later = load.since(mark)
        return [
            felt("R12", "degraded answers", degraded),
            at_most("R12", "degraded answers 5 s after", sum(bool(one.reason) for one in later), 0),
            at_most("R12", "errors", sum(one.is_error for one in load.seen), 0),
        ]


def evicting(folder: Path, times: Times) -> list[Line]:
    """R6: ten times more than fits; the cache forgets, nobody is told of it."""
    with rig(folder) as parts, parts.load() as load:
        client, kept = _client(parts), list[bytes]()

        def begin() -> None:
            client.config_set("maxmemory-policy", "volatile-lru")
            client.config_set("maxmemory", "3mb")
            kept.extend(name for name in client.scan_iter("*", count=1000) if client.ttl(name) == -1)
            for number in range(300):
                with suppress(redis.ResponseError):
                    client.set(f"filler:{number}", b"x" * 100_000, ex=600)

        phases = through(parts, load, begin, lambda: client.config_set("maxmemory", "0"), times)
        return [
            felt("R6", "evicted keys", client.info("stats")["evicted_keys"]),
            felt("R6", "keys that count for good", len(kept)),
            at_least("R6", "of these, those that are left / all of them", float(client.exists(*kept)) / len(kept), 1),
            *common("R6", *phases, Contract.of(parts.service.port)),
            at_most("R6", "answers made of another article", foreign(load.seen), 0),
        ]


def all_of(*, short: bool) -> Iterator[tuple[str, Scenario]]:
    """Every scenario by its name."""
    times = Times(2, 4, 2) if short else Times()
    minute = Times(5, 5, 2) if short else Times(20, 60, 5)
    named = {
        "R1": late_start, "R2": killed, "R3": frozen, "R3 pause": paused, "R3 busy": busy, "R4": delayed,
        "R4 far": far_away, "R5": full, "R6": evicting, "R7": damaged, "R8": refusing,
        "R10": flushed, "R12": outage_is_not_kept,
    }  # fmt: skip
    for name, scenario in named.items():
        yield name, lambda folder, scenario=scenario: scenario(folder, times)  # type: ignore[misc]
    yield "Load, Redis", lambda folder: frozen(folder, minute, "Load, Redis", 175.0)
