"""The stub model with faults on demand. ``PUT /stub`` takes ``fault``, a name of ``FAULTS``, and its ``share``."""

import argparse
import asyncio
import gzip
import json
import random
import resource
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from bench.speed import briefs, stub_model

Fault = Callable[[asyncio.StreamWriter, dict[str, Any]], Awaitable[None]]
_HEAD = "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{more}\r\n"


def _says(status: str, body: bytes, kind: str = "application/json", **more: str) -> Fault:
    """A whole answer."""
    fields = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in more.items())

    async def send(writer: asyncio.StreamWriter, _: dict[str, Any]) -> None:
        writer.write(_HEAD.format(status=status, kind=kind, length=len(body), more=fields).encode() + body)

    return send


def _error(status: str, **more: str) -> Fault:
    return _says(status, b'{"error": {"message": "an error", "type": "x", "param": null, "code": null}}', **more)


def _chat(content: object, finish_reason: str = "stop", **message: object) -> bytes:
    choice = {
        "index": 0,
        "finish_reason": finish_reason,
        "message": {"role": "assistant", "content": content} | message,
    }
    return json.dumps({"id": "c", "model": "m", "choices": [choice], "usage": briefs.USAGE}).encode()


def _written(content: object) -> Fault:
    return _says("200 OK", _chat(content if isinstance(content, str) else json.dumps(content)))


def _spoiled(spoil: Callable[[dict[str, list[dict[str, Any]]]], object]) -> Fault:
    """What the stub would write, spoiled."""

    async def send(writer: asyncio.StreamWriter, asked: dict[str, Any]) -> None:
        brief = briefs.brief(asked)
        spoiled = spoil(brief)
        await _written(brief if spoiled is None else spoiled)(writer, asked)

    return send


def _copied(writer: asyncio.StreamWriter, asked: dict[str, Any]) -> Awaitable[None]:
    return _written(asked["messages"][-1]["content"])(writer, asked)


async def _reset(writer: asyncio.StreamWriter, _: dict[str, Any]) -> None:
    stub_model.reset(writer)


