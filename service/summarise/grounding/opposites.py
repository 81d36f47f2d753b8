"""A word does not stand where the article has its opposite: "rose" for "fell", "more" for "fewer"."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from service.summarise.grounding.lexicon import words
from service.summarise.grounding.negation import is_negation
from service.summarise.grounding.origins import homes, parts
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import Token, contents, is_english, lemma
from service.summarise.statement import Check

NAME = "opposites"
_REACH = 6  # tokens on each side of a word that tell which thing it is said of
_NEGATED_WITHIN = 4  # tokens before a word in which "not" turns it
_PAIRS = """
    rise increase grow climb jump surge gain soar raise double triple expand widen / fall decrease drop decline slip
    rise increase grow climb jump surge gain soar raise double triple / sink shrink lose halve reduce cut plunge dip
    more / less fewer
    above exceed / below
    high higher highest / low lower lowest
    large larger largest big bigger biggest / small smaller smallest
    long longer longest / short shorter shortest
    most / least fewest
    first / second third fourth fifth
    before / after
    earlier early / later late
    accept approve uphold back support adopt / reject dismiss refuse oppose overturn quash
    admit acknowledge confess accept / deny
    allow permit grant / disallow ban forbid prohibit refuse block
    uphold win succeed / dismiss fail lose
    win victory / lose defeat
    open reopen / close shut
    begin start launch / end stop finish
    strong stronger strongest strengthen / weak weaker weakest weaken
    fast faster fastest quickly / slow slower slowest slowly
    improve better best / worsen worse worst deteriorate
    hire recruit / fire sack dismiss
    buy purchase / sell
    import / export
    arrive / leave depart
    include / exclude
    join / leave quit
    guilty / innocent
    legal / illegal
    majority / minority
    maximum / minimum
    often frequently / rarely seldom
    praise welcome applaud / criticise criticize condemn
    voluntary optional / mandatory compulsory
    temporary / permanent
    old older oldest elder eldest / young younger youngest
    north northern / south southern
    east eastern / west western
    father / mother
    son / daughter
    brother / sister
    uncle / aunt
    husband / wife
    agree / disagree
    safe / unsafe dangerous
    hot warm warmer / cold cool colder
    rich richer / poor poorer
    profit / loss
    success / failure
    optimistic / pessimistic
    peaceful / violent
    major / minor
    domestic / foreign
    heavy heavier / light lighter
    possible / impossible
    likely / unlikely
    twice double / half
    lend / borrow
    expensive dearer costlier / cheap cheaper
    good / bad
    easy easier / hard harder difficult
    modest slight slightly / sharp sharply steep
    largely mostly / slightly hardly barely
    alive / dead
    active / inactive
    convict / acquit
"""


def _table() -> dict[str, frozenset[str]]:
    held: dict[str, frozenset[str]] = {}
    for line in _PAIRS.strip().splitlines():
        one, other = (frozenset(map(lemma, words(side))) for side in line.split("/"))
        for mine, theirs in ((one, other), (other, one)):
            for word in mine:
                held[word] = held.get(word, frozenset()) | theirs
    return held


_OPPOSITES = _table()


def check(subject: Subject) -> Check | None:
    """Fails when the words around a word stand in the evidence around its opposite, and nearer to that.

    English only, other languages pass. A word that is negated on one side alone may be the opposite's own. Cannot see
    opposites that are not in its table, nor those that take a phrase ("turned down").
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    cut = parts(subject.statement)
    for at, token in enumerate(subject.statement.tokens):
        usual = token.is_word and (not token.is_capital or at == 0)
        rivals = _OPPOSITES.get(lemma(token.key)) if usual else None
        if not rivals:
            continue
        # "before" and "after" stand between two parts.
        content = next((part.content for part in cut if token in part.tokens), subject.statement.root_set)
        if said := _said_instead(at, rivals, content, subject):
            return failed(NAME, f"“{token.text}”: the article says “{said}”")
    return None


def _said_instead(at: int, rivals: frozenset[str], content: frozenset[str], subject: Subject) -> str | None:
    """The opposite that every sentence has which the part may come from; None when one of them has the word itself."""
    word = lemma(subject.statement.tokens[at].key)
    own = frozenset(contents((subject.statement.tokens[at],), subject.statement.language))
    around = _around(subject.statement, at)
    alike = _alike(word)
    held = max((found[1] for passage in subject.evidence if (found := _nearest(passage, alike, around))), default=0)
    instead: str | None = None
    for home in homes(content - own, subject):
        opposite = _nearest(home, rivals, around)
        if opposite is None or rivals & subject.statement.places.keys() & home.places.keys():
            return None
        if held >= opposite[1]:
            return None
        if _is_negated(home, opposite[0]) != _is_negated(subject.statement, at):
            return None
        instead = home.tokens[opposite[0]].text
    return instead


@lru_cache(maxsize=1_000)
def _alike(word: str) -> frozenset[str]:
    """The words of the same direction: all whose opposites are this word's."""
    return frozenset(other for other, opposites in _OPPOSITES.items() if opposites & _OPPOSITES[word]) | {word}


def _nearest(home: Passage, wanted: frozenset[str], around: frozenset[str]) -> tuple[int, int] | None:
    """The place of such a word with the most of these words around it, and how many they are; None without any."""
    places = [at for word in wanted for at in home.places.get(word, ())]
    counted = [(at, len(_around(home, at) & around)) for at in places]
    best = max(counted, key=lambda found: found[1], default=None)
    return best if best is not None and best[1] > 0 else None


def _around(passage: Passage, at: int) -> frozenset[str]:
    tokens = (*passage.tokens[max(0, at - _REACH) : at], *passage.tokens[at + 1 : at + 1 + _REACH])
    return frozenset(_features(tokens, passage.language))


def _features(tokens: Sequence[Token], language: str | None) -> Iterator[str]:
    yield from contents(tokens, language)
    yield from (token.text for token in tokens if token.is_number)


def _is_negated(passage: Passage, at: int) -> bool:
    return any(is_negation(token, passage.language) for token in passage.tokens[max(0, at - _NEGATED_WITHIN) : at])
