"""The people and bodies that an article names, and the fullest form of each name."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from service.summarise.article import Sentence
from service.summarise.reading.first_names import FEMALE, MALE
from service.summarise.reading.function_words import word_set
from service.summarise.reading.noun_phrases import NOT_NAMES, PARTICLES
from service.summarise.reading.titles_of_people import BODIES, FEMALE_TITLES, MALE_TITLES, is_title

_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*")
SHORTENED = word_set("Mr Mrs Ms Mx Dr Prof Sen Rep Gov Gen Lt Col Sgt Capt Maj Adm Cmdr Rev Hon Del Atty St Jr Sr")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_NEVER_WITHIN = word_set("Who Whose Which That Is Are Was Were Has Had Does Did")  # in a headline set in capitals
_POSSESSIVES = ("’s", "'s")


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of a name: the span, the name without titles, and the titles before it."""

    start: int
    end: int
    name: str
    title: str = ""


def bare(mention: str) -> tuple[str, str]:
    """A mention as (titles, name): "former Sen. Bob Dole's" -> ("former Sen.", "Bob Dole").

    What stands before the last title goes with it; bodies ("Justice Department") and mere titles are left whole.
    """
    words = _POSSESSIVE.sub("", mention).split()
    if len(words) < 2 or words[-1] in BODIES:
        return "", " ".join(words)
    first = max((place + 1 for place, word in enumerate(words[:-1]) if is_title(word)), default=0)
    return " ".join(words[:first]), " ".join(words[first:])


class Roster:
    """Every name of an article, each tied to its fullest form.

    Built once from the sentences, in linear time. A short name goes with the full name that ends with it (or, for first
    names, begins with it): the most mentioned one where several do, unless a title tells them apart.
    """

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self.mentions: tuple[Named, ...] = tuple(mention for sentence in sentences for mention in _mentions(sentence))
        self._fullest: dict[tuple[str, str], str] = {}

    def fullest(self, mention: str) -> str:
        """The fullest form, without titles, of the name in a mention; the name itself where there is none."""
        title, name = bare(mention)
        if not name or " " in name:
            return name
        key = name, sex_of_title(title)
        if key not in self._fullest:
            self._fullest[key] = self._tied(*key)
        return self._fullest[key]

    def _tied(self, name: str, sex: str) -> str:
        known = self._by_last.get(name) or self._by_first.get(name) or [name]
        fitting = [full for full in known if not sex or sex_of_first_name(full) in ("", sex)] or known
        return max(fitting, key=lambda full: self._counts[full])

    def is_person(self, name: str) -> bool:
        """Whether the article gives a sign that a name is a person's: a title before it, or a common first name."""
        full = self.fullest(name)
        first, _, rest = full.partition(" ")
        return full in self._titled or (bool(rest) and (first in MALE or first in FEMALE) and rest not in BODIES)

    def sex(self, name: str) -> str:
        """ "m", "f" or "", by the titles that the article gives the name and by the first name."""
        full = self.fullest(name)
        return self._titled.get(full) or sex_of_first_name(full)

    def bearer(self, office: str) -> str | None:
        """The person who alone bears an office before the name: "president" where "President Jane Roe" stands."""
        bearers = self._by_title.get(office.lower(), set())
        return next(iter(bearers)) if len(bearers) == 1 else None

    def before(self, position: int) -> int:
        """How many mentions begin before a position: ``mentions[:before(position)]``."""
        return bisect_left(self._starts, position)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(mention.name for mention in self.mentions)

    @cached_property
    def _by_last(self) -> dict[str, list[str]]:
        return self._index(-1)

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        return self._index(0)

    def _index(self, place: int) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for name in self._counts:
            words = name.split()
            if 2 <= len(words) <= 4:
                index.setdefault(words[place], []).append(name)
        return index

    @cached_property
    def _by_title(self) -> dict[str, set[str]]:
        index: dict[str, set[str]] = {}
        for mention in self.mentions:
            for word in mention.title.split():
                index.setdefault(word.rstrip(".").lower(), set()).add(self.fullest(f"{mention.title} {mention.name}"))
        return index

    @cached_property
    def _titled(self) -> dict[str, str]:
        titled: dict[str, str] = {}
        for mention in self.mentions:
            if mention.title:
                name = self.fullest(f"{mention.title} {mention.name}")
                titled[name] = titled.get(name) or sex_of_title(mention.title)
        return titled


def sex_of_title(title: str) -> str:
    """ "m" or "f" where a title tells ("Mr", "Frau"), else ""."""
    words = {word.rstrip(".") for word in title.split()}
    return "m" if words & MALE_TITLES else "f" if words & FEMALE_TITLES else ""


def sex_of_first_name(name: str) -> str:
    """ "m" or "f" where the first name of a full name tells, else ""."""
    first, _, rest = name.partition(" ")
    if not rest or (first in MALE) == (first in FEMALE):
        return ""
    return "m" if first in MALE else "f"


def people(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """The fullest names of the people of an article, in the order of their first mention."""
    roster = Roster(sentences)
    return tuple(
        dict.fromkeys(roster.fullest(mention.name) for mention in roster.mentions if roster.is_person(mention.name))
    )


def _mentions(sentence: Sentence) -> Iterator[Named]:
    """The names of a sentence: runs of words with a capital, function words at their start left out."""
    text = sentence.text
    start = end = -1
    last = ""
    for match in _CAPITAL.finditer(text):
        first, word = match.start(), match[0]
        if first and text[first - 1].isalnum():
            continue
        if start >= 0 and word not in _NEVER_WITHIN and _joins(text[end:first], last):
            end, last = match.end(), word
            continue
        if start >= 0 and (named := _named(sentence, start, end)):
            yield named
        start, end, last = (-1, -1, "") if word.lower() in NOT_NAMES else (first, match.end(), word)
    if start >= 0 and (named := _named(sentence, start, end)):
        yield named


def _joins(gap: str, before: str) -> bool:
    """Whether the gap between two words with a capital makes them one name."""
    if gap in (" ", "\u00a0"):
        return before[-2:] not in _POSSESSIVES
    if gap in (". ", ".", ".\u00a0"):
        return len(before) == 1 or before in SHORTENED
    return len(gap) < 12 and all(word in PARTICLES for word in gap.split()) and gap[:1] == " " == gap[-1:]


def _named(sentence: Sentence, start: int, end: int) -> Named | None:
    text = sentence.text[start:end]
    if text[-2:] in _POSSESSIVES:
        text = text[:-2]
    elif text[-1] in "’'-":
        text = text[:-1]
    title, name = bare(text) if " " in text or "\u00a0" in text else ("", text)
    if not name or (not title and is_title(name)):
        return None
    return Named(sentence.start + start, sentence.start + start + len(text), name, title)
