"""A sensitive predicate stands in the evidence itself: what may end in court is never inferred."""

from service.summarise.grounding.lexicon import words
from service.summarise.grounding.negation import is_negation
from service.summarise.grounding.scope import places
from service.summarise.grounding.subject import Passage, Subject, failed, features
from service.summarise.grounding.tokens import is_english, lemma, root
from service.summarise.statement import Check

NAME = "sensitive"
# One line: words that may stand for one another, one rung of a ladder. Those after the bar count in the evidence
# alone, as a statement may mean something harmless by them.
_GROUPS = (
    "arrest arrested arrests arresting detain detained detains custody | held seized",
    "charge charged indict indicted indictment prosecute prosecuted prosecution | charges charging trial accused",
    "convict convicted conviction guilty sentenced jailed imprisoned jail prison | sentence",
    "acquit acquitted innocent | cleared",
    "sue sued sues lawsuit | suing suit court",
    "die died dies dead deaths deceased dying fatal fatally deadly kill killed kills killings killing "
    "| death murdered murder murders murderer drowned late toll",
    "murder murdered murders murderer homicide manslaughter",
    "shooting shootings gunned | shoot shot shots gun gunman",
    "rape raped rapes rapist",
    "assaulted assaults | assault attacked attack attacks beaten punched",
    "hospitalised hospitalized injured injures injuring injuries wounded "
    "| hurt injury wound wounds hospital broke broken bleeding hit stabbed shot",
    "resign resigned resigns resignation resigning quit quits | stepped steps step stepping stood stand standing",
    "sack sacked ousted | fired dismissed dismiss dismissal removed remove axed relieved",
    "suspended suspension suspending | suspend leave banned ban",
    "expelled expulsion expelling | expel thrown kicked removed",
    "stripped | strip removed revoked",
    "bankrupt bankruptcy insolvent insolvency | administration liquidation collapse collapsed",
    "adultery | affair affairs",
    "abused abusing abuser | abuse abuses molested",
    "fraud fraudulent defraud defrauded | deception defrauding scam",
    "bribe bribed bribery bribes bribing corruption | corrupt kickbacks",
    "stole stolen steals theft thief stealing robbed robbery | steal burglary burgled",
    "suicide",
    "overdose overdosed",
    "cancer | tumour tumor leukaemia leukemia lymphoma melanoma",
    "diagnosed | diagnosis diagnose",
    "terrorist terrorists terrorism | terror",
    "racist racism",
    "liar lied | lying lies lie",
    "embezzled embezzlement embezzling",
    "molested molesting | abused",
    "stalked stalking stalker",
    "drunk intoxicated | drunken alcohol drinking",
    "harassed harassment harassing",
    "plagiarised plagiarism plagiarized",
    "confess confessed confesses confession | admitted admits guilty",
    "treason traitor | treasonous",
    "tortured torturing | torture",
    "kidnapped kidnapping abducted abduction | hostage hostages",
    "espionage spying | spy spies spied",
    "perjury",
    "arson arsonist",
    "smuggled smuggling trafficking | trafficked smugglers",
    "extortion blackmail blackmailed extorted",
    "laundering laundered",
    "cheated cheating | cheat",
    "fined fining | fine fines penalty",
    "deported deportation | deport",
    "executed | execution executions",
    "won wins winning victory | win winner winners victorious beat beats beaten defeat defeated lost champion crowned "
    "gold prize awarded earned triumph triumphed clinched elected claimed secured title medal champions",
    "lost loses losing | lose loss losses defeat defeats defeated beaten beat beats won win victory relegated fell "
    "sacrificed down cost dropped shed eliminated",
    "beat beats defeated defeats | win won wins victory lost loses loss defeat beaten thrashed overcame overcome past",
    "poisoned poisoning | poison",
    "negligent negligence",
)
_PARTS = tuple(line.partition("|") for line in _GROUPS)
_MEANT: dict[str, frozenset[int]] = {
    word: frozenset(number for number, (strong, _, _) in enumerate(_PARTS) if word in strong.split())
    for strong, _, _ in _PARTS
    for word in words(strong)
}
_HELD: dict[str, frozenset[int]] = {
    base: frozenset(
        number
        for number, (strong, _, weak) in enumerate(_PARTS)
        if base in {lemma(one) for one in (*strong.split(), *weak.split())}
    )
    for strong, _, weak in _PARTS
    for base in map(lemma, (*words(strong), *words(weak)))
}
# Passives that sack a person; as actives they may mean a claim or a shot.
_SACKED = frozenset(words("dismissed fired"))
_SACK = next(number for number, (strong, _, _) in enumerate(_PARTS) if strong.startswith("sack"))
_AIMS = frozenset(words("at on up back off into out"))
_WEAPONS = frozenset(
    words("shot shots gun guns missile missiles rocket rockets round rounds bullet bullets tear gas engine")
)
_FEES = frozenset(("to", "a", "an", "for", "at", "up", "£", "$", "€", "more", "less"))  # "charged £5", no crime
_NEAR = 8  # tokens
_BE = frozenset(words("was were been be being is are has have had"))
_PEOPLE = frozenset(words("he she they his her their him them who whose i we you one nobody anyone"))


