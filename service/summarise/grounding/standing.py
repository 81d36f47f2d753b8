"""A key claim is read alone: one that begins with a pronoun does not say whom it speaks of."""

from dataclasses import replace

from service.summarise.grounding.subject import failed
from service.summarise.grounding.tokens import tokenise
from service.summarise.statement import Output, Statement, Verdict

NAME = "stands_alone"

# Without those that may stand for nothing: "it is not clear", "es gibt", "il y a".
_PRONOUNS = frozenset("he she they his her their er elle ils elles lui lei essi esse ellos ellas hij zij".split())  # noqa: SIM905


def measure(statement: Statement) -> Statement:
    """The statement, with a failed ``stands_alone`` check when it is a claim that opens with a person's pronoun."""
    if statement.output is not Output.CLAIMS:
        return statement
    first = next((token.key for token in tokenise(statement.text[:80]) if token.is_word), "")
    if first not in _PRONOUNS:
        return statement
    check = failed(NAME, f"begins with “{first}”: name the person")
    return replace(statement, verdict=Verdict.UNSUPPORTED, checks=(*statement.checks, check))
