"""How well articles are read, and what extracts are worth beside lead-3 and two peers of the package index.

Everything runs in this process, on the rows of the data folder (JSON lines). Every figure comes with its rows.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from quality import cost, keyclaims, page_text, quoting, whole_pages
from quality.rows import DataFolder, Missing

SETS: dict[str, Callable[[DataFolder], None]] = {
    "reading": page_text.reading,
    "html": whole_pages.whole_pages,
    "segments": page_text.segments,
    "quotes": quoting.english,
    "quotes_de": quoting.german,
    "keyclaims": keyclaims.held,
    "cost": cost.measured,
}
_USUAL_DATA = Path(__file__).parents[3] / "shared" / "data"


def main() -> None:
    """Print the wished figures; ends with one line when there is no data."""
    parser = argparse.ArgumentParser(prog="bench/quality", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=_USUAL_DATA, metavar="DIR", help="the folder of the .jsonl files")
    parser.add_argument("--only", default=",".join(SETS), metavar="SETS", help=f"of {','.join(SETS)}")
    asked = parser.parse_args()
    names = [name.strip() for name in asked.only.split(",")]
    if unknown := sorted({*names} - SETS.keys()):
        parser.error(f"--only knows {', '.join(SETS)}; not {', '.join(unknown)}")
    try:
        for name in names:
            SETS[name](DataFolder(asked.data))
    except Missing as missing:
        sys.exit(f"bench/quality: {missing}")


main()
