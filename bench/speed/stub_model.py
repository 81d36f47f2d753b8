"""A model that costs nothing: an OpenAI-compatible server, one loop, whose answers take as long as told.

``GET /stub`` tells how many completions were asked for (``calls``) and are not answered yet (``open``). ``PUT /stub``
sets what is in its body: ``delay_seconds``, and ``faults``, the share of completions that end with an error, a reset,
or ten times as late.
"""

import argparse
import asyncio
import json
import random
import re
import resource
import socket
import struct
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from bench.speed.briefs import chunks, completion

FAULTS = ("error", "reset", "slow")
SLOW_TIMES = 10
_BACKLOG = 4096
_HEAD = b"HTTP/1.1 %s\r\nContent-Type: %s\r\n%s\r\n\r\n"
_ERROR = b'{"error": {"message": "The server had an error", "type": "server_error", "param": null, "code": null}}'


class Stub:
    """The server's state: what was asked, and how to answer."""

    def __init__(self, seed: int = 7) -> None:
        self.calls = 0
        self.open = 0
        self.delay_seconds = 0.0
        self.faults = 0.0
        self._chance = random.Random(seed)  # noqa: S311 - repeatable faults, no secrets

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, as many requests as come on it."""
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while await self._answer(reader, writer):
                await writer.drain()
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.readexactly(content_length(head))
        method, path, _ = head.split(b" ", 2)
        if path.endswith(b"/chat/completions"):
            return await self._counted(json.loads(body), writer)
        if method == b"PUT":
            self._set(json.loads(body))
        _send(writer, json.dumps(self._told()).encode())
        return True

    def _told(self) -> dict[str, Any]:
        return {"calls": self.calls, "open": self.open, "object": "list", "data": []}

    def _set(self, wished: dict[str, Any]) -> None:
        self.delay_seconds = wished.get("delay_seconds", self.delay_seconds)
        self.faults = wished.get("faults", self.faults)

    async def _counted(self, asked: dict[str, Any], writer: asyncio.StreamWriter) -> bool:
        self.calls += 1
        self.open += 1
        try:
            return await self._complete(asked, writer)
        finally:
            self.open -= 1

    async def _complete(self, asked: dict[str, Any], writer: asyncio.StreamWriter) -> bool:
        fault = self._chance.choice(FAULTS) if self._chance.random() < self.faults else ""
        delay = self.delay_seconds * (SLOW_TIMES if fault == "slow" else 1)
        if asked.get("stream") and fault in {"", "slow"}:
            await _stream(writer, chunks(asked), delay)
            return True
        await asyncio.sleep(delay)
        if fault == "reset":
            reset(writer)
        elif fault == "error":
            _send(writer, _ERROR, b"500 Internal Server Error")
        else:
            _send(writer, completion(asked))
        return fault != "reset"


def content_length(head: bytes) -> int:
    """What the header says; 0 where it says nothing."""
    found = re.search(rb"(?i)\r\ncontent-length: *(\d{1,9})\r\n", head)
    return int(found[1]) if found else 0


def _send(writer: asyncio.StreamWriter, body: bytes, status: bytes = b"200 OK") -> None:
    writer.write(_HEAD % (status, b"application/json", b"Content-Length: %d" % len(body)) + body)


async def _stream(writer: asyncio.StreamWriter, events: Sequence[bytes], seconds: float) -> None:
    """The events, evenly over that time, as a chunked body."""
    writer.write(_HEAD % (b"200 OK", b"text/event-stream", b"Transfer-Encoding: chunked"))
    for event in events:
        await asyncio.sleep(seconds / len(events))
        writer.write(b"%x\r\n%s\r\n" % (len(event), event))
    writer.write(b"0\r\n\r\n")


def reset(writer: asyncio.StreamWriter) -> None:
    """Close the connection so that the other side reads a reset."""
    line = writer.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def serve(port: int, model: Stub) -> None:
    """Serve on that port of loopback until cancelled."""
    server = await asyncio.start_server(model.serve, "127.0.0.1", port, backlog=_BACKLOG, limit=2**20)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Serve on ``--port`` until told to stop."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--port", type=int, required=True)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(parser.parse_args().port, Stub()))


if __name__ == "__main__":
    main()
