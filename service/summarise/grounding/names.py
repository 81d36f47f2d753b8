"""Every proper name of a statement stands in the article, and in the evidence or near it."""

from collections.abc import Iterator, Sequence

from service.summarise.grounding.lexicon import COUNTRY_OF, MONTHS, TITLES, WEEKDAYS, stop_words, two_letters, words
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import Token, lemma, root
from service.summarise.statement import Check

NAME = "names"
_OPENERS = frozenset("\"'(.!?:;-[/")
_ORDINARY_ENDS = (
    "ing",
    "ed",
    "ly",
    "tion",
    "tions",
    "ers",
    "ment",
    "ments",
    "ness",
    "ists",
    "ials",
    "ies",
    "ors",
    "ents",
)
_NO_NAMES = frozenset(
    words(
        """
        one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen
        half quarter third none less fewer more most least both either neither nobody everybody somebody everyone
        anyone someone nothing everything something mine yours ours theirs yesterday today tomorrow tonight
        """
    )
)
_PRONOUNS = frozenset(words("he she they him her them his their it its er ihn ihm il elle lui zij hij"))


def check(subject: Subject) -> Check | None:
    """Fails on a name that the article lacks, that is far from the evidence, or whose parts the article never joins.

    Names are told from ordinary words by their capital; at a sentence's start and in headlines with capitals all over
    a word counts only when the article does not use it as an ordinary one. In German, where nouns have capitals, only
    runs of two and more count. Cannot see names in scripts without capitals.
    """
    if subject.verbatim:
        return None
    statement = subject.statement
    for names in runs(statement, subject):
        detail = _fault(names, subject)
        if detail:
            return failed(NAME, detail)
    return None


def _fault(names: Sequence[Token], subject: Subject) -> str | None:
    for token in names:
        if stands(token.key, subject.evidence_keys) or stands(token.key, subject.context_keys):
            continue
        if not stands(token.key, subject.index.keys):
            return f"“{token.text}” is not in the article"
        if token.key not in COUNTRY_OF and not _is_meant(token.key, subject):
            return f"“{token.text}” is in the article, but not near the evidence"
    return _wrongly_joined(names, subject)


def _is_meant(key: str, subject: Subject) -> bool:
    """A pronoun in the evidence may stand for a name some sentences before."""
    if not subject.evidence_keys & _PRONOUNS:
        return False
    first = min((passage.number for passage in subject.evidence), default=0)
    before = (subject.index.passage(number) for number in range(first - 8, first))
    return any(stands(key, passage.keys) for passage in before if passage)


def stands(key: str, keys: frozenset[str]) -> bool:
    """Whether a name's word is among these, itself, in a near form, or as a country's other name."""
    if key in keys or ((aliases := COUNTRY_OF.get(key)) and aliases & keys):
        return True
    if "-" in key:
        return all(part in keys for part in key.split("-"))
    return len(key) > 3 and any(form in keys for form in _forms(key))


def _forms(key: str) -> Iterator[str]:
    yield key + "s"
    yield key + "n"
    yield key + "an"
    yield key.removesuffix("s")
    yield key.removesuffix("es")
    yield key.removesuffix("n")
    yield key.removesuffix("an")


def _wrongly_joined(names: Sequence[Token], subject: Subject) -> str | None:
    """A first name that the article never puts before this surname, where it puts others there."""
    if len(names) < 2:
        return None
    first, last = names[-2], names[-1]
    if first.key in COUNTRY_OF or last.key in COUNTRY_OF:
        return None
    if first.key in TITLES or first.text.isupper() or first.end + 1 != last.start:
        return None
    before = subject.index.before_capitals.get(last.key, set()) - {""} - TITLES
    if not before or first.key in before or any(stands(first.key, frozenset({other})) for other in before):
        return None
    if any(_shortens(first.key, other) for other in before):
        return None
    return f"the article does not join “{first.text}” and “{last.text}”"


def _shortens(one: str, other: str) -> bool:
    """Initials and short forms: "J" for "John", "Rob" for "Robert"."""
    return one[0] == other[0] and (len(one) == 1 or len(other) == 1 or one.startswith(other) or other.startswith(one))


def runs(statement: Passage, subject: Subject) -> list[list[Token]]:
    """The statement's names: runs of capitalised words that are no ordinary words."""
    german = two_letters(statement.language) == "de"
    titled = not german and _is_title_case(statement, subject)
    found: list[list[Token]] = []
    previous: Token | None = None
    for at, token in enumerate(statement.tokens):
        if not _is_name(at, statement, subject, titled=titled):
            continue
        if previous is not None and found and token.start - previous.end <= 1:
            found[-1].append(token)
        else:
            found.append([token])
        previous = token
    return [run for run in found if not german or len(run) > 1]


def _is_name(at: int, statement: Passage, subject: Subject, *, titled: bool) -> bool:
    token = statement.tokens[at]
    if not (token.is_word and token.is_capital) or token.key in stop_words(statement.language) or token.key in TITLES:
        return False
    if token.key in WEEKDAYS or token.key in MONTHS or token.key in _NO_NAMES:
        return False
    if token.text.isupper() and len(token.text) > 1 and not titled:
        return True
    if not titled and not _opens(at, statement.tokens):
        return token.key not in subject.index.lower_keys or stands(token.key, subject.index.keys)
    return not _is_ordinary(token, at, statement, subject, titled=titled)


def _is_ordinary(token: Token, at: int, statement: Passage, subject: Subject, *, titled: bool) -> bool:
    lower = subject.index.lower_keys
    if token.key in lower or lemma(token.key) in subject.index.lower_lemmas:
        return True
    if token.key in subject.index.keys:
        return False
    if titled:
        return True
    following = statement.tokens[at + 1] if at + 1 < len(statement.tokens) else None
    if following is not None and following.is_word and following.is_capital:
        return False
    return token.key.endswith(_ORDINARY_ENDS) or root(token.key) in subject.index.lower_lemmas


def _opens(at: int, tokens: Sequence[Token]) -> bool:
    return at == 0 or tokens[at - 1].text in _OPENERS or tokens[at - 1].text[-1] == "."


def _is_title_case(statement: Passage, subject: Subject) -> bool:
    """Whether it is set like a headline: ordinary words of the article have capitals too, or all words have."""
    words = [token for token in statement.tokens if token.is_word and len(token.text) > 3]
    capitals = [token for token in words if token.is_capital]
    if len(words) < 3 or len(capitals) < 0.7 * len(words):
        return False
    ordinary = sum(lemma(token.key) in subject.index.lower_lemmas for token in capitals[1:])
    return len(capitals) == len(words) or ordinary >= 2
