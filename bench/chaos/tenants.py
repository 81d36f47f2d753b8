"""A: keys, limits and money of tenants who share a service."""

import http.client
import itertools
import os
import random
import signal
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from bench.chaos.line import Line, at_least, at_most, felt, percentile
from bench.chaos.rig import Rig, rig, wait
from bench.chaos.samples import same_distribution
from bench.speed import articles, briefs, load
from service.adapters.key_file.registry import add
from service.adapters.key_file.secret import PREFIX, make
from service.summarise.allowance import UNBOUNDED, Allowance
from service.summarise.key import Key, Scope

Headers = dict[str, str]
_TOKENS = briefs.USAGE["total_tokens"]
_JSON = {"Content-Type": "application/json"}


def wrong_keys(folder: Path, asked: int) -> list[Line]:
    """A3: the time of a refusal tells nothing about how much of a key was right."""
    folder.mkdir(parents=True)
    right = _key(folder, "a")["X-API-Key"]
    with rig(folder, STANDFIRST_KEYS_FILE=_keys(folder)) as parts:
        line = http.client.HTTPConnection("127.0.0.1", parts.service.port, timeout=10)
        times: dict[bool, list[float]] = {True: [], False: []}
        statuses = set()
        for number in range(asked + 200):
            near = number % 2 == 0
            wrong = make()
            shown = right[:40] + wrong[40:] if near else wrong
            began = time.perf_counter()
            line.request("POST", load.OURS, b"{}", _JSON | {"X-API-Key": shown})
            answer = line.getresponse()
            answer.read()
            statuses.add(answer.status)
            if number >= 200:  # the first ones warm up
                times[near].append(time.perf_counter() - began)
        with_prefix, without = (statistics.median(times[near]) for near in (True, False))
        return [
            felt("A3", "wrong keys refused", asked if statuses == {401} else 0),
            at_most("A3", "medians with and without the right prefix, apart", abs(with_prefix / without - 1), 0.05),
            at_most("A3", "model calls", parts.model_calls(), 0),
        ]


def another_tenants_cache(folder: Path, samples: int) -> list[Line]:
    """A5: what another tenant has in the cache is a miss like any other, in headers and in time."""
    folder.mkdir(parents=True)
    theirs, mine = _key(folder, "a"), _key(folder, "b")
    with rig(folder, STANDFIRST_KEYS_FILE=_keys(folder)) as parts:
        parts.model_does(delay_seconds=0.01)
        calls, hits, same = 0, 0, 0.0
        for turn in range(2):  # chance alone says "different" once in twenty
            known = [2 * number + turn * 10_000 for number in range(samples)]
            _timed(parts, theirs, known)
            before = parts.model_calls()
            told = _timed(parts, mine, _shuffled([*known, *(number + 1 for number in known)]))
            calls += parts.model_calls() - before
            hits += sum(hit for _, hit, _ in told)
            asked_before, new = ([seconds for nonce, _, seconds in told if nonce % 2 == odd] for odd in (0, 1))
            same = max(same, same_distribution(asked_before, new))
            if same > 0.05:
                break
        return [
            felt("A5", "model calls for articles that another tenant had cached", calls / 2),
            at_most("A5", "cache hits on another tenant's", hits, 0),
            at_least("A5", "p that the times are alike (Kolmogorov-Smirnov)", same, 0.05),
        ]


def over_the_minute(folder: Path) -> list[Line]:
    """A7: a thousand calls at a hundred a minute, over two workers; then without Redis."""
    folder.mkdir(parents=True)
    first, second = (_key(folder, name, Allowance(requests_per_minute=100)) for name in ("a", "b"))
    with rig(folder, STANDFIRST_KEYS_FILE=_keys(folder)) as parts:
        passed = _statuses(parts, first, 1_000)
        os.kill(parts.engine.pid, signal.SIGKILL)
        wait(0.5)
        without = _statuses(parts, second, 1_000)
        return [
            felt("A7", "calls over the limit", passed.count(429)),
            at_least("A7", "calls that passed", passed.count(200), 98),
            at_most("A7", "calls that passed", passed.count(200), 102),
            felt("A7", "Redis down", parts.log_lines("redis_down")),
            at_most("A7", "calls that passed without Redis", without.count(200), 200),
            at_most("A7", "others than 200 and 429", sum(status not in {200, 429} for status in passed + without), 0),
        ]


