"""``python -m bench.chaos``: every scenario, a table, and 1 at the end when a line does not hold."""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from bench.chaos import failover, poison, processes, redis_faults, tenancy, tenants, upstream
from bench.chaos.line import Line, failed, table

Scenario = Callable[[Path], list[Line]]

SHORT = ("U2", "U5", "U9", "R2", "R3", "R10", "P1", "P2", "P10")
"""What continuous integration runs, in a short form."""


def main() -> None:
    """Run what is asked for and tell."""
    asked = _arguments()
    wanted = asked.only.split(",") if asked.only else (SHORT if asked.short else ())
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        for module in (upstream, redis_faults, failover, tenancy, processes, poison, tenants):
            for name, scenario in module.all_of(short=asked.short):
                if not wanted or name in wanted:
                    lines += _run(name, scenario, Path(folder) / name.replace(" ", "-"), tries=2 if asked.short else 1)
    print(table(lines))
    if asked.json:
        asked.json.write_text(json.dumps([asdict(line) for line in lines], indent=1) + "\n", encoding="utf-8")
    bad = failed(lines)
    print(
        f"\n{len(lines) - len(bad)} of {len(lines)} lines hold"
        + "".join(f"\n  NO: {one.scenario} {one.name}" for one in bad)
    )
    sys.exit(1 if bad or not lines else 0)


def _run(name: str, scenario: Scenario, folder: Path, tries: int) -> list[Line]:
    """The lines of a scenario. The short form, on a machine that others may use too, has a second try, and says so."""
    began = time.monotonic()
    try:
        lines = scenario(folder / str(tries))
    except Exception as error:  # noqa: BLE001 - one scenario that breaks is a line that does not hold
        lines = [Line(name, f"could not be run: {type(error).__name__}: {error}"[:160], 0, "runs", met=False)]
    bad = len(failed(lines))
    if bad and tries > 1:
        print(f"{name}, first try:\n{table(failed(lines))}", file=sys.stderr, flush=True)
        return _run(name, scenario, folder, tries - 1)
    print(
        f"{name}: {len(lines) - bad} of {len(lines)} in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True
    )
    return lines


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.chaos", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", help="scenarios, as U1,R3")
    parser.add_argument("--short", action="store_true", help="a few of them, in a short form")
    parser.add_argument("--json", type=Path, help="write the lines there")
    return parser.parse_args()


if __name__ == "__main__":
    main()
