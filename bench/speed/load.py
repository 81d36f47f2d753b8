"""Callers that ask all at once, over connections that stay open. One loop; cheap, since it shares the machine."""

import asyncio
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d{1,9})\r\n")
LONGEST_SECONDS = 120.0
OURS = "/v1/summaries"
MODEL = "/v1/chat/completions"
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; status 0 is a broken connection."""

    status: int
    seconds: float
    body: bytes = b""

    @property
    def degraded(self) -> bool:
        """Whether it is an answer of ours that the model did not write."""
        return b'"degraded":null' not in self.body.replace(b": ", b":")


@dataclass(frozen=True, slots=True)
class Burst:
    """All replies, and the time from the first byte sent to the last one read."""

    replies: Sequence[Reply]
    seconds: float

    @property
    def errors(self) -> int:
        """Answers that are none."""
        return sum(one.status != 200 for one in self.replies)

    @property
    def degraded(self) -> int:
        """Answers of ours that the model did not write."""
        return sum(one.status == 200 and one.degraded for one in self.replies)


def burst(
    port: int, path: str, bodies: Iterable[bytes], callers: int, headers: Mapping[str, str] | None = None
) -> Burst:
    """Ask for every body, ``callers`` at once, each over its own connection that is open before the clock runs.

    What is not answered after ``LONGEST_SECONDS`` counts as an error.
    """
    requests = [request(path, body, headers or {}) for body in bodies]
    return asyncio.run(_burst(port, requests, callers))


def request(path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    """A POST of JSON as it goes over the line."""
    named = {"Host": "127.0.0.1", "Content-Type": "application/json", "Content-Length": str(len(body)), **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"POST {path} HTTP/1.1\r\n{lines}\r\n".encode() + body


class Callers:
    """Connections that are opened when none is free, for a load that comes evenly."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._free: list[Line] = []

    async def ask(self, asked: bytes) -> Reply:
        """One request over a free connection. A broken one is not used again."""
        self._free = [line for line in self._free if not line[0].at_eof()]  # closed by the server, long unused
        line = self._free.pop() if self._free else await asyncio.open_connection("127.0.0.1", self._port, limit=2**22)
        reply = await _reply(line, asked)
        if reply.status:
            self._free.append(line)
        else:
            line[1].close()
        return reply


async def _burst(port: int, requests: list[bytes], callers: int) -> Burst:
    lines = [await asyncio.open_connection("127.0.0.1", port, limit=2**22) for _ in range(min(callers, len(requests)))]
    waiting = iter(requests)
    replies: list[Reply] = []
    began = time.perf_counter()
    tasks = [asyncio.create_task(_caller(line, waiting, replies)) for line in lines]
    _, late = await asyncio.wait(tasks, timeout=LONGEST_SECONDS)
    for task in late:
        task.cancel()
    took = time.perf_counter() - began
    for _, writer in lines:
        writer.close()
    missing = [Reply(0, took)] * (len(requests) - len(replies))
    return Burst([*replies, *missing], took)


async def _caller(line: Line, waiting: Iterable[bytes], replies: list[Reply]) -> None:
    for asked in waiting:
        replies.append(await _reply(line, asked))
        if not replies[-1].status:
            return


async def _reply(line: Line, asked: bytes) -> Reply:
    reader, writer = line
    began = time.perf_counter()
    try:
        writer.write(asked)
        status, body = await _read(reader)
    except (OSError, asyncio.IncompleteReadError):
        return Reply(0, time.perf_counter() - began)
    return Reply(status, time.perf_counter() - began, body)


async def _read(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    status, length = _STATUS.match(head), _LENGTH.search(head)
    if status is None:
        raise ConnectionResetError("no HTTP")
    body = await reader.readexactly(int(length[1])) if length else await _read_chunks(reader)
    return int(status[1]), body


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    pieces = []
    while size := int((await reader.readuntil(b"\r\n")).partition(b";")[0], 16):
        pieces.append((await reader.readexactly(size + 2))[:-2])
    await reader.readuntil(b"\r\n")
    return b"".join(pieces)
