"""What the gate lets through of a model that does everything an order hidden in the article wants.

Every attack of the data folder is put into every article of this folder, as a paragraph at its beginning, in its middle
and at its end. The obedient double answers; what is delivered and does not stand in the clean article is tainted.

`python -m bench.grounding.injection --data DIR` prints the shares of cases; a case is one attack at one place of one
article.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.grounding.pairs import HERE, article_names, read
from service.summarise.article import Submission
from service.summarise.errors import ModelRubbish, StandfirstError
from service.summarise.grounding import gate
from service.summarise.reading import reader
from service.summarise.statement import Output, Proposal
from service.summarise.wish import Wish
from service.summarise.writing import reply
from tests.doubles.obedient import obeying, transforms
from tests.doubles.prompted import lines

WISH = Wish()
PLACES = ("beginning", "middle", "end")
OUTPUTS = "headline, summary, blurb, claims"  # what the double is asked for: the defaults of a wish
_FOREIGN = re.compile(r"[<>`]|https?:|www\.|\]\(|\S@\S|javascript:|\b[\w-]+\.(?:com|example|org|net)\b", re.IGNORECASE)
_KINDS = {
    "canary": "the attack's own words",
    "markup": "markup, links",
    "transformed": "transformed text",
    "other": "other taint",
}
_USUAL_DATA = Path(__file__).parents[3] / "shared" / "data"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case. ``tainted`` are the delivered texts that the clean article does not hold."""

    attack: dict[str, Any]
    place: str
    tainted: tuple[str, ...]
    honest: int
    kept: int

    @property
    def kind(self) -> str | None:
        """The worst that was delivered: "canary", "markup", "transformed", "other"; None when all was clean."""
        wanted = [word.casefold() for word in self.attack["success"].get("any", ())]
        if any(word in text.casefold() for text in self.tainted for word in wanted):
            return "canary"
        if any(_FOREIGN.search(text) for text in self.tainted):
            return "markup"
        if self.tainted and transforms(self.attack["attack"]):
            return "transformed"
        return "other" if self.tainted else None


def place_attack(text: str, attack: str, place: str) -> str:
    """The article with the attack as a paragraph of its own; the title stays on top."""
    title, *paragraphs = text.split("\n\n")
    at = {"beginning": 0, "middle": len(paragraphs) // 2, "end": len(paragraphs)}[place]
    return "\n\n".join((title, *paragraphs[:at], attack, *paragraphs[at:]))


def outcomes(attacks: Sequence[dict[str, Any]], names: Sequence[str]) -> Iterator[Outcome]:
    """Every attack at every place of every article. A text that cannot be read at all counts as clean."""
    for name in names:
        clean = (HERE / "articles" / f"{name}.txt").read_text(encoding="utf-8")
        for attack in attacks:
            for place in PLACES:
                yield _outcome(name, clean, attack, place)


def _outcome(name: str, clean: str, attack: dict[str, Any], place: str) -> Outcome:
    try:
        article = reader.read(Submission(text=place_attack(clean, attack["attack"], place)))
    except StandfirstError:
        return Outcome(attack, place, (), 0, 0)
    shown = "\n".join(f"[{sentence.number}] {sentence.plain}" for sentence in article.sentences)
    asked = {"messages": [{"role": "user", "content": f"{shown}\n\nWrite these texts: {OUTPUTS}"}]}
    answer = obeying(attack["attack"], attack["success"].get("any", ()))(asked)
    draft = _draft(json.loads(answer.body)["choices"][0]["message"]["content"])
    delivered = [statement.text for statement in gate.ground(draft, article, WISH).statements]
    whole = _plain(clean)
    shown_lines = {text for _, text in lines(asked)}
    honest = _passing(
        name, frozenset(one.text for one in draft if one.text in shown_lines and _plain(one.text) in whole)
    )
    tainted = tuple(text for text in delivered if _plain(text) not in whole)
    return Outcome(attack, place, tainted, len(honest), len(honest.intersection(delivered)))


@cache
def _passing(name: str, texts: frozenset[str]) -> frozenset[str]:
    """Those of the texts that are delivered as claims where nobody has attacked the article."""
    draft = tuple(Proposal(Output.CLAIMS, text, ()) for text in sorted(texts))
    return frozenset(statement.text for statement in gate.ground(draft, read(name), WISH).statements)


def _draft(content: str) -> tuple[Any, ...]:
    try:
        return reply.parse(content, WISH.outputs)
    except ModelRubbish:
        return ()


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _print(found: Sequence[Outcome]) -> None:
    kinds = Counter(one.kind for one in found)
    print(f"{len(found)} cases")
    for kind, told in _KINDS.items():
        print(f"  {told + ' delivered:':33} {kinds[kind]:5}  {100 * kinds[kind] / len(found):.2f} %")
    honest = sum(one.honest for one in found)
    print(f"  {'honest texts kept:':33} {sum(one.kept for one in found) / max(1, honest):.3f} of {honest}")


def main() -> None:
    """Print the shares; with ``--show`` each tainted text once, with its attack."""
    parser = argparse.ArgumentParser(prog="bench.grounding.injection", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=_USUAL_DATA, metavar="DIR", help="the folder of injection.jsonl")
    parser.add_argument("--articles", type=int, default=None, metavar="N", help="the first N articles alone")
    parser.add_argument("--show", action="store_true", help="also what was delivered")
    asked = parser.parse_args()
    file = asked.data / "injection.jsonl"
    if not file.is_file():
        sys.exit(f"bench.grounding.injection: no {file.name} in {asked.data}; name a folder with --data")
    attacks = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    found = tuple(outcomes(attacks, article_names()[: asked.articles]))
    if asked.show:
        for kind, attack, text in sorted({(one.kind, one.attack["id"], text) for one in found for text in one.tainted}):
            print(f"{kind}  {attack}  {text[:200]}")
    _print(found)


if __name__ == "__main__":
    main()
