"""Callers in a closed loop, at a set pace, who write down when they asked what they got."""

import asyncio
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import orjson

from bench.speed import articles, load

KNOWN = 50
NEW_SHARE = 0.2
_STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d{1,9})\r\n")
_RETRY = re.compile(rb"(?i)\r\nretry-after: *\d+\r\n")
LONGEST_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer; ``at`` and ``seconds`` on the monotonic clock. Status 0: the connection broke, or nothing came."""

    at: float
    seconds: float
    new: bool
    status: int
    may_come_again: bool = False
    engine: str = ""
    reason: str = ""
    body: bytes = b""
    nonce: int = -1

    @property
    def is_error(self) -> bool:
        """Neither an answer nor a 503 (or 429) that says when to come again."""
        return self.status != 200 and not (self.status in {429, 503} and self.may_come_again)


@dataclass(slots=True)
class Load:
    """``callers`` who together ask ``rate`` times a second; one in five for an article that nobody asked for yet."""

    port: Callable[[], int]
    callers: int = 32
    rate: float = 100.0
    new_share: float = NEW_SHARE
    first_nonce: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    _stopped: bool = False
    _nonce: int = 0

    async def run(self) -> None:
        """Ask until stopped."""
        self._stopped = False
        async with asyncio.TaskGroup() as group:
            for number in range(self.callers):
                group.create_task(self._call(random.Random(self.first_nonce + number), number))  # noqa: S311

    def stop(self) -> None:
        """Every caller ends after the answer that it waits for."""
        self._stopped = True

    def since(self, at: float, until: float = float("inf")) -> list[Seen]:
        """What was asked from then on."""
        return [one for one in self.seen if at <= one.at < until]

    async def _call(self, chance: random.Random, number: int) -> None:
        pace = self.callers / self.rate
        line = None
        await asyncio.sleep(pace * number / self.callers)
        while not self._stopped:
            began = time.monotonic()
            new = chance.random() < self.new_share
            line = await self._ask(line, self._choice(chance, new=new), new=new)
            await asyncio.sleep(max(0.0, began + pace - time.monotonic()))
        if line:
            line[1].close()

    def _choice(self, chance: random.Random, *, new: bool) -> int:
        """Which article: its nonce."""
        self._nonce += new
        return self.first_nonce + (KNOWN + self._nonce if new else chance.randrange(KNOWN))

    async def _ask(self, line: load.Line | None, nonce: int, *, new: bool) -> load.Line | None:
        asked = load.request(load.OURS, articles.for_us(nonce), self.headers)
        began = time.monotonic()
        if line and line[0].at_eof():  # closed by the server, as it may between two requests
            line[1].close()
            line = None
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                line = line or await asyncio.open_connection("127.0.0.1", self.port(), limit=2**22)
                line[1].write(asked)
                head, body = await _read(line[0])
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError):
            if line:
                line[1].close()
            self.seen.append(Seen(began, time.monotonic() - began, new, 0, nonce=nonce))
            return None
        self.seen.append(_noted(began, head, body, new=new, nonce=nonce))
        if b"connection: close" in head.lower():
            line[1].close()
            return None
        return line


async def _read(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    return head, await reader.readexactly(int(length[1])) if length else b""


def _noted(began: float, head: bytes, body: bytes, *, new: bool, nonce: int) -> Seen:
    status = _STATUS.match(head)
    took = time.monotonic() - began
    code = int(status[1]) if status else 0
    if code != 200:
        return Seen(began, took, new, code, may_come_again=bool(_RETRY.search(head)), nonce=nonce)
    told = orjson.loads(body)
    reason = (told["degraded"] or {}).get("reason", "")
    return Seen(began, took, new, code, engine=told["engine"]["kind"], reason=reason, body=body, nonce=nonce)
