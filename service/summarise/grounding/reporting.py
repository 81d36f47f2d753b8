"""Who is said to say what: verbs of saying, and the name beside them."""

from collections.abc import Iterator, Sequence

from service.summarise.grounding.lexicon import COUNTRY_OF, MONTHS, TITLES, WEEKDAYS, stop_words, words
from service.summarise.grounding.subject import Passage, Subject
from service.summarise.grounding.tokens import Token, roots_of
from service.summarise.statement import Kind

SPEAKING = frozenset(
    words(
        """
        say says said saying tell tells told add adds added claims claimed argue argues argued warn warns
        warned insist insists insisted admit admits admitted announce announces announced confirm confirms
        confirmed explain explains explained noted stated suggest suggests suggested write writes wrote
        tweeted replied responded recalled recalls declared stressed acknowledged according sagte sagt
        erklarte teilte betonte kritisierte laut zufolge declare affirme selon explique estime dijo afirmo
        segun explico aseguro senalo declaro dice secondo afferma spiega zei zegt aldus volgens verklaarde
        meldt
        """
    )
)
SAYING = SPEAKING | frozenset(
    words(
        """
        deny denies denied believe believes believed think thinks thought ask asks asked describe describes
        described call calls called vow vows vowed report reports reported accuse accuses accused allege
        alleges alleged predict predicts predicted urge urges urged acknowledge express expressed expresses
        point pointed quoted say respond reply reveal reveals revealed comment commented criticised criticized
        praised behauptet behauptete dit detto
        """
    )
)
# Verbs that give what follows as somebody's complaint, opinion or accusation.
CLAIMING = frozenset(
    words(
        """
        complain complains complained complaining argue argues argued arguing insist insists insisted claim claims
        claimed claiming allege alleges alleged accuse accuses accused accusing blame blames blamed blaming criticise
        criticises criticised criticize criticizes criticized dismiss dismisses dismissed faulted condemn condemns
        condemned believe believes believed contend contends contended suggested suggests estimate estimates
        estimated maintain maintains maintained protested described describes thinks thought
        """
    )
)
PRONOUNS = frozenset(words("he she they it we you his her their our your him them us i"))
_OWN = PRONOUNS | frozenset(words("company firm club"))
_OFFERS = frozenset(
    words("would will plan plans planned hopes hoped offered wants intends expects expected aims ready")
)
_OWNER = 5  # tokens after "said" in which a plan's owner stands: "said on Friday that it", "said her firm"
_PLAIN = frozenset(words("said says"))
_STOPPING = frozenset(words("but although though while"))
_PREPOSITIONS = frozenset(words("according laut zufolge selon secondo volgens segun"))
_NO_NAMES = WEEKDAYS | MONTHS | TITLES | COUNTRY_OF.keys()
_STOPS = stop_words("en")
_ENDS = frozenset('".!?:;')
_LOOK = 200  # tokens of a sentence in which a claim is looked for
_WINDOW = 20  # tokens on each side of a verb of saying in which its subject is looked for
_PRONOUNS = frozenset(words("he she they it who i we"))


def is_reported(subject: Subject, *, but: frozenset[str] = frozenset()) -> bool:
    """Whether the statement says who says so, in its words or beside them; the words ``but`` do not count."""
    proposal = subject.proposal
    if proposal.speaker or proposal.kind is Kind.ATTRIBUTED:
        return True
    return any(token.key in SAYING and token.key not in but for token in subject.statement.tokens)


def speakers(passage: Passage) -> list[frozenset[str]]:
    """For each verb of saying the words of the names on its subject's side; a pronoun gives an empty set.

    "NAME: …" at a passage's beginning counts as saying too.
    """
    tokens = passage.tokens
    found = [held for at in _verbs(tokens) if (held := _subject(tokens, at)) is not None]
    colon = next((at for at, token in enumerate(tokens[:6]) if token.text == ":"), None)
    if not found and colon is not None and (names := names_in(tokens[:colon])):
        found.append(names)
    return found


def _verbs(tokens: Sequence[Token]) -> Iterator[int]:
    return (at for at, token in enumerate(tokens) if is_verb_of_saying(token))


def is_verb_of_saying(token: Token) -> bool:
    """Whether a token reports speech: "said", "laut", and "According" at a sentence's beginning."""
    return (token.key in SPEAKING and not token.is_capital) or token.key == "according"


def _subject(tokens: Sequence[Token], at: int) -> frozenset[str] | None:
    """Names before the verb up to a quote mark or sentence end; after it where the verb comes first."""
    before = _until(tokens[max(0, at - _WINDOW) : at][::-1])
    after = _until(tokens[at + 1 : at + 1 + _WINDOW])
    follows = bool(names_in(after[:3])) and (not before or before[0].text == ",")
    inverted = tokens[at].key in _PREPOSITIONS or follows
    for side in (after, before) if inverted else (before,):
        names = names_in(side)
        if names:
            return names
        if any(token.key in _PRONOUNS for token in side[:3]):
            return frozenset()
    return None


def _until(side: Sequence[Token]) -> Sequence[Token]:
    end = next((at for at, token in enumerate(side) if token.text in _ENDS), len(side))
    return side[:end]


def names_in(tokens: Sequence[Token]) -> frozenset[str]:
    """The compared forms of the capitalised words that may be parts of a name."""
    return frozenset(
        token.key
        for token in tokens
        if token.is_capital and token.key not in _NO_NAMES and len(token.text) > 1 and token.key not in _STOPS
    )


def claimed_words(passage: Passage) -> frozenset[str]:
    """The roots of what a sentence only has somebody claim: after "complained that", "accuses X of", "said"."""
    tokens = passage.tokens[:_LOOK]
    at = next((at for at, token in enumerate(tokens) if _opens_claim(tokens, at, token)), None)
    if at is None:
        return frozenset()
    held: set[str] = set()
    for token in tokens[at + 1 :]:
        if token.text in ";:" or token.key in _STOPPING:
            break
        held.update(roots_of(token.key, passage.language))
    return frozenset(held)


def _opens_claim(tokens: Sequence[Token], at: int, token: Token) -> bool:
    if at == 0 or at + 2 >= len(tokens):
        return False
    if token.key in _PLAIN:
        owner = {token.key for token in tokens[at + 1 : at + 1 + _OWNER]}
        plan = {token.key for token in tokens[at + 1 : at + 1 + 2 * _OWNER]}
        own = not owner.isdisjoint(_OWN) and not plan.isdisjoint(_OFFERS)
        return tokens[at + 1].text not in ",.;:" and not own and tokens[at - 1].text != '"'
    passive = tokens[at - 1].key in ("is", "are", "was", "were", "been", "be", "the", "a", "an", "its", "their")
    return token.key in CLAIMING and not passive
