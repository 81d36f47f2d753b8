"""``python -m bench.chaos``: every scenario, a table, and 1 at the end when a line does not hold."""

import argparse
import json
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from bench.chaos import failover, processes, redis_faults, tenancy, upstream
from bench.chaos.line import Line, failed, table

SHORT = ("U2", "U5", "U9", "R2", "R3", "R10", "P1", "P2", "P10")
"""What continuous integration runs, in a short form."""


def main() -> None:
    """Run what is asked for and tell."""
    asked = _arguments()
    wanted = asked.only.split(",") if asked.only else (SHORT if asked.short else ())
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        for module in (upstream, redis_faults, failover, tenancy, processes):
            for name, scenario in module.all_of(asked.short):
                if not wanted or name in wanted:
                    lines += _run(name, scenario, Path(folder) / name.replace(" ", "-"))
    print(table(lines))
    if asked.json:
        asked.json.write_text(json.dumps([asdict(line) for line in lines], indent=1) + "\n", encoding="utf-8")
    bad = failed(lines)
    print(
        f"\n{len(lines) - len(bad)} of {len(lines)} lines hold"
        + "".join(f"\n  NO: {one.scenario} {one.name}" for one in bad)
    )
    sys.exit(1 if bad or not lines else 0)


def _run(name: str, scenario, folder: Path) -> list[Line]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    began = time.monotonic()
    try:
        lines: list[Line] = scenario(folder)
    except Exception as error:  # noqa: BLE001 - one scenario that breaks is a line that does not hold
        lines = [Line(name, f"could not be run: {type(error).__name__}: {error}"[:160], 0, "runs", met=False)]
    bad = len(failed(lines))
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
