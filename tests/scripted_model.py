"""A model server for tests: it speaks the real protocol over a real socket, and does what its script says.

A script is a list of steps, played one a request; the last step is played again for all further requests. A step is a
``Reply`` or a function from the request's JSON to one. ``faithful`` writes a proper brief out of the article's own
sentences, ``lying`` spoils two of its claims, and ``repairing`` lies until it is told. Faults are fields of a
``Reply``, so that any reply can come late, in drips, cut, reset or never.
"""

import json
import re
import socket
import ssl
import struct
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

_PIECE_BYTES = 65_536
_OUTPUTS = ("headline", "summary", "blurb", "meta_description", "claims")
_OTHER_DIGITS = str.maketrans("0123456789", "5234567891")  # never the same digit, and never a new leading zero
_AUXILIARY = re.compile(r"\b(?:will|would|is|are|was|were|has|have|had|can|could|may|must)\b(?! not\b)")


@dataclass(frozen=True)
class Reply:
    """What goes back. Sizes are in bytes of the body, times in seconds.

    ``times`` repeats the body (a large one without the memory); ``drip`` sends it byte by byte with that pause, and
    ``head_drip`` status line and headers likewise; ``cut_at`` closes after that many bytes though more were announced,
    with a reset if ``reset``; ``silent`` sends nothing until the server stops or the client goes away. ``pieces`` are
    sent instead of the body, each after ``before_piece`` was called with its number.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    times: int = 1
    delay: float = 0.0
    drip: float = 0.0
    head_drip: float = 0.0
    cut_at: int | None = None
    reset: bool = False
    silent: bool = False
    chunked: bool = False
    pieces: tuple[bytes, ...] = ()
    before_piece: Callable[[int], object] | None = None


Step = Reply | Callable[[dict[str, Any]], Reply]


@dataclass(frozen=True)
class Asked:
    """A request as the server got it."""

    path: str
    headers: Mapping[str, str]
    json: dict[str, Any]


def says(content: object, *, finish_reason: str = "stop", **changes: Any) -> Reply:
    """A chat completion. ``content`` that is not a string is written as JSON; ``changes`` go into the message."""
    text = content if content is None or isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": text} | changes
    return completion(choices=[{"index": 0, "message": message, "finish_reason": finish_reason}])


def completion(**changes: Any) -> Reply:
    """A chat completion object with any of its fields changed."""
    usage = {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200}
    whole = {"id": "chatcmpl-1", "object": "chat.completion", "created": 0, "model": "scripted", "usage": usage}
    return sends(json.dumps(whole | changes))


def sends(body: str | bytes, **changes: Any) -> Reply:
    """A reply with this very body; ``changes`` are further fields of ``Reply``."""
    raw = body.encode() if isinstance(body, str) else body
    return replace(Reply(body=raw, headers={"Content-Type": "application/json"}), **changes)


def fails(status: int, message: str = "no", *, headers: Mapping[str, str] | None = None, **error: Any) -> Reply:
    """An error in the vendor's shape; ``error`` holds its ``code``, ``type`` and ``param``."""
    body = json.dumps({"error": {"message": message, "type": None, "param": None, "code": None} | error})
    return Reply(status, body.encode(), {"Content-Type": "application/json"} | dict(headers or {}))


def streamed(step: Step, *, size: int = 12, before_piece: Callable[[int], object] | None = None) -> Step:
    """``step``, its text sent in pieces of ``size`` characters to those who ask for a stream; the rest as it is."""

    def answer(asked: dict[str, Any]) -> Reply:
        reply = step(asked) if callable(step) else step
        if not asked.get("stream") or reply.status != 200:
            return reply
        whole = json.loads(reply.body)
        text = whole["choices"][0]["message"]["content"]
        deltas = [{"content": text[place : place + size]} for place in range(0, len(text), size)]
        chunks: list[dict[str, Any]] = [{"choices": [{"index": 0, "delta": delta}]} for delta in deltas]
        chunks.append({"choices": [{"index": 0, "delta": {}, "finish_reason": whole["choices"][0]["finish_reason"]}]})
        if asked.get("stream_options", {}).get("include_usage"):
            chunks.append({"choices": [], "usage": whole["usage"]})
        lines = [json.dumps(chunk | {"model": whole["model"]}) for chunk in chunks] + ["[DONE]"]
        events = tuple(f"data: {line}\n\n".encode() for line in lines)
        return replace(in_pieces(*events), before_piece=before_piece)

    return answer


def in_pieces(*pieces: bytes) -> Reply:
    """An event stream of these very bytes."""
    return Reply(headers={"Content-Type": "text/event-stream"}, chunked=True, pieces=pieces)


