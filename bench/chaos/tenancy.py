"""R11 and R13: a leader that dies, and callers who hang up while Redis is late. Nobody hears another's answer."""

import asyncio
import random
import re
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from bench.chaos.line import Line, at_least, at_most, felt
from bench.chaos.origin import stems_from
from bench.chaos.rig import Rig, rig, wait
from bench.speed import articles, load, usage
from service.app import LEASE_SECONDS

CALLERS = 64
REDIS_LATE_SECONDS = 0.2
ASKED = 2_000
_MARKER = re.compile(rb"\b1\d{5}\b")  # what ``articles`` makes of a nonce
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d{1,9})\r\n")


def leader_killed(folder: Path, rounds: int) -> list[Line]:
    """R11: SIGKILL of the worker that writes an article for which others wait, in both workers."""
    replies, calls = list[load.Reply](), 0
    for number in range(rounds):
        with rig(folder / str(number), STANDFIRST_DEADLINE_SECONDS="25") as parts:
            parts.model_does(delay_seconds=1.0)
            told = _with_a_killed_leader(parts, articles.for_us(number))
            replies += told
            calls = max(calls, parts.model_calls())
    answered = [reply for reply in replies if reply.status]
    return [
        felt("R11", "leaders killed while others waited", rounds if len(answered) < len(replies) else 0),
        at_least("R11", "followers in the other worker, answered", len(answered), rounds),
        at_most("R11", "of these, not by the model", sum(one.status != 200 or one.degraded for one in answered), 0),
        at_most("R11", "seconds of the slowest", max((reply.seconds for reply in answered), default=99.0),
                LEASE_SECONDS + 2 * 1.0 + 0.5),
        at_most("R11", "model calls for the article", calls, 2),
    ]  # fmt: skip


def _with_a_killed_leader(parts: Rig, body: bytes) -> list[load.Reply]:
    async def ask() -> list[load.Reply]:
        asking = asyncio.create_task(asyncio.to_thread(load.burst, parts.service.port, load.OURS, [body] * 16, 16))
        await asyncio.to_thread(_kill_leader, parts)
        return list((await asking).replies)

    return asyncio.run(ask())


def _kill_leader(parts: Rig) -> None:
    ends = time.monotonic() + 10
    while not parts.model_calls() and time.monotonic() < ends:
        time.sleep(0.01)
    time.sleep(0.2)  # the others are there too
    for worker in usage.workers(parts.pid):
        if any(line.raddr and line.raddr.port == parts.model.port for line in worker.net_connections("tcp")):
            worker.send_signal(signal.SIGKILL)
            return
    raise RuntimeError("no worker leads")


def hung_up(folder: Path, asked: int) -> list[Line]:
    """R13: callers who hang up at any moment, and three of ten Redis replies too late; each article has its marker."""
    with rig(folder, proxied=True, STANDFIRST_READY_MAX_BYTES="0") as parts:
        assert parts.proxy  # noqa: S101 - as was asked
        parts.proxy.share, parts.proxy.delay_seconds = 0.3, REDIS_LATE_SECONDS
        crowd = Crowd(parts.service.port, asked)
        asyncio.run(asyncio.wait_for(crowd.run(), 300))
        parts.proxy.delay_seconds = 0.0
        wait(1)
        return [
            felt("R13", "callers who hung up", crowd.told["hung up"] if crowd.told["hung up"] > asked / 5 else 0),
            felt("R13", "Redis pieces held up", parts.proxy.held_up if parts.proxy.held_up > asked / 5 else 0),
            at_least("R13", "whole answers", crowd.told["whole"], asked / 4),
            at_most("R13", "answers, or parts of one, with another's marker", crowd.told["crossed"], 0),
            at_most("R13", "connections that broke", crowd.told["broken"], 0),
            at_most("R13", "errors", crowd.told["error"], 0),
            at_most("R13", "unforeseen errors in the log", parts.log_lines("unforeseen_error"), 0),
        ]


class Crowd:
    """Callers over kept connections, of whom half hang up: before all is sent, after it, or while they read."""

    def __init__(self, port: int, asked: int) -> None:
        self.told: Counter[str] = Counter()
        self._port = port
        self._chance = random.Random(13)  # noqa: S311 - the same crowd each time
        self._nonces = iter(range(asked))

    async def run(self) -> None:
        """All of them, so many at once."""
        async with asyncio.TaskGroup() as group:
            for _ in range(CALLERS):
                group.create_task(self._call())

    async def _call(self) -> None:
        line: load.Line | None = None
        for nonce in self._nonces:
            line = line or await asyncio.open_connection("127.0.0.1", self._port, limit=2**22)
            asked = load.request(load.OURS, articles.for_us(nonce), {})
            if self._chance.random() < 0.5:
                await self._hang_up(line, asked, nonce)
                line = None
            elif not await self._hear(line, asked, nonce):
                line = None

    async def _hang_up(self, line: load.Line, asked: bytes, nonce: int) -> None:
        kind, heard = self._chance.randrange(3), b""
        line[1].write(asked[: self._chance.randrange(len(asked))] if kind == 0 else asked)
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(self._chance.random() * (0.05 if kind == 1 else 0.5)):
                while kind and (piece := await line[0].read(self._chance.randrange(1, 4_000))):
                    heard += piece
        line[1].transport.abort()
        self.told["hung up"] += 1
        self._look(heard, nonce)

    async def _hear(self, line: load.Line, asked: bytes, nonce: int) -> bool:
        try:
            line[1].write(asked)
            head = await line[0].readuntil(b"\r\n\r\n")
            length = _LENGTH.search(head)
            body = await line[0].readexactly(int(length[1]) if length else 0)
        except (OSError, asyncio.IncompleteReadError):
            self.told["broken"] += 1
            return False
        self._look(body, nonce)
        if head.startswith(b"HTTP/1.1 200"):
            self.told["whole"] += 1
            self.told["crossed"] += not stems_from(nonce, body)
        else:
            self.told["error"] += b"retry-after" not in head.lower()
        return b"connection: close" not in head.lower()

    def _look(self, heard: bytes, nonce: int) -> None:
        own = b"%d" % (100_000 + nonce)
        self.told["crossed"] += any(marker != own for marker in _MARKER.findall(heard.partition(b"\r\n\r\n")[2] or b""))


def all_of(*, short: bool) -> Iterator[tuple[str, Callable[[Path], list[Line]]]]:
    """Every scenario by its name."""
    yield "R11", lambda folder: leader_killed(folder, 1 if short else 3)
    yield "R13", lambda folder: hung_up(folder, 300 if short else ASKED)
