"""Finished runs in a file of JSON lines, so that a broken off evaluation goes on where it was."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import cattrs

from service.evaluation.run import Run, RunKey

_converter = cattrs.Converter(prefer_attrib_converters=False)


class ResultsFile:
    """Runs by their key. Each is written as it ends, so whatever stops the process loses none."""

    def __init__(self, file: Path) -> None:
        """Raises ``OSError`` when the file cannot be written or read: better now than after the first run."""
        file.open("ab").close()
        self._file = file
        self._runs = {run.key: run for run in _read(file)}

    def find(self, key: RunKey) -> Run | None:
        """The finished run of that key."""
        return self._runs.get(key)

    def keep(self, run: Run) -> None:
        """Write a run down, unless it would have to be asked again. Raises ``OSError``."""
        if not run.finished:
            return
        self._runs[run.key] = run
        with self._file.open("a+b") as lines:
            lines.write(_break_before(lines.tell(), self._file) + json.dumps(asdict(run)).encode() + b"\n")


def _break_before(size: int, file: Path) -> bytes:
    """A line break where the last line was cut short."""
    if size == 0:
        return b""
    with file.open("rb") as lines:
        lines.seek(size - 1)
        return b"" if lines.read(1) == b"\n" else b"\n"


def _read(file: Path) -> Iterator[Run]:
    """The runs in the file; a line that is cut, or of another release, is passed over."""
    for line in file.read_bytes().splitlines():
        try:
            yield _converter.structure(json.loads(line), Run)
        except (ValueError, KeyError, TypeError, cattrs.BaseValidationError):
            continue
