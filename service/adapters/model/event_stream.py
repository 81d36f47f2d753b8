"""A reply in pieces: server-sent events, each with a chunk of the completion, put together as one reply.

https://html.spec.whatwg.org/multipage/server-sent-events.html, as far as endpoints use it: lines that begin with
``data:``, each a whole JSON object, and ``[DONE]`` at the end.
"""

from collections.abc import Iterable
from typing import Any

import orjson

from service.summarise.errors import ModelRubbish, ModelUnavailable
from service.summarise.ports import Hear

MEDIA_TYPE = "text/event-stream"

_DONE = b"[DONE]"


class StreamedReply:
    """Put together from its pieces. ``heard`` gets each piece of the text, of ``most_chars`` in all, as it comes."""

    def __init__(self, heard: Hear, most_chars: int) -> None:
        self._heard = heard
        self._chars_left = most_chars
        self._texts: list[str] = []
        self._refusals: list[str] = []
        self._finish: str | None = None
        self._model: object = None
        self._usage: object = None
        self._done = False

    def read(self, pieces: Iterable[bytes]) -> dict[str, Any]:
        """The whole reply, shaped as one that came at once.

        Raises ``ModelRubbish`` for what is no such stream, and ``ModelUnavailable`` when it breaks off.
        """
        for line in _lines(pieces):
            if line.startswith(b"data:"):
                self._take(line[5:].strip())
            if self._done:
                break
        if not self._done and self._finish is None:
            raise ModelUnavailable("the reply broke off")
        message = {"content": "".join(self._texts), "refusal": "".join(self._refusals) or None}
        return {
            "choices": [{"message": message, "finish_reason": self._finish}],
            "model": self._model,
            "usage": self._usage,
        }

    def _take(self, data: bytes) -> None:
        if data == _DONE:
            self._done = True
            return
        chunk = _chunk(data)
        self._model = chunk.get("model") or self._model
        self._usage = chunk.get("usage") or self._usage
        choices = chunk.get("choices")
        if isinstance(choices, list) and choices and isinstance(choices[0], dict):
            self._take_choice(choices[0])

    def _take_choice(self, choice: dict[str, Any]) -> None:
        if choice.get("index", 0) != 0:
            return
        delta = choice.get("delta")
        if isinstance(delta, dict):
            self._add(self._refusals, delta.get("refusal"))
            if self._add(self._texts, delta.get("content")):
                self._say(delta["content"])
        finish = choice.get("finish_reason")
        self._finish = finish if isinstance(finish, str) else self._finish

    def _say(self, text: str) -> None:
        self._chars_left -= len(text)
        if self._chars_left < 0:
            raise ModelRubbish("the endpoint sent a text over the cap")
        self._heard(text)

    @staticmethod
    def _add(pieces: list[str], piece: object) -> bool:
        if not isinstance(piece, str) or not piece:
            return False
        pieces.append(piece)
        return True


def _chunk(data: bytes) -> dict[str, Any]:
    try:
        chunk = orjson.loads(data)
    except ValueError:
        raise ModelRubbish("a piece of the reply is not JSON") from None
    if not isinstance(chunk, dict):
        raise ModelRubbish("a piece of the reply is no object")
    if chunk.get("error"):
        raise ModelUnavailable("the endpoint broke its reply off with an error")
    return chunk


def _lines(pieces: Iterable[bytes]) -> Iterable[bytes]:
    """The lines in the pieces, each once it is whole; what is left at the end is none."""
    rest: list[bytes] = []
    for piece in pieces:
        *whole, left = piece.replace(b"\r", b"\n").split(b"\n")
        if whole:
            yield b"".join([*rest, whole[0]])
            yield from whole[1:]
            rest = [left]
        else:
            rest.append(left)
