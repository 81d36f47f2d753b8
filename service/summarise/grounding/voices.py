"""A statement's speaker and the words given to him, told apart, and whether the article lets him say them."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from service.summarise.article import QuotationKind
from service.summarise.grounding.lexicon import TITLES, words
from service.summarise.grounding.reporting import SAYING, is_verb_of_saying, names_in, speakers
from service.summarise.grounding.speakers import name_words, same_name
from service.summarise.grounding.subject import Passage, Said, Subject
from service.summarise.grounding.tokens import Token, contents, lemma, root, tokenise

LEAST_SAID = 0.5  # share of the words given to a speaker that make a sentence or quotation the one they come from
_NEAR = 0.05  # shares that differ by less are as good as one another
_ROLE_REACH = 6  # tokens between a name and the role that stands beside it
_REACH = 60  # tokens of a sentence that are looked at on each side of a verb of saying
_MOST_VOICES = 4
_JUST_BEFORE = 2  # sentences
_LONG_ROLE = 8  # tokens of a role before the name that it belongs to: "The county's highways officer, Dr Moss,"
_LITTLE = 3  # words; fewer after a verb of saying are a date or a place, and the words said stand before it
_ENDS = frozenset('":;!?')
_CLOSERS = frozenset("),;.")
_ITS = frozenset(words("its their"))
_ARTICLES = frozenset(words("the a an"))
_OPENINGS = frozenset(words("who of its his her their chief head"))
_AUXILIARIES = frozenset(words("has have had also then later once is was were will would"))
_SENTENCE_ENDS = frozenset(".!?")
_CONJUNCTIONS = frozenset(words("which that after before when while as but because although though since if until"))
_PREPOSITIONS = frozenset(words("according laut zufolge selon secondo volgens segun"))
_ANYBODY = frozenset(
    map(
        root,
        words(
            """
            official officials authority authorities source sources spokesman spokeswoman spokesperson company firm
            organisation organization group body researcher researchers scientist scientists expert experts author
            authors study report reports article statement people person family
            """
        ),
    )
)


class Voice(NamedTuple):
    """A speaker as a statement names him, and the roots of the words that it gives to him.

    ``names`` are the compared words of proper names, ``nouns`` the roots of the rest ("chief engineer"); ``beside``
    tells that the speaker is named beside the statement, which then says of itself that nobody says it.
    """

    names: frozenset[str]
    nouns: frozenset[str]
    given: frozenset[str]
    beside: bool = False


def voices_of(passage: Passage) -> list[Voice]:
    """The speakers of a statement that says who says so, one for each verb of saying; none for a pronoun."""
    verbs = (at for at, token in enumerate(passage.tokens) if is_verb_of_saying(token))
    divided = (_divided(passage.tokens, at) for at in islice(verbs, _MOST_VOICES))
    voices = (of_speaker(said.subject, _roots(said.given, passage), passage.language) for said in divided)
    return [voice for voice in voices if voice]


def _roots(tokens: Iterable[Token], passage: Passage) -> frozenset[str]:
    return frozenset(contents(tokens, passage.language))


def of_speaker(named: Sequence[Token], given: frozenset[str], language: str | None) -> Voice | None:
    """The voice of a speaker as written in these tokens; None when they hold no name and no noun."""
    named = [token for token in _without_brackets(named) if not (_owns(token) and token is not named[-1])]
    names = names_in(named)
    longest = frozenset(name for name in names if len(name) > 2) or names
    rest = (token for token in named if token.key not in names and not (names and token.key in TITLES))
    nouns = frozenset(contents(rest, language))
    return Voice(longest, nouns, given) if longest or nouns else None


def _owns(token: Token) -> bool:
    """Whether a word only says whose the speaker is: "Beacon's president"."""
    return token.text.endswith(("'s", "s'"))


def claimed_voice(name: str, statement: Passage) -> Voice | None:
    """The voice of a speaker who is named beside a statement."""
    tokens = tokenise(name)
    own = next((voice.given for voice in statement.kept(voices_of)), None)
    given = statement.root_set - _roots(tokens, statement) if own is None else own
    voice = of_speaker(tokens, given, statement.language)
    return voice._replace(beside=True) if voice else None


class _Said(NamedTuple):
    """The tokens of a sentence divided by a verb of saying."""

    subject: Sequence[Token]
    given: Sequence[Token]


def _divided(tokens: Sequence[Token], at: int) -> _Said:
    """The sentence around a verb of saying: its subject, and the words said, after it or else before it."""
    before = tokens[_start(tokens, at) : at]
    after = tokens[at + 1 : _sentence_end(tokens, at)]
    if tokens[at].key in _PREPOSITIONS:
        end = _end(after, frozenset({*_ENDS, ","}))
        return _Said(after[:end], (*before, *after[end:]))
    last = before[-1].text if before else '"'
    follows = bool(after) and (after[0].is_capital or after[0].key in _ARTICLES)
    if last in ',"' and follows and not _is_apposition(before):
        end = _end(after, _ENDS)
        return _Said(after[:end], (*before, *after[end:]))
    start = _subject_start(before)
    if sum(token.is_word for token in after) > _LITTLE or not start:
        return _Said(before[start:], after)
    return _Said(before[start:], before[:start])


def _start(tokens: Sequence[Token], at: int) -> int:
    """Where the sentence begins that holds a place; a long one counts from ``_REACH`` tokens before it."""
    first = max(0, at - _REACH)
    return next((place + 1 for place in range(at - 1, first - 1, -1) if _ends_sentence(tokens, place)), first)


def _sentence_end(tokens: Sequence[Token], at: int) -> int:
    last = min(len(tokens), at + _REACH)
    return next((place for place in range(at + 1, last) if _ends_sentence(tokens, place)), last)


def _ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a final mark ends a sentence: not after a title or two letters, nor before another mark."""
    if tokens[at].text not in _SENTENCE_ENDS or not at:
        return False
    last = tokens[at - 1]
    abbreviates = last.key in TITLES or (last.is_word and len(last.text) < 3) or last.text in ".:,"
    return not abbreviates and (at + 1 == len(tokens) or tokens[at + 1].text not in _CLOSERS)


