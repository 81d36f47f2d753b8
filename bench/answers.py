"""What an answer costs: written by the extractive engine, and given from the cache, in one run on this machine.

Starts the real service with a private engine, asks in turns over HTTP, and prints medians with their spread and the
ratio of the two. Every written answer is of an article that the service has not seen.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.running_service import Service, serving

PAGE = (Path(__file__).parents[1] / "tests" / "pages" / "reservoir.txt").read_text()


def main() -> None:
    """Ask ``--rounds`` times each way and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=300)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="sf-bench-") as folder, serving(Path(folder)) as service:
        ask(service, PAGE)
        pairs = [(ask(service, page), ask(service, PAGE)) for page in new_pages(rounds)]
    written, cached = zip(*pairs, strict=True)
    report("written by the extractive engine", written)
    report("given from the cache", cached)
    ratios = [cold / warm for cold, warm in pairs]
    print(f"written / cached: {statistics.median(ratios):.1f} times, quartiles {quartiles(ratios)}")


def new_pages(count: int) -> Iterator[str]:
    """Pages whose body differs: other furniture alone would be a hit."""
    return (PAGE.replace("18,000", str(number)).replace("Highmoor", f"Highmoor{number}") for number in range(count))


def ask(service: Service, text: str) -> float:
    """Milliseconds that one answer took, as the caller sees it."""
    began = time.perf_counter()
    answer = service.post({"text": text})
    if answer.status != 200:
        sys.exit(f"the service answered {answer.status}")
    return (time.perf_counter() - began) * 1000


def report(name: str, took: tuple[float, ...]) -> None:
    """One line: median and quartiles in milliseconds."""
    print(f"{name}: median {statistics.median(took):.2f} ms, quartiles {quartiles(took)}, answers {len(took)}")


def quartiles(values: list[float] | tuple[float, ...]) -> str:
    """The first and the third quartile."""
    first, _, third = statistics.quantiles(values, n=4)
    return f"{first:.2f} to {third:.2f}"


main()
