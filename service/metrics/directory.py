"""Where the workers' counts lie: a folder in memory of each master process, whose files all workers map and read.

The library decides when it is first loaded whether counts are shared, so this module loads nothing of it before.
https://prometheus.github.io/client_python/multiprocess/
"""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"

_PREFIX = "standfirst-metrics-"
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder is made under a name of its own, for this user only
_FILE_BYTES = 1 << 16
_KINDS = ("counter", "histogram", "gauge_livesum")
_GONE = "0"
"""Stands in place of a process: the counts of all workers that have gone."""

_SWEPT_AFTER_SECONDS = 60.0
"""A younger folder may be one that is just being made."""

_LOCK_TRIES = 5
_LOCK_PAUSE_SECONDS = 0.01
"""Nobody waits longer: the process that holds the lock may be frozen."""

_made: dict[int, tuple[Path, int]] = {}
"""The folder that this master made, and the file whose lock says that somebody uses it."""


def prepare() -> Path | None:
    """An empty folder, named to the library; None, and each worker counts for itself, where none can be made.

    To be called by the master before the library is loaded. Called again, as for SIGHUP, it changes nothing.
    """
    if os.getpid() in _made:
        return _made[os.getpid()][0]
    parent = _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    os.environ.pop(VARIABLE, None)  # one that is inherited is another master's
    try:
        _sweep(parent)
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        held = _opened(folder / "in-use")
        fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return None
    _made[os.getpid()] = folder, held
    os.environ[VARIABLE] = str(folder)
    return folder


def reserve() -> bool:
    """Room for this worker's counts. False, and nothing is shared, in a full folder.

    A write to a mapped file for which there is no room would end the process.
    """
    folder = _folder()
    if folder is None:
        return False
    try:
        for kind in _KINDS:
            with (folder / f"{kind}_{os.getpid()}.db").open("ab") as file:
                os.posix_fallocate(file.fileno(), 0, _FILE_BYTES)
    except OSError:
        from prometheus_client import values

        values.ValueClass = values.MutexValue  # which the library looks up at each use
        return False
    return True


def bury(pid: int) -> None:
    """A worker has gone, in whatever way: its counts go on in those of the dead, its gauges end."""
    folder = _folder()
    if folder is None:
        return
    with suppress(OSError), _lock(folder, fcntl.LOCK_EX) as locked:
        (folder / f"gauge_livesum_{pid}.db").unlink(missing_ok=True)
        # Where it is not locked the files stay, and are read as long as they do.
        for kind in ("counter", "histogram") if locked else ():
            left = folder / f"{kind}_{pid}.db"
            if left.exists():
                _add(left, folder / f"{kind}_{_GONE}.db")
                left.unlink()


def remove() -> None:
    """The master ends: nobody needs the folder."""
    made = _made.pop(os.getpid(), None)
    if made:
        shutil.rmtree(made[0], ignore_errors=True)
        os.close(made[1])


@contextmanager
def undisturbed() -> Iterator[None]:
    """While somebody reads, no worker's counts move to those of the dead: they would be counted twice."""
    folder = _folder()
    if folder is None:
        yield
        return
    with _lock(folder, fcntl.LOCK_SH):
        yield


def _add(source: Path, target: Path) -> None:
    from prometheus_client.mmap_dict import MmapedDict

    sums = MmapedDict(str(target))
    try:
        for key, value, stamp, _ in MmapedDict.read_all_values_from_file(str(source)):
            sums.write_value(key, sums.read_value(key)[0] + value, stamp)
    finally:
        sums.close()


def _folder() -> Path | None:
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def _sweep(parent: Path) -> None:
    """Remove what masters left behind that were killed: nobody holds their lock."""
    for folder in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime < _SWEPT_AFTER_SECONDS:
                continue
            held = _opened(folder / "in-use")
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(held)


def _opened(file: Path) -> int:
    return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


@contextmanager
def _lock(folder: Path, how: int) -> Iterator[bool]:
    held = _opened(folder / "reading")
    try:
        yield any(_locks(held, how) for _ in range(_LOCK_TRIES))
    finally:
        os.close(held)


def _locks(held: int, how: int) -> bool:
    try:
        fcntl.flock(held, how | fcntl.LOCK_NB)
    except BlockingIOError:
        time.sleep(_LOCK_PAUSE_SECONDS)
        return False
    return True