def check(subject: Subject) -> Check | None:
    """Fails on a word of crime, death, dismissal, disgrace, victory or defeat that the evidence lacks in any form.

    The word has to stand, not denied, in a sentence that shares something else with the statement or speaks of
    somebody by a pronoun. English only, other languages pass. Cannot see whose deed it is within one sentence.
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    held, denied = _found(subject)
    mine = _meant(subject.statement, affirmed=True)
    for group, word in (mine | _meant(subject.statement, affirmed=False)).items():
        if group in held or (group in denied and group not in mine):
            continue
        return failed(
            NAME, f"“{word}” is denied in the evidence" if group in denied else f"“{word}” is not in the evidence"
        )
    return None


def _meant(statement: Passage, *, affirmed: bool) -> dict[int, str]:
    """The groups of sensitive words that the statement affirms, or denies, each with the word as written."""
    found: dict[int, str] = {}
    seen: set[str] = set()
    for at, token in enumerate(statement.tokens):
        if token.key in seen or not (groups := _groups_at(statement, at)):
            continue
        seen.add(token.key)
        if any(negated != affirmed for negated in places(statement, lemma(token.key), is_negation)):
            found.update(dict.fromkeys(groups, token.text))
    return found


def _groups_at(statement: Passage, at: int) -> frozenset[int]:
    """The groups of a word of the statement; none where it means something harmless there."""
    tokens = statement.tokens
    key = tokens[at].key
    if key not in _MEANT and key not in _SACKED:
        return frozenset()
    before = {token.key for token in tokens[max(0, at - 4) : at]}
    after = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if key in _SACKED:
        active = key == "fired" and after not in _AIMS and _WEAPONS.isdisjoint(statement.keys)
        return frozenset((_SACK,)) if active or not _BE.isdisjoint(before) else frozenset()
    if key == "charge" and (after == "of" or "in" in before):
        return frozenset()
    if key == "charged" and after in _FEES:
        return frozenset()
    return _MEANT[key]


def _found(subject: Subject) -> tuple[set[int], set[int]]:
    """The groups that linked sentences of the evidence affirm, and those that they deny.

    Where one sentence affirms and another denies, the one that is more like the statement decides.
    """
    mine = features(subject.statement)
    likeness: dict[tuple[int, bool], int] = {}
    for passage in subject.evidence:
        shared = mine & features(passage)
        for base in passage.places.keys() & _HELD.keys():
            link = len(shared - {root(base)})
            if not link and not _speaks_of_somebody(passage, base):
                continue
            for affirmed in {not negated for negated in places(passage, base, is_negation)}:
                for group in _HELD[base]:
                    likeness[group, affirmed] = max(link, likeness.get((group, affirmed), 0))
    groups = {group for group, _ in likeness}
    held = {g for g in groups if (g, True) in likeness and likeness[g, True] >= likeness.get((g, False), 0)}
    return held, groups - held


def _speaks_of_somebody(passage: Passage, base: str) -> bool:
    """Whether a pronoun for a person stands shortly before the word."""
    return any(token.key in _PEOPLE for at in passage.places[base] for token in passage.tokens[max(0, at - _NEAR) : at])
