"""P: what processes go through."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

from bench.chaos.balancer import Balancer
from bench.chaos.line import Line, at_least, at_most, felt, percentile
from bench.chaos.phases import Times
from bench.chaos.rig import Rig, rig, wait
from bench.speed import articles, fleet, usage
from bench.speed import load as bursts
from bench.speed.processes import ROOT, Launch, free_port, running

Scenario = Callable[[Path], list[Line]]
_CONFIGURATIONS = {
    "a bad Redis URL": {"REDIS_URL": "http://x"},
    "Sentinels without a master": {"REDIS_URL": "redis+sentinel://127.0.0.1:26379"},
    "a missing keys file": {"STANDFIRST_KEYS_FILE": "/nowhere/keys.json"},
    "a missing prompts folder": {"STANDFIRST_PROMPTS_DIR": "/nowhere"},
    "a number that is none": {"WEB_CONCURRENCY": "many"},
    "an open address without keys": {"STANDFIRST_BIND": "0.0.0.0:0"},
    "a fallback without a model": {"STANDFIRST_FALLBACKS": '[{"base_url": "http://x/v1"}]'},
}


def workers_killed(folder: Path, times: Times, kills: int) -> list[Line]:
    """P1: SIGKILL of a worker under load."""
    with rig(folder) as parts, parts.load() as load:
        wait(2)
        killed, slowest, moments = 0, 0.0, list[float]()
        for _ in range(kills):
            victim = usage.workers(parts.pid)[0]
            victim.send_signal(signal.SIGKILL)
            moments.append(time.monotonic())
            killed += 1
            began = time.monotonic()
            while len(_others(parts, victim.pid)) < fleet.WORKERS and time.monotonic() - began < 10:
                time.sleep(0.02)
            slowest = max(slowest, time.monotonic() - began)
            wait(0.5)
        wait(times.after)
        failed = sum(one.is_error for one in load.seen)
        under_way = sum(one.at <= at <= one.at + one.seconds for at in moments for one in load.seen)
        return [
            felt("P1", "workers killed", killed),
            at_most("P1", "requests lost / under way at the kills", failed / max(1, under_way), 1),
            at_most("P1", "seconds until a worker is replaced", slowest, 2),
            at_most("P1", "answers later than the deadline + 0.5 s", sum(one.seconds > 3.5 for one in load.seen), 0),
        ]


def _others(parts: Rig, pid: int) -> list[int]:
    """The workers without that one, which may be dead and not yet waited for."""
    return [one.pid for one in usage.workers(parts.pid) if one.pid != pid]


def terminated(folder: Path, _: Times) -> list[Line]:
    """P2: SIGTERM with 32 in flight of 2 s."""
    with rig(folder) as parts:
        parts.model_does(delay_seconds=1.2)
        replies: list[bursts.Reply] = []

        def ask() -> None:
            bodies = [articles.for_us(nonce) for nonce in range(32)]
            replies.extend(bursts.burst(parts.service.port, bursts.OURS, bodies, 32).replies)

        thread = threading.Thread(target=ask)
        thread.start()
        wait(0.8)
        inside = parts.model_calls()
        parts.signal(parts.service, signal.SIGTERM)
        thread.join()
        code = parts.service.process.wait(45)
        return [
            felt("P2", "calls under way at SIGTERM", inside),
            at_least("P2", "answered of 32", sum(one.status == 200 for one in replies), 32),
            at_most("P2", "exit code", abs(code), 0),
        ]


def reloaded(folder: Path, _: Times, seconds: float) -> list[Line]:
    """P3: HUP, five times, under load."""
    with rig(folder) as parts, parts.load(rate=180.0, new_share=0.05) as load:
        wait(2)
        before = {one.pid for one in usage.workers(parts.pid)}
        for _turn in range(5):
            parts.signal(parts.service, signal.SIGHUP)
            wait(seconds / 5)
        after = {one.pid for one in usage.workers(parts.pid)}
        return [
            felt("P3", "workers replaced", len(after - before)),
            at_most("P3", "errors", sum(one.is_error for one in load.seen), 0),
            at_least("P3", "requests", len(load.seen), 5000 * min(1.0, seconds / 30)),
        ]


def rolled(folder: Path, _: Times, seconds: float) -> list[Line]:
    """P4: two instances behind a small balancer, one after the other ended and started anew."""
    with ExitStack() as opened, rig(folder) as parts:
        second = opened.enter_context(running(_second(parts), folder))
        second.wait()
        balancer = Balancer([parts.service.port, second.port])
        with parts.load(rate=170.0, new_share=0.05, port=lambda: balancer.port) as load:
            for server in (parts.service, second):
                wait(seconds / 3)
                balancer.drain(server.port)
                server.process.send_signal(signal.SIGTERM)
                server.process.wait(45)
                again = opened.enter_context(running(server.launch, folder))
                again.wait()
                balancer.admit(server.port)
            wait(seconds / 3)
        balancer.close()
        return [
            felt("P4", "connections handed on", balancer.handed_on),
            at_most("P4", "errors", sum(one.is_error for one in load.seen), 0),
            at_least("P4", "requests", len(load.seen), 5000 * min(1.0, seconds / 30)),
        ]


def _second(parts: Rig) -> Launch:
    url = f"redis://127.0.0.1:{parts.engine.port}/0"
    return fleet.ours(url, parts.model.launch)


def slow_clients(folder: Path, _: Times, seconds: float) -> list[Line]:
    """P6: 500 connections that are silent, drip a head, or drip a body."""
    with rig(folder) as parts:
        lines = [socket.create_connection(("127.0.0.1", parts.service.port)) for _ in range(500)]
        body = articles.for_us(1)
        head = b"POST /v1/summaries HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        head += b"Content-Length: %d\r\n" % len(body)
        sent = [b"", head, head + b"\r\n" + body]
        for place, line in enumerate(lines):
            with suppress(OSError):
                line.sendall(sent[place % 3][: 20 if place % 3 == 1 else len(head) + 12])
        began, asked, cut = time.monotonic(), list[float](), 0
        while time.monotonic() - began < seconds:
            asked.append(_alive_seconds(parts.service.port))
            turn = len(asked)
            for place, line in enumerate(lines):
                if place % 3 and place % 10 == turn % 10:
                    with suppress(OSError):
                        line.sendall(sent[place % 3][20 + turn : 21 + turn])
            time.sleep(0.1)
        cut = sum(_is_cut(line) for line in lines)
        for line in lines:
            line.close()
        share = cut / len(lines)
        return [
            felt("P6", "slow connections", len(lines)),
            at_most("P6", "p99 of /livez meanwhile, ms", 1000 * percentile(asked, 0.99), 100),
            *([at_least("P6", "share of them cut after 20 s", share, 1.0)] if seconds >= 20 else []),
        ]


def _alive_seconds(port: int) -> float:
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), 10) as line:
        line.sendall(b"GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 200")  # noqa: S101 - anything else ends the scenario
    return time.monotonic() - began


def _is_cut(line: socket.socket) -> bool:
    line.settimeout(0)
    try:
        while data := line.recv(65_536):
            if data.startswith(b"HTTP/1.1 4"):
                return True
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def full_disk(folder: Path, _: Times) -> list[Line]:
    """P9: standard error on a full disk, then a service whose process was stopped for a while."""
    port = free_port()
    environment = {"STANDFIRST_BIND": f"127.0.0.1:{port}", "PYTHONPATH": str(ROOT)}
    config = str(ROOT / "service" / "gunicorn.conf.py")
    command = (sys.executable, "-m", "gunicorn", "--config", config, "service.wsgi:application")
    with rig(folder) as parts, Path("/dev/full").open("wb") as nowhere:
        process = subprocess.Popen(command, env=os.environ | environment, cwd=ROOT, stdout=nowhere, stderr=nowhere)
        try:
            answered = _answers_of(port, 10)
        finally:
            process.terminate()
            code = process.wait(45)
        with parts.load() as load:
            wait(1)
            pids = [parts.pid, *(one.pid for one in usage.workers(parts.pid))]
            for pid in pids:
                os.kill(pid, signal.SIGSTOP)
            wait(5)
            for pid in pids:
                os.kill(pid, signal.SIGCONT)
            mark = time.monotonic() + 1
            wait(4)
            later = load.since(mark)
        return [
            felt("P9", "answers without a log", answered),
            at_least("P9", "answers of ten with a full disk", answered, 10),
            at_most("P9", "exit code after it", abs(code), 0),
            at_most("P9", "errors after five seconds of SIGSTOP", sum(one.is_error for one in later), 0),
            at_least("P9", "answers after it", len(later), 100),
        ]


def _answers_of(port: int, number: int) -> int:
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        with suppress(OSError, AssertionError):
            _alive_seconds(port)
            break
        time.sleep(0.1)
    bodies = [articles.for_us(nonce) for nonce in range(number)]
    return sum(one.status == 200 for one in bursts.burst(port, bursts.OURS, bodies, 2).replies)


def configured_badly(folder: Path, _: Times) -> list[Line]:
    """P10: each wrong setting is one clear line and an exit that is not 0."""
    folder.mkdir(parents=True)
    wrong = told = 0
    for settings in _CONFIGURATIONS.values():
        own = ("STANDFIRST_", "OPENAI_", "REDIS_")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        environment = clean | {"STANDFIRST_STATE_DIR": str(folder), "STANDFIRST_BIND": "127.0.0.1:0"} | settings
        command = (sys.executable, "-m", "service", "serve")
        ended = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=30)
        wrong += ended.returncode != 0
        told += len(ended.stderr.strip().splitlines()) == 1 and "Traceback" not in ended.stderr
    return [
        felt("P10", "wrong configurations", len(_CONFIGURATIONS)),
        at_least("P10", "ended with another code than 0", wrong, len(_CONFIGURATIONS)),
        at_least("P10", "said it in one line", told, len(_CONFIGURATIONS)),
    ]


def recycled(folder: Path, times: Times) -> list[Line]:
    """P5: workers that end after so many requests, under load."""
    # The rig's own first requests count too.
    with rig(folder, STANDFIRST_WORKER_REQUESTS_MAX="100") as parts, parts.load(rate=150.0, new_share=0.05) as load:
        wait(1)
        before = {one.pid for one in usage.workers(parts.pid)}
        wait(times.during)
        after = {one.pid for one in usage.workers(parts.pid)}
        return [
            felt("P5", "workers recycled", len(after - before)),
            at_most("P5", "errors", sum(one.is_error for one in load.seen), 0),
        ]


def all_of(*, short: bool) -> Iterator[tuple[str, Scenario]]:
    """Every scenario by its name."""
    times = Times(2, 4, 2) if short else Times()
    yield "P1", lambda folder: workers_killed(folder, times, 3 if short else 10)
    yield "P2", lambda folder: terminated(folder, times)
    yield "P3", lambda folder: reloaded(folder, times, 5 if short else 30)
    yield "P4", lambda folder: rolled(folder, times, 4 if short else 30)
    yield "P5", lambda folder: recycled(folder, times)
    yield "P6", lambda folder: slow_clients(folder, times, 3 if short else 21)
    yield "P9", lambda folder: full_disk(folder, times)
    yield "P10", lambda folder: configured_badly(folder, times)
