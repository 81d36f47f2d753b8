"""How many second tries all calls of a process may have together: a token bucket, as gRPC and Envoy have it.

Without it each caller's own retry is fair, and all of them together double the load on an endpoint that is down.
"""

import threading

SHARE = 0.1
"""Second tries for each first one."""

SAVED_MAX = 10.0
"""Second tries that calm times save up."""

SAVED_AT_START = 3.0


class RetryBudget:
    """Fills with each first try; safe to share between threads."""

    def __init__(self) -> None:
        self._saved = SAVED_AT_START
        self._guard = threading.Lock()

    def earn(self) -> None:
        """A first try was made."""
        with self._guard:
            self._saved = min(SAVED_MAX, self._saved + SHARE)

    def spend(self) -> bool:
        """Whether a second try is in the budget; it is taken out."""
        with self._guard:
            if self._saved < 1:
                return False
            self._saved -= 1
            return True
