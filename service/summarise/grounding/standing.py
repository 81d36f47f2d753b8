"""A statement is whole: it does not break off, does not lean on what is gone, and tells the news, not the article.

A key claim, read alone, does not begin with a pronoun and does not speak as its writer.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from sentencex import segment

from service.summarise.grounding.folding import fold
from service.summarise.grounding.lexicon import words
from service.summarise.grounding.reporting import SAYING
from service.summarise.grounding.subject import failed
from service.summarise.grounding.tokens import tokenise
from service.summarise.statement import Output, Statement, Verdict

NAME = "stands_alone"

_OPENING_CHARS = 80
_FEWEST = 3  # words of a sentence; less is an abbreviation's tail
_PARAGRAPHS = frozenset({Output.SUMMARY, Output.BLURB, Output.META_DESCRIPTION})

_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"")

# Without those that may stand for nothing: "it is not clear", "es gibt", "il y a".
_PRONOUNS = frozenset(
    words(
        """
        he she they we i his her their our my er wir ich je nous elle ils elles lui lei essi esse ellos ellas hij zij
        """
    )
)

# "It highlights …", "That’s down from …"; not "It is not clear whether", "It took years to", "This week".
_POINTER = re.compile(
    r"it\b(?!(?:['’]s| is| was| will| would| has| had| may| might| remains| seems| appears| took| takes| emerged)\b"
    r".*\b(?:that|to|whether|if|who|why|how|when)\b)"
    r"|(?:this|that|these|those)(?=['’]s\b| (?:is|are|was|were|has|have|had|will|would|can|could|may|means|meant|comes|"
    r"came|makes|made|includes|included)\b)",
    re.IGNORECASE,
)
_PERSONS = frozenset(words("he she they his her their elle ils elles lui lei essi ellos ellas hij zij"))

# A writer's own: whoever reads a claim alone would take the desk for the speaker.
_FIRST_PERSON = frozenset(words("i me my myself ich mich mein meine je moi yo mío io"))

# What leans on the sentence before it, as well as those; without it, "it" may stand for nothing.
_LEANING = _PRONOUNS | frozenset(words("it its this these those das dies diese cela ceci questo esto dit deze"))

# "X has called the law", "X said, looking at the crowd": what was said is missing.
_UNSAID = re.compile(
    r"\b(?:called|described|dubbed|branded) (?:the|a|an|his|her|its|their|it|him|them)(?: [^\W\d_a-z]?\w+)?[.]?$"
    r"|^[^\W\d_a-z][^,.“”\"‘’']* (?:said|says|added), [^“”\"‘’':]*$"
)
_OF_THE_ARTICLE = re.compile(
    r"\b(?:the|this|der|dieser|l'|cet|el|este|questo|il|het|dit) ?(?:article|text|piece|passage|artikel|articulo|"
    r"articolo)\b"
)

# A model that writes a quote mark into JSON may end its own string there: "even as he insisted".
_OPEN_ENDS = (SAYING - frozenset(words("say says said"))) | frozenset(
    words("a an the of to in on at by for with from and or but that as than if who which")
)


def measure(statement: Statement) -> Statement:
    """The statement, with a failed ``stands_alone`` check when it breaks off, tells of the article, or names nobody.

    Sees the open ends of English sentences alone, and pronouns in claims alone.
    """
    return _failed(statement, _broken_off(statement) or _tells_of_the_article(statement) or _alone(statement))


def linked(judged: Iterable[Statement]) -> list[Statement]:
    """The statements, each failed that leans on a sentence of its paragraph that is not supported.

    The first sentence of a paragraph has nobody to lean on: it names who it tells of.
    """
    linked, before = [], dict[Output, Statement]()
    for statement in judged:
        if statement.output in _PARAGRAPHS and statement.supported:
            statement = _failed(statement, _leans(statement, before.get(statement.output)))
        before[statement.output] = statement
        linked.append(statement)
    return linked


def _leans(statement: Statement, before: Statement | None) -> str | None:
    if before is not None and before.supported:
        return None
    opening = next(iter(_heads(statement.text[:_OPENING_CHARS])), "")
    if opening not in (_LEANING if before else _PERSONS):
        return None
    gone = ", and the sentence before it was taken out" if before else ""
    return f"begins with “{opening}”{gone}: name the person or thing"


def _failed(statement: Statement, detail: str | None) -> Statement:
    if detail is None:
        return statement
    return replace(statement, verdict=Verdict.UNSUPPORTED, checks=(*statement.checks, failed(NAME, detail)))


def _tells_of_the_article(statement: Statement) -> str | None:
    told = _OF_THE_ARTICLE.search(fold(_QUOTED.sub(" ", statement.text)).lower())
    if told is None or any(told.group() in fold(piece.text).lower() for piece in statement.evidence):
        return None
    return f"speaks of “{told.group()}”: tell what it says"


def _broken_off(statement: Statement) -> str | None:
    last = tokenise(statement.text[-40:])[-1:]
    if statement.output is Output.HEADLINE or not last:
        return None
    broken = last[0].key in _OPEN_ENDS or statement.text.rstrip().endswith((":", ",", ";"))
    broken = broken or _UNSAID.search(statement.text) is not None
    return "breaks off before its end" if broken else None


def _alone(statement: Statement) -> str | None:
    return leaning(statement.text) if statement.output is Output.CLAIMS else None


def leaning(text: str) -> str | None:
    """Why a claim cannot be read alone (it leans on another sentence, or speaks as its writer); None where it can."""
    if sum(1 for one in segment("en", _QUOTED.sub("x", text)) if len(one.split()) >= _FEWEST) > 1:
        return "holds several sentences: a claim is one"
    heads = _heads(text)
    if heads and heads[0] in _PRONOUNS:
        return f"begins with “{heads[0]}”: name the person"
    if pointer := _POINTER.match(text):
        return f"begins with “{pointer.group().lower()}”: name the thing"
    speaks = next((head for head in heads if head in _FIRST_PERSON), None)
    return f"speaks as “{speaks}”: name the person" if speaks else None


def _heads(text: str) -> list[str]:
    return [token.key.partition("'")[0] for token in tokenise(_QUOTED.sub(" ", text))]
