"""Who said what stands in quote marks, over the whole article: mentions resolved, speakers carried on."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.summarise.article import Speaker
from service.summarise.reading.attribution import attribute, introduced_by, source_of
from service.summarise.reading.frames import Frame, Paragraph
from service.summarise.reading.german_clauses import SUBJUNCTIVE
from service.summarise.reading.names import Roster
from service.summarise.reading.noun_phrases import DETERMINERS
from service.summarise.reading.phrases import Kind, Mention
from service.summarise.reading.reported_speech import reported
from service.summarise.reading.speech_tables import Speech
from service.summarise.reading.table_clauses import speaker_beside

_SEX = {"he": "m", "she": "f", "er": "m", "sie": "f"}
_ARTICLE = re.compile(r"(?:El|La|Los|Las|Le|Les|Il|Lo|I|Gli|De|Het|Un|Una|Une|Su|Son|Sa)\s+(?=\w+\s)")
_LOOK_BACK = 5  # frames in which the one that a pronoun stands for is looked for


@dataclass(frozen=True, slots=True)
class Said:
    """Something said, in quote marks or not, and who said it."""

    start: int
    end: int
    speaker: Speaker | None
    in_marks: bool


def spoken(paragraphs: Sequence[Paragraph], roster: Roster, *, german: bool) -> Iterator[Said]:
    """Every quotation in marks and every indirect one, in order, with its speaker where the article tells."""
    voices = _Voices(roster, paragraphs, german=german)
    for paragraph in paragraphs:
        yield from voices.read(paragraph)


def in_marks(paragraphs: Sequence[Paragraph], roster: Roster, speech: Speech | None) -> Iterator[Said]:
    """The quotations in marks alone, in a language known by its table of verbs, or (None) not at all."""
    for paragraph in paragraphs:
        told = _told(paragraph, roster, speech) if speech else {}
        yield from (
            Said(span.start, span.end, told.get(place), in_marks=True) for place, span in enumerate(paragraph.quoted)
        )


def _told(paragraph: Paragraph, roster: Roster, speech: Speech) -> dict[int, Speaker]:
    """The speakers of a paragraph's quotations; one that stands alone goes on from the one before."""
    told: dict[int, Speaker] = {}
    here: Speaker | None = None
    for frame in paragraph.frames:
        alone = not any(token.is_word for token in frame)
        for place, token in enumerate(frame):
            if token.quoted < 0:
                continue
            mention = speaker_beside(frame, place, speech)
            here = _speaker_named(mention, roster) if mention else here if alone else None
            if here:
                told[token.quoted] = here
    return told


def _speaker_named(mention: Mention, roster: Roster) -> Speaker:
    if mention.kind is not Kind.NAME:
        return Speaker(mention.name[0].lower() + mention.name[1:], None, mention.start, mention.end)
    name = roster.fullest(mention.name)
    return Speaker(_ARTICLE.sub("", name) or name, mention.role, mention.start, mention.end)


