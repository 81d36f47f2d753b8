"""The asked length: mended by cutting whole sentences, failed where a single text is too long."""

from collections.abc import Sequence
from dataclasses import replace

from service.summarise.grounding.subject import failed
from service.summarise.statement import Output, Statement, Verdict, joined_length, of_output
from service.summarise.wish import Wish

NAME = "length"
_UNLIMITED = 10**9


def limits(wish: Wish, output: Output) -> tuple[int, int]:
    """Characters of one output as a whole, and statements in it."""
    outputs = wish.outputs
    if output is Output.HEADLINE and outputs.headline:
        return outputs.headline.max_chars, outputs.headline.variants
    if output is Output.SUMMARY and outputs.summary:
        return outputs.summary.max_chars, outputs.summary.max_sentences
    if output is Output.BLURB and outputs.blurb:
        return outputs.blurb.max_chars, _UNLIMITED
    if output is Output.META_DESCRIPTION and outputs.meta_description:
        return outputs.meta_description.max_chars, _UNLIMITED
    if output is Output.CLAIMS and outputs.claims:
        return _UNLIMITED, outputs.claims.max_items
    return _UNLIMITED, _UNLIMITED


def measure(statement: Statement, wish: Wish) -> Statement:
    """The statement, with a failed ``length`` check when it alone is longer than its output may be."""
    most, _ = limits(wish, statement.output)
    if len(statement.text) <= most:
        return statement
    check = failed(NAME, f"{len(statement.text)} characters, at most {most} are asked for")
    return replace(statement, verdict=Verdict.UNSUPPORTED, checks=(*statement.checks, check))


def is_too_long(statement: Statement) -> bool:
    """Whether the length check failed."""
    return any(check.check == NAME for check in statement.checks)


def fit(statements: Sequence[Statement], wish: Wish) -> tuple[Statement, ...]:
    """The statements, each output cut from its end until it has the asked length, in the given order."""
    kept: set[int] = set()
    for output in Output:
        kept.update(map(id, _fitted(of_output(statements, output), *limits(wish, output), output)))
    return tuple(statement for statement in statements if id(statement) in kept)


def _fitted(statements: tuple[Statement, ...], chars: int, count: int, output: Output) -> tuple[Statement, ...]:
    fitting = statements[:count]
    if output in (Output.HEADLINE, Output.CLAIMS):
        return fitting
    while fitting and joined_length(statement.text for statement in fitting) > chars:
        fitting = fitting[:-1]
    return fitting
