"""What odd and hostile texts cost at the limit of length: CPU of reading and of drafting, the slowest first.

One process. An error of the domain's own is an answer; anything else is printed and makes the exit code 1.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from hostile_texts import TEXTS

from service.summarise.article import Article, Submission
from service.summarise.errors import StandfirstError
from service.summarise.reading import reader
from service.summarise.wish import Wish
from service.summarise.writing import extractive

AIM_MS = 250.0  # CPU of reading one text
LIMIT = 1_000_000  # characters, as STANDFIRST_TEXT_MAX_CHARS


def main() -> None:
    """Time each text once and print the ``--rows`` slowest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10)
    parser.add_argument("--size", type=int, default=LIMIT)
    asked = parser.parse_args()
    costs = {name: cost(grow(asked.size)) for name, grow in TEXTS.items()}
    for name, (read, draft, outcome) in sorted(costs.items(), key=lambda item: -item[1][0])[: asked.rows]:
        print(f"{read:7.0f} ms to read {draft:7.0f} ms to draft  {name}: {outcome}")
    slow = sum(read > AIM_MS for read, _, _ in costs.values())
    broken = [name for name, (_, _, outcome) in costs.items() if outcome.startswith("!")]
    print(
        f"{len(costs)} texts of {asked.size} characters: {slow} read in more than {AIM_MS:.0f} ms, {len(broken)} broke"
    )
    for name in broken:
        print(f"broke: {name}: {costs[name][2]}")
    sys.exit(1 if broken else 0)


def read_whole(text: str) -> Article:
    """The article, with what is found in it when it is first looked at."""
    article = reader.read(Submission(text=text))
    len(article.suitability), len(article.quotations)
    return article


def cost(text: str) -> tuple[float, float, str]:
    """Milliseconds of reading and of drafting, and what came of it."""
    began = time.process_time()
    try:
        article = read_whole(text)
        read = time.process_time()
        extractive.draft(article, Wish())
    except StandfirstError as error:
        return (time.process_time() - began) * 1000, 0.0, type(error).__name__
    except Exception as error:  # noqa: BLE001 - to be found is what the bench is for
        return (time.process_time() - began) * 1000, 0.0, f"! {type(error).__name__}"
    drafted = time.process_time()
    return (read - began) * 1000, (drafted - read) * 1000, f"{len(article.sentences)} sentences"


main()