_MODELS = sends(json.dumps({"object": "list", "data": [{"id": "scripted", "object": "model", "owned_by": "tests"}]}))


def gzip_bomb(size: int) -> bytes:
    """Gzip data that swells to ``size`` bytes, made without them."""
    press = zlib.compressobj(9, zlib.DEFLATED, 31)
    pieces = [press.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)]
    return b"".join([*pieces, press.flush()])


def refusing(step: Step, **refused: str) -> Step:
    """``step``, for requests that do without the refused parameters; ``parameter=message`` is answered with 400.

    ``json_schema`` and ``json_object`` stand for the two types of ``response_format``.
    """

    def answer(asked: dict[str, Any]) -> Reply:
        used = set(asked) | {asked.get("response_format", {}).get("type")}
        for parameter, message in refused.items():
            if parameter in used:
                return fails(400, message, type="invalid_request_error")
        return step(asked) if callable(step) else step

    return answer


def faithful(asked: dict[str, Any]) -> Reply:
    """A brief for what is asked, made of the article's own sentences: verbatim, with their numbers as evidence."""
    return says(_brief(asked))


def lying(asked: dict[str, Any]) -> Reply:
    """As ``faithful``, but the first claim has other digits (if it has any), and the second says the opposite."""
    brief = _brief(asked)
    for claim, spoil in zip(brief.get("claims", ()), (_misnumbered, _negated), strict=False):
        claim["text"] = spoil(claim["text"])
    return says(brief)


def repairing(asked: dict[str, Any]) -> Reply:
    """As ``lying`` at the beginning of a conversation, as ``faithful`` once the model has spoken in it."""
    spoken = any(turn["role"] == "assistant" for turn in asked["messages"])
    return faithful(asked) if spoken else lying(asked)


def judging(*refused: str, brief: Step = faithful) -> Step:
    """``brief``; asked for a second opinion, it refuses every statement that holds one of the ``refused`` texts."""

    def answer(asked: dict[str, Any]) -> Reply:
        if not is_second_opinion(asked):
            return brief(asked) if callable(brief) else brief
        statements = re.findall(r"^Statement (\d+): ¦ (.+) ¦$", asked["messages"][-1]["content"], re.MULTILINE)
        verdicts = [{"n": int(n), "says": not any(text in words for text in refused)} for n, words in statements]
        return says({"verdicts": verdicts})

    return answer


def is_second_opinion(asked: dict[str, Any]) -> bool:
    """Whether the request asks for verdicts on statements."""
    return asked["messages"][-1]["content"].startswith("Statement 1:")


def _misnumbered(text: str) -> str:
    return text.translate(_OTHER_DIGITS)


def _negated(text: str) -> str:
    found = _AUXILIARY.search(text)
    return f"{text[: found.end()]} not{text[found.end() :]}" if found else f"It is not true that {text}"


