"""The bench: the service with two workers, its own Redis engine, a faulty model, and callers."""

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.chaos.callers import Load
from bench.chaos.proxy import Proxy
from bench.speed import fleet, stub_client, usage
from bench.speed.processes import Launch, Server, free_port, running

DEADLINE_SECONDS = 3.0
TRY_SECONDS = 1.5
MODEL_SECONDS = 0.2
SETTINGS = {
    "STANDFIRST_DEADLINE_SECONDS": str(DEADLINE_SECONDS),
    "STANDFIRST_MODEL_TRY_SECONDS": str(TRY_SECONDS),
    "STANDFIRST_MODEL_TRIES_MAX": "2",
    "STANDFIRST_MODEL_TIMEOUT_SECONDS": "6",
    "STANDFIRST_REDIS_TIMEOUT_SECONDS": "0.05",
    "STANDFIRST_LOG_LEVEL": "info",
}
_nonces = iter(range(0, 10**9, 100_000))


@dataclass(slots=True)
class Rig:
    """What a scenario works with. ``folder`` is its own."""

    folder: Path
    engine: Server
    model: Server
    service: Server
    managers: list[AbstractContextManager[Server]] = field(default_factory=list)
    proxy: Proxy | None = None

    @property
    def pid(self) -> int:
        """The service's first process."""
        return self.service.pid

    def model_does(self, *faults: str, share: float = 1.0, delay_seconds: float = MODEL_SECONDS) -> None:
        """From now on that share of completions shows the faults, in turn; none: all are sound."""
        stub_client.set_model(self.model.port, fault=list(faults), share=share, delay_seconds=delay_seconds)

    def model_calls(self) -> int:
        """Completions that were asked for so far."""
        return stub_client.calls(self.model.port)

    def faults_felt(self) -> int:
        """Completions that were spoiled so far."""
        return stub_client.felt(self.model.port)

    def cpu_seconds(self) -> float:
        """CPU of all of the service's processes so far."""
        return usage.cpu_seconds(self.pid)

    def rss_mb(self) -> float:
        """Memory of the largest worker."""
        return usage.rss_mb(self.pid)

    def log_bytes(self) -> int:
        """How much the service has logged."""
        return self.service.log.stat().st_size

    def log_lines(self, event: str) -> int:
        """Lines of one event so far."""
        return self.service.log.read_text(errors="replace").count(f'"event":"{event}"')

    @contextmanager
    def load(self, **options: object) -> Iterator[Load]:
        """Callers that ask while the block runs."""
        named = {"port": lambda: self.service.port, "first_nonce": next(_nonces)} | options
        callers = Load(**named)  # type: ignore[arg-type]
        thread = threading.Thread(target=lambda: asyncio.run(callers.run()))
        thread.start()
        try:
            yield callers
        finally:
            callers.stop()
            thread.join()

    def signal(self, server: Server, number: signal.Signals) -> None:
        """To the first process of a server."""
        os.kill(server.pid, number)


@contextmanager
def rig(folder: Path, *, engine_first: bool = True, proxied: bool = False, **settings: str) -> Iterator[Rig]:
    """Everything started, and ended with the block. Without ``engine_first`` Redis is down when the service starts."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        engine = opened.enter_context(running(fleet.engine(folder), folder))
        port = free_port()
        command = (sys.executable, "-m", "bench.chaos.faulty_model", "--port", str(port))
        model = opened.enter_context(running(Launch("model", port, command, probe="/stub"), folder))
        engine.wait()
        model.wait()
        if not engine_first:
            engine.process.kill()
            engine.process.wait()
        proxy = Proxy(engine.port) if proxied else None
        url = f"redis://127.0.0.1:{proxy.port if proxy else engine.port}/0"
        service = opened.enter_context(running(fleet.ours(url, model.launch, **(SETTINGS | settings)), folder))
        service.wait()
        made = Rig(folder, engine, model, service, proxy=proxy)
        made.model_does()
        try:
            yield made
        finally:
            for manager in made.managers:
                manager.__exit__(None, None, None)
            if proxy:
                proxy.close()


def wait(seconds: float) -> None:
    """Let time pass while the callers ask."""
    time.sleep(seconds)
