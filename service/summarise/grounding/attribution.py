"""What someone said stays attributed, to that person."""

from service.summarise.article import QuotationKind
from service.summarise.grounding.evidence import cut
from service.summarise.grounding.reporting import CLAIMING, PRONOUNS, SAYING, claimed_words, is_reported, speakers
from service.summarise.grounding.speakers import name_words, same_name, tie
from service.summarise.grounding.subject import Passage, Said, Subject, failed
from service.summarise.grounding.tokens import roots_of
from service.summarise.grounding.voices import claimed_voice, gainsaid, voices_of
from service.summarise.statement import Check

NAME = "attribution"
LEAST_SAID = 0.5  # share of a statement's content words that make a quotation the one it reports
_PLANS = frozenset(("would", "will", "plan", "plans", "planned", "intends"))
_AUXILIARIES = frozenset(("has", "have", "had", "also", "then", "later", "once"))
LEAST_BORNE = 0.3  # share of the shorter of the two that lets a sentence of a speaker be what a statement tells
FEWEST_UNNAMED = 8  # tokens of a quotation of nobody in particular; fewer may be a title or a term
FEWEST = 2  # content words of a statement, below which nothing is asked
LEAST_CLAIMED = 0.7  # share of a statement's content words in what somebody only claims
MOST_OTHERS = 20  # sentences with a claim's words that are looked at
LEAST_ONLY_SAID = 0.7  # share of the shorter of the two, with which a statement says what somebody said


def check(subject: Subject) -> Check | None:
    """Fails on a speaker whom the article does not give for these words, and on words that lost their speaker.

    Takes the article's own quotations where reading found them, else the names beside verbs of saying. Cannot see who
    "he" is, and lets a pronoun be any person named before it.
    """
    if subject.verbatim:
        return _claimed(subject)
    detail = _wrong(subject) or _lost(subject)
    return failed(NAME, detail) if detail else _claimed(subject)


def _claimed(subject: Subject) -> Check | None:
    """The speaker that the engine names beside the text."""
    claimed = subject.proposal.speaker
    if not claimed:
        return None
    pieces = cut(subject.index.article, [passage.number for passage in (*subject.evidence, *subject.context)])
    if tie(claimed, pieces, subject.index.article) is None:
        return failed(NAME, f"the evidence does not name “{claimed[:60]}”")
    if any(same_name(claimed, said.speaker) and _is_within(said, subject.statement) for said in subject.said):
        return None
    voice = claimed_voice(claimed, subject.statement)
    who = gainsaid(voice, subject) if voice else None
    if who:
        return failed(NAME, f"the article gives these words to “{who[:60]}”")
    if who is not None and not _speaks(claimed, subject):
        return failed(NAME, f"the article does not give these words to “{claimed[:60]}”")
    return None


def _is_within(said: Said, statement: Passage) -> bool:
    """Whether the statement holds all the words of a quotation."""
    return bool(said.speaker) and said.passage.root_set <= statement.root_set


def _speaks(claimed: str, subject: Subject) -> bool:
    """Whether the statement, or evidence that bears some of it out, has this person say something.

    Somebody whom only a pronoun names may be this person.
    """
    if any(same_name(claimed, said.speaker) and _bears(said.passage, subject) for said in subject.said if said.speaker):
        return True
    mine = set(name_words(claimed))
    telling = (subject.statement, *(passage for passage in subject.evidence if _bears(passage, subject)))
    told = [names for passage in telling for names in speakers(passage)]
    return any(not names or mine & names for names in told) or any(_says(claimed, passage) for passage in telling)


def _bears(passage: Passage, subject: Subject) -> bool:
    """Whether the passage has enough of the statement's words to be what it was said in."""
    mine = subject.statement.root_set
    return len(mine & passage.root_set) >= LEAST_BORNE * min(len(mine), len(passage.root_set))


def _wrong(subject: Subject) -> str | None:
    """A speaker in the statement's own words whom the article does not give."""
    answers = (gainsaid(voice, subject) for voice in subject.statement.kept(voices_of))
    who = next((who for who in answers if who is not None), None)
    if who is None:
        return None
    return f"the article gives these words to “{who[:60]}”" if who else "the article does not have this speaker say it"


def _lost(subject: Subject) -> str | None:
    """A statement made of somebody's words without saying whose they are."""
    mine = subject.statement.root_set
    if len(mine) < FEWEST:
        return None
    for said in subject.said:
        if not _has_a_voice(said) or is_reported(subject, but=said.passage.keys):
            continue
        told = (
            _names(said.speaker or "", subject)
            or _stands_apart(subject)
            or _is_own_plan(said)
            or _told_too(said, subject)
        )
        if not told and _share_told(subject.statement, said) >= LEAST_ONLY_SAID:
            return f"“{(said.speaker or 'somebody')[:60]}” says so, not the article"
    return _claim_lost(subject)


