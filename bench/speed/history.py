"""The history of runs: one JSON object a line, with what can be told of a machine without naming it."""

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.speed.figures import Figure
from bench.speed.processes import ROOT

FILE = ROOT / "bench" / "history" / "speed.jsonl"
PICTURE = ROOT / "docs" / "speed.svg"
PACKAGES = ("gunicorn", "gevent", "flask", "redis", "openai")


def entry(figures: Sequence[Figure], rounds: int, commit: str, versions: dict[str, str]) -> dict[str, Any]:
    """A run as one object: no host, no path."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    told = [as_json(one) for one in figures]
    return {
        "date": when,
        "commit": commit,
        "cores": os.cpu_count(),
        "rounds": rounds,
        "versions": versions,
        "figures": told,
    }


def as_json(figure: Figure) -> dict[str, Any]:
    """A figure with its numbers at four digits that matter."""
    spread = {name: float(f"{value:.4g}") for name, value in asdict(figure.spread).items()}
    aim = str(figure.aim) if figure.aim else None
    return {"name": figure.name, "of": figure.system, "unit": figure.unit, **spread, "aim": aim, "met": figure.met}


def append(file: Path, run: dict[str, Any]) -> None:
    """Add the run as the last line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(run, ensure_ascii=False) + "\n")


def newest(file: Path) -> dict[str, Any]:
    """The last run. Raises ``OSError`` or ``IndexError`` where there is none."""
    run: dict[str, Any] = json.loads(file.read_text(encoding="utf-8").splitlines()[-1])
    return run


def commit() -> str:
    """The commit that is measured, with a plus where the checkout differs from it; empty outside of git."""
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--exclude=*"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout.strip()


def versions(litellm: Path | None) -> dict[str, str]:
    """Of everything that the figures depend on."""
    own = {name: version(name) for name in PACKAGES} | {"python": platform.python_version()}
    return own | ({"litellm": _litellm(litellm)} if litellm else {})


def _litellm(program: Path) -> str:
    asks = "import importlib.metadata as m; print(m.version('litellm'))"
    python = program.with_name("python")
    return subprocess.run([python, "-c", asks], capture_output=True, text=True, check=False).stdout.strip()
