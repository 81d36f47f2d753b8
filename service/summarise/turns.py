"""Pure work takes turns: one piece at a time in a process, so that whoever waits for the network is served between two.

Reading and judging an article take milliseconds of CPU each. In a burst, hundreds of them in a row would keep a worker
from its sockets for seconds: cached answers, deadlines and the store's time-outs would all be late by that.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

LARGE_CHARS = 100_000
"""Work on a longer text goes aside: a legal megabyte takes a third of a second."""

STEPS = 6
"""Times that others go on while an answer is made by code: it waits for the turn, for the store, for its socket."""

FRESH_SECONDS = 1.0
"""How long it is believed how much others do each time."""

SMOOTHING = 0.1
"""Weight of one time among those before it: a single long piece of work is no overload."""

AHEAD_MAX = 32
"""For so many articles at once work is done ahead: what an article's index holds is half a megabyte."""


class Aside(Protocol):
    """Runs a function where it holds up nobody else of this process, and gives what it gives or raises."""

    def __call__(self, work: Callable[[], T], /) -> T:
        """Run it."""
        ...


def here(work: Callable[[], T], /) -> T:
    """Runs it at once: for processes whose threads the interpreter switches by itself."""
    return work()


class Turns:
    """The turns of one process. ``aside`` runs what is large; ``now`` is any clock that never goes back, in seconds.

    ``pause`` lets others go on before a piece of work: greenlets only meet at a turn if somebody holds it meanwhile.
    """

    def __init__(
        self,
        aside: Aside = here,
        now: Callable[[], float] = lambda: 0.0,
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        self._turn = _Turn(now)
        self._now = now
        self._pause = pause
        self._paused = (0.0, 0.0)
        self._room = threading.BoundedSemaphore(AHEAD_MAX)
        self._aside = aside

    @property
    def waited_seconds(self) -> float:
        """How long the one has waited whose turn comes next, of those who are not urgent: who comes now waits as long.

        0 where nobody waits.
        """
        return self._turn.waited_seconds

    @property
    def lag_seconds(self) -> float:
        """How long an answer by code would take if it were begun now, by the queue and by how much others do."""
        at, seconds = self._paused
        steps = STEPS * seconds if self._now() - at < FRESH_SECONDS else 0.0
        return self.waited_seconds + steps

    def run(self, work: Callable[[], T], chars: int = 0, *, urgent: bool = False) -> T:
        """What the work gives or raises, when its turn has come. ``chars`` is the length of the text it works on.

        What is urgent goes before all that is not: an answer whose deadline has come.
        """
        if chars > LARGE_CHARS:
            return self._aside(work)
        self._turn.take(urgent=urgent)
        try:
            self._let_others_go_on()
            return work()
        finally:
            self._turn.hand_on()

    @contextmanager
    def ahead(self, work: Callable[[], object], chars: int = 0) -> Iterator[Callable[[], None]]:
        """A function that does the work before it is needed, if nobody else wants the turn and few have done so.

        What the work makes is taken to last as long as the block: of many at once most do without, as in a burst there
        is no idle time to work ahead in, and much memory to lose.
        """
        taken: list[bool] = []

        def run() -> None:
            if self._room.acquire(blocking=False):
                taken.append(True)
                self._run_if_free(work, chars)

        try:
            yield run
        finally:
            for _ in taken:
                self._room.release()

    def _let_others_go_on(self) -> None:
        began, (at, usual) = self._now(), self._paused
        usual = usual if began - at < FRESH_SECONDS else 0.0
        self._pause()
        ended = self._now()
        self._paused = ended, usual + SMOOTHING * (ended - began - usual)

    def _run_if_free(self, work: Callable[[], object], chars: int) -> None:
        if chars > LARGE_CHARS:
            self._aside(work)
        elif self._turn.take_if_free():
            try:
                work()
            finally:
                self._turn.hand_on()


class _Place:
    """In a queue: a lock that is opened when the turn has come."""

    __slots__ = ("since", "turn")

    def __init__(self, since: float) -> None:
        self.since = since
        self.turn = threading.Lock()
        self.turn.acquire()


class _Turn:
    """A lock that is handed to who waits longest, of those who are urgent first."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._guard = threading.Lock()
        self._taken = False
        self._urgent: deque[_Place] = deque()
        self._patient: deque[_Place] = deque()

    @property
    def waited_seconds(self) -> float:
        """Of the first who is patient."""
        with self._guard:
            return self._now() - self._patient[0].since if self._patient else 0.0

    def take_if_free(self) -> bool:
        """Take the turn, unless somebody has it."""
        with self._guard:
            free = not self._taken
            self._taken = True
        return free

    def take(self, *, urgent: bool) -> None:
        """Wait for the turn."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            queue = self._urgent if urgent else self._patient
            place = _Place(self._now())
            queue.append(place)
        try:
            place.turn.acquire()
        except BaseException:  # a worker that stops ends its greenlets where they wait
            self._give_up(place, queue)
            raise

    def hand_on(self) -> None:
        """Give the turn to the next who waits, else leave it free."""
        with self._guard:
            queue = self._urgent or self._patient
            self._taken = bool(queue)
            if queue:
                queue.popleft().turn.release()

    def _give_up(self, place: _Place, queue: deque[_Place]) -> None:
        with self._guard:
            waiting = place in queue
            if waiting:
                queue.remove(place)
        if not waiting:
            self.hand_on()
