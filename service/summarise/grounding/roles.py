"""Who did what to whom is not turned round."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from service.summarise.grounding.lexicon import IRREGULAR, stop_words, words
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import Token, is_english, lemma, roots_of
from service.summarise.statement import Check

NAME = "roles"
_REACH = 10  # tokens on each side of a verb in which its agent and patient are looked for
_MOST_ASIDES = 4  # commas between a verb and its subject
_ASIDE = 6  # tokens that each comma lets the subject stand further away
_MOST_DEEDS = 12  # verbs of one sentence that are looked at
_BE = frozenset(words("is are was were be been being gets got"))
_HELPERS = _BE | frozenset(
    words(
        """
        has have had will would could can may might must should to not also then later never do does did first already
        still now
        """
    )
)
_INTRODUCING = frozenset(words("to will would can could may might must should not never who"))
_SUBJECTS = frozenset(words("who which it he she they that"))
_BREAKS = frozenset(',;:.!?"()')
_TURNS = frozenset(words("that and but while whereas because after before when if although though as since until"))
_ASIDES = frozenset(words("in at during from for with over since under near into within throughout as"))
_DETERMINERS = frozenset(words("the a an his her its their my our this that these those all both every each some any"))
_UNCHANGED = frozenset(words("beat cut hit put let set shut split spread hurt quit bid bet burst cast"))
_NOUNS = frozenset(
    map(lemma, words("person man woman child foot tooth life wife leaf half knife thief crisis death have be do"))
)
_NO_VERBS = frozenset(words("need feed seed speed deed breed hundred indeed shed bed red"))
_RELATIVES = frozenset(words("who which"))
_BOTH_WAYS = frozenset(
    map(
        lemma, words("met meet married marry join joined talk talks talked agree agreed play played share shared fight")
    )
)
_NEVER = frozenset(map(lemma, words("said say says told tell added according made make take took get got go went")))


class Deed(NamedTuple):
    """A verb with the roots of who does it and of what it is done to, either may be empty; its voice and its place."""

    verb: str
    agent: frozenset[str]
    patient: frozenset[str]
    passive: bool
    at: int


def check(subject: Subject) -> Check | None:
    """Fails when the doer of a deed is the one it is done to in the evidence, or another does it there.

    English only, other languages pass. Takes what stands before and after the same verb in one clause, and turns the
    passive ("by") round. Cannot see deeds told by another verb ("lost to" for "was beaten by"), nor who a pronoun is.
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    for deed in subject.statement.kept(deeds):
        found = [
            (other, passage) for passage in subject.relevant for other in passage.kept(deeds) if other.verb == deed.verb
        ]
        turned = [other for other, passage in found if _turned(deed, other) or _replaced(deed, other, passage)]
        if turned and len(turned) == len(found):
            doer = " ".join(sorted(turned[0].agent)) or "somebody else"
            return failed(NAME, f"in the article it is “{doer}” who does what “{deed.verb}…” tells")
    return None


def _turned(deed: Deed, told: Deed) -> bool:
    agent_there = bool(deed.agent & told.patient) and not deed.agent & told.agent
    patient_there = bool(deed.patient & told.agent) and not deed.patient & told.patient
    if agent_there and patient_there:
        return True
    if deed.passive != told.passive or not (deed.agent and deed.patient and told.agent and told.patient):
        return False
    return (agent_there and not deed.patient & told.patient) or (patient_there and not deed.agent & told.agent)


def _replaced(deed: Deed, told: Deed, passage: Passage) -> bool:
    """Whether another does the same there, and the statement's doer stands only behind the verb in that sentence."""
    if not deed.agent or not told.agent or deed.agent & told.agent:
        return False
    alike = bool(deed.patient & told.patient) or not (deed.patient or told.patient)
    return alike and deed.agent <= _roots(passage.tokens[told.at + 1 :], passage) - _roots(
        passage.tokens[: told.at], passage
    )


def deeds(passage: Passage) -> tuple[Deed, ...]:
    """The verbs of a passage, as far as word order shows them, with agent and patient."""
    return tuple(_deeds(passage))


