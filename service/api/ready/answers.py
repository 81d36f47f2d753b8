"""Where ready-made answers lie: a few megabytes in the process, and behind them the store that all workers share.

A purge anywhere changes the generation, and whatever was made ready under another one is no longer served. A process
looks at the generation again after ``LOOK_AGAIN_SECONDS`` and relies on no older look than ``RELIES_SECONDS``, so a
purge is over everywhere within ``PURGE_SECONDS``.

With a dead store nothing can be purged either, so what the process has goes on being served for ``OUTAGE_SECONDS``:
else an outage of Redis on a busy morning would have every worker write everything anew.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass

from service.api.ready import entry
from service.api.ready.entry import Ready
from service.summarise.ports import Clock, Store
from service.summarise.purging import Purges

LOOK_AGAIN_SECONDS = 0.5
RELIES_SECONDS = 0.9
PURGE_SECONDS = 1.0

OUTAGE_SECONDS = 90.0
"""Not for ever: another worker may reach a store that this one does not, and purge there."""


@dataclass(frozen=True, slots=True)
class _Look:
    """At which time the generation was asked for, and what it was; None with a dead store."""

    asked_at: float
    generation: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A ready answer, and the whole seconds since it was written."""

    ready: Ready
    age_seconds: int


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the answer to one request may be made ready, under the generation seen before it was looked up."""

    key: str
    generation: str


class ReadyAnswers:
    """Ready-made answers of this process and of the store. With a dead store those of this process, for a while."""

    def __init__(self, store: Store, clock: Clock, *, ttl_seconds: int, near_max_bytes: int) -> None:
        self.ttl_seconds = ttl_seconds
        self._store = store
        self._purges = Purges(store, ttl_seconds)
        self._clock = clock
        self._near = _Near(near_max_bytes)
        self._look = self._known = _Look(-OUTAGE_SECONDS, None)
        self._looking = False

    def find(self, key: str) -> Found | None:
        """The ready answer of that key, fresh and not purged."""
        generation = self._generation()
        if generation is None:
            return None
        found = self._standing(self._near.get(key), generation)
        if found is None:
            found = self._standing(entry.load(self._store.get(key)), generation)
            if found is not None:
                self._near.put(key, found.ready)
        return found

    def slot(self, key: str) -> Slot | None:
        """For ``keep``; to be taken before the answer is looked up."""
        generation = self._generation()
        return Slot(key, generation) if generation else None

    def keep(self, slot: Slot, ready: Ready) -> None:
        """Have the answer ready for the same request. A dead or full store keeps nothing."""
        left = self.ttl_seconds - self._age_seconds(ready)
        if left > 0:
            self._store.put(slot.key, entry.dump(ready), left)

    @property
    def purge_seconds(self) -> float:
        """How long after a purge other processes may still serve what was ready: 0 where there are none."""
        return PURGE_SECONDS if self._store.name == "redis" else 0.0

    def forget_generation(self) -> None:
        """Look at the generation anew: this process purged something."""
        self._look = self._known = _Look(-OUTAGE_SECONDS, None)

    def _standing(self, ready: Ready | None, generation: str) -> Found | None:
        if ready is None or ready.generation != generation:
            return None
        age = self._age_seconds(ready)
        return Found(ready, age) if age < self.ttl_seconds else None

    def _age_seconds(self, ready: Ready) -> int:
        return max(0, int(self._clock.now().timestamp() - ready.created))

    def _generation(self) -> str | None:
        now, look = self._clock.monotonic(), self._look
        since = now - look.asked_at
        if since < LOOK_AGAIN_SECONDS or (self._looking and since < RELIES_SECONDS):
            return look.generation
        self._looking = True
        try:
            found = self._purges.generation()
        finally:
            self._looking = False
        if found:
            self._known = _Look(now, found.hex())
        lasts = now - self._known.asked_at < OUTAGE_SECONDS
        seen = _Look(now, self._known.generation if lasts else None)
        # A look that began earlier may end later.
        if seen.asked_at >= self._look.asked_at:
            self._look = seen
        return seen.generation


class _Near:
    """The least recently used goes first. ``max_bytes`` 0 keeps nothing."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._entries: OrderedDict[str, Ready] = OrderedDict()
        self._guard = threading.Lock()

    def get(self, key: str) -> Ready | None:
        with self._guard:
            ready = self._entries.get(key)
            if ready is not None:
                self._entries.move_to_end(key)
            return ready

    def put(self, key: str, ready: Ready) -> None:
        if ready.size_bytes > self._max_bytes // 8:
            return  # one large answer would push out many small ones
        with self._guard:
            self._drop(key)
            self._entries[key] = ready
            self._bytes += ready.size_bytes
            while self._bytes > self._max_bytes:
                self._drop(next(iter(self._entries)))

    def _drop(self, key: str) -> None:
        gone = self._entries.pop(key, None)
        if gone is not None:
            self._bytes -= gone.size_bytes
