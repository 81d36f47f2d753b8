"""Weekdays, months, seasons and halves of the day are those of the evidence."""

from collections.abc import Iterable

from service.summarise.grounding.lexicon import MONTHS, WEEKDAYS, words
from service.summarise.grounding.origins import Part, homes, parts
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import Token, contents, is_english
from service.summarise.statement import Check

NAME = "dates"
_SEASONS = frozenset(words("spring summer autumn winter fall"))
_HALVES = frozenset(("am", "pm"))
_DAYS = WEEKDAYS | MONTHS
_SMALL = frozenset(words("spring summer autumn winter am pm"))
_POINTING = frozenset(words("he she they it this that these those there then"))


def check(subject: Subject) -> Check | None:
    """Fails on a weekday, month, season or half of the day that the evidence lacks, or has for something else.

    Looks at the sentence that the rest of the clause comes from and those beside it, then at all of the evidence.
    Knows English names only; other languages pass. Cannot work out which date "yesterday" was.
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    here, near = _days(subject.evidence), _days(subject.context)
    for part in subject.statement.kept(parts):
        for token in part.tokens:
            if not _is_day(token):
                continue
            if token.key not in here and (token.key not in near or here & _kin(token.key)):
                return failed(NAME, f"“{token.text}” is not in the evidence")
            if other := _other_day(token, part, subject):
                return failed(NAME, f"“{token.text}”: the article says “{other}” there")
    return None


def _other_day(token: Token, part: Part, subject: Subject) -> str | None:
    """The day of its kind that the sentence has which the clause comes from, where nothing beside it has this one."""
    own = frozenset(contents((token,), subject.statement.language))
    found: str | None = None
    for home in homes(part.content - own, subject):
        beside = [near for step in (-1, 0, 1) if (near := subject.index.passage(home.number + step))]
        rivals = _days((home,)) & _kin(token.key)
        if token.key in _days((home,)) or not rivals or (token.key in _days(beside) and home.keys & _POINTING):
            return None
        found = min(rivals).capitalize()
    return found


def _is_day(token: Token) -> bool:
    return token.key in _SMALL or (token.is_capital and token.key in _DAYS)


def _days(passages: Iterable[Passage]) -> frozenset[str]:
    """The weekdays, months, seasons and halves of the day in the passages; "may" and "march" only with a capital."""
    return frozenset[str]().union(*(passage.kept(_named_days) for passage in passages))


def _named_days(passage: Passage) -> frozenset[str]:
    return frozenset(token.key for token in passage.tokens if _is_day(token))


def _kin(key: str) -> frozenset[str]:
    return next(kind for kind in (WEEKDAYS, MONTHS, _SEASONS, _HALVES) if key in kind)
