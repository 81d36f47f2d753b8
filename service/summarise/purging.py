"""Purging a summary everywhere, ready-made answers and flights in the air included.

Two records make that hold over all workers. The *generation* is a random token that every purge changes: whatever was
made ready under an older one is no longer served. The *mark* of one summary tells a flight that the summary was purged
while it was being written: what it then keeps, it takes back.
"""

import secrets

from service.summarise.errors import StoreDown
from service.summarise.ports import Store

GENERATION_KEY = "standfirst:generation"

MARK_SECONDS = 3_600
"""Longer than any flight."""

_BEGUN, _DONE = b"begun ", b"done "


class Purges:
    """Over one store. ``ttl_seconds``: how long anything at all is kept in it."""

    def __init__(self, store: Store, ttl_seconds: int) -> None:
        self._store = store
        self._ttl_seconds = ttl_seconds

    def generation(self) -> bytes | None:
        """The token of now; None with a dead store, when nothing ready may be served or made."""
        return self._store.get(GENERATION_KEY) or self._new_generation()

    def mark(self, identifier: str) -> bytes | None:
        """What was last said of purging this summary: it changes with each purge."""
        return self._store.get(_mark_key(identifier))

    def purge(self, identifier: str, key: str) -> bool:
        """Forget the summary under ``key``; False when there was none.

        Raises ``StoreDown`` when a step cannot be promised; asked again, it takes the steps that are left.
        """
        token = secrets.token_bytes(16)
        broken_off = (self.mark(identifier) or b"").startswith(_BEGUN)
        self._say(_mark_key(identifier), _BEGUN + token, MARK_SECONDS)
        removed = self._store.delete(key) or broken_off
        if removed:
            self._say(GENERATION_KEY, token, self._ttl_seconds)
        self._say(_mark_key(identifier), _DONE + token, MARK_SECONDS)
        return removed

    def _say(self, key: str, value: bytes, ttl_seconds: int) -> None:
        if not self._store.put(key, value, ttl_seconds):
            raise StoreDown("the store did not take the purge")

    def _new_generation(self) -> bytes | None:
        # Two that do this at once leave one token; what was made ready under the other is never served.
        token = secrets.token_bytes(16)
        return token if self._store.put(GENERATION_KEY, token, self._ttl_seconds) else None


def _mark_key(identifier: str) -> str:
    return f"standfirst:purge:{identifier}"
