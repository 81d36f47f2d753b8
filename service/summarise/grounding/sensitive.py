"""A sensitive predicate stands in the evidence itself: what may end in court is never inferred."""

from service.summarise.grounding.lexicon import words
from service.summarise.grounding.negation import is_negation
from service.summarise.grounding.scope import places
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import is_english, lemma
from service.summarise.statement import Check

NAME = "sensitive"
# One line: words that may stand for one another.
_GROUPS = (
    "arrest arrested arrests arresting detain detained detains custody",
    "charge charged charges indict indicted indictment prosecuted",
    "convict convicted conviction guilty sentenced jailed imprisoned jail prison sentence",
    "acquit acquitted cleared innocent",
    "sue sued sues lawsuit suing",
    "die died dies dead death deaths dying deceased fatal fatally deadly kill killed kills killing killings murdered",
    "murder murdered murders murderer homicide manslaughter",
    "shoot shot shooting shootings gunned",
    "rape raped rapes rapist",
    "assault assaulted assaults attacked attack attacks beaten",
    "resign resigned resigns resignation resigning quit quits stepped steps",
    "sack sacked fired dismissed ousted",
    "bankrupt bankruptcy insolvent insolvency",
    "affair affairs adultery",
    "abuse abused abuses abusing abuser",
    "fraud fraudulent defraud defrauded deception",
    "bribe bribed bribery bribes corrupt corruption",
    "steal stole stolen steals theft thief stealing robbed robbery",
    "suicide",
    "overdose overdosed",
    "cancer",
    "terrorist terrorists terrorism",
    "racist racism",
    "liar lied lying lies",
    "embezzled embezzlement embezzling",
    "molested molesting",
    "stalked stalking stalker",
    "drunk intoxicated",
    "harassed harassment harassing",
    "plagiarised plagiarism plagiarized",
    "confess confessed confesses confession",
)
_GROUP_OF = {lemma(word): number for number, line in enumerate(_GROUPS) for word in words(line)}
_COMMON = frozenset(
    map(
        lemma,
        words(
            """
        steps stepped attack attacks charges cleared fired affairs shot lies lying dismissed assault beaten
        suing
        """
        ),
    )
)


def check(subject: Subject) -> Check | None:
    """Fails on a word of crime, death, dismissal, illness or disgrace that the evidence lacks in every near form.

    English only, other languages pass. Cannot see whose deed it is: names and roles do.
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    held = {group for passage in subject.evidence for group in _groups(passage, affirmed=True)}
    denied = {group for passage in subject.evidence for group in _groups(passage, affirmed=False)}
    mine = _groups(subject.statement, affirmed=True)
    for group, word in (mine | _groups(subject.statement, affirmed=False)).items():
        if group in held or (group in denied and group not in mine):
            continue
        return failed(
            NAME, f"“{word}” is denied in the evidence" if group in denied else f"“{word}” is not in the evidence"
        )
    return None


def _groups(passage: Passage, *, affirmed: bool) -> dict[int, str]:
    """The groups of sensitive words that the passage affirms, or denies, each with the word as written."""
    found: dict[int, str] = {}
    for word in passage.places.keys() & _GROUP_OF.keys():
        is_meant = passage.number >= 0 or word not in _COMMON
        if is_meant and any(negated != affirmed for negated in places(passage, word, is_negation)):
            found[_GROUP_OF[word]] = passage.tokens[passage.places[word][0]].text
    return found