class _Voices:
    """Reads the paragraphs in order and remembers who spoke last."""

    def __init__(self, roster: Roster, paragraphs: Sequence[Paragraph], *, german: bool) -> None:
        self._roster = roster
        self._german = german
        self._quoted = [span for paragraph in paragraphs for span in paragraph.quoted]
        self._quoted_starts = [span.start for span in self._quoted]
        self._frame_starts: list[int] = []
        self._last: Speaker | None = None  # the speaker of the last quotation or report
        self._carried: Speaker | None = None  # who a paragraph that is nothing but a quotation goes to

    def read(self, paragraph: Paragraph) -> Iterator[Said]:
        """What is said in a paragraph, in order."""
        here: Speaker | None = None  # who spoke last in this paragraph
        for start, frame in zip(paragraph.frame_starts, paragraph.frames, strict=True):
            self._frame_starts.append(start)
            is_quoting = any(token.quoted >= 0 for token in frame)
            for said in self._quoted_in(frame, here) if is_quoting else self._reported_in(frame):
                here = said.speaker or here
                if said.end > said.start:
                    yield said
        self._carry_on(paragraph, here)

    def _quoted_in(self, frame: Frame, here: Speaker | None) -> Iterator[Said]:
        """The quotations of a frame; one that stands alone goes on from ``here`` or from the paragraph before."""
        found = attribute(frame, german=self._german)
        alone = not any(token.is_word for token in frame)
        for place, token in enumerate(frame):
            if token.quoted < 0:
                continue
            speaker = self._speaker(found[place]) if place in found else None
            if place not in found and (alone or self._is_reported(frame)):
                speaker = here or (self._carried if alone else None)
            here = speaker or here
            yield Said(token.start, token.end, speaker, in_marks=True)
        if not found and not alone:
            yield from self._source_alone(frame)

    def _reported_in(self, frame: Frame) -> Iterator[Said]:
        """What a frame without quote marks reports; where it only names a speaker, an empty span with the speaker."""
        indirect = reported(frame, german=self._german)
        speaker = self._speaker(indirect.mention) if indirect else None
        if indirect and speaker:
            yield Said(indirect.start, indirect.end, speaker, in_marks=False)
        elif not indirect:
            yield from self._source_alone(frame)

    def _source_alone(self, frame: Frame) -> Iterator[Said]:
        source = source_of(frame, german=self._german) if frame else None
        if source and (speaker := self._speaker(source)):
            yield Said(source.start, source.start, speaker, in_marks=False)

    def _is_reported(self, frame: Frame) -> bool:
        return self._german and any(token.low in SUBJUNCTIVE for token in frame)

    def _carry_on(self, paragraph: Paragraph, here: Speaker | None) -> None:
        introduced = introduced_by(paragraph.frames[-1], german=self._german) if paragraph.frames else None
        ends_quoted = bool(paragraph.quoted) and paragraph.quoted[-1].end >= paragraph.end - 1
        if introduced:
            self._carried = self._speaker(introduced)
        elif ends_quoted:
            self._carried = here or self._carried
        else:
            self._carried = here
        self._last = here or self._last

    def _speaker(self, mention: Mention) -> Speaker | None:
        """The speaker for a mention; None for a pronoun when it is not sure whom it stands for."""
        if mention.kind is Kind.PRONOUN:
            name = self._antecedent(mention)
            speaker = Speaker(name, None, mention.start, mention.end) if name else None
        elif mention.kind is Kind.NAME:
            speaker = Speaker(self._roster.fullest(mention.name), mention.role, mention.start, mention.end)
        else:
            speaker = Speaker(self._described(mention.name), mention.role, mention.start, mention.end)
        self._last = speaker or self._last
        return speaker

    def _described(self, words: str) -> str:
        first, _, rest = words.partition(" ")
        if first.lower() == "the" and (name := self._roster.bearer(rest)):
            return name
        return words[0].lower() + words[1:] if first.lower() in DETERMINERS and not self._german else words

    def _antecedent(self, mention: Mention) -> str | None:
        """Whom a pronoun stands for: the first fitting person of this sentence or those before, or who spoke last."""
        low = mention.name.lower()
        sex = _SEX.get(low)
        if sex is None:
            is_body = self._last is not None and low in ("they", "it") and not self._roster.is_person(self._last.name)
            return self._last.name if self._last and is_body else None
        for end, start in pairwise([mention.start, *reversed(self._frame_starts[-_LOOK_BACK:])]):
            if name := self._first_person(start, end, sex):
                return name
        return self._last.name if self._last and self._roster.sex(self._last.name) in ("", sex) else None

    def _first_person(self, start: int, end: int, sex: str) -> str | None:
        roster = self._roster
        for mention in roster.mentions[roster.before(start) : roster.before(end)]:
            if (
                not self._is_quoted(mention.start)
                and roster.is_person(mention.name)
                and roster.sex(mention.name) in ("", sex)
            ):
                return roster.fullest(f"{mention.title} {mention.name}")
        return None

    def _is_quoted(self, position: int) -> bool:
        place = bisect_right(self._quoted_starts, position) - 1
        return place >= 0 and position < self._quoted[place].end
