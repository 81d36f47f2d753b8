"""A second opinion: the model is asked, statement by statement in one call, whether the evidence says so.

It can only take away. What the gate stopped stays stopped and is not asked about; a statement without a verdict stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

from service.summarise.article import Article
from service.summarise.errors import ModelFailure, ModelRubbish
from service.summarise.ports import Deadline, Message, Model, ModelRequest, Usage
from service.summarise.statement import Check, Statement
from service.summarise.writing.prompts import Prompt
from service.summarise.writing.reply import find_object
from service.summarise.writing.reply_schema import strict

CHECK = Check("second_opinion", ok=False, detail="asked again, the model does not find this in the evidence")
"""What a refused statement fails. The words are ours: a model's own reasons could hold anything."""

_TOKENS = 100
_TOKENS_PER_VERDICT = 25


class VerdictSchema(ma.Schema):
    """Whether the evidence of statement ``n``, counted from 1, says so."""

    class Meta:
        """Keys that were not asked for are left out."""

        unknown = ma.EXCLUDE

    n = fields.Integer(strict=True, required=True)
    says = fields.Boolean(required=True)


_VERDICT = VerdictSchema()


@dataclass(frozen=True, slots=True)
class Questioned:
    """A statement as the prompt shows it: ``before`` is the sentence before its evidence, for who "he" is."""

    text: str
    speaker: str | None
    before: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubts:
    """The places, from 0, of the refused statements; None when the model gave no usable answer. And what it took."""

    refused: frozenset[int] | None
    usage: Usage


def ask(model: Model, prompt: Prompt, statements: Sequence[Statement], article: Article, deadline: Deadline) -> Doubts:
    """What the model doubts of these statements, in one call. Never raises for what a model does."""
    shown = [_questioned(statement, article) for statement in statements]
    request = ModelRequest(
        messages=(
            Message("system", prompt.render("system")),
            Message("user", prompt.render("user", statements=shown)),
        ),
        schema=_schema(len(statements)),
        schema_name=prompt.name,
        max_output_tokens=_TOKENS + _TOKENS_PER_VERDICT * len(statements),
        temperature=prompt.temperature,
    )
    try:
        reply = model.complete(request, deadline)
    except ModelFailure:
        return Doubts(None, Usage())
    try:
        return Doubts(refused_in(reply.text, len(statements)), reply.usage)
    except ModelRubbish:
        return Doubts(None, reply.usage)


def refused_in(text: str, count: int) -> frozenset[int]:
    """The places of the statements that a reply refuses. One refusal counts, whatever else is said of the statement.

    Raises ``ModelRubbish`` when no verdict on one of the ``count`` statements can be read.
    """
    reply = find_object(text, {"verdicts"}) or {}
    items = reply.get("verdicts")
    verdicts = list(_verdicts(items[: 2 * count] if isinstance(items, list) else (), count))
    if not verdicts:
        raise ModelRubbish("the reply holds no usable verdict")
    return frozenset(place for place, says in verdicts if not says)


def _verdicts(items: Iterable[object], count: int) -> Iterable[tuple[int, bool]]:
    for item in items:
        try:
            loaded = _VERDICT.load(item)  # type: ignore[arg-type]  # anything may stand here, and load says so
        except ma.ValidationError:
            continue
        if 0 < loaded["n"] <= count:
            yield loaded["n"] - 1, loaded["says"]


@lru_cache(maxsize=64)
def _schema(count: int) -> dict[str, Any]:
    verdicts = fields.List(fields.Nested(VerdictSchema), required=True, validate=validate.Length(count, count))
    return strict(ma.Schema.from_dict({"verdicts": verdicts}, name="Verdicts"))


def _questioned(statement: Statement, article: Article) -> Questioned:
    first = min((piece.sentence for piece in statement.evidence), default=0)
    return Questioned(
        text=_flat(statement.text),
        speaker=_flat(statement.speaker.name) if statement.speaker else None,
        before=article.sentences[first - 2].plain if first > 1 else None,
        evidence=tuple(_flat(piece.text) for piece in statement.evidence),
    )


def _flat(text: str) -> str:
    return " ".join(text.split())
