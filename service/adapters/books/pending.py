"""Counts that wait in the process to be written: numbered postings, so that one sent twice counts once."""

import threading
from collections import Counter
from dataclasses import dataclass
from datetime import date

from service.summarise.tally import Counts

BOOKS_MAX = 100
"""Books that one posting holds: it stops Redis for less than a millisecond."""


@dataclass(frozen=True, slots=True)
class Posting:
    """Keys and arguments of one ``POST``."""

    keys: list[str]
    arguments: list[str | int]


class Pending:
    """Counts by day and book. ``sender`` is the key that remembers the number of the last posting of this process.

    What waits is bounded by the number of tenants, however long Redis is away.
    """

    def __init__(self, sender: str) -> None:
        self._sender = sender
        self._books: dict[tuple[date, str], Counter[str]] = {}
        self._posting: Posting | None = None
        self._number = 0
        self._guard = threading.Lock()

    def add(self, book: str, day: date, counts: Counts) -> None:
        """Add to what waits for a book."""
        with self._guard:
            waiting = self._books.get((day, book))
            if waiting is None:
                waiting = self._books[day, book] = Counter()
            for name, amount in counts.items():  # every answer comes by, and ``Counter.update`` takes twice as long
                waiting[name] += amount

    @property
    def waits(self) -> bool:
        """Whether anything is not written yet."""
        with self._guard:
            return bool(self._books or self._posting)

    def next_posting(self, everyone: str) -> Posting | None:
        """What is to be written: the last one again until it is ``posted``. ``everyone`` gets what all others get."""
        with self._guard:
            if self._posting is None and self._books:
                self._posting = self._made(everyone)
            return self._posting

    def posted(self) -> None:
        """The posting has been written."""
        with self._guard:
            self._posting = None

    def _made(self, everyone: str) -> Posting:
        day = next(iter(self._books))[0]
        books = [key for key in self._books if key[0] == day][:BOOKS_MAX]
        counts = {book: self._books.pop((day, book)) for _, book in books}
        counts[everyone] = sum(counts.values(), Counter())
        self._number += 1
        arguments: list[str | int] = [self._number, day.isoformat(), day.isoformat()[:7]]
        for numbers in counts.values():
            arguments.append(len(numbers))
            arguments += [word for name, amount in numbers.items() for word in (str(name), amount)]
        return Posting([self._sender, *counts], arguments)
