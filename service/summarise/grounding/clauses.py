"""Sentences cut into clauses, each with the mood in which it is said: possible, wished, expected, coming, a fact.

No grammar is parsed: clauses end at marks and at conjunctions, and the weakest closed-class word in a clause gives its
mood, so that "might have been sold" is possible and "plans to sell" is coming.
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from service.summarise.grounding.lexicon import IRREGULAR, words
from service.summarise.grounding.subject import Passage
from service.summarise.grounding.tokens import Token, roots_of


class Mood(IntEnum):
    """How firmly something is said, the weakest first."""

    POSSIBLE = 1
    WISHED = 2
    EXPECTED = 3
    COMING = 4
    FACT = 5
    DONE = 6
    SURE = 7


class Clause(NamedTuple):
    """The content words of a clause, those that its mood bears on, the mood, and the words of its verbs."""

    roots: frozenset[str]
    governed: frozenset[str]
    mood: Mood
    tokens: Sequence[Token]


# Words that weaken by themselves.
_POSSIBLE = words(
    """
    may might could possible possibly perhaps maybe potential potentially alleged allegedly alleges allege
    allegation allegations accused accuses accusing reportedly rumoured rumored suspected suspects
    suspicion believed apparently purported purportedly supposedly considering considers mulling weighing
    unconfirmed fear fears feared unclear seems seemed appears appeared whether risk risks claims claimed claiming
    unlikely
    """
)
_EXPECTED = words("expected expects expect expecting likely probably should forecast predicted predicts suggests")
_COMING = words("will would shall 'll won't plans planned planning intends intend scheduled poised must upcoming")
_WISHED = words("wants wanted hopes hoped hoping")
# Words that weaken what stands after a "to", "that" or "for" close by.
_WISHED_TO = frozenset(
    words(
        """
        want hope wish wishes seek seeks sought seeking aims aim urged urges demanded appeal appealed appeals
        encouraged recommended advised
        demands offered offers proposed proposes propose proposing proposal promised promise promises vowed vows
        pledged pledges tries tried trying attempts attempted applied threatens threatened threatening asked asks
        asking called calls calling
        """
    )
)
_COMING_TO = frozenset(words("plan intended agreed ready yet going decided ordered due set supposed have has had"))
# What is no hedge where the statement says who says so: verbs that are themselves ways of saying.
PROMISING = _WISHED_TO | frozenset((*_WISHED, "agreed", "expected", "suggests", "predicted", "appears"))
_BEFORE_NOUNS = frozenset(words("a the this that its his her their any no new"))
_LINKS = frozenset(words("to that for"))
_SURE = frozenset(words("definitely undoubtedly certainly inevitably unquestionably proves proved proven surely"))
_BEGUN = frozenset(words("already begun underway ongoing"))
_MOODS = {
    word: mood
    for mood, listed in (
        (Mood.COMING, _COMING),
        (Mood.EXPECTED, _EXPECTED),
        (Mood.WISHED, _WISHED),
        (Mood.POSSIBLE, _POSSIBLE),
    )
    for word in listed
}
_BE = frozenset(words("is are was were be been being am's're"))
_PASTS = frozenset(words("was were has have had did been 've"))
_HEARSAY = frozenset(words("said thought reported understood rumoured presumed"))
_MARKS = frozenset(',;:.!?"()')
_CONJUNCTIONS = frozenset(
    words(
        """
        but although though while whereas because if unless when after before until since that whether which who
        whose where as
        """
    )
)
_FOLLOWING = frozenset(words("that whether and or"))


def clauses(passage: Passage, ignored: frozenset[str] = frozenset()) -> tuple[Clause, ...]:
    """The clauses of a passage that have content words, in order; the words ``ignored`` weaken nothing."""
    found: list[Clause] = []
    before: Mood | None = None
    for piece in _pieces(passage.tokens):
        mood, at = _mood(piece, ignored)
        if before is not None and before < mood and piece[0].key in _FOLLOWING:
            mood, at = before, 0
        before = mood if mood < Mood.COMING else None
        roots = _roots(piece, passage.language)
        if roots:
            held = [token for token in piece[at:] if not token.is_capital]
            found.append(Clause(roots, _roots(held, passage.language), mood, piece))
    return tuple(found)


def _roots(tokens: Sequence[Token], language: str | None) -> frozenset[str]:
    return frozenset(root for token in tokens for root in roots_of(token.key, language))


def _pieces(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for at, token in enumerate(tokens):
        if token.text in _MARKS or token.key in _CONJUNCTIONS or _joins(tokens, at):
            if at > start:
                yield tokens[start:at]
            start = at + (token.text in _MARKS)
    if start < len(tokens):
        yield tokens[start:]


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" joins two verbs here and no two nouns."""
    following = tokens[at + 1 : at + 3]
    return tokens[at].key in ("and", "or") and any(one.key in _MOODS or is_past(one) for one in following)


