"""Where the private engine lives: its own folder (mode 0700) with a socket, a log and two lock files.

``starting.lock`` is held by whoever starts or stops the engine, for as long as that takes. ``users.lock`` is shared by
all servers that use the engine, for as long as they run; the kernel lets go of it however they end. Neither file is
ever removed: a lock on a removed file would guard nothing.
"""

import fcntl
import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

SOCKET = "engine.sock"
LOG = "engine.log"
PID_FILE = "engine.pid"

SOCKET_PATH_MAX_BYTES = 100
"""A Unix socket's address holds 108 bytes on Linux and 104 on macOS, the last one NUL."""

LOCK_SECONDS = 15.0
"""How long a start or a stop waits for another one to finish; longer than either takes."""

_PAUSE_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class EngineFolder:
    """A folder that belongs to this user alone."""

    path: Path

    @classmethod
    def make(cls, state_dir: Path) -> "EngineFolder":
        """The folder ``engine`` in the state folder, made where needed. Raises ``OSError`` when it cannot be had."""
        state_dir = state_dir.expanduser().resolve()
        state_dir.mkdir(parents=True, exist_ok=True)
        return cls(_private(state_dir / "engine"))

    @classmethod
    def of(cls, state_dir: Path) -> "EngineFolder":
        """The folder of a state folder, as ``make`` left it."""
        return cls(state_dir.expanduser().resolve() / "engine")

    @contextmanager
    def starting(self) -> Iterator[None]:
        """Nobody else starts or stops the engine meanwhile. Raises ``TimeoutError`` when another does not finish."""
        descriptor = self._open("starting.lock")
        try:
            _lock(descriptor)
            yield
        finally:
            os.close(descriptor)

    def open_users(self) -> int:
        """A descriptor of the lock file that the users of the engine share."""
        return self._open("users.lock")

    def is_users(self, descriptor: int) -> bool:
        """Whether the descriptor is open and of this folder's ``users.lock``."""
        try:
            return os.path.samestat(os.fstat(descriptor), (self.path / "users.lock").stat())
        except OSError:
            return False

    def socket(self) -> Path:
        """A path of the engine's socket that is short enough to be one.

        The socket always lies in this folder. Where its path is too long, a link in a private folder under the
        temporary folder leads to it, named after this folder, so that each run finds it. Raises ``OSError``.
        """
        direct = self.path / SOCKET
        if _fits(direct):
            return direct
        for place in _places():
            if _fits(self._link(place) / SOCKET):
                return self._linked(place) / SOCKET
        raise OSError(f"the path of the state folder is too long for a socket: {self.path}")

    def clear(self) -> None:
        """Remove what a stopped engine leaves behind."""
        for name in (SOCKET, PID_FILE):
            (self.path / name).unlink(missing_ok=True)
        for link in map(self._link, _places()):
            with suppress(OSError):
                link.unlink()
                link.parent.rmdir()

    def last_words(self) -> str:
        """The last line of the engine's log, empty when there is none."""
        with suppress(OSError):
            lines = (self.path / LOG).read_text(errors="replace").strip().splitlines()
            return lines[-1] if lines else ""
        return ""

    def _link(self, place: Path) -> Path:
        name = hashlib.blake2b(os.fsencode(self.path), digest_size=6).hexdigest()
        return place / f"standfirst-{os.geteuid()}-{name}" / "engine"

    def _linked(self, place: Path) -> Path:
        link = self._link(place)
        _private(link.parent)
        if not (link.is_symlink() and link.readlink() == self.path):
            link.unlink(missing_ok=True)
            link.symlink_to(self.path)
        return link

    def _open(self, name: str) -> int:
        return os.open(self.path / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def _private(folder: Path) -> Path:
    """The folder, closed to all others. Raises ``OSError`` when it is a link or somebody else's."""
    folder.mkdir(mode=0o700, exist_ok=True)
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid():
        raise PermissionError(f"{folder} is not a folder of this user")
    if stat.S_IMODE(seen.st_mode) != stat.S_IRWXU:
        folder.chmod(stat.S_IRWXU)
    return folder


def _places() -> tuple[Path, ...]:
    return Path(tempfile.gettempdir()), Path("/tmp")  # noqa: S108 - a private folder is made in it


def _fits(path: Path) -> bool:
    return len(os.fsencode(path)) <= SOCKET_PATH_MAX_BYTES


def _lock(descriptor: int) -> None:
    ends = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > ends:
                raise TimeoutError("another start or stop of the engine does not finish") from None
            time.sleep(_PAUSE_SECONDS)
