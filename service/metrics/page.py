"""The page that Prometheus fetches: this process's series, or those of all workers, of the dead ones too."""

import platform
from collections.abc import Iterator
from typing import Protocol

from prometheus_client import CollectorRegistry, Metric, generate_latest, values
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from service.metrics import directory

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class _Collector(Protocol):
    def collect(self) -> Iterator[Metric]: ...


class Page:
    """``registry`` holds this process's own series."""

    def __init__(self, registry: CollectorRegistry, version: str) -> None:
        self._own = registry
        self._build = _Build(version)

    def text(self) -> bytes:
        """All series as they stand, in the text format 0.0.4."""
        return generate_latest(self._build) + self._series()

    def _series(self) -> bytes:
        if not are_shared():
            return generate_latest(self._own)
        with directory.undisturbed():
            return generate_latest(MultiProcessCollector(None))


class _Build:
    """Which release answers. Known to whoever is asked, so no worker has to tell it to the others."""

    def __init__(self, version: str) -> None:
        self._labels = [version, platform.python_version()]

    def collect(self) -> Iterator[Metric]:
        info = GaugeMetricFamily("standfirst_build_info", "Always 1", labels=["version", "python"])
        info.add_metric(self._labels, 1)
        yield info


def are_shared() -> bool:
    """Whether this process's counts lie where all workers see them."""
    return bool(values.ValueClass._multiprocess)
