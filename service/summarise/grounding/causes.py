"""A cause is the article's: not put together from two things that it merely tells one after the other."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from service.summarise.grounding.lexicon import words
from service.summarise.grounding.negation import is_negation
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import Token, is_english, root, roots_of
from service.summarise.statement import Check

NAME = "causes"
LEAST_HELD = 0.5  # share of the named cause's content words that the evidence of the effect has to hold
MOST = 10  # sentences of a statement, and causes in one, that are looked at
_NEXT = 1  # sentences before and after in which a cause may be told
# What names a cause when it follows; each a run of words.
_STRONG = tuple(
    tuple(line.split())
    for line in (
        "because",
        "due to",
        "owing to",
        "thanks to",
        "as a result of",
        "caused by",
        "triggered by",
        "sparked by",
        "prompted by",
        "driven by",
        "helped by",
        "hurt by",
        "amid fears",
        "over fears",
        "over concerns",
        "blamed on",
    )
)
_WEAK = (("after",), ("when",), ("if",), ("following",), ("amid",))
# Words of the evidence that tell a cause.
_LIKELY = frozenset(
    words(
        """
        because due owing thanks caused cause causes causing led leads result resulted results resulting triggered
        sparked prompted driven blamed blames blame reason reasons therefore why so forced over amid
        """
    )
)
_JOINING = frozenset(words("because owing thanks caused triggered sparked prompted driven helped hurt blamed"))
_TELLING = _LIKELY | frozenset(words("forced makes made making leaving after when meaning by"))
_ENDS = frozenset(",;:-")
_TURNS = frozenset(",;") | {"but", "while", "although"}
_BE = frozenset(words("is was are were"))
_UNKNOWN = frozenset(words("unknown unclear known clear investigated not being under"))
_CAUSES = frozenset(words("cause causes caused causing"))
_FINAL = frozenset(".!?")
_RUNS: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
for _run, _is_strong in (*((run, True) for run in _STRONG), *((run, False) for run in _WEAK)):
    _RUNS.setdefault(_run[0], []).append((_run, _is_strong))


class Named(NamedTuple):
    """What a statement gives as a cause, and of what."""

    effect: frozenset[str]
    cause: frozenset[str]
    is_strong: bool


def check(subject: Subject) -> Check | None:
    """Fails on a cause, named by "because", "due to", "after" and the like, that does not stand with its effect.

    Looks at the sentence of the evidence that is most like the effect, and those beside it. English only, other
    languages pass. Cannot see a cause that only a verb names, nor one of the right words the wrong way round.
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    for tokens in islice(_sentences(subject.statement.tokens), MOST):
        if _is_unheard_of(tokens, subject):
            return failed(NAME, "the article does not say that one caused the other")
        for named in (*islice(_named(tokens, subject.statement), MOST), *_equated(tokens, subject.statement)):
            if len(named.cause) > (not named.is_strong) and len(named.effect) >= 2 and not _is_told(named, subject):
                return failed(NAME, "the article does not give this as the cause")
    return None


def _sentences(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for at, token in enumerate(tokens):
        if token.text in _FINAL:
            yield tokens[start:at]
            start = at + 1
    yield tokens[start:]


def _named(tokens: Sequence[Token], statement: Passage) -> Iterator[Named]:
    keys = [token.key for token in tokens]
    for at, key in enumerate(keys):
        for run, strong in _RUNS.get(key, ()):
            if tuple(keys[at : at + len(run)]) == run and not _is_plan(tokens, at):
                after = tokens[at + len(run) :]
                end = next((n for n, token in enumerate(after) if token.text in _ENDS), len(after))
                rest = after[end:] if at == 0 else tokens[:at]
                yield Named(_roots(rest, statement), _roots(after[:end], statement), strong)


def _is_plan(tokens: Sequence[Token], at: int) -> bool:
    """Whether "is due to open" tells a plan, and "after 11 p.m." a time."""
    return (tokens[at].key == "due" and at > 0 and tokens[at - 1].key in _BE) or any(
        token.is_number for token in tokens[at + 1 : at + 2]
    )


def _equated(tokens: Sequence[Token], statement: Passage) -> Iterator[Named]:
    """ "The cause of X was Y"."""
    keys = [token.key for token in tokens]
    if keys[1:3] != ["cause", "of"]:
        return
    at = next((at for at, key in enumerate(keys) if key in _BE), len(keys))
    after = keys[at + 1 :]
    end = next((n for n, token in enumerate(tokens[at + 1 :]) if token.text in _ENDS), len(after))
    if _UNKNOWN.isdisjoint(after):
        yield Named(_roots(tokens[1:at], statement), _roots(tokens[at + 1 : at + 1 + end], statement), is_strong=True)


def _is_unheard_of(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether one thing is said to cause another, and no sentence of the evidence speaks of a cause at all."""
    keys = [token.key for token in tokens]
    verbs = [at for at, key in enumerate(keys) if key in _CAUSES and at and keys[at - 1] not in ("the", "a", "no")]
    if not verbs:
        return False
    about = _roots(tokens, subject.statement) - {root(key) for key in _CAUSES}
    return not any(
        token.key in _TELLING and not any(is_negation(one) for one in passage.tokens[max(0, at - 3) : at])
        for passage in subject.evidence
        if passage.root_set & about
        for at, token in enumerate(passage.tokens)
    )


def _roots(tokens: Sequence[Token], passage: Passage) -> frozenset[str]:
    return frozenset(one for token in tokens for one in roots_of(token.key, passage.language))


def _is_told(named: Named, subject: Subject) -> bool:
    """Whether the sentence that tells the effect, or one beside it, tells this cause too."""
    names = frozenset(
        one
        for token in subject.statement.tokens
        if token.is_capital
        for one in roots_of(token.key, subject.index.language)
    )
    effect = named.effect - names or named.effect
    likeness = [(len(effect & passage.root_set), passage) for passage in subject.evidence]
    best = max((count for count, _ in likeness), default=0)
    if best * 2 < len(effect):
        return True
    if not named.is_strong and any(_holds(named.cause - named.effect or named.cause, one) for _, one in likeness):
        return True
    return any(_tells(named, passage, subject) for count, passage in likeness if count == best)


def _tells(named: Named, passage: Passage, subject: Subject) -> bool:
    own = named.cause - named.effect or named.cause
    if _holds(own, passage):
        return not named.is_strong or _stands_beside(own, passage)
    for step in range(-_NEXT, _NEXT + 1):
        beside = subject.index.passage(passage.number + step) if passage.number else None
        if beside is not None and _holds(own - passage.root_set or own, beside):
            told = not _LIKELY.isdisjoint(beside.keys | passage.keys)
            if told or not named.is_strong:
                return True
    return False


def _stands_beside(cause: frozenset[str], passage: Passage) -> bool:
    """Whether the cause stands in the parts of the sentence that its one word of cause joins."""
    tokens = passage.tokens
    marks = [at for at, token in enumerate(tokens) if token.key in _JOINING]
    if len(marks) != 1:
        return True
    after = tokens[marks[0] :]
    end = next((n for n, token in enumerate(after) if token.text in _TURNS), len(after))
    joined = _roots((*tokens[: marks[0]], *after[:end]), passage)
    return len(cause & joined) >= LEAST_HELD * len(cause)


def _holds(roots: frozenset[str], passage: Passage) -> bool:
    return len(roots & passage.root_set) >= LEAST_HELD * len(roots)
