"""The lines that HTML shows and the elements that they stand in, each element known by a number."""

import re
from collections import Counter
from typing import NamedTuple

from service.summarise.article import DropReason
from service.summarise.reading import markup

_SPACES = re.compile(r"(?: *+[\t\n\r\f\v]|  )[ \t\n\r\f\v]*+")  # all but a single blank, which may stay


class HtmlLine(NamedTuple):
    """A line, the number of the element that most of it stands in, and how much of it is link text, 0 to 1."""

    text: str
    element: int
    linked: float


class Elements:
    """The elements of a tree in document order; number 0 is the document, a parent's number is always lower."""

    def __init__(self) -> None:
        self.parents: list[int] = [0]
        self.marks: list[DropReason | None] = [None]
        self.hints: list[DropReason | None] = [None]
        self.bodies: list[bool] = [False]
        self.asks: list[float] = [0.0]
        self.tags: list[str] = [""]

    def enter(self, parent: int, tag: str, attributes: markup.Attributes) -> int:
        """The number of an element: its own, or its parent's where it says nothing that matters."""
        if not attributes and tag not in markup.BLOCKS:
            return parent
        self.parents.append(parent)
        self.tags.append(tag)
        self.asks.append(0.0)
        self.marks.append(markup.furniture(tag, attributes))
        self.hints.append(markup.hints(tag, attributes) if attributes else None)
        self.bodies.append(markup.names_body(attributes) if attributes else False)
        return len(self.parents) - 1

    def add_up(self, own: list[float]) -> list[float]:
        """What each element holds, with all that is inside it, of what each holds by itself."""
        sums = list(own)
        for element in range(len(sums) - 1, 0, -1):
            sums[self.parents[element]] += sums[element]
        return sums

    def inside(self, containers: set[int]) -> list[bool]:
        """Whether each element is one of the containers or stands in one."""
        found = [False] * len(self.parents)
        for element, parent in enumerate(self.parents):
            found[element] = element in containers or (element > 0 and found[parent])
        return found


class Writer:
    """Collects text into lines, white space collapsed."""

    def __init__(self) -> None:
        self.elements = Elements()
        self._lines: list[HtmlLine] = []
        self._parts: list[str] = []
        self._chars: Counter[int] = Counter()
        self._linked = 0

    def add(self, text: str, element: int, *, in_link: bool) -> None:
        """Adds to the line that is open."""
        size = len(text.strip())
        self._parts.append(text)
        self._chars[element] += size
        self._linked += size if in_link else 0

    def end_line(self) -> None:
        """Ends the line that is open, if there is anything on it."""
        if not self._parts:
            return
        line = _collapsed("".join(self._parts))
        if line:
            chars = self._chars
            element = max(chars, key=lambda one: chars[one]) if len(chars) > 1 else next(iter(chars))
            self._lines.append(HtmlLine(line, element, self._linked / (sum(chars.values()) or 1)))
        self._parts.clear()
        self._chars.clear()
        self._linked = 0

    def add_line(self, text: str, element: int, *, in_link: bool) -> None:
        """A line of one piece of text, where no line is open: ``add`` and ``end_line`` in one."""
        line = _collapsed(text)
        if line:
            self._lines.append(HtmlLine(line, element, 1.0 if in_link and text.strip() else 0.0))

    def finish(self) -> list[HtmlLine]:
        """All lines."""
        self.end_line()
        return self._lines


def _collapsed(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")
