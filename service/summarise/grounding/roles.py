"""Who did what to whom is not turned round."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from service.summarise.grounding.lexicon import stop_words, words
from service.summarise.grounding.names import runs
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import Token, is_english, lemma
from service.summarise.statement import Check

NAME = "roles"
_BETWEEN = 8  # tokens that may stand between the two names
_BE = frozenset(words("is are was were be been being gets got"))
_EITHER_WAY = frozenset(map(lemma, words("met meet married marry and join joined talk talks talked drew draw with")))


class Deed(NamedTuple):
    """Two names and a verb between them: the first name's last word, the verb's lemma, the second's, and the voice."""

    first: str
    verb: str
    second: str
    passive: bool


def check(subject: Subject) -> Check | None:
    """Fails when two names stand around a verb in the other order than in the evidence, or the verb in the other voice.

    English only, other languages pass. Sees only names on both sides of a verb in one sentence, not common nouns and
    pronouns, and nothing of verbs that work both ways ("met").
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    for deed in deeds(subject.statement, subject):
        found = [passive for passage in subject.evidence for passive in _arranged(deed, passage)]
        if found and not any(found):
            return failed(
                NAME, f"the article has “{deed.first.title()}” and “{deed.second.title()}” the other way round"
            )
    return None


def deeds(passage: Passage, subject: Subject) -> Iterator[Deed]:
    """The pairs of neighbouring names with a verb between them."""
    named = runs(passage, subject)
    for first, second in pairwise(named):
        between = passage.tokens[passage.tokens.index(first[-1]) + 1 : passage.tokens.index(second[0])]
        if len(between) > _BETWEEN or any(token.text in ",;:.!?" or token.key == "and" for token in between):
            continue
        verb = _verb(between, passage.language)
        if verb is not None and verb not in _EITHER_WAY:
            yield Deed(first[-1].key, verb, second[-1].key, _is_passive(between))


def _verb(between: Sequence[Token], language: str | None) -> str | None:
    stops = stop_words(language)
    content = [token for token in between if token.is_word and token.key not in stops and not token.key.endswith("ly")]
    return lemma(content[0].key) if content and not content[0].is_capital else None


def _is_passive(between: Sequence[Token]) -> bool:
    keys = [token.key for token in between]
    return "by" in keys and any(key in _BE for key in keys)


def _arranged(deed: Deed, passage: Passage) -> Iterator[bool]:
    """For each place of the verb between both names: whether they stand to each other as in the deed."""
    firsts, seconds = _where(deed.first, passage), _where(deed.second, passage)
    for verb in passage.places.get(deed.verb, ()):
        for left, right, same_order in ((firsts, seconds, True), (seconds, firsts, False)):
            before = [at for at in left if verb - _BETWEEN <= at < verb]
            after = [at for at in right if verb < at <= verb + _BETWEEN]
            if before and after:
                passive = _is_passive(passage.tokens[before[-1] + 1 : after[0]])
                yield same_order == (passive == deed.passive)


def _where(key: str, passage: Passage) -> list[int]:
    return [at for at, token in enumerate(passage.tokens) if token.key == key]