def _subject_start(before: Sequence[Token]) -> int:
    """Where the subject of a verb begins: "Dana Okafor, the chief engineer," is one, so is "Mr Lee and Mr Moss"."""
    at = len(before)
    while at and (before[at - 1].key in _AUXILIARIES or before[at - 1].key.endswith("ly")):
        at -= 1
    if at and before[at - 1].text == ",":
        at = next((place for place in range(at - 2, -1, -1) if before[place].text == ","), at - 1)
    while at and not _divides(before, at - 1):
        at -= 1
    return at


def _is_apposition(before: Sequence[Token]) -> bool:
    """Whether the piece between the last two commas and the one before it are a name and what its bearer is."""
    commas = [at for at, token in enumerate(before) if token.text == ","][-2:]
    if len(commas) < 2 or commas[1] != len(before) - 1 or commas[1] - commas[0] < 2:
        return False
    opening = before[commas[0] + 1]
    describes = opening.key in _ARTICLES or opening.key in _OPENINGS or opening.is_number
    names = opening.is_capital and commas[0] <= _LONG_ROLE
    return names or (describes and before[commas[0] - 1].is_capital)


def _divides(before: Sequence[Token], at: int) -> bool:
    token = before[at]
    if token.key == "and":
        return not (before[at - 1].is_capital and at + 1 < len(before) and before[at + 1].is_capital)
    return token.text in _ENDS or token.text == "," or token.key in _CONJUNCTIONS


def _end(tokens: Sequence[Token], ends: frozenset[str]) -> int:
    return next((at for at, token in enumerate(tokens) if token.text in ends), len(tokens))


def _without_brackets(tokens: Sequence[Token]) -> list[Token]:
    kept, depth = list[Token](), 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if depth <= 0 and token.text != ")":
            kept.append(token)
    return kept


def gainsaid(voice: Voice, subject: Subject) -> str | None:
    """Who says it instead, or "" when the article has nobody or somebody unnamed say it; None when the voice may stand.

    Looks at the evidence sentence that holds most of the words given, at the quotations and verbs of saying in it,
    and for a pronoun at the sentences before it.
    """
    if not voice.given:
        return None
    voice = _with_nouns(voice, subject)
    homes = _homes(voice, subject)
    if not homes:
        return None
    answers = [_gainsaid_by(voice, home, subject) for home in homes]
    return None if None in answers else answers[0]


def _with_nouns(voice: Voice, subject: Subject) -> Voice:
    """The voice with a capitalised ordinary word ("Officials said …") among its nouns."""
    held = subject.index
    common = frozenset(
        name
        for name in voice.names
        if root(name) in _ANYBODY or (lemma(name) in held.lower_lemmas and name not in held.before_capitals)
    )
    return voice._replace(names=voice.names - common, nouns=voice.nouns.union(map(root, common)))


def _homes(voice: Voice, subject: Subject) -> list[Passage]:
    shares = [(len(passage.root_set & voice.given) / len(voice.given), passage) for passage in subject.evidence]
    best = max((share for share, _ in shares), default=0.0)
    return [passage for share, passage in shares if share >= max(LEAST_SAID, best - _NEAR)]