def _deeds(passage: Passage) -> Iterator[Deed]:
    tokens, count = passage.tokens, 0
    agent = frozenset[str]()
    for at in range(1, len(tokens)):
        if count < _MOST_DEEDS and _is_verb(tokens, at, passage):
            count += 1
            deed = _deed(tokens, at, passage)
            if tokens[at - 1].key == "and" and not deed.passive:
                deed = deed._replace(agent=agent)
            agent = deed.agent
            yield deed


def _is_verb(tokens: Sequence[Token], at: int, passage: Passage) -> bool:
    """A word in lower case that inflects like a verb, or stands where one does."""
    token, before = tokens[at], tokens[at - 1]
    if not token.is_word or token.is_capital or token.key in stop_words(passage.language):
        return False
    bare = lemma(token.key)
    if bare in _BOTH_WAYS or bare in _NEVER:
        return False
    if token.key in _UNCHANGED or (token.key in IRREGULAR and bare not in _NOUNS):
        return True
    if token.key.endswith("ed") and token.key not in _NO_VERBS:
        return True
    follows = before.is_capital or before.key in _SUBJECTS or before.key == "and"
    return before.key in _INTRODUCING or (token.key.endswith("s") and follows)


def _deed(tokens: Sequence[Token], at: int, passage: Passage) -> Deed:
    verb = lemma(tokens[at].key)
    before = _roots(_left(tokens, at), passage)
    if not _is_passive(tokens, at):
        agent = frozenset[str]() if tokens[at - 1].key == "to" else before
        return Deed(verb, agent, _roots(_right(tokens, at), passage), passive=False, at=at)
    by = next((place for place in range(at + 1, min(len(tokens), at + _REACH)) if tokens[place].key == "by"), None)
    agent = _roots(_by(tokens, by), passage) if by else frozenset()
    return Deed(verb, agent, before, passive=True, at=at)


def _by(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """What stands after "by", and the name or description behind a comma."""
    doer = _right(tokens, at)
    end = at + 1 + len(doer)
    if end < len(tokens) and tokens[end].text == ",":
        return (*doer, *_right(tokens, end))
    return doer


def _is_passive(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].key.endswith("ing"):
        return False
    if _is_aside(tokens, at) or (len(tokens) > at + 2 and tokens[at + 1].key == "by" and not tokens[at + 2].is_number):
        return True
    for token in reversed(tokens[max(0, at - 4) : at]):
        if token.key in _BE:
            return True
        if not _helps(token):
            return False
    return False


def _is_aside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle opens an aside: "the report, written by", but not "Lee, a campaigner, urged"."""
    if tokens[at - 1].text != ",":
        return False
    return not any(token.text == "," for token in tokens[max(0, at - 1 - _REACH) : at - 1])


def _helps(token: Token) -> bool:
    return token.key in _HELPERS or token.key.endswith("ly")


def _left(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """The subject: back over helping words to the clause's beginning, over "who" and asides, which may be it too."""
    end = at
    while end and _helps(tokens[end - 1]):
        end -= 1
    if end and tokens[end - 1].key in _RELATIVES:
        end -= 1
    start = end
    asides = 0
    while start and end - start < _REACH + _ASIDE * asides:
        token = tokens[start - 1]
        if token.text == "," and asides < _MOST_ASIDES and (start == end or asides):
            asides += 1
        elif _ends(token):
            break
        start -= 1
    return tokens[start:end]


def _right(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    end = at + 1
    while end < len(tokens) and end - at <= _REACH and not _ends(tokens[end]) and not _leads_on(tokens, end):
        end += 1
    return tokens[at + 1 : end]


def _leads_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows is no part of the object: "in May", "to look into it"."""
    if tokens[at].key in _ASIDES:
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].key != "to" or following is None:
        return False
    return following.is_word and not following.is_capital and following.key not in _DETERMINERS


def _ends(token: Token) -> bool:
    return token.text in _BREAKS or token.key in _TURNS or token.key in _RELATIVES


def _roots(tokens: Sequence[Token], passage: Passage) -> frozenset[str]:
    return frozenset(root for token in tokens for root in roots_of(token.key, passage.language))
