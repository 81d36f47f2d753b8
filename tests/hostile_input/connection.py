"""A connection of one's own: any bytes out, all answers back."""

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE_SECONDS = 20.0


@dataclass(frozen=True)
class Heard:
    """One answer. ``headers`` have lower case names."""

    status: int
    headers: dict[str, str]
    body: bytes


def exchange(url: str, sent: bytes, expected: int) -> tuple[list[Heard], bool]:
    """The answers to these bytes, ``expected`` of them or fewer, and whether the server then ended the connection."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), PATIENCE_SECONDS) as line:
        writer = threading.Thread(target=_send, args=(line, sent), daemon=True)
        writer.start()
        with line.makefile("rb") as answers:
            heard = [one for one in (_answer(answers) for _ in range(expected)) if one is not None]
            closes = bool(heard) and heard[-1].headers.get("connection") == "close"
            if closes:
                assert answers.read(1) == b"", "more came after the last answer"
        writer.join(PATIENCE_SECONDS)
    return heard, closes


def _send(line, sent):
    with suppress(OSError):
        line.sendall(sent)


def _answer(answers):
    first = answers.readline()
    if not first:
        return None
    status = int(first.split()[1])
    headers = {}
    while (field := answers.readline().strip()) != b"":
        name, _, value = field.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    if status == 100:
        return Heard(status, headers, b"")
    if headers.get("transfer-encoding") == "chunked":
        return Heard(status, headers, _chunks(answers))
    return Heard(status, headers, answers.read(int(headers.get("content-length", 0))))


def _chunks(answers):
    body = b""
    while size := int(answers.readline(), 16):
        body += answers.read(size)
        answers.readline()
    answers.readline()
    return body
