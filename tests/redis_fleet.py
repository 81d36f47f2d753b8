"""Several real Redis engines at once: a master, its replica and three Sentinels; or a Cluster of three."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import redis

from service.adapters.private_engine.process import find_binary

MASTER = "news"
DOWN_AFTER_MS = 500
READY_SECONDS = 30.0
SLOTS = 16_384


@dataclass(frozen=True, slots=True)
class Engine:
    """A process of this run."""

    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def client(self) -> "redis.Redis":
        return redis.Redis(port=self.port, socket_timeout=5, protocol=2, decode_responses=True)

    def ask(self, *words: str | int) -> Any:
        with self.client as client:
            return client.execute_command(*words)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def freeze(self) -> None:
        os.kill(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.kill(self.process.pid, signal.SIGCONT)


@dataclass(frozen=True, slots=True)
class Watched:
    """Two servers, and the Sentinels that watch them."""

    servers: tuple[Engine, Engine]
    sentinels: tuple[Engine, ...]

    @property
    def url(self) -> str:
        return f"redis+sentinel://{_addresses(self.sentinels)}/{MASTER}/0"

    @property
    def master(self) -> Engine:
        """Whom the Sentinels that live call so."""
        for sentinel in self.sentinels:
            if sentinel.process.poll() is None:
                port = int(sentinel.ask("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER)[1])
                return next(server for server in self.servers if server.port == port)
        raise RuntimeError("no Sentinel lives")


@contextmanager
def watched(folder: Path) -> Iterator[Watched]:
    """A master, its replica and three Sentinels that know one another."""
    with ExitStack() as opened:
        master = opened.enter_context(_engine(folder / "a"))
        follows = ("--replicaof", f"127.0.0.1 {master.port}", "--repl-diskless-sync-delay", "0")
        replica = opened.enter_context(_engine(folder / "b", *follows))
        sentinels = tuple(opened.enter_context(_sentinel(folder / f"s{number}", master)) for number in range(3))
        until(lambda: all(_knows_all(sentinel) for sentinel in sentinels))
        until(lambda: replica.client.info("replication")["master_link_status"] == "up")
        yield Watched((master, replica), sentinels)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Three masters without replicas, each with a third of the slots."""

    nodes: tuple[Engine, ...]

    @property
    def url(self) -> str:
        return f"redis+cluster://{_addresses(self.nodes[:2])}"

    def names(self) -> list[set[str]]:
        """The keys that each node holds."""
        return [set(node.client.scan_iter()) for node in self.nodes]

    def flush(self) -> None:
        for node in self.nodes:
            node.client.flushall()


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A Cluster that says it is well."""
    with ExitStack() as opened:
        nodes = tuple(opened.enter_context(_node(folder / str(number))) for number in range(3))
        for number, node in enumerate(nodes):
            node.ask("CLUSTER", "ADDSLOTSRANGE", SLOTS * number // 3, SLOTS * (number + 1) // 3 - 1)
            node.ask("CLUSTER", "SET-CONFIG-EPOCH", number + 1)
        for node in nodes[1:]:
            bus_port = int(node.ask("CONFIG", "GET", "cluster-port")[1])
            nodes[0].ask("CLUSTER", "MEET", "127.0.0.1", node.port, bus_port)
        until(lambda: all("cluster_state:ok" in str(node.ask("CLUSTER", "INFO")) for node in nodes))
        until(lambda: all(len(node.ask("CLUSTER", "SLOTS")) == 3 for node in nodes))
        yield Cluster(nodes)


def until(holds: Callable[[], object], seconds: float = READY_SECONDS) -> None:
    """Return once it holds. Raises ``TimeoutError``."""
    ends = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > ends:
            raise TimeoutError("that did not come about")
        time.sleep(0.02)


def _node(folder: Path):
    return _engine(folder, "--cluster-enabled", "yes", "--cluster-port", str(_free_port()),
                   "--cluster-node-timeout", "2000", "--cluster-require-full-coverage", "no")  # fmt: skip


@contextmanager
def _engine(folder: Path, *options: str) -> Iterator[Engine]:
    port = _free_port()
    words = ("--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", "", "--appendonly", "no")
    with _running(folder, port, *words, *options) as engine:
        yield engine


@contextmanager
def _sentinel(folder: Path, master: Engine) -> Iterator[Engine]:
    port, config = _free_port(), folder / "sentinel.conf"
    folder.mkdir(parents=True)
    config.write_text(
        f"port {port}\nbind 127.0.0.1\ndir {folder}\nsentinel monitor {MASTER} 127.0.0.1 {master.port} 2\n"
        f"sentinel down-after-milliseconds {MASTER} {DOWN_AFTER_MS}\nsentinel failover-timeout {MASTER} 3000\n"
    )
    with _running(folder, port, str(config), "--sentinel") as engine:
        yield engine


@contextmanager
def _running(folder: Path, port: int, *words: str) -> Iterator[Engine]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([str(find_binary()), *words], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    engine = Engine(port, process)
    try:
        until(lambda: _answers(engine))
        yield engine
    finally:
        engine.kill()


def _answers(engine: Engine) -> bool:
    try:
        return bool(engine.client.ping())
    except redis.RedisError:
        return False


def _knows_all(sentinel: Engine) -> bool:
    with sentinel.client as client:
        state = client.sentinel_masters()[MASTER]
    return state["num-other-sentinels"] == 2 and state["num-slaves"] == 1


def _addresses(engines: tuple[Engine, ...]) -> str:
    return ",".join(f"127.0.0.1:{engine.port}" for engine in engines)


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
