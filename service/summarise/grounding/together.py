"""A name stands in the very sentence that the rest of its clause comes from, or that sentence may mean it."""

from collections.abc import Sequence

from service.summarise.grounding.lexicon import stop_words, words
from service.summarise.grounding.names import runs, stands
from service.summarise.grounding.origins import Part, homes, parts
from service.summarise.grounding.speakers import name_words
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import Token, is_english, lemma
from service.summarise.grounding.voices import voices_of
from service.summarise.statement import Check

NAME = "together"
_BEFORE = 3  # sentences in which the person is named whom a pronoun means
_PRONOUNS = frozenset(words("he she they it his her hers their theirs its him them"))
_PERSONS = frozenset(words("he she"))
_OPENING = 3  # tokens in which a sentence's subject stands when it is a pronoun


def check(subject: Subject) -> Check | None:
    """Fails when a clause names somebody, or some place, where the article names another.

    English only, other languages pass. Looks for the evidence sentence that holds most of the clause's other words;
    a name that is missing there passes when a pronoun may mean it, or when that sentence names nobody else. Cannot
    see two names of one sentence that change places: roles does.
    """
    if subject.verbatim or not is_english(subject.statement.language) or len(subject.index.passages) < 2:
        return None
    named = runs(subject.statement, subject)
    spoken = frozenset[str]().union(*(voice.names for voice in subject.statement.kept(voices_of)))
    mine = frozenset(token.key for name in named for token in name).union(name_words(subject.proposal.speaker or ""))
    for clause in subject.statement.kept(parts):
        for name in named:
            in_article = stands(name[-1].key, subject.index.keys)
            if in_article and name[0] in clause.tokens and not spoken & {token.key for token in name}:
                rival = _rival(name, clause, mine, subject)
                if rival:
                    return failed(NAME, f"where the article says so it has “{rival}”, not “{name[-1].text}”")
    return None


def _rival(name: Sequence[Token], clause: Part, mine: frozenset[str], subject: Subject) -> str | None:
    """Whom every sentence that the clause may come from names instead; None when one of them may mean the name."""
    own = Passage(" ".join(token.text for token in name), subject.statement.language)
    found: str | None = None
    for home in homes(clause.content - own.root_set, subject):
        if any(stands(token.key, home.keys) for token in name):
            return None
        held = _slot_holder(name, home, mine, subject)
        if held is None and _may_mean(name, home, subject):
            return None
        found = held or _other(home, name, mine, subject) or _meant(home)
        if found is None:
            return None
    return found


def _slot_holder(name: Sequence[Token], home: Passage, mine: frozenset[str], subject: Subject) -> str | None:
    """The name that stands in the sentence before the very word that follows this one: "Obama's | veto"."""
    tokens = subject.statement.tokens
    after = tokens.index(name[-1]) + 1
    if after >= len(tokens) or not tokens[after].is_word or tokens[after].key in stop_words(subject.statement.language):
        return None
    for place in home.places.get(lemma(tokens[after].key), ()):
        for other in runs(home, subject):
            if place and other[-1] is home.tokens[place - 1] and not any(stands(token.key, mine) for token in other):
                return None if _is_called(name, other, subject) else other[-1].text
    return None


def _may_mean(name: Sequence[Token], home: Passage, subject: Subject) -> bool:
    """Whether a pronoun may mean somebody named shortly before, or the sentence the one whom the article is about."""
    before = (subject.index.passage(home.number - step) for step in range(1, _BEFORE + 1))
    if home.keys & _PRONOUNS and any(stands(name[-1].key, passage.keys) for passage in before if passage):
        return True
    return _is_topic(name, subject)


def _meant(home: Passage) -> str | None:
    """The person whom the sentence begins with as "he" or "she": somebody named shortly before, not this name."""
    return next((token.text for token in home.tokens[:_OPENING] if token.key in _PERSONS), None)


def _is_topic(name: Sequence[Token], subject: Subject) -> bool:
    """Whether the title or the first sentence names it: "the company" may mean it anywhere."""
    heads = (subject.index.title, subject.index.passage(1))
    return any(stands(name[-1].key, head.keys) for head in heads if head)


def _other(home: Passage, name: Sequence[Token], mine: frozenset[str], subject: Subject) -> str | None:
    """A name in the sentence that the statement lacks and that is not another part of the same name."""
    for other in runs(home, subject):
        keys = {token.key for token in other}
        if any(stands(key, mine) for key in keys) or _is_ordinary(other, home, subject):
            continue
        if not _is_called(name, other, subject):
            return " ".join(token.text for token in other)
    return None


def _is_ordinary(name: Sequence[Token], home: Passage, subject: Subject) -> bool:
    """Whether it may be a word that has its capital from the sentence's beginning alone."""
    first = next((token for token in home.tokens if token.is_word), None)
    return len(name) == 1 and name[0] is first and name[0].key not in subject.index.before_capitals


def _is_called(one: Sequence[Token], other: Sequence[Token], subject: Subject) -> bool:
    """Whether the article joins the two into one name: "Emil" and "Sorensen"."""
    before = subject.index.before_capitals
    return other[-1].key in before.get(one[-1].key, ()) or one[-1].key in before.get(other[-1].key, ())
