"""What a server and all its children use: CPU, memory, file descriptors, threads."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import psutil

MB = 1_000_000
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Use:
    """One worker at one moment."""

    pid: int
    rss_mb: float
    fds: int
    threads: int


def cpu_seconds(pid: int) -> float:
    """User and system time of the tree so far, of ended children too."""
    return sum(float(sum(times[:4])) for times in _read(_tree(pid), lambda one: one.cpu_times()))


def rss_mb(pid: int) -> float:
    """Resident memory of the largest worker."""
    return max(_read(workers(pid), lambda one: float(one.memory_info().rss))) / MB


def pss_mb(pid: int) -> float:
    """As ``rss_mb``, with pages that n processes share counted as an n-th."""
    return max(_read(workers(pid), lambda one: float(one.memory_full_info().pss))) / MB


def peak_rss_mb(pid: int) -> float:
    """The most that a worker ever had resident, as Linux counts it (VmHWM)."""
    return max(_read(workers(pid), lambda one: _peak_kb(one.pid))) * 1024 / MB


def uses(pid: int) -> list[Use]:
    """Each worker now."""
    return _read(workers(pid), _use)


def workers(pid: int) -> list[psutil.Process]:
    """The processes that serve: the children, or the process itself when it has none."""
    return _tree(pid)[1:] or _tree(pid)


def _use(one: psutil.Process) -> Use:
    return Use(one.pid, one.memory_info().rss / MB, one.num_fds(), one.num_threads())


def _read(processes: Sequence[psutil.Process], read: Callable[[psutil.Process], _T]) -> list[_T]:
    """What is read of each; a worker that was replaced meanwhile is left out."""
    found = []
    for one in processes:
        with suppress(psutil.NoSuchProcess, FileNotFoundError):
            found.append(read(one))
    return found


def _tree(pid: int) -> list[psutil.Process]:
    top = psutil.Process(pid)
    return [top, *top.children(recursive=True)]


def _peak_kb(pid: int) -> int:
    return int(Path(f"/proc/{pid}/status").read_text().partition("VmHWM:")[2].split()[0])
