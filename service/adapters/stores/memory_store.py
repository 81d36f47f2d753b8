"""A store in the memory of one process: bounded, least recently used goes first, gone at the end."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence, Set
from dataclasses import dataclass

from service.adapters.stores.seal import seal, unseal
from service.summarise.ports import Clock

ENTRY_OVERHEAD_BYTES = 200
"""What an entry costs beside its key and value, about."""


@dataclass(frozen=True, slots=True)
class _Entry:
    value: bytes
    ends: float

    def size(self, key: str) -> int:
        return len(key) + len(self.value) + ENTRY_OVERHEAD_BYTES


class MemoryStore:
    """The port for one process, whose threads share it. Never down; an entry larger than the bound is not kept."""

    name = "memory"

    def __init__(self, max_bytes: int, clock: Clock) -> None:
        self._max_bytes = max_bytes
        self._clock = clock
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._bytes = 0
        self._leases: dict[str, tuple[str, float]] = {}
        self._guard = threading.Lock()

    def get(self, key: str) -> bytes | None:
        """The stored bytes; None when absent or expired."""
        with self._guard:
            entry = self._entries.get(key)
            if entry is None:
                return None
            if entry.ends <= self._clock.monotonic():
                self._drop(key)
                return None
            self._entries.move_to_end(key)
        return unseal(key, entry.value)

    def put(self, key: str, value: bytes, ttl_seconds: int) -> bool:
        """Keep the bytes; False when they alone are over the bound."""
        entry = _Entry(seal(key, value), self._clock.monotonic() + ttl_seconds)
        with self._guard:
            self._drop(key)
            if entry.size(key) > self._max_bytes:
                return False
            self._entries[key] = entry
            self._bytes += entry.size(key)
            while self._bytes > self._max_bytes:
                self._drop(next(iter(self._entries)))
            return True

    def delete(self, key: str) -> bool:
        """Forget the key; True when it was there."""
        with self._guard:
            return self._drop(key)

    def acquire(self, key: str, lease_seconds: float) -> str | None:
        """A token when the caller now holds the key's lease, None when another does."""
        now = self._clock.monotonic()
        with self._guard:
            self._forget_leases(now)
            if key in self._leases and self._leases[key][1] > now:
                return None
            token = secrets.token_hex(16)
            self._leases[key] = (token, now + lease_seconds)
            return token

    def release(self, key: str, token: str) -> None:
        """Give the lease back; another holder's is left alone."""
        with self._guard:
            if self._leases.get(key, ("", 0.0))[0] == token:
                del self._leases[key]

    def renew(self, key: str, token: str, lease_seconds: float) -> None:
        """Have the lease last from now, if it is still this holder's."""
        with self._guard:
            if self._leases.get(key, ("", 0.0))[0] == token:
                del self._leases[key]  # so that the order stays that of their ends
                self._leases[key] = (token, self._clock.monotonic() + lease_seconds)

    def held(self, keys: Sequence[str]) -> Set[str]:
        """Those of the keys whose lease somebody holds."""
        now = self._clock.monotonic()
        with self._guard:
            return {key for key in keys if self._leases.get(key, ("", 0.0))[1] > now}

    def alive(self) -> bool:
        """Always."""
        return True

    def close(self) -> None:
        """Forget everything."""
        with self._guard:
            self._entries.clear()
            self._bytes = 0

    def _forget_leases(self, now: float) -> None:
        # Leases are of one length, so the oldest end first.
        while self._leases and next(iter(self._leases.values()))[1] <= now:
            del self._leases[next(iter(self._leases))]

    def _drop(self, key: str) -> bool:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._bytes -= entry.size(key)
        return entry is not None
