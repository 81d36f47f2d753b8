"""What the stub model is told and asked, over its own path."""

import http.client
import json


def set_model(port: int, **wished: object) -> None:
    """Set its ``delay_seconds`` and ``faults``, of the one with faults on demand ``fault`` and ``share`` too."""
    _ask(port, "PUT", json.dumps(wished))


def calls(port: int) -> int:
    """Completions that it was asked for so far."""
    return _ask(port, "GET")["calls"]


def felt(port: int) -> int:
    """Completions that were spoiled on demand."""
    return _ask(port, "GET")["felt"]


def unanswered(port: int) -> int:
    """Completions that are under way."""
    return _ask(port, "GET")["open"]


def _ask(port: int, method: str, body: str = "") -> dict[str, int]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request(method, "/stub", body)
        told: dict[str, int] = json.loads(line.getresponse().read())
        return told
    finally:
        line.close()