def wallet(folder: Path, seconds: float) -> list[Line]:
    """A8: one key at full speed with new articles; tokens stay within its quota, with Redis up, frozen and dead."""
    folder.mkdir(parents=True)
    quota = 60_000
    keys = [_key(folder, name, Allowance(tokens_per_day=quota)) for name in ("up", "frozen", "dead")]
    lines = []
    with rig(folder, STANDFIRST_KEYS_FILE=_keys(folder)) as parts:
        parts.model_does(delay_seconds=0.05)
        hurts: tuple[Callable[[], object], ...] = (
            lambda: None,
            lambda: os.kill(parts.engine.pid, signal.SIGSTOP),
            lambda: os.kill(parts.engine.pid, signal.SIGKILL),
        )
        for name, key, hurt in zip(("up", "frozen", "dead"), keys, hurts, strict=True):
            before, degraded = parts.model_calls(), 0
            with parts.load(rate=10_000.0, new_share=1.0, headers=key) as callers:
                wait(seconds / 10)
                hurt()
                wait(seconds)
            degraded = sum(one.reason == "budget" for one in callers.seen)
            spent = (parts.model_calls() - before) * _TOKENS
            errors = sum(one.is_error for one in callers.seen)
            lines += [
                felt("A8", f"answers without the model, Redis {name}", degraded),
                at_most("A8", f"tokens spent, Redis {name}", spent, quota + _TOKENS),
                at_most("A8", f"errors, Redis {name}", errors, 0),
            ]
            if name == "frozen":
                os.kill(parts.engine.pid, signal.SIGCONT)
                wait(3)
    return lines


def greedy(folder: Path, seconds: float) -> list[Line]:
    """A9: one tenant hammers over 64 connections, without a pause after its refusals; the other must not feel it."""
    folder.mkdir(parents=True)
    hungry, modest = _key(folder, "a", Allowance(concurrent_requests=4)), _key(folder, "b")
    with rig(folder, STANDFIRST_KEYS_FILE=_keys(folder)) as parts:
        with parts.load(callers=4, rate=20.0, headers=modest) as alone:
            wait(3)
            mark = time.monotonic()
            wait(seconds)
        own = [one.seconds for one in alone.since(mark)]
        with (
            parts.load(callers=64, rate=100_000.0, new_share=1.0, headers=hungry) as hammer,
            parts.load(callers=4, rate=20.0, headers=modest) as beside,
        ):
            wait(3)
            mark = time.monotonic()
            wait(seconds)
        other = [one.seconds for one in beside.since(mark)]
        refused = [one for one in hammer.since(mark) if one.status == 429]
        return [
            felt("A9", "refusals of the greedy", len(refused)),
            at_most("A9", "p99 of the other / alone", percentile(other, 0.99) / percentile(own, 0.99), 1.5),
            at_most(
                "A9",
                "p99 of a refusal of who hammers, ms",
                1000 * percentile([one.seconds for one in refused], 0.99),
                1000,
            ),
            at_most("A9", "errors of the other", sum(one.status != 200 for one in beside.seen), 0),
        ]


def _key(folder: Path, tenant: str, allowance: Allowance = UNBOUNDED) -> Headers:
    """A new key of that tenant, as a caller shows it."""
    key = Key(id=f"key_{tenant}", tenant=tenant, name=tenant, scopes=frozenset(Scope), allowance=allowance)
    secret = add(folder / "keys.json", key, datetime.now(UTC).replace(microsecond=0))
    assert secret.startswith(PREFIX)  # noqa: S101 - or nothing of this would be about keys
    return {"X-API-Key": secret}


def _keys(folder: Path) -> str:
    return str(folder / "keys.json")


def _timed(parts: Rig, key: Headers, nonces: Sequence[int]) -> list[tuple[int, bool, float]]:
    """Nonce, whether it was a hit, and the seconds, one after the other over connections to both workers."""
    lines = [http.client.HTTPConnection("127.0.0.1", parts.service.port, timeout=10) for _ in range(8)]
    told = []
    for nonce, line in zip(nonces, itertools.cycle(lines), strict=False):
        began = time.perf_counter()
        line.request("POST", load.OURS, articles.for_us(nonce), _JSON | key)
        answer = line.getresponse()
        answer.read()
        told.append((nonce, "hit" in answer.headers["Cache-Status"], time.perf_counter() - began))
    return told


def _statuses(parts: Rig, key: Headers, asked: int) -> list[int]:
    """Of so many calls for one article, sixteen at once, each over a connection of its own."""

    def ask(_: int) -> int:
        line = http.client.HTTPConnection("127.0.0.1", parts.service.port, timeout=30)
        line.request("POST", load.OURS, articles.for_us(1), _JSON | key)
        status = line.getresponse().status
        line.close()
        return status

    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(ask, range(asked)))


def _shuffled(nonces: list[int]) -> list[int]:
    random.Random(5).shuffle(nonces)  # noqa: S311 - the same order each time
    return nonces


def all_of(*, short: bool) -> Iterator[tuple[str, Callable[[Path], list[Line]]]]:
    """Every scenario by its name."""
    yield "A3", lambda folder: wrong_keys(folder, 200 if short else 2_000)
    yield "A5", lambda folder: another_tenants_cache(folder, 30 if short else 300)
    yield "A7", over_the_minute
    yield "A8", lambda folder: wallet(folder, 2 if short else 10)
    yield "A9", lambda folder: greedy(folder, 3 if short else 10)
