"""Books of one process: all there is without Redis, and gone with the process."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from service.adapters.books.budget import DAY, MONTH, Ask, bounds_of, first_over, over
from service.summarise.allowance import Allowance
from service.summarise.ports import Clock, Reservation, Usage
from service.summarise.tally import Count, Counts, Page, taken

_EVERYONE = ""


@dataclass(slots=True)
class _Book:
    """What one tenant took, and what is put aside for its calls under way."""

    day: date = date.min
    counts: dict[str, Counter[str]] = field(default_factory=lambda: {DAY: Counter(), MONTH: Counter()})
    held: dict[str, Counter[str]] = field(default_factory=lambda: {DAY: Counter(), MONTH: Counter()})

    def roll(self, today: date) -> None:
        """Begin a new day, and a new month with the first of its days; never go back."""
        if today <= self.day:
            return
        for period in (DAY, MONTH) if _month(today) != _month(self.day) else (DAY,):
            self.counts[period], self.held[period] = Counter(), Counter()
        self.day = today

    def periods(self, day: date) -> list[str]:
        """The periods of that day that still last."""
        lasting = {DAY: day == self.day, MONTH: _month(day) == _month(self.day)}
        return [period for period, lasts in lasting.items() if lasts]

    def add(self, day: date, counts: Counts) -> None:
        for period in self.periods(day):
            self.counts[period].update(counts)

    def hold(self, day: date, ask: Ask, sign: int) -> None:
        for period in self.periods(day):
            self.held[period].update({"tokens": sign * ask.tokens, "cost": sign * ask.cost})

    def used(self) -> dict[str, int]:
        """Tokens and cost by period."""
        return {
            f"{period}:{what}": sum(counts[part] for part in parts)
            for period, counts in self.counts.items()
            for what, parts in (("tokens", (Count.INPUT_TOKENS, Count.OUTPUT_TOKENS)), ("cost", (Count.COST,)))
        }

    def put_aside(self) -> dict[str, int]:
        """The same of calls under way."""
        return {f"{period}:{what}": held[what] for period, held in self.held.items() for what in ("tokens", "cost")}


class MemoryBooks:
    """Purse and ledger for one process. ``everyone`` bounds all tenants together."""

    def __init__(self, clock: Clock, everyone: Allowance) -> None:
        self._clock = clock
        self._everyone = everyone
        self._books: dict[str, _Book] = {}
        self._guard = threading.Lock()

    def reserve(self, tenant: str, allowance: Allowance, most: Usage) -> Reservation:
        """Put aside the most that a call can take. Raises ``BudgetSpent`` when it is over what is left."""
        now, ask = self._clock.now(), Ask.of(most)
        with self._guard:
            everyone = self._open(_EVERYONE, now.date())
            own = self._open(tenant, everyone.day)
            for book, bounds in ((own, bounds_of(allowance)), (everyone, bounds_of(self._everyone))):
                found = first_over(bounds, ask, book.used(), book.put_aside())
                if found is not None:
                    place, spent = found
                    raise over(place, everyone=book is everyone, spent=spent, now=now)
            for book in (own, everyone):
                book.hold(everyone.day, ask, +1)
            return _Held(self, tenant, everyone.day, ask)

    def record(self, tenant: str, counts: Counts) -> None:
        """Add to the tenant's counts."""
        today = self._clock.now().date()
        with self._guard:
            self._add(tenant, today, counts)

    def read(self, tenant: str) -> Page:
        """What is counted so far."""
        today = self._clock.now().date()
        with self._guard:
            book = self._open(tenant, today)
            return Page(book.day, *({Count(n): v for n, v in counts.items()} for counts in book.counts.values()))

    def settle(self, tenant: str, day: date, ask: Ask, usage: Usage) -> None:
        """Give back what was put aside and book what the call took."""
        with self._guard:
            for name in (tenant, _EVERYONE):
                self._open(name, day).hold(day, ask, -1)
            self._add(tenant, day, taken(usage))

    def flush(self) -> bool:
        """Nothing waits to be written."""
        return True

    def close(self) -> None:
        """Nothing is lost that was ever kept."""

    def _add(self, tenant: str, day: date, counts: Counts) -> None:
        for name in (tenant, _EVERYONE):
            self._open(name, day).add(day, counts)

    def _open(self, name: str, today: date) -> _Book:
        book = self._books.setdefault(name, _Book())
        book.roll(today)
        return book


@dataclass(slots=True)
class _Held:
    books: MemoryBooks
    tenant: str
    day: date
    ask: Ask
    settled: bool = False

    def settle(self, usage: Usage) -> None:
        if not self.settled:
            self.settled = True
            self.books.settle(self.tenant, self.day, self.ask, usage)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
