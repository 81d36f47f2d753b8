"""Yesterday, tonight, next month: the days and spans that are told from the day of writing are the evidence's."""

from collections.abc import Iterable, Sequence

from service.summarise.grounding.lexicon import words
from service.summarise.grounding.origins import Part, homes, parts
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import Token, contents, is_english
from service.summarise.statement import Check

NAME = "dates"
_DAYS = frozenset(words("yesterday today tonight tomorrow"))
_SIDES = {"last": "last", "past": "last", "previous": "last", "this": "this", "next": "next", "coming": "next"}
_SPANS = frozenset(
    words(
        "week weekend month year decade century season spring summer autumn winter term night morning afternoon evening"
    )
)
_FOLLOWING = frozenset(words("next last previous"))
# What may stand for what: the first is as good as said by any of the others.
_MEANT_BY = {
    "today": frozenset(("this morning", "this afternoon", "this evening", "tonight")),
    "tonight": frozenset(("this evening",)),
    "this evening": frozenset(("tonight",)),
    "yesterday": frozenset(("last night",)),
}


def check(subject: Subject) -> Check | None:
    """Fails on a day or span, told from the day of writing, that the evidence lacks or has for something else.

    The day in a sentence nearby counts where the evidence has none of its own. English only, other languages pass.
    Cannot work out which date "yesterday" was, so a weekday for it is the affair of ``dates``.
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    here, near = _all_told(subject.evidence), _all_told(subject.context)
    for part in subject.statement.kept(parts):
        for told, tokens in _told(part.tokens):
            known = _MEANT_BY.get(told, frozenset()) | {told}
            if known.isdisjoint(here) and (here or known.isdisjoint(near)):
                return failed(NAME, f"“{told}” is not in the evidence")
            if other := _other(known, tokens, part, subject):
                return failed(NAME, f"“{told}”: the article says “{other}” there")
    return None


def _other(known: frozenset[str], tokens: Sequence[Token], part: Part, subject: Subject) -> str | None:
    """What the sentence says that the clause comes from, where it does not say this."""
    own = frozenset(contents(tokens, subject.statement.language))
    found: str | None = None
    for home in homes(part.content - own, subject):
        told = _all_told((home,))
        if not told or not known.isdisjoint(told):
            return None
        found = min(told)
    return found


def _all_told(passages: Iterable[Passage]) -> frozenset[str]:
    return frozenset[str]().union(*(passage.kept(_of_passage) for passage in passages))


def _of_passage(passage: Passage) -> frozenset[str]:
    return frozenset(told for told, _ in _told(passage.tokens))


def _told(tokens: Sequence[Token]) -> Iterable[tuple[str, Sequence[Token]]]:
    """Each expression in plain form ("next week" for "the coming week") with the tokens that make it."""
    for at, token in enumerate(tokens):
        if token.key in _DAYS:
            yield token.key, tokens[at : at + 1]
        elif (
            token.key in _SPANS and at and (side := _SIDES.get(tokens[at - 1].key)) and not _is_told_of(tokens, at - 1)
        ):
            yield f"{side} {token.key}", tokens[at - 1 : at + 1]


def _is_told_of(tokens: Sequence[Token], side: int) -> bool:
    """Whether the span follows on something told, and not on the day of writing: "the next summer"."""
    return side > 0 and tokens[side - 1].key == "the" and tokens[side].key in _FOLLOWING
