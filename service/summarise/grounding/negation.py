"""Negation is carried over: none dropped, none added."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from service.summarise.grounding.alignment import Place, likeness
from service.summarise.grounding.lexicon import two_letters, words
from service.summarise.grounding.opposites import opposites_of
from service.summarise.grounding.scope import TURNS
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import Token, is_english, lemma, root, roots_of
from service.summarise.statement import Check

NAME = "negation"
_REACH = 5  # tokens before a word in which a negation bears on it
_FAR = 12  # tokens before a word in which "none" and "neither" bear on it
_AFTER = 2  # tokens after it: "found no evidence" for "did not find evidence"
_TARGETS = 3  # content words after a negation that it may bear on
_MOST_SENTENCES = 8  # sentences of the article in which a word is looked up beside the evidence
_CLEARLY = 0.5  # how much more alike one place has to be to be the only one meant
_PLAIN = frozenset(words("not no never none nobody nothing neither nor without cannot hardly barely unable zero n't"))
_VERBS = frozenset(
    words(
        """
        lack lacks lacked lacking deny denies denied denying denial denials refuse refuses refused refusing refusal
        reject rejects rejected rejecting rejection avoid avoids avoided prevent prevents prevented preventing
        fail fails failed failing failure decline declines declined declining rule ruled stop stops stopped
        """
    )
)
_WITH_TO = frozenset(words("fail fails failed failing failure decline declines declined declining"))
_WITH_OUT = frozenset(words("rule ruled"))
_TURNED = frozenset((f"{verb} {way}") for verb in words("turn turns turned turning") for way in ("down", "away"))
_WITH_FROM = frozenset(words("stop stops stopped"))
_ENGLISH = _PLAIN | (_VERBS - _WITH_FROM - _WITH_TO)
# "not only", "no more than", "no doubt" deny nothing.
_EMPTY = {
    "not": frozenset(words("only just merely least until necessarily what")),
    "no": frozenset(words("more less fewer later earlier better worse sooner other doubt matter higher lower further")),
    "nothing": frozenset(words("but")),
}
_TO_DEEDS = frozenset(words("that to from having"))
_WHOLE = frozenset(words("none neither nobody nor"))  # what they bear on may stand far away
_LIGHT_ROOTS = frozenset(map(root, words("get take have make give go come put need keep do be let non")))
# Words in which a negation may lie, so that a "not" of the statement may be their paraphrase.
_IMPLICIT = frozenset(
    words(
        """
        away absent missing miss misses missed skip skipped abandon abandoned cancel cancelled canceled end ended ends
        ending stop stopped halt halted few little only dismiss dismissed disallow disallowed drop dropped free freed
        cleared clear acquitted innocent against oppose opposed opposes impossible scrap scrapped withdraw withdrew
        withdrawn turned threw thrown out off loss lost unclear unknown quit failed fails failure decline declined yet
        instead rather except exclude excluded ban banned bans block blocked forbid forbidden ruin worse dispute
        disputes disputed doubt doubts spared exempt remain remains remained still stay stays stayed keep kept keeps
        """
    )
)
_ELSEWHERE = frozenset(
    words("instead rather untrue false ban bans banned barred")
)  # what is not so may be told by these
_PENDING = frozenset(words("must still yet needs need awaits before await"))
_LEAST = 0.5  # likeness of a negated place from which the statement may come from it
_FOREIGN = {
    "de": frozenset(
        words(
            """
        nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder
        """
        )
    ),
    "fr": frozenset(words("pas jamais aucun aucune rien sans personne ni")),
    "es": frozenset(words("no nunca jamas ningun ninguna ninguno nada nadie sin tampoco ni")),
    "it": frozenset(words("non mai nessun nessuna nessuno niente nulla senza ne")),
    "nl": frozenset(words("niet geen nooit niemand niets zonder noch")),
}
_MARKERS = _PLAIN | _VERBS | frozenset(words("yet out turn turns turned turning"))
_MOST_NEGATIONS = 25  # of a statement: each is held against each place of its words
_MOST_PLACES = 12  # of one word in a sentence that are read
_BREAKS = frozenset(',;:.!?"()')
_PREFIXES = ("un", "dis", "in", "im", "non", "ir")
_LY = frozenset(words("supply reply apply rely comply fly ally rally imply multiply family bully tally"))


def check(subject: Subject) -> Check | None:
    """Fails when a word is negated here and not in the evidence, or there and not here.

    Compares each word with the place of the evidence that is most alike, two negations of which one is a verb cancel
    out, and a negated opposite is a paraphrase. Knows the negation words of en, de, fr, es, it and nl, and English
    verbs of denying. Cannot see irony, nor a negation that lies in the meaning of a verb that is not listed.
    """
    if subject.verbatim:
        return None
    plain = _is_plain(subject.statement)
    if not plain and _count(subject.statement) > _MOST_NEGATIONS:
        return failed(NAME, "more negations than can be held against an article")
    detail = (None if plain else _added(subject)) or _dropped(subject)
    return failed(NAME, detail) if detail else None


def _is_plain(statement: Passage) -> bool:
    """Whether none of its words negates or denies."""
    listed = _FOREIGN.get(two_letters(statement.language), frozenset()) | _MARKERS
    return listed.isdisjoint(statement.keys) and not any(key.endswith("n't") for key in statement.keys)


def _count(statement: Passage) -> int:
    return sum(negates(statement, at) for at in range(len(statement.tokens)))


def is_negation(token: Token, language: str | None = None) -> bool:
    """Whether a token negates; a language without a list is read as English."""
    listed = _FOREIGN.get(two_letters(language), _ENGLISH)
    return token.key in listed or (listed is _ENGLISH and token.key.endswith("n't"))


def negates(passage: Passage, at: int) -> bool:
    """Whether the token at this index negates something: "not", "no", but not that of "not only" and "no more"."""
    token, after = passage.tokens[at], _key(passage, at + 1)
    listed = _FOREIGN.get(two_letters(passage.language))
    if listed is not None:
        return token.key in listed
    if token.key == "no" and (after[:1].isdecimal() or after == "."):
        return False
    if token.key == "yet":
        return after == "to"
    if token.key == "out":
        return after == "of" and _key(passage, at + 2) in ("work", "jobs", "danger", "action", "office", "service")
    return (token.key in _PLAIN or token.key.endswith("n't")) and after not in _EMPTY.get(token.key, ())


def denies(passage: Passage, at: int) -> bool:
    """Whether the token at this index is a verb that negates what follows: "denied", "failed to", "ruled out"."""
    key, after = passage.tokens[at].key, _key(passage, at + 1)
    if f"{key} {after}" in _TURNED:
        return True
    if key not in _VERBS or not is_english(passage.language):
        return False
    if key in _WITH_TO:
        return after == "to"
    if key in _WITH_FROM:
        return "from" in (after, *(_key(passage, at + step) for step in (2, 3, 4)))
    return key not in _WITH_OUT or after == "out"


def is_negated(passage: Passage, at: int) -> bool:
    """Whether what the token at this index says is negated; "did not deny" is not."""
    plain = verb = False
    for distance, step in enumerate(range(at - 1, max(-1, at - 1 - _FAR), -1)):
        token = passage.tokens[step]
        if token.text in _BREAKS or token.key in TURNS:
            break
        if distance < _REACH or token.key in _WHOLE:
            plain = plain or negates(passage, step)
            verb = verb or denies(passage, step)
    for step in range(at + 1, min(len(passage.tokens), at + 1 + _AFTER)):
        if passage.tokens[step].text in _BREAKS or passage.tokens[step].key in TURNS:
            break
        plain = plain or negates(passage, step)
    return plain != verb


def _key(passage: Passage, at: int) -> str:
    return passage.tokens[at].key if 0 <= at < len(passage.tokens) else ""


def _targets(passage: Passage, at: int) -> list[int]:
    """The content words that the negation at this index may bear on, the nearest first, up to a verb of denying."""
    found: list[int] = []
    for step in range(at + 1, min(len(passage.tokens), at + 2 + _REACH)):
        token = passage.tokens[step]
        if token.text in _BREAKS or token.key in TURNS or len(found) == _TARGETS:
            break
        adverb = token.key == "longer" or (token.key.endswith("ly") and token.key not in _LY)
        if roots_of(token.key, passage.language) and not adverb:
            found.append(step)
        if denies(passage, step):
            break
    return found


def _spots(passages: Iterable[Passage], wanted: str) -> Iterator[tuple[Place, bool]]:
    """All places of a root, or of its own negation ("unchanged"), with whether it is negated there."""
    for passage in passages:
        for at, turned in passage.kept(_places).get(wanted, ()):
            yield Place(passage, at), is_negated(passage, at) != turned


def _places(passage: Passage) -> dict[str, list[tuple[int, bool]]]:
    """For each root the indexes of its words, and whether a prefix turns the word round there."""
    held: dict[str, list[tuple[int, bool]]] = {}
    for at, token in enumerate(passage.tokens):
        found = roots_of(token.key, passage.language)
        for one in found:
            if len(held.setdefault(one, [])) < _MOST_PLACES:
                held[one].append((at, False))
        if found and token.key.startswith(_PREFIXES):
            for one in _unprefixed(token.key):
                held.setdefault(one, []).append((at, True))
    return held


def _unprefixed(key: str) -> list[str]:
    return [root(key.removeprefix(prefix)) for prefix in _PREFIXES if key.startswith(prefix)]


def _near(subject: Subject, wanted: str) -> list[Passage]:
    """The evidence, what stands near it, and the first other sentences that have the root."""
    near = [*subject.evidence, *subject.context]
    known = {passage.number for passage in near}
    others = (number for number in subject.index.postings.get(wanted, ()) if number not in known)
    found = (subject.index.passage(number) for number in islice(others, _MOST_SENTENCES))
    return [*near, *(passage for passage in found if passage is not None)]


def _answers(place: Place, spots: Sequence[tuple[Place, bool]]) -> list[bool]:
    """Whether the most alike of the places are negated."""
    rated = [(likeness(place, [other]), negated) for other, negated in spots]
    best = max((rate for rate, _ in rated), default=0.0)
    return [negated for rate, negated in rated if rate >= best - _CLEARLY]


def _may_negate(passage: Passage) -> bool:
    listed = _FOREIGN.get(two_letters(passage.language), _MARKERS)
    return not listed.isdisjoint(passage.keys) or (listed is _MARKERS and "n't" in passage.folded)


def _root(passage: Passage, at: int) -> str:
    return roots_of(passage.tokens[at].key, passage.language)[0]


def _added(subject: Subject) -> str | None:
    statement = subject.statement
    for at in range(len(statement.tokens)):
        plain = negates(statement, at)
        if not plain and not denies(statement, at):
            continue
        detail = _without_negation(subject, at) if not plain else _unlike(subject, at)
        if detail:
            return detail
    return None


def _without_negation(subject: Subject, at: int) -> str | None:
    passages = (*subject.evidence, *subject.context)
    keys = subject.evidence_keys | subject.context_keys
    own = _root(subject.statement, at) if roots_of(_key(subject.statement, at), subject.statement.language) else ""
    if keys & _IMPLICIT or own in subject.evidence_roots:
        return None
    if any(
        negates(passage, step) or denies(passage, step) for passage in passages for step in range(len(passage.tokens))
    ):
        return None
    return f"no negation like “{subject.statement.tokens[at].text}” in the article"


def _unlike(subject: Subject, at: int) -> str | None:
    statement = subject.statement
    if statement.tokens[at].key in _WHOLE:
        return _without_negation(subject, at)
    targets = [target for target in _targets(statement, at) if is_negated(statement, target)]
    positive: int | None = None
    for target in targets:
        wanted = _root(statement, target)
        spots = list(_spots(_near(subject, wanted), wanted))
        if spots and any(_answers(Place(statement, target), spots)):
            return None
        positive = target if target == targets[0] and spots else positive
    if not targets or any(_is_opposed(statement, target, subject.evidence) for target in targets):
        return None
    if positive is None:
        return _without_negation(subject, at)
    if _is_paraphrased(subject, _root(statement, positive)):
        return None
    return f"the article does not negate “{statement.tokens[positive].text}”"


def _is_paraphrased(subject: Subject, wanted: str) -> bool:
    """Whether a sentence without the word, no less alike, negates something that the statement does not name."""
    own = subject.statement.root_set
    least = max((len(own & passage.root_set) for passage in subject.evidence if wanted in passage.root_set), default=1)
    for passage in subject.evidence:
        if wanted in passage.root_set or len(own & passage.root_set) < least:
            continue
        for at in range(len(passage.tokens)):
            if negates(passage, at) and not any(_root(passage, step) in own for step in _targets(passage, at)):
                return True
    return False


def _is_opposed(statement: Passage, at: int, near: Iterable[Passage]) -> bool:
    """Whether the evidence has an opposite of the word that is not negated: "rejected" for "did not accept"."""
    opposites = opposites_of(statement.tokens[at].key)
    return any(
        not is_negated(passage, step)
        for passage in near
        for step, token in enumerate(passage.tokens)
        if lemma(token.key) in opposites
    )


def _dropped(subject: Subject) -> str | None:
    statement = subject.statement
    if statement.keys & _ELSEWHERE:
        return None
    held = [(passage, known) for passage in (*subject.evidence, *subject.context) if (known := passage.kept(_denied))]
    for at, token in enumerate(statement.tokens if held else ()):
        for found in roots_of(token.key, statement.language):
            denied = [Place(passage, place) for passage, places in held for place in places.get(found, ())]
            if denied and not _is_denied_too(statement, at) and _is_lost(Place(statement, at), denied, subject):
                return f"the article negates “{token.text}”"
    return None


def _is_denied_too(statement: Passage, at: int) -> bool:
    """Whether the statement negates the word as well, or has it as something that is still to come."""
    return is_negated(statement, at) or not _PENDING.isdisjoint(_key(statement, step) for step in range(at - 4, at))


def _denied(passage: Passage) -> dict[str, list[int]]:
    """For each root the indexes at which it is what a negation first bears on."""
    if not _may_negate(passage):
        return {}
    return {
        found: places
        for found, held in passage.kept(_places).items()
        if (places := [at for at, turned in held if is_negated(passage, at) != turned and _is_target(passage, at)])
    }


def _is_target(passage: Passage, at: int) -> bool:
    """Whether the word is the first that a negation bears on; behind a verb of denying a deed, no claim or offer."""
    for step in range(max(0, at - 1 - _REACH), at):
        plain = negates(passage, step)
        if passage.tokens[step].key in _WHOLE and at - step <= _TARGETS:
            return True
        if (plain or denies(passage, step)) and _targets(passage, step)[:1] == [at]:
            between = {passage.tokens[near].key for near in range(step + 1, at)}
            if plain or between & _TO_DEEDS or passage.tokens[at].key.endswith("ing"):
                return True
    return False


def _next(place: Place) -> str:
    """The root of the next content word."""
    passage, at = place
    return next(
        (found[0] for token in passage.tokens[at + 1 :] if (found := roots_of(token.key, passage.language))), ""
    )


def _is_lost(place: Place, denied: Sequence[Place], subject: Subject) -> bool:
    wanted = _root(*place)
    if wanted in _LIGHT_ROOTS:
        denied = [other for other in denied if _next(other) == _next(place)]
    spots = list(_spots(_near(subject, wanted), wanted))
    return likeness(place, denied) >= _LEAST and all(_answers(place, spots))
