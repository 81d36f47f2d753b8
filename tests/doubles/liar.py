"""A model that lies by class: each of its claims is a sentence of the article, spoiled in one thing, under its number."""

from typing import Any

from tests.doubles import lies
from tests.doubles.prompted import answers, claim, honest_brief, lines
from tests.scripted_model import Reply, Step


def lying_by(*classes: str) -> Step:
    """A step whose claims lie, one a class, in this order; all classes with none named.

    A class that no line of the article allows is left out. The other outputs stay honest.
    """
    wanted = classes or tuple(lies.LIES)

    def answer(asked: dict[str, Any]) -> Reply:
        brief = honest_brief(asked)
        if "claims" in brief:
            brief["claims"] = [claim(number, text) for _, number, text in told(lines(asked), wanted)]
        return answers(brief)

    return answer


def naming_another(asked: dict[str, Any]) -> Reply:
    """Honest sentences in which somebody says something, with another person of the article beside them as speaker."""
    numbered = lines(asked)
    names = lies.names_in([text for _, text in numbered])
    brief = honest_brief(asked)
    spoken = [(number, text) for number, text in numbered if lies.swap_speaker(text, names)]
    brief["claims"] = [
        claim(number, text, next(name for name in names if name not in text)) for number, text in spoken[:6]
    ]
    return answers(brief)


def told(numbered: list[tuple[int, str]], classes: tuple[str, ...]) -> list[tuple[str, int, str]]:
    """The class, the line and the text of each lie: the first line that allows it, one without a lie if there is one."""
    names = lies.names_in([text for _, text in numbered])
    found: list[tuple[str, int, str]] = []
    for kind in classes:
        taken = {number for _, number, _ in found}
        free_first = sorted(numbered, key=lambda line: (line[0] in taken, line[0]))
        spoiled = ((number, text, lies.LIES[kind](text, names)) for number, text in free_first)
        first = next(((number, lie) for number, text, lie in spoiled if lie and lie != text), None)
        if first:
            found.append((kind, *first))
    return found
