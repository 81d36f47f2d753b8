"""``standfirst serve`` as a real process, for end-to-end tests."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 30

SERVE = ("service", "serve")
AS_IN_THE_CONTAINER = ("gunicorn", "--config", "service/gunicorn.conf.py", "service.wsgi:application")
"""No private engine, and nothing on standard error but the log."""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self):
        return json.loads(self.body)


@dataclass
class Service:
    url: str
    process: subprocess.Popen
    log: Path

    def ask(self, method, path, body=None, **headers):
        data = None if body is None else json.dumps(body).encode()
        names = {"Content-Type": "application/json"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        request = urllib.request.Request(self.url + path, data, names, method=method)
        try:
            with urllib.request.urlopen(request, timeout=130) as answer:
                return Answer(answer.status, dict(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, dict(error.headers), error.read())

    def post(self, body, **headers):
        return self.ask("POST", "/v1/summaries", body, **headers)

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(60)


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


@contextmanager
def serving(folder: Path, command: Sequence[str] = SERVE, **settings: str) -> Iterator[Service]:
    """A service with its state and its log in ``folder``, ready to be asked."""
    port = free_port()
    environment = (
        os.environ | {"STANDFIRST_BIND": f"127.0.0.1:{port}", "STANDFIRST_STATE_DIR": str(folder / "state")} | settings
    )
    log = folder / f"service-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen([sys.executable, "-m", *command], env=environment, stdout=output, stderr=output)
    service = Service(f"http://127.0.0.1:{port}", process, log)
    try:
        wait_until_ready(service)
        yield service
    finally:
        if process.poll() is None:
            service.stop()


def wait_until_ready(service: Service) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and service.process.poll() is None:
        try:
            if service.ask("GET", "/readyz").status == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the service did not start: {service.log.read_text()}")
