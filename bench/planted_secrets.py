"""Plant five secrets, send requests of every kind to real processes, and search all that was written for them."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from service.adapters import private_engine
from tests.hostile_input.canaries import search


def main() -> None:
    """Print how much was searched, place by place, and each hit; the exit code is 1 when there is one."""
    with tempfile.TemporaryDirectory() as folder:
        engine = private_engine.start(Path(folder), 64_000_000)
        if isinstance(engine, private_engine.NoEngine):
            sys.exit(engine.reason)
        found = search(Path(folder), engine.url)
        engine.stop_if_last()
    print(f"{found.requests} requests, answered with {', '.join(map(str, sorted(found.statuses)))}")
    print("planted: " + "; ".join(found.secrets))
    for place, size in found.bytes_written.items():
        print(f"{size:9} bytes  {sum(hit.endswith(' in ' + place) for hit in found.hits)} hits  {place}")
    print("\n".join(sorted(set(found.hits))) or "0 hits")
    sys.exit(1 if found.hits else 0)


main()