async def _cut(writer: asyncio.StreamWriter, asked: dict[str, Any]) -> None:
    body = briefs.completion(asked)
    head = _HEAD.format(status="200 OK", kind="application/json", length=len(body), more="")
    writer.write(head.encode() + body[: len(body) // 2])
    await writer.drain()
    writer.close()


async def _chunk_cut(writer: asyncio.StreamWriter, asked: dict[str, Any]) -> None:
    body = briefs.completion(asked)[:300]
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    writer.write(b"%x\r\n%s\r\n" % (len(body), body))
    await writer.drain()
    writer.close()


async def _drip(writer: asyncio.StreamWriter, asked: dict[str, Any]) -> None:
    body = briefs.completion(asked)
    await _dripped(
        writer, _HEAD.format(status="200 OK", kind="application/json", length=len(body), more="").encode() + body
    )


async def _dripped(writer: asyncio.StreamWriter, data: bytes) -> None:
    with suppress(OSError):
        for place in range(min(len(data), 100)):
            writer.write(data[place : place + 1])
            await writer.drain()
            await asyncio.sleep(0.1)
    writer.close()


async def _silence(writer: asyncio.StreamWriter, _: dict[str, Any]) -> None:
    await asyncio.sleep(30)
    writer.close()


async def _flood(writer: asyncio.StreamWriter, _: dict[str, Any]) -> None:
    writer.write(_HEAD.format(status="200 OK", kind="application/json", length=200_000_000, more="").encode())
    with suppress(OSError):
        for _piece in range(200):
            writer.write(b" " * 1_000_000)
            await writer.drain()
    writer.close()


async def _headers(writer: asyncio.StreamWriter, _: dict[str, Any]) -> None:
    with suppress(OSError):
        writer.write(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: a\r\n" % number for number in range(10_000)) + b"\r\n")
        await writer.drain()
    writer.close()


_NESTED = b'{"choices":' + b"[" * 200 + b"]" * 200 + b"}"
_BOMB = gzip.compress(b" " * 300_000_000, 9)
_ENDLESS = [{"s": [1], "text": "A claim.", "kind": "fact", "speaker": None}] * 10_000


def _every(name: str, value: object) -> Callable[[dict[str, list[dict[str, Any]]]], None]:
    def spoil(brief: dict[str, list[dict[str, Any]]]) -> None:
        for items in brief.values():
            for item in items:
                item[name] = value

    return spoil


FAULTS: Mapping[str, Fault] = {
    "429": _error("429 Too Many Requests"),
    "429, 1 s": _error("429 Too Many Requests", Retry_After="1"),
    "429, 7 s": _error("429 Too Many Requests", Retry_After="7"),
    "429, junk": _error("429 Too Many Requests", Retry_After="soon"),
    "500": _error("500 Internal Server Error"),
    "502": _error("502 Bad Gateway"),
    "503": _error("503 Service Unavailable"),
    "529": _error("529 Overloaded"),
    "400": _error("400 Bad Request"),
    "401": _error("401 Unauthorized"),
    "403": _error("403 Forbidden"),
    "404": _error("404 Not Found"),
    "422": _error("422 Unprocessable Content"),
    "reset": _reset,
    "cut": _cut,
    "chunk cut": _chunk_cut,
    "drip": _drip,
    "silence": _silence,
    "no JSON": _says("200 OK", b"{"),
    "HTML": _says("200 OK", b"<html>Sign in</html>", "text/html"),
    "{}": _says("200 OK", b"{}"),
    "no choices": _says("200 OK", b'{"choices": []}'),
    "null": _says("200 OK", _chat(None)),
    "NaN": _says("200 OK", b'{"choices": NaN}'),
    "nested": _says("200 OK", _NESTED),
    "prose before JSON": _written('Here you are:\n```json\n{"headline": 7}\n```'),
    "wrong keys": _written({"title": "x"}),
    "wrong numbers": _spoiled(_every("s", [-1])),
    "far numbers": _spoiled(_every("s", [10**9])),
    "no numbers": _spoiled(_every("s", "0")),
    "10,000 claims": _written({"claims": _ENDLESS}),
    "long headline": _written({"headline": [{"s": [1], "text": "x" * 900_000}]}),
    "length": _says("200 OK", _chat('{"headline": [', "length")),
    "content_filter": _says("200 OK", _chat("", "content_filter")),
    "refusal": _says("200 OK", _chat(None, refusal="I cannot help with that.")),
    "refusal in words": _written("I'm sorry, but I can't help with that."),
    "empty": _written(""),
    "blank": _written("  \n "),
    "copy": _copied,
    "one claim ten times": _spoiled(lambda brief: brief["claims"].__setitem__(slice(None), brief["claims"][:1] * 10)),
    "200 MB": _flood,
    "gzip bomb": _says("200 OK", _BOMB, Content_Encoding="gzip"),
    "10,000 headers": _headers,
    "redirect": _says("307 Temporary Redirect", b"", Location="http://127.0.0.1:9/v1/chat/completions"),
}


class FaultyModel(stub_model.Stub):
    """The stub; ``felt`` counts the completions that were spoiled."""

    def __init__(self) -> None:
        super().__init__()
        self.felt = 0
        self._faults: list[str] = []
        self._share = 0.0
        self._turn = 0
        self._dice = random.Random(11)  # noqa: S311 - repeatable faults, no secrets

    def _set(self, wished: dict[str, Any]) -> None:
        super()._set(wished)
        self._faults = wished.get("fault", self._faults)
        self._share = wished.get("share", self._share)

    def _told(self) -> dict[str, Any]:
        return super()._told() | {"felt": self.felt}

    async def _complete(self, asked: dict[str, Any], writer: asyncio.StreamWriter) -> bool:
        if not self._faults or self._dice.random() >= self._share:
            return await super()._complete(asked, writer)
        name = self._faults[self._turn % len(self._faults)]
        self._turn += 1
        self.felt += 1
        with suppress(OSError):
            await FAULTS[name](writer, asked)
            await writer.drain()
        return not writer.is_closing()


def main() -> None:
    """Serve on ``--port`` until told to stop."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--port", type=int, required=True)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with suppress(KeyboardInterrupt):
        asyncio.run(stub_model.serve(parser.parse_args().port, FaultyModel()))


if __name__ == "__main__":
    main()
