"""Servers as processes of this run: started on a free port of loopback, ended with all that they started."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.speed import usage

ROOT = Path(__file__).parents[2]
START_SECONDS = 90.0
STOP_SECONDS = 3.0
_QUIET_SECONDS = 0.3
_QUIET_SHARE = 0.1  # of one core


@dataclass(frozen=True, slots=True)
class Launch:
    """What to start. ``probe`` is a path that answers 200 once a worker is loaded; empty: an open port is enough."""

    name: str
    port: int
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    probe: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """A started server."""

    launch: Launch
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def port(self) -> int:
        """Where it listens, on 127.0.0.1."""
        return self.launch.port

    @property
    def pid(self) -> int:
        """The process that was started; the workers are its children."""
        return self.process.pid

    def wait(self) -> None:
        """Return when it answers and all its workers have done loading. Raises ``RuntimeError`` if it does not."""
        ends = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > ends or self.process.poll() is not None:
                raise RuntimeError(f"{self.launch.name} did not start: {self.log.read_text(errors='replace')[-600:]}")
            time.sleep(0.02)
        while self._busy() and time.monotonic() < ends:
            pass

    def _answers(self) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            line.connect()
            if not self.launch.probe:
                return True
            line.request("GET", self.launch.probe)
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()

    def _busy(self) -> bool:
        before = usage.cpu_seconds(self.pid)
        time.sleep(_QUIET_SECONDS)
        return usage.cpu_seconds(self.pid) - before > _QUIET_SHARE * _QUIET_SECONDS


@contextmanager
def running(launch: Launch, folder: Path) -> Iterator[Server]:
    """The server while the block runs; not waited for."""
    log = folder / f"{launch.name}-{launch.port}.log".replace(" ", "-")
    environment = _clean(os.environ) | {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder)} | dict(launch.environment)
    with log.open("wb") as output:
        process = subprocess.Popen(
            launch.command, env=environment, cwd=ROOT, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield Server(launch, process, log)
    finally:
        _end(process)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _clean(environment: Mapping[str, str]) -> dict[str, str]:
    """Without settings of the developer's own."""
    ours = ("STANDFIRST_", "OPENAI_", "REDIS_", "LITELLM", "WEB_CONCURRENCY")
    return {name: value for name, value in environment.items() if not name.startswith(ours)}


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Kill its own session, also where the first process is dead already: nothing that it has is to be kept."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(STOP_SECONDS)
