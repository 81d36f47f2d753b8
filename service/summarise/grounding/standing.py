"""A statement is whole: it does not break off, and a key claim, read alone, does not begin with a pronoun."""

from dataclasses import replace

from service.summarise.grounding.reporting import SAYING
from service.summarise.grounding.subject import failed
from service.summarise.grounding.tokens import tokenise
from service.summarise.statement import Output, Statement, Verdict

NAME = "stands_alone"

# Without those that may stand for nothing: "it is not clear", "es gibt", "il y a".
_PRONOUNS = frozenset("he she they his her their er elle ils elles lui lei essi esse ellos ellas hij zij".split())  # noqa: SIM905


# A model that writes a quote mark into JSON may end its own string there: "even as he insisted".
_OPEN_ENDS = SAYING | frozenset("a an the of to in on at by for with from and or but that as than if who which".split())  # noqa: SIM905


def measure(statement: Statement) -> Statement:
    """The statement, with a failed ``stands_alone`` check when it breaks off or opens with a person's pronoun.

    Sees the open ends of English sentences alone, and pronouns in claims alone.
    """
    detail = _broken_off(statement) or _unnamed(statement)
    if detail is None:
        return statement
    return replace(statement, verdict=Verdict.UNSUPPORTED, checks=(*statement.checks, failed(NAME, detail)))


def _broken_off(statement: Statement) -> str | None:
    last = tokenise(statement.text[-40:])[-1:]
    if statement.output is Output.HEADLINE or not last or last[0].key not in _OPEN_ENDS:
        return None
    return f"breaks off after “{last[0].key}”"


def _unnamed(statement: Statement) -> str | None:
    first = next((token.key for token in tokenise(statement.text[:80]) if token.is_word), "")
    if statement.output is not Output.CLAIMS or first not in _PRONOUNS:
        return None
    return f"begins with “{first}”: name the person"
