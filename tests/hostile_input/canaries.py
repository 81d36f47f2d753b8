"""Planted secrets, requests of every kind around them, and where they turned up though they must not."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.hostile_input.connection import exchange
from tests.hostile_input.transport import get, post
from tests.running_service import AS_IN_THE_CONTAINER, Service, serving
from tests.scripted_model import Reply, ScriptedModel, fails, faithful, says, sends

PLANTED = {
    "the article's text": "Quillfeather-7715",
    "a caller's key": "sk-caller-5f1c9e0d77aa41",
    "the provider's key": "sk-provider-93be02c4d1f8",
    "the store's password": "redispass-20aa61c7",
    "an e-mail address": "dana.okafor.4471@planted.test",
}
TEXT, CALLER, PROVIDER, PASSWORD, ADDRESS = PLANTED.values()
ARTICLE = (
    "Harbour bridge to close\n\nThe Harbour Bridge in Wexley will close for six weeks from 4 May, the council said on Monday.\n\n"
    f"Dana Okafor ({ADDRESS}), the chief engineer, said the joints were worn by the {TEXT} trains."
)
_OWN = (b"standfirst:summary:sum_", b"standfirst:ready:")
"""Keys under which the cached result itself lies."""


@dataclass
class Search:
    """What was written where, and each secret that was found in it."""

    bytes_written: dict[str, int] = field(default_factory=dict)
    hits: list[str] = field(default_factory=list)
    requests: int = 0
    statuses: set[int] = field(default_factory=set)
    secrets: dict[str, str] = field(default_factory=lambda: dict(PLANTED))

    def look(self, place: str, written: bytes) -> None:
        """Search what was written there."""
        self.bytes_written[place] = self.bytes_written.get(place, 0) + len(written)
        self.hits += [f"{name} in {place}" for name, secret in self.secrets.items() if secret.encode() in written]


def search(folder: Path, redis_url: str) -> Search:
    """Run services in ``folder`` over the engine at that URL, send everything, and look everywhere."""
    found = Search()
    with ScriptedModel(_fickle()) as model:
        settings = {"OPENAI_BASE_URL": model.url, "OPENAI_API_KEY": PROVIDER, "STANDFIRST_LOG_LEVEL": "debug"}
        with serving(folder, AS_IN_THE_CONTAINER, REDIS_URL=redis_url, **settings) as service:
            _send_everything(service, found)
        found.look("the log", service.log.read_bytes())
        dead = f"redis://:{PASSWORD}@127.0.0.1:1/0"
        with serving(folder, AS_IN_THE_CONTAINER, REDIS_URL=dead, **settings) as service:
            _send_everything(service, found)
        found.look("the log with a dead store", service.log.read_bytes())
        live = found.secrets["a live key"] = _live_key(folder / "keys")
        keys = {"STANDFIRST_KEYS_FILE": str(folder / "keys"), "REDIS_URL": redis_url}
        with serving(folder, AS_IN_THE_CONTAINER, **settings, **keys) as service:
            _send_everything(service, found, live)
            _send_everything(service, found)
        found.look("the log with keys", service.log.read_bytes())
        found.look("the file of keys", (folder / "keys").read_bytes())
    for settings in (
        {"REDIS_URL": f"nonsense://:{PASSWORD}@host"},
        {"OPENAI_API_KEY": PROVIDER, "WEB_CONCURRENCY": "x"},
    ):
        with suppress(RuntimeError), serving(folder, **settings):
            pass
    for log in folder.glob("*.log"):
        found.look("all logs, starts that fail included", log.read_bytes())
    _look_into_store(redis_url, found)
    return found


def _fickle() -> Callable[[dict[str, Any]], Reply]:
    """A model that answers well, badly, and with all that it was sent in its errors, by turns."""
    turn = iter(range(1_000_000))

    def step(asked: dict[str, Any]) -> Reply:
        whole = json.dumps(asked)
        ways: tuple[Callable[[], Reply], ...] = (
            lambda: _reply(faithful(asked)),
            lambda: fails(401, f"Incorrect API key provided: {PROVIDER}. You sent {whole}"),
            lambda: fails(500, whole),
            lambda: fails(429, PROVIDER, headers={"Retry-After": "0"}),
            lambda: fails(400, whole),
            lambda: says(whole),
            lambda: sends(f"<html>{PROVIDER} {whole}</html>"),
            lambda: Reply(status=302, headers={"Location": f"http://127.0.0.1:1/?key={PROVIDER}"}),
            lambda: Reply(body=whole.encode(), cut_at=100, reset=True),
        )
        return ways[next(turn) % len(ways)]()

    return step


def _reply(reply: object) -> Reply:
    assert isinstance(reply, Reply)
    return reply


def _live_key(file: Path) -> str:
    """The secret of a new key with every scope."""
    scopes = [word for scope in ("summarise", "check", "purge", "jobs", "metrics") for word in ("--scope", scope)]
    command = [sys.executable, "-m", "service", "keys", "create", "--file", str(file), "--name", "planted", *scopes]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return max((told.stdout + " " + told.stderr).split(), key=len)


def _requests(key: str | None) -> Iterator[bytes]:
    sent = (f"Authorization: Bearer {CALLER}", f"X-API-Key: {CALLER}", f"api-key: {CALLER}")
    keys = (f"Authorization: Bearer {key}",) if key else sent
    odd = (
        f"User-Agent: {ADDRESS} {CALLER}",
        f"Referer: https://cms.test/?key={CALLER}",
        f"X-Request-Id: {CALLER}-{ADDRESS}",
    )
    for number in range(20):
        body = json.dumps({"text": f"{ARTICLE}\n\nDay {number} of the {TEXT} works.", "byline": ADDRESS}).encode()
        yield post(body, *keys, *odd, "Prefer: wait=2", path=f"/v1/summaries?api_key={CALLER}")
    good = json.dumps({"text": ARTICLE}).encode()
    yield post(good, *keys, "Accept: text/event-stream", "Prefer: wait=2")
    yield post(good[:-9], *keys)
    yield post(json.dumps({"text": ARTICLE, "engine": TEXT, ADDRESS: TEXT, f"{TEXT} {ADDRESS}": 1}).encode(), *keys)
    yield post(json.dumps({"text": TEXT}).encode() + b" " * 4_000_001, *keys)
    yield post(ARTICLE.encode(), type_=f"text/plain; a={CALLER}")
    yield post(good, f"Transfer-Encoding: {CALLER}", length="")
    yield post(
        json.dumps({"text": ARTICLE, "statements": [{"text": f"The {TEXT} trains wore it."}] * 60}).encode(),
        *keys,
        path="/v1/checks",
    )
    yield get(f"/nowhere?key={CALLER}", *keys)
    yield get("/livez", f"X-Odd\x00: {CALLER}")
    yield get("/livez", f"{CALLER} {ADDRESS}")
    yield f"GET /?{CALLER}\r\n\r\n".encode()
    yield get("/metrics", *keys)
    yield get("/readyz", *keys)
    yield get("/livez", *keys, method="DELETE")


def _send_everything(service: Service, found: Search, key: str | None = None) -> None:
    for request in _requests(key):
        heard, _ = exchange(service.url, request, 1)
        found.requests += 1
        for one in heard:
            found.statuses.add(one.status)
            if one.status >= 400:
                found.look("error bodies", one.body)
            elif request.startswith(b"GET"):
                found.look("service pages", one.body)
            found.look("headers of answers", repr(one.headers).encode())


def _look_into_store(redis_url: str, found: Search) -> None:
    with socket.socket(socket.AF_UNIX) as line, line.makefile("rb") as answers:
        line.connect(unquote(urlsplit(redis_url).path))
        line.sendall(b"KEYS *\r\n")
        names = [_bulk(answers) for _ in range(int(answers.readline()[1:]))]
        for name in names:
            found.look("names in the store", name)
            if not name.startswith(_OWN) or name.count(b":") > 2:
                line.sendall(b"*2\r\n$4\r\nDUMP\r\n$%d\r\n%s\r\n" % (len(name), name))
                found.look("the store, but for cached results", _bulk(answers))


def _bulk(answers: Any) -> bytes:
    size = int(answers.readline()[1:])
    return answers.read(size + 2)[:-2] if size >= 0 else b""