def _gainsaid_by(voice: Voice, home: Passage, subject: Subject) -> str | None:
    quoted = [said for said in subject.index.said.get(home.number, ()) if _holds(said.passage, voice)]
    if any(_is(voice, said.speaker, subject) for said in quoted):
        return None
    just_before = subject.index.passage(home.number - 1)
    if any(not said.named for said in quoted) and just_before is not None and _stands_in(voice, just_before):
        return None
    if any(_speaks_for(voice, said.speaker, home, subject) for said in quoted):
        return None
    firm = [said.speaker for said in quoted if said.kind is not QuotationKind.INDIRECT and said.speaker]
    if firm:
        return firm[0]
    if _stands_in(voice, home) or _anybody(voice, home, quoted):
        return None
    framed = [names for names in speakers(home) if names]
    if framed:
        tied = not voice.names and any(_beside(voice.nouns, names, subject) for names in framed)
        return None if tied else " ".join(sorted(framed[0])).title()
    meant = frozenset() in speakers(home) and _may_be_meant(voice, home, subject)
    return None if meant else next((said.speaker for said in quoted), "")


def _holds(passage: Passage, voice: Voice) -> bool:
    least = min(len(voice.given), len(passage.root_set)) or 1
    return len(passage.root_set & voice.given) >= LEAST_SAID * least


def _is(voice: Voice, speaker: str, subject: Subject) -> bool:
    """Whether a speaker of the article is the voice: by name, or one's role beside the other's name."""
    theirs = frozenset(name_words(speaker))
    if voice.names & theirs or any(same_name(name, speaker) for name in voice.names):
        return True
    tokens = tokenise(speaker)
    roots = frozenset(contents(tokens, subject.index.language))
    if voice.names:
        return not names_in(tokens) and _beside(roots, voice.names, subject)
    return bool(voice.nouns & roots) or _beside(voice.nouns, names_in(tokens), subject)


def _stands_in(voice: Voice, home: Passage) -> bool:
    """Whether the speaker is named in the sentence before, after or among the words given to him, not by them.

    Who is named beside the statement has to stand before or after them: it may be about him.
    """
    given = [at for at, token in enumerate(home.tokens) if _is_given(token, voice, home)]
    places = [at for at, token in enumerate(home.tokens) if at not in given and _names(token, voice, home)]
    if voice.beside and given:
        places = [at for at in places if not given[0] < at < given[-1]]
    return len({home.tokens[at].key for at in places}) * 2 >= (1 if voice.names else len(voice.nouns))


def _is_given(token: Token, voice: Voice, home: Passage) -> bool:
    return any(held in voice.given for held in contents((token,), home.language))


def _names(token: Token, voice: Voice, home: Passage) -> bool:
    if voice.names:
        return token.key in voice.names
    return any(held in voice.nouns for held in contents((token,), home.language))


def _anybody(voice: Voice, home: Passage, quoted: Sequence[Said]) -> bool:
    """Whether the statement only says that somebody says so ("officials"), and the article does."""
    if voice.names or not voice.nouns <= _ANYBODY:
        return False
    return bool(quoted) or any(token.key in SAYING for token in home.tokens)


def _beside(role: frozenset[str], names: frozenset[str], subject: Subject) -> bool:
    """Whether some sentence has most words of a role, as roots, and a name, as words, side by side."""
    for passage in subject.index.passages:
        if names.isdisjoint(passage.keys) or len(role & passage.root_set) * 2 <= len(role):
            continue
        near = [
            passage.tokens[max(0, at - _ROLE_REACH) : at + _ROLE_REACH + 1]
            for at, token in enumerate(passage.tokens)
            if token.key in names
        ]
        if any(len(role.intersection(contents(tokens, passage.language))) * 2 > len(role) for tokens in near):
            return True
    return False


def _speaks_for(voice: Voice, speaker: str, home: Passage, subject: Subject) -> bool:
    """Whether who speaks here does so for the voice, which is named just before: "its president, Ann Lee"."""
    last = (name_words(speaker) or ("",))[-1]
    at = next((place for place, token in enumerate(home.tokens) if token.key == last), None)
    if at is None or all(token.key not in _ITS for token in home.tokens[max(0, at - _ROLE_REACH) : at]):
        return False
    before = (subject.index.passage(home.number - step) for step in range(1, _JUST_BEFORE + 1))
    return any(_stands_in(voice, passage) for passage in before if passage)


def _may_be_meant(voice: Voice, home: Passage, subject: Subject) -> bool:
    """Whether the pronoun that speaks here may mean the voice: who is named shortly before."""
    before = (subject.index.passage(home.number - step) for step in range(1, 4))
    return any(_stands_in(voice, passage) for passage in before if passage)
