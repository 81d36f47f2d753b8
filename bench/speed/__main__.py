"""Start everything, take turns, print ratios with their spread, keep them in the history and draw the picture."""

import argparse
import os
import signal
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench.speed import aims, history, hits, sections, wrk
from bench.speed.picture import svg
from bench.speed.session import FULL, QUICK, Session, session
from bench.speed.table import table

LITELLM_VARIABLE = "LITELLM"
LITELLM_HINT = (
    "LITELLM is not set: its rows are left out. To have them: uv venv DIR && uv pip install --python DIR/bin/python "
    "'litellm[proxy]', then LITELLM=DIR/bin/litellm"
)
_ALL = (
    sections.starts,
    hits.hits,
    sections.misses,
    sections.bursts,
    sections.identical,
    sections.deadlines,
)
PARTS = {one.__name__: one for one in _ALL}


def main() -> None:
    """Measure; ends with one line where a server does not start or answer."""
    asked = _arguments()
    plan = QUICK if asked.quick else replace(FULL, rounds=asked.rounds)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that all servers are stopped
    litellm = _litellm()
    try:
        with (
            tempfile.TemporaryDirectory(prefix="sf-bench-") as folder,
            session(plan, Path(folder), litellm) as run,
        ):
            _measure(run, asked.only.split(","))
            figures = aims.figures(run.rounds)
    except RuntimeError as error:
        sys.exit(f"bench.speed: {error}")
    print(table(figures))
    if plan.rounds >= FULL.rounds and asked.only == ",".join(PARTS):
        versions = history.versions(litellm)
        history.append(history.FILE, history.entry(figures, plan.rounds, history.commit(), versions))
        history.PICTURE.write_text(svg(history.newest(history.FILE)), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=(__doc__ or "").strip())
    parser.add_argument("--quick", action="store_true", help="one short round with smaller bursts")
    parser.add_argument("--rounds", type=int, default=FULL.rounds, help=f"kept and drawn from {FULL.rounds} on")
    parser.add_argument("--only", default=",".join(PARTS), metavar="PARTS", help=f"of {','.join(PARTS)}")
    asked = parser.parse_args()
    if unknown := sorted({*asked.only.split(",")} - PARTS.keys()):
        parser.error(f"--only knows {', '.join(PARTS)}; not {', '.join(unknown)}")
    return asked


def _litellm() -> Path | None:
    program = os.environ.get(LITELLM_VARIABLE)
    if not program:
        print(LITELLM_HINT, flush=True)
    elif not os.access(program, os.X_OK):
        sys.exit(f"bench.speed: LITELLM={program} is no program")
    return Path(program).absolute() if program else None


def _measure(run: Session, parts: list[str]) -> None:
    if not wrk.installed() and hits.hits.__name__ in parts:
        print(wrk.HINT)
        parts = [name for name in parts if name != hits.hits.__name__]
    for turn in range(run.plan.rounds):
        began = time.perf_counter()
        for name in parts:
            run.settle()
            PARTS[name](run)
        print(f"round {turn + 1} of {run.plan.rounds}: {time.perf_counter() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