def _has_a_voice(said: Said) -> bool:
    """Whether the words are somebody's and not the article's: whole sentences in quote marks are, whoever speaks."""
    if said.speaker:
        return said.kind is not QuotationKind.MIXED
    return said.kind is QuotationKind.DIRECT and len(said.passage.tokens) >= FEWEST_UNNAMED


def _claim_lost(subject: Subject) -> str | None:
    """A statement made of what somebody complains of, accuses another of, or argues, outside all quotations."""
    if is_reported(subject) or not CLAIMING.isdisjoint(subject.statement.keys):
        return None
    whole = subject.statement.root_set
    for passage in subject.relevant:
        claim = claimed_words(passage)
        mine = whole if PRONOUNS.isdisjoint(passage.keys) else whole - (_name_roots(subject.statement) - claim)
        if not mine or len(mine & claim) < LEAST_CLAIMED * len(mine):
            continue
        if not _told_elsewhere(mine & claim, passage, subject):
            return "the article only has somebody say so"
    return None


def _told_elsewhere(roots: frozenset[str], claimed: Passage, subject: Subject) -> bool:
    """Whether another sentence of the article, in which nobody claims anything, has all these words."""
    held = [set(subject.index.postings.get(root, ())) for root in roots]
    numbers = set.intersection(*held) - {claimed.number}
    others = (subject.index.passage(number) for number in sorted(numbers)[:MOST_OTHERS])
    return any(
        other is not None and not claimed_words(other) and other.number not in subject.index.said for other in others
    )


def _told_too(said: Said, subject: Subject) -> bool:
    """Whether a sentence without quotations tells as much of the statement as the quotation does."""
    mine = subject.statement.root_set
    return any(
        len(mine & passage.root_set) >= len(mine & said.passage.root_set)
        for passage in subject.evidence
        if not _is_said(passage, subject)
    )


def _share_told(statement: Passage, said: Said) -> float:
    """The share, without the statement's names where the quotation has a pronoun for one of them."""
    mine = statement.root_set
    if not PRONOUNS.isdisjoint(said.passage.keys):
        mine = frozenset(root for root in mine if root in said.passage.root_set or root not in _name_roots(statement))
    return len(mine & said.passage.root_set) / max(1, min(len(mine), len(said.passage.root_set)))


def _name_roots(statement: Passage) -> frozenset[str]:
    return frozenset(
        root for token in statement.tokens if token.is_capital for root in roots_of(token.key, statement.language)
    )


def _is_own_plan(said: Said) -> bool:
    """Whether it is told indirectly and is the speaker's, or the company's, plan: a fact once it is announced."""
    keys = [token.key for token in said.passage.tokens[:4] if token.key != "that"]
    own = keys[:1] in (["it"], ["they"], ["he"], ["she"], ["we"]) or keys[:2] in (["the", "company"], ["the", "club"])
    return said.kind is QuotationKind.INDIRECT and own and not _PLANS.isdisjoint(said.passage.keys)


def _names(speaker: str, subject: Subject) -> bool:
    return any(word in subject.statement.keys for word in name_words(speaker))


def _says(speaker: str, statement: Passage) -> bool:
    """Whether a speaker without a name ("a key ally") is the one who says it: "a key ally has said", "said a key ally".

    "Ann Lee, a key ally, has said" does not count: there Ann Lee says it.
    """
    head = (name_words(speaker) or ("",))[-1] if not speaker.islower() else speaker.split()[-1]
    keys = [token.key if token.is_word else token.text for token in statement.tokens]
    for at, key in enumerate(keys):
        if key == head:
            after = next((word for word in keys[at + 1 :] if word not in _AUXILIARIES), "")
            if after in SAYING or not SAYING.isdisjoint(keys[max(0, at - 4) : at]):
                return True
    return False


def _stands_apart(subject: Subject) -> bool:
    """Whether the article says as much outside all quotations."""
    mine = subject.statement.root_set
    said = frozenset[str]().union(*(said.passage.root_set for said in subject.said))
    outside = [passage.root_set - said for passage in subject.evidence if not _is_said(passage, subject)]
    return len(mine & frozenset[str]().union(*outside)) >= LEAST_SAID * len(mine)


def _is_said(passage: Passage, subject: Subject) -> bool:
    return any(said.passage.number == passage.number for said in subject.said)
