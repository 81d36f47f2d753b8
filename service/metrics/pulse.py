"""Each worker says now and then how it stands: whoever is asked for the page cannot look into the others."""

import time
from collections.abc import Callable

from service.metrics.meters import Meters, Sample
from service.metrics.page import are_shared

PULSE_SECONDS = 1.0


class Pulse:
    """Looks at this process for the meters. ``spawn`` starts a function beside the caller."""

    def __init__(self, meters: Meters, look: Callable[[], Sample], spawn: Callable[[Callable[[], None]], None]) -> None:
        self._meters = meters
        self._look = look
        self._spawn = spawn

    def page(self) -> bytes:
        """The page, with this process as it stands now."""
        self._meters.sample(self._look())
        return self._meters.page()

    def start(self) -> None:
        """Begin to say it, where other workers may be asked."""
        if are_shared():
            self._spawn(self._run)

    def _run(self) -> None:
        while True:
            self._meters.sample(self._look())
            time.sleep(PULSE_SECONDS)
