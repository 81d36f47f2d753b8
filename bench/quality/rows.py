"""The data that is measured on, and the service's own way from a text to an article and its statements."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.summarise.article import Article, Submission
from service.summarise.errors import StandfirstError
from service.summarise.grounding import gate
from service.summarise.reading import reader
from service.summarise.statement import Output
from service.summarise.wish import ClaimsWish, Outputs, SummaryWish, Wish
from service.summarise.writing import extractive

WISH = Wish(outputs=Outputs(headline=None, summary=SummaryWish(), blurb=None, claims=ClaimsWish()))


class Missing(Exception):
    """The folder, or a file of it, is not there; its text is one line for a person."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A folder of JSON-lines files."""

    path: Path

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of one file. Raises ``Missing``."""
        if not self.path.is_dir():
            raise Missing(f"no data folder at {self.path}; name one with --data")
        file = self.path / f"{name}.jsonl"
        if not file.is_file():
            raise Missing(f"{self.path} holds no {file.name}")
        with file.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]


def read(text: str) -> Article | None:
    """The article in a text; None where the service would refuse it, which counts as nothing found."""
    try:
        return reader.read(Submission(text=text))
    except StandfirstError:
        return None


def read_html(html: str) -> Article | None:
    """The article in an HTML page; None where the service would refuse it."""
    try:
        return reader.read(Submission(html=html))
    except StandfirstError:
        return None


def write(article: Article) -> dict[str, list[str]]:
    """What callers get without a model: the texts of ``summary`` and ``claims``, judged by the gate."""
    grounded = gate.ground(extractive.draft(article, WISH), article, WISH)
    return {
        output.value: [statement.text for statement in grounded.statements if statement.output is output]
        for output in (Output.SUMMARY, Output.CLAIMS)
    }
