"""A statement is whole: it does not break off, and a key claim, read alone, does not begin with a pronoun."""

from dataclasses import replace

from service.summarise.grounding.lexicon import words
from service.summarise.grounding.reporting import SAYING
from service.summarise.grounding.subject import failed
from service.summarise.grounding.tokens import tokenise
from service.summarise.statement import Output, Statement, Verdict

NAME = "stands_alone"

# Without those that may stand for nothing: "it is not clear", "es gibt", "il y a".
_PRONOUNS = frozenset(
    words(
        """
        he she they we i his her their our my er wir ich je nous elle ils elles lui lei essi esse ellos ellas hij zij
        """
    )
)

# A model that writes a quote mark into JSON may end its own string there: "even as he insisted".
_OPEN_ENDS = (SAYING - frozenset(words("say says said"))) | frozenset(
    words("a an the of to in on at by for with from and or but that as than if who which")
)


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
    if statement.output is Output.HEADLINE or not last:
        return None
    broken = last[0].key in _OPEN_ENDS or statement.text.rstrip().endswith((":", ",", ";"))
    return "breaks off before its end" if broken else None


def _unnamed(statement: Statement) -> str | None:
    first = next((token.key.partition("'")[0] for token in tokenise(statement.text[:80])), "")
    if statement.output is not Output.CLAIMS or first not in _PRONOUNS:
        return None
    return f"begins with “{first}”: name the person"
