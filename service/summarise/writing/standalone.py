"""Sentences as statements that stand alone: what ties them to the one before is resolved, or they are passed over."""

import re
from dataclasses import dataclass
from functools import cached_property

from service.summarise.article import Article, Quotation, QuotationKind, Sentence, Speaker
from service.summarise.statement import Kind
from service.summarise.writing import marks
from service.summarise.writing.lexicon import FORECAST, OPINION, holds_saying
from service.summarise.writing.openings import (
    is_heading,
    names_somebody,
    points_back,
    tells_who_said,
    without_connective,
    without_number,
)
from service.summarise.writing.persons import Persons
from service.summarise.writing.salience import is_unspaced

MIN_WORDS = 5  # words; shorter is a heading or an exclamation
MIN_CHARS = 12  # characters, where a script has no spaces
MAX_SPAN_CHARS = 1200  # characters; longer is not a sentence that anybody would print
QUOTATIONS_EACH = 8  # of one sentence; more are not looked at
NAME_REACH = 60  # sentences before, in which a name is looked for
_SUBJECT = {
    "en": re.compile(r"(?P<who>he|she|his|her)(?= [a-z])", re.IGNORECASE),
    "de": re.compile(r"(?P<who>er|sie)(?= [a-zäöü]+te?\b)", re.IGNORECASE),
}
_SUBJECT_BEHIND_TIME = re.compile(
    r"(?:in|on|at|by|since|until|after|before|during|last|later|earlier|today|yesterday|now|then)\b(?: [\w-]+){0,3},? "
    r"(?P<who>he|she)(?= [a-z])",
    re.IGNORECASE,
)
_POSSESSIVES = frozenset(("his", "her"))
_GENDER = {"he": "m", "his": "m", "er": "m", "she": "f", "her": "f", "sie": "f"}
_SAID = {"en": "said", "de": "sagte"}
_WORD = re.compile(r"\w+")
_QUESTION = re.compile(r"[?？][\"”’»“)]*$")
_FINISHED = re.compile(r"[.!…。！۔।] ?[\"”’'»“」)\]]*$")
_OPENS_UNNAMED = re.compile(
    r"[“\"„«‘](?:He|She|They|It|That|This|These|Those|His|Her|Their|Er|Sie|Es|Das|Dies|Diese|Ihre?|Seine?)\b"
)
_FULL_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: \w[\w.’'-]*){0,3} [^\W\d_a-z][\w’'-]+$")
_CAPTION = re.compile(r"(?:pictured|above|below|file photo|scroll down|im bild|foto|photo|archivbild)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement with the numbers of the sentences it rests on. ``index`` is the last one's place, from 0.

    ``needs`` is the sentence number that has to be told before it, or None when it stands alone.
    """

    text: str
    sentences: tuple[int, ...]
    index: int
    kind: Kind
    speaker: str | None
    needs: int | None = None


class Statements:
    """An article's sentences as statements. Cost is linear in the article, and bounded for each sentence."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._language = (article.language or "en")[:2].lower()
        self._said = _by_sentence(article)

    @cached_property
    def _persons(self) -> Persons:
        return Persons(self._article)

    def at(self, index: int) -> Standing | None:
        """The sentence at a place (from 0) as a statement; None when it says too little or its marks are broken."""
        sentence = self._article.sentences[index]
        if sentence.end - sentence.start > MAX_SPAN_CHARS:
            return None
        text = marks.clean(sentence.text)
        if not _usable(text) or (index and not _FINISHED.search(text[-8:])) or is_heading(text, self._language):
            return None
        if index and tells_who_said(text, self._language):
            return None
        whole = self._whole_quote(sentence)
        if whole is not None:
            return self._spoken(sentence, index, text, whole)
        return self._told(sentence, index)

    def _whole_quote(self, sentence: Sentence) -> Quotation | None:
        """The quotation that holds all of the sentence."""
        for quotation in self._said.get(sentence.number, ()):
            if quotation.start <= sentence.start + 1 and sentence.end <= quotation.end + 2:
                return quotation if quotation.kind is QuotationKind.DIRECT else None
        return None

    def _spoken(self, sentence: Sentence, index: int, text: str, quotation: Quotation) -> Standing | None:
        """Somebody's words and nothing else: told with the speaker's name, or passed over."""
        said, words, speaker = _SAID.get(self._language), marks.bare(text), quotation.speaker
        if said is None or speaker is None or marks.has_marks(words) or not _is_certain(speaker, words):
            return None
        quoted = f"„{words}“" if self._language == "de" else f"“{words}”"
        if _OPENS_UNNAMED.match(quoted):
            return None  # whom "he" means was said before, to somebody else
        numbers = self._with(sentence.number, speaker.name)
        return Standing(f"{speaker.name} {said}: {quoted}", numbers, index, Kind.ATTRIBUTED, speaker.name)

    def _told(self, sentence: Sentence, index: int) -> Standing | None:
        """The narrator's sentence, its pronoun resolved where that is certain."""
        speaker = self._speaker(sentence)
        named = self._with_speaker_named(sentence)
        numbers = (sentence.number,) if named is None else self._with(sentence.number, named[1])
        counted = self._without_number(index, sentence.text if named is None else named[0])
        text = marks.balance(marks.clean(counted))
        if text is None or _OPENS_UNNAMED.search(text):
            return None
        opened = without_connective(text, self._language)
        kind = Kind.ATTRIBUTED if self._quotes(sentence) else _kind(opened, speaker, self._article)
        name = speaker.name if speaker else None
        if not points_back(opened, self._language):
            return Standing(opened, numbers, index, kind, name)
        resolved = self._with_person_named(sentence, index, opened)
        if resolved is not None:
            return Standing(resolved[0], resolved[1], index, kind, name)
        if index == 0:
            return Standing(opened, numbers, index, kind, name)
        return Standing(text, numbers, index, kind, name, needs=self._before(index))

    def _without_number(self, index: int, text: str) -> str:
        around = self._article.sentences[max(0, index - 1) : index + 2]
        before, after = around[0].text if index else "", around[-1].text
        return without_number(text.lstrip(), before, after)

    def _before(self, index: int) -> int:
        """The number of the sentence that tells what this one leans on."""
        sentences, place = self._article.sentences, index - 1
        if place and tells_who_said(sentences[place].text, self._language):
            place -= 1
        return sentences[place].number

    def _with_speaker_named(self, sentence: Sentence) -> tuple[str, str] | None:
        """The sentence with its speaker's name for "he" or "she", and that name, where nobody is named before."""
        for quotation in self._said.get(sentence.number, ()):
            speaker = quotation.speaker
            if speaker is None or not sentence.start <= speaker.start < speaker.end <= sentence.end:
                continue
            start, end = speaker.start - sentence.start, speaker.end - sentence.start
            before = without_connective(marks.unquoted(sentence.text[:start]) + "x x x x", self._language)
            is_pronoun = sentence.text[start:end].lower() in _GENDER
            if is_pronoun and not names_somebody(before) and _is_certain(speaker, sentence.text):
                return sentence.text[:start] + speaker.name + sentence.text[end:], speaker.name
        return None

    def _with_person_named(self, sentence: Sentence, index: int, text: str) -> tuple[str, tuple[int, ...]] | None:
        """The text with a person's name for its opening pronoun, and what that rests on; None when in doubt."""
        subject = _SUBJECT.get(self._language)
        match = subject.match(text) if subject else None
        if match is None and self._language == "en":
            match = _SUBJECT_BEHIND_TIME.match(text)
        if match is None:
            return None
        pronoun = match.group("who").lower()
        person = self._persons.meant(index, _GENDER[pronoun])
        if person is None:
            return None
        name = person.name + "’s" if pronoun in _POSSESSIVES else person.name
        return text[: match.start("who")] + name + text[match.end() :], self._with(sentence.number, person.name)

    def _with(self, number: int, name: str) -> tuple[int, ...]:
        """The sentence's number, and that of the nearest sentence before it that holds the name."""
        sentences = self._article.sentences
        for words in (name, name.split()[-1]):
            for place in range(number - 1, max(-1, number - NAME_REACH), -1):
                if words in sentences[place].plain:
                    return (number,) if place == number - 1 else (place + 1, number)
        return (number,)

    def _quotes(self, sentence: Sentence) -> bool:
        """Whether it holds so many words of somebody's that they are no title and no nickname."""
        return any(
            quotation.kind is QuotationKind.DIRECT
            and len(_WORD.findall(self._article.source, quotation.start, quotation.end)) >= MIN_WORDS
            for quotation in self._said.get(sentence.number, ())
        )

    def _speaker(self, sentence: Sentence) -> Speaker | None:
        """Who says most of the sentence."""
        spoken = [quotation for quotation in self._said.get(sentence.number, ()) if quotation.speaker is not None]
        best = max(spoken, key=lambda quotation: quotation.end - quotation.start, default=None)
        return best.speaker if best else None


def _by_sentence(article: Article) -> dict[int, list[Quotation]]:
    """The quotations that touch each sentence."""
    touching: dict[int, list[Quotation]] = {}
    quotations = sorted(article.quotations, key=lambda quotation: quotation.start)
    first = 0
    for sentence in article.sentences:
        while first < len(quotations) and quotations[first].end <= sentence.start:
            first += 1
        for quotation in quotations[first : first + QUOTATIONS_EACH]:
            if quotation.start < sentence.end and sentence.start < quotation.end:
                touching.setdefault(sentence.number, []).append(quotation)
    return touching


def _usable(text: str) -> bool:
    if text.startswith("(") or _QUESTION.search(text[-8:]) or _CAPTION.match(text) or not marks.has_letters(text):
        return False
    spaced = text.count(" ") + 1
    return spaced >= MIN_WORDS or (len(text) >= MIN_CHARS and is_unspaced(text))


def _is_certain(speaker: Speaker, text: str) -> bool:
    """Whether the name may be written out: a full one, of nobody whom the words speak of as another."""
    return _FULL_NAME.match(speaker.name) is not None and not any(part in text for part in speaker.name.split())


def _kind(text: str, speaker: Speaker | None, article: Article) -> Kind:
    outside = marks.unquoted(text)
    if speaker or holds_saying(outside):
        return Kind.ATTRIBUTED
    if "opinion" in article.suitability or OPINION.search(outside):
        return Kind.OPINION
    return Kind.FORECAST if FORECAST.search(outside) else Kind.FACT
