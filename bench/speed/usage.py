"""What a server and all its children use: CPU, memory, file descriptors, threads."""

from dataclasses import dataclass
from pathlib import Path

import psutil

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Use:
    """One worker at one moment."""

    pid: int
    rss_mb: float
    fds: int
    threads: int


def cpu_seconds(pid: int) -> float:
    """User and system time of the tree so far, of ended children too."""
    times = [one.cpu_times() for one in _tree(pid)]
    ended = times[0].children_user + times[0].children_system
    return float(sum(one.user + one.system for one in times) + ended)


def workers(pid: int) -> list[psutil.Process]:
    """The processes that serve: the children, or the process itself when it has none."""
    return _tree(pid)[1:] or _tree(pid)


def rss_mb(pid: int) -> float:
    """Resident memory of the largest worker."""
    return max(float(one.memory_info().rss) for one in workers(pid)) / MB


def pss_mb(pid: int) -> float:
    """As ``rss_mb``, with pages that n processes share counted as an n-th."""
    return max(float(one.memory_full_info().pss) for one in workers(pid)) / MB


def peak_rss_mb(pid: int) -> float:
    """The most that a worker ever had resident, as Linux counts it (VmHWM)."""
    return max(_peak_kb(one.pid) for one in workers(pid)) * 1024 / MB


def uses(pid: int) -> list[Use]:
    """Each worker now."""
    return [Use(one.pid, one.memory_info().rss / MB, one.num_fds(), one.num_threads()) for one in workers(pid)]


def _tree(pid: int) -> list[psutil.Process]:
    top = psutil.Process(pid)
    return [top, *top.children(recursive=True)]


def _peak_kb(pid: int) -> int:
    return int(Path(f"/proc/{pid}/status").read_text().partition("VmHWM:")[2].split()[0])