def _brief(asked: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    users = [turn["content"] for turn in asked["messages"] if turn["role"] == "user"]
    sentences = _numbered(users[0])
    limits = {name: _limit(users[0], name) for name in _OUTPUTS}
    return {name: _write(name, sentences, limits[name]) for name in _wanted(asked, users[-1])}


def _numbered(prompt: str) -> list[tuple[int, str]]:
    found = re.findall(r"^\[?(\d+)[\]:] (.+)$", prompt, re.MULTILINE)
    return [(int(number), text.strip(" ¦")) for number, text in found] or [(1, "There is no article.")]


def _wanted(asked: dict[str, Any], prompt: str) -> list[str]:
    """The properties of the schema, or, without one, the outputs that the last prompt names."""
    schema = asked.get("response_format", {}).get("json_schema", {}).get("schema")
    if schema:
        return [name for name in _OUTPUTS if name in schema["properties"]]
    return [name for name in _OUTPUTS if re.search(rf"\b{name}\b", prompt)]


def _limit(prompt: str, output: str) -> int:
    """The characters that the prompt allows an output, where it says so as the brief does."""
    found = re.search(rf"^- {output}: .*?(\d+) characters", prompt, re.MULTILINE)
    return int(found[1]) if found else 10_000


def _write(output: str, sentences: list[tuple[int, str]], limit: int) -> list[dict[str, Any]]:
    # Words of others need a speaker, so sentences without quote marks come first.
    plain = [one for one in sentences if not re.search('["“”‘«»]', one[1])] or sentences
    if output == "claims":
        return [{"s": [number], "text": text, "kind": "fact", "speaker": None} for number, text in plain[:3]]
    fitting = [one for one in plain if len(one[1]) <= limit] or [min(plain, key=lambda one: len(one[1]))]
    number, text = fitting[0]
    return [{"s": [number], "text": text.rstrip(".") if output == "headline" else text}]


class ScriptedModel:
    """The server, on a free port of 127.0.0.1. Use it as a context manager; ``url`` is what a client is given."""

    def __init__(self, *script: Step, tls: ssl.SSLContext | None = None) -> None:
        self._script: Iterator[Step] = iter(())
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.model = self
        self._scheme = "https" if tls else "http"
        if tls:  # the handshake is left to the thread that serves the connection
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.asked: list[Asked] = []
        self.connections = 0
        self.bytes_sent = 0
        self.play(*script or (faithful,))

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """The base URL for a client."""
        return f"{self._scheme}://127.0.0.1:{self.port}/v1"

    def play(self, *script: Step) -> None:
        """Go on with another script from the next request on."""
        with self._lock:
            self._script = _lasting(script)

    def next_step(self, asked: Asked) -> Step:
        """Note the request down, and say what to do with it. The list of models is no part of the script."""
        with self._lock:
            self.asked.append(asked)
            return _MODELS if asked.path == "/v1/models" else next(self._script)

    def count_sent(self, size: int) -> None:
        """Count bytes that went out; several replies may be under way."""
        with self._lock:
            self.bytes_sent += size

    def wait(self, seconds: float | None) -> None:
        """Let time pass; over at once when the server stops."""
        self._stopping.wait(seconds)

    @property
    def stopping(self) -> bool:
        """Whether the server is on its way out."""
        return self._stopping.is_set()

    def drop_connections(self) -> None:
        """Close what is open, as servers do with idle connections."""
        self._server.close_all()

    def start(self) -> Self:
        """Serve from now on."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop serving, end all replies under way and free the port: from now on connections are refused."""
        if not self._stopping.is_set():
            self._stopping.set()
            self._server.shutdown()
            self._server.close_all()
            self._server.server_close()
            self._thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def _lasting(script: tuple[Step, ...]) -> Iterator[Step]:
    yield from script
    while True:
        yield script[-1]


class _Server(ThreadingHTTPServer):
    """Ends its threads at ``server_close``; clients that hang up are no news."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 1024
    model: ScriptedModel

    def __init__(self, *arguments: Any) -> None:
        self._open: set[socket.socket] = set()
        super().__init__(*arguments)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.model.connections += 1
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def close_all(self) -> None:
        for one in tuple(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.path, headers, json.loads(body or b"{}"))
        step = self.server.model.next_step(asked)
        with suppress(OSError):
            self._answer(step(asked.json) if callable(step) else step)

    do_GET = do_POST  # noqa: N815 - the standard library's name

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, reply: Reply) -> None:
        model = self.server.model
        if reply.silent:
            self._wait_for_hang_up()
            return
        model.wait(reply.delay) if reply.delay else None
        self._drip(self._head(reply), reply.head_drip)
        for number, piece in enumerate(reply.pieces):
            if reply.before_piece:
                reply.before_piece(number)
            self._drip(self._framed(piece, reply), reply.drip)
        left = len(reply.body) * reply.times if reply.cut_at is None else reply.cut_at
        while left > 0 and not model.stopping:
            piece = reply.body[:left] if reply.times == 1 else _filled(reply.body, min(left, _PIECE_BYTES))
            self._drip(self._framed(piece, reply), reply.drip)
            left -= len(piece)
        self._finish(reply)

    def _head(self, reply: Reply) -> bytes:
        length = str(len(reply.body) * reply.times)
        framing = {"Transfer-Encoding": "chunked"} if reply.chunked else {"Content-Length": length}
        lines = [f"HTTP/1.1 {reply.status} {_phrase(reply.status)}"]
        lines += [f"{name}: {value}" for name, value in (framing | dict(reply.headers)).items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def _framed(self, piece: bytes, reply: Reply) -> bytes:
        return b"%x\r\n%s\r\n" % (len(piece), piece) if reply.chunked else piece

    def _drip(self, data: bytes, pause: float) -> None:
        model = self.server.model
        for piece in (data[place : place + 1] for place in range(len(data))) if pause else (data,):
            if model.stopping:
                return
            self.connection.sendall(piece)
            model.count_sent(len(piece))
            if pause:
                model.wait(pause)

    def _finish(self, reply: Reply) -> None:
        if reply.cut_at is None:
            self._drip(b"0\r\n\r\n" if reply.chunked else b"", 0)
            return
        self.close_connection = True
        if reply.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.rfile.close()  # the socket is closed, and so reset, only when its file is
            self.connection.close()

    def _wait_for_hang_up(self) -> None:
        self.close_connection = True
        self.connection.recv(1)


def _filled(body: bytes, size: int) -> bytes:
    return (body * (size // len(body) + 1))[:size]


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