def _mood(tokens: Sequence[Token], ignored: frozenset[str]) -> tuple[Mood, int]:
    """The mood of one clause, that of its weakest word, and the index from which it bears on the clause."""
    if any(token.key in _SURE for token in tokens) or _has(tokens, ("certain", "sure"), ("to", "that")):
        return Mood.SURE, 0
    weak = [
        (mood, at)
        for at, token in enumerate(tokens)
        if token.key not in ignored and (mood := _mood_at(tokens, at)) is not None
    ]
    if weak:
        mood, at = min(weak)
        return mood, 0 if _is_passive(tokens, at) else at
    if any(token.key in _BEGUN or is_past(token) for token in tokens) or _has(tokens, ("under",), ("way",)):
        return Mood.DONE, 0
    return Mood.FACT, 0


def _is_passive(tokens: Sequence[Token], at: int) -> bool:
    """Whether the subject undergoes what is said: "could be sold", "is planned"."""
    near = {token.key for token in tokens[max(0, at - 1) : at + 5]}
    return not near.isdisjoint(_BE)


def _links(tokens: Sequence[Token], at: int) -> bool:
    """Whether what is wished for follows: "to sell", "that", "for", but not the "to" of "offered it to the town"."""
    if at >= len(tokens) or tokens[at].key not in _LINKS:
        return False
    given = at + 1 < len(tokens) and (tokens[at + 1].is_capital or tokens[at + 1].key in _BEFORE_NOUNS)
    return tokens[at].key != "to" or not given


def _mood_at(tokens: Sequence[Token], at: int) -> Mood | None:
    key, after = tokens[at].key, tokens[at + 1].key if at + 1 < len(tokens) else ""
    if at and tokens[at].is_capital:
        return None
    if key in _WISHED_TO:
        return Mood.WISHED if any(_links(tokens, place) for place in range(at + 1, at + 6)) else None
    if after == "to" and key in _HEARSAY and at and tokens[at - 1].key in _BE:
        return Mood.POSSIBLE
    if key == "due":
        return Mood.COMING if _is_plan(tokens, at) else None
    if key == "plan" and at and (tokens[at - 1].key in _BEFORE_NOUNS or tokens[at - 1].text.endswith("'s")):
        return None
    if after == "to" and (key in _BE or key in _COMING_TO):
        return Mood.COMING
    return _MOODS.get(key)


def _is_plan(tokens: Sequence[Token], at: int) -> bool:
    """Whether "due" tells a time and no cause: "is due in May", "due to open in May", not "due to the rain"."""
    following = [token.key for token in tokens[at + 1 : at + 4]]
    if following[:1] != ["to"]:
        return bool(following)
    return len(following) > 1 and following[1] not in ("the", "a", "an", "his", "her", "its", "their", "this")


def _has(tokens: Sequence[Token], first: Sequence[str], second: Sequence[str]) -> bool:
    return any(a.key in first and b.key in second for a, b in pairwise(tokens))


def is_past(token: Token) -> bool:
    """Whether a word has the form of a past tense, or helps to make one."""
    if not token.is_word or token.is_capital:
        return False
    key = token.key
    return (
        key in _PASTS
        or (key.endswith("ed") and len(key) > 4)
        or (IRREGULAR.get(key, key) != key and key not in _PRESENTS)
    )


# Forms in the table of irregular words that are no past tense.
_PRESENTS = frozenset(
    words(
        """
        is are be being am men women children people persons feet teeth lives wives leaves halves knives thieves crises
        says goes dies dying death deaths dead killing killings has having does doing lies ties
        """
    )
)
