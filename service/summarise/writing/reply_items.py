"""The items of a reply while it is still being written: each one as soon as its last brace is there.

Only the outline of the JSON is followed, in one pass however the text is cut: strings, and which brackets are open.
Whether an item is sound is judged by who gets it, and in the end the whole reply is read again: whatever looks odd here
ends the listening, never the reply.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any

import orjson

ITEM_MAX_CHARS = 16_000
"""A longer item is passed over: its text would be too long even with every character escaped."""

ITEMS_MAX = 50
"""Items after which a reply is no longer listened to."""

Item = dict[str, Any] | list[Any]
"""An object, or a row."""

_DEPTH_MAX = 8
_MARKS_MAX = 20_000  # quote marks, backslashes and brackets of a reply: a sound one has some hundreds
_THINKING, _THOUGHT = "<think>", "</think>"

_OUTSIDE = re.compile(r'["{}\[\]]')
_INSIDE = re.compile(r'["\\]')
_OPENER = {"}": "{", "]": "["}

_REPLY = "{"
_LIST = "{["
_ITEMS = frozenset({"{{", "{[{", "{[["})
"""What is open where an item begins: the reply and the item, or the reply, a list and the item, which may be a row."""


class ItemScanner:
    """Finds the objects and rows that stand directly under the wanted keys of a reply, or in a list there."""

    def __init__(self, keys: Collection[str]) -> None:
        self._keys = frozenset(keys)
        self._ahead: str | None = ""
        self._thinks = False
        self._open = ""
        self._in_string = False
        self._escaped = False
        self._key = ""
        self._met: set[str] = set()
        self._held: list[str] | None = None
        self._held_chars = 0
        self._count = 0
        self._marks_left = _MARKS_MAX
        self._over = False

    def feed(self, text: str) -> Iterator[tuple[str, Item]]:
        """The items that this further text completes, each with its key."""
        text = self._spoken(text)
        begin = 0
        for end in self._marks(text):
            self._hold(text[begin:end])
            begin = end
            item = self._step(text[end - 1])
            if item is not None:
                yield self._key, item
        self._hold(text[begin:])

    def _spoken(self, text: str) -> str:
        """The text without what a model thinks aloud first."""
        if self._ahead is None:
            return text
        text = (self._ahead + text) if self._thinks else (self._ahead + text).lstrip()
        if not self._thinks and len(text) < len(_THINKING) and _THINKING.startswith(text):
            self._ahead = text
            return ""
        self._thinks = self._thinks or text.startswith(_THINKING)
        said = text.partition(_THOUGHT)[2] if self._thinks else text
        self._ahead = None if not self._thinks or _THOUGHT in text else text[1 - len(_THOUGHT) :]
        return said

    def _marks(self, text: str) -> Iterator[int]:
        """The places just behind each quote mark and bracket that means something."""
        position = 1 if self._escaped and text else 0
        self._escaped = self._escaped and not text
        while not self._over and (found := (_INSIDE if self._in_string else _OUTSIDE).search(text, position)):
            position = found.end()
            self._marks_left -= 1
            self._over = not self._marks_left
            if found[0] == "\\":
                self._escaped = position == len(text)
                position += 1
            elif self._open or found[0] == _REPLY:
                self._in_string ^= found[0] == '"'
                yield position

    def _hold(self, text: str) -> None:
        if self._held is not None and not self._over:
            self._held.append(text)
            self._held_chars += len(text)
            if self._held_chars > ITEM_MAX_CHARS:
                self._held = None

    def _step(self, mark: str) -> Item | None:
        if mark == '"':
            self._quote()
        elif mark in _OPENER:
            return self._close(mark)
        else:
            self._begin(mark)
        return None

    def _quote(self) -> None:
        """At the reply's own level a string may be a key: the last one before a bracket is."""
        if self._open != _REPLY:
            return
        if self._in_string:
            self._take_up("")
        else:
            self._key = self._put_down()[:-1]

    def _begin(self, mark: str) -> None:
        if self._open == _REPLY and self._key in self._keys:
            # Of a key that comes twice the last one counts, and nobody knows how many there will be.
            self._over = self._key in self._met
            self._met.add(self._key)
        self._open += mark
        self._over = self._over or len(self._open) > _DEPTH_MAX
        if self._open in _ITEMS and self._key in self._keys:
            self._take_up(mark)

    def _close(self, mark: str) -> Item | None:
        was, self._open = self._open, self._open[:-1]
        self._over = not was.endswith(_OPENER[mark]) or (not self._open and bool(self._met))
        if was not in _ITEMS or self._key not in self._keys:
            return None
        self._count += 1
        self._over = self._over or self._count >= ITEMS_MAX
        return _loaded(self._put_down())

    def _take_up(self, text: str) -> None:
        self._held, self._held_chars = [text], len(text)

    def _put_down(self) -> str:
        held, self._held = self._held, None
        return "".join(held or ())


def _loaded(text: str) -> Item | None:
    try:
        item = orjson.loads(text)
    except ValueError:
        return None
    row = isinstance(item, list) and all(isinstance(cell, int | str) for cell in item)
    return item if row or isinstance(item, dict) else None
