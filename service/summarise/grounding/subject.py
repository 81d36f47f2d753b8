"""What a check looks at: one statement, its evidence, and the article prepared once."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar, cast

from service.summarise.article import Article, QuotationKind
from service.summarise.grounding.folding import fold
from service.summarise.grounding.instructions import asks, is_instruction, speaks_to_machine
from service.summarise.grounding.quantities import Quantity, quantities
from service.summarise.grounding.tokens import (
    Token,
    contents,
    key_of,
    lemma,
    phrase,
    pieces,
    roots_of,
    token_texts,
    tokenise_folded,
)
from service.summarise.later import Once
from service.summarise.statement import Check, Proposal, Statement

_Made = TypeVar("_Made")
_PRONOUNS = frozenset(("he", "she", "they", "it", "er", "sie", "il", "elle", "lui", "lei", "hij", "zij", "ze"))
_SPREAD = 4  # sentences of one paragraph that an order makes unfit beside itself
LONGEST = (
    1_500  # characters of a sentence that are read: places are held against places, and a page may be one sentence
)
MOST_QUANTITIES = 40  # numbers of a passage that are read, for the same reason
RELEVANT = 0.3  # share of a statement's content words that a sentence has to hold to be read closely


class Passage:
    """A piece of text with everything that checks ask of it, each part made when it is first asked for.

    ``number`` is the sentence's number, 0 for the title and -1 for a statement.
    """

    def __init__(self, text: str, language: str | None, number: int = -1, paragraph: int = -1) -> None:
        self.text = text
        self.language = language
        self.number = number
        self.paragraph = paragraph
        self._kept: dict[object, object] = {}

    def kept(self, make: Callable[["Passage"], _Made]) -> _Made:
        """What a check makes of the passage alone, made once: sentences of an article are looked at many times."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast("_Made", self._kept[make])

    @Once
    def is_order(self) -> bool:
        """Whether it gives an order to a machine or a reader, and so is no evidence."""
        return is_instruction(self.text)

    @Once
    def is_question(self) -> bool:
        """Whether it only asks."""
        return asks(self.text)

    @Once
    def is_for_machines(self) -> bool:
        """Whether it addresses a machine, which no article does."""
        return speaks_to_machine(self.text)

    @Once
    def folded(self) -> str:
        """The text in one spelling."""
        return fold(self.text)

    @Once
    def tokens(self) -> tuple[Token, ...]:
        """Words, numbers and marks, in order."""
        return tokenise_folded(self.folded)

    @Once
    def pieces(self) -> frozenset[str]:
        """The different tokens as they stand in the folded text."""
        return pieces(self.folded)

    @Once
    def keys(self) -> frozenset[str]:
        """The compared forms of all tokens."""
        return frozenset(map(key_of, self.pieces))

    @Once
    def sentences(self) -> int:
        """How many sentences it holds, by its final marks: 1 and more."""
        return 1 + sum(token.text in ".!?" for token in self.tokens[:-1] if len(token.text) == 1)

    @Once
    def roots(self) -> tuple[str, ...]:
        """The roots of the content words, in order."""
        return tuple(contents(self.tokens, self.language))

    @Once
    def root_set(self) -> frozenset[str]:
        """The roots of the content words."""
        return frozenset(root for key in self.keys for root in roots_of(key, self.language))

    @Once
    def places(self) -> dict[str, list[int]]:
        """For the lemma of each word the indexes of its tokens, ascending."""
        held: dict[str, list[int]] = {}
        for at, token in enumerate(self.tokens):
            if token.is_word:
                held.setdefault(lemma(token.key), []).append(at)
        return held

    @Once
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers, amounts and ordinals, in digits or words."""
        return quantities(self.tokens, self.language)[:MOST_QUANTITIES]

    @Once
    def phrase(self) -> str:
        """All compared forms joined by spaces."""
        return phrase(self.tokens)


class Said(NamedTuple):
    """The words of one quotation within one sentence, and its speaker's name, "" where the article does not tell.

    ``named`` tells that the words beside it name the speaker, and do not only mean him by a pronoun.
    """

    passage: Passage
    speaker: str
    kind: QuotationKind
    named: bool


class ArticleIndex:
    """An article prepared for any number of statements; sentences that address a machine or a reader are left out.

    ``judged`` is what was made of each proposal already: a statement that stands comes again with every repair.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.language = article.language
        self.judged: dict[Proposal, Statement] = {}
        self._statements: dict[str, Passage] = {}
        self._kept: dict[object, object] = {}
        self._passages: dict[int, Passage] = {
            sentence.number: Passage(sentence.text[:LONGEST], article.language, sentence.number, sentence.paragraph)
            for sentence in article.weighed
        }

    def prepare(self) -> None:
        """Make now what judging will ask for, as while a model writes; what is not made is made when it is needed."""
        _ = self.postings, self.said, self.lower_lemmas, self.before_capitals, self.keys
        len(self.article.suitability)

    def kept(self, make: Callable[["ArticleIndex"], _Made]) -> _Made:
        """What somebody makes of the article alone, made once. It may not hold this index: that would be a circle."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast("_Made", self._kept[make])

    def statement(self, text: str) -> Passage:
        """A statement, read once however often it comes."""
        if text not in self._statements:
            self._statements[text] = Passage(text, self.language)
        return self._statements[text]

    @Once
    def title(self) -> Passage | None:
        """The article's title, where it is fit to be evidence."""
        title = self.article.title
        return Passage(title.text, self.language, 0) if title and not is_instruction(title.text) else None

    def passage(self, number: int) -> Passage | None:
        """The sentence of that number, 0 for a title in the text; None when there is none fit to be evidence."""
        if number == 0:
            return self.title if self.article.title and self.article.title.start is not None else None
        return None if number in self._orders else self._passages.get(number)

    @Once
    def _orders(self) -> frozenset[int]:
        """The sentences that address a machine or a reader, and those that stand with them in a paragraph for it.

        Who addresses a machine has what stands around it; an order that opens a short paragraph all that follows.
        """
        passages = list(self._passages.values())
        found: set[int] = set()
        for at, passage in enumerate(passages):
            if not passage.is_order:
                continue
            found.add(passage.number)
            own = [near for near in passages[max(0, at - _SPREAD) : at + _SPREAD + 1] if _is_beside(near, passage)]
            opens_short = own[0] is passage and len(own) <= _SPREAD and not passage.is_question
            if passage.is_for_machines or opens_short:
                found.update(near.number for near in own)
        return frozenset(found)

    @Once
    def passages(self) -> tuple[Passage, ...]:
        """All sentences that may serve as evidence, in order."""
        return tuple(passage for passage in self._passages.values() if passage.number not in self._orders)

    @Once
    def postings(self) -> dict[str, list[int]]:
        """For each root and each number as written: the sentences that hold it, ascending."""
        held: dict[str, list[int]] = {}
        for passage in self.passages:
            for feature in features(passage):
                held.setdefault(feature, []).append(passage.number)
        return held

    @Once
    def said(self) -> dict[int, list[Said]]:
        """For each sentence the pieces of quotations in it."""
        held: dict[int, list[Said]] = {}
        sentences, source = self.article.sentences, self.article.source
        starts = [sentence.start for sentence in sentences]
        for quotation in self.article.quotations:
            speaker = quotation.speaker.name if quotation.speaker else ""
            named = quotation.speaker is None or not is_pronoun(source[quotation.speaker.start : quotation.speaker.end])
            for sentence in sentences[max(0, bisect_right(starts, quotation.start) - 1) :]:
                if sentence.start >= quotation.end:
                    break
                start, end = max(sentence.start, quotation.start), min(sentence.end, quotation.end)
                passage = Passage(source[start:end][:LONGEST], self.language, sentence.number, sentence.paragraph)
                held.setdefault(sentence.number, []).append(Said(passage, speaker, quotation.kind, named))
        return held

    @Once
    def keys(self) -> frozenset[str]:
        """Every compared form in the article and its title."""
        held: set[str] = set(self.title.keys if self.title else ())
        return frozenset(held.union(*(passage.keys for passage in self.passages)))

    @Once
    def lower_keys(self) -> frozenset[str]:
        """The forms that the article writes without a capital somewhere: ordinary words."""
        return frozenset(
            key_of(piece) for passage in self.passages for piece in passage.pieces if not piece[0].isupper()
        )

    @Once
    def lower_lemmas(self) -> frozenset[str]:
        """The lemmas of those ordinary words."""
        return frozenset(lemma(key) for key in self.lower_keys)

    @Once
    def before_capitals(self) -> dict[str, set[str]]:
        """For each capitalised word the capitalised words that stand right before it somewhere."""
        held: dict[str, set[str]] = {}
        titled = (self.title,) if self.title else ()
        for passage in (*titled, *self.passages):
            found = token_texts(passage.folded)
            for left, right in pairwise(found):
                if right[0].isupper():
                    held.setdefault(key_of(right), set()).add(key_of(left) if left[0].isupper() else "")
        return held

    def neighbours(self, numbers: Sequence[int]) -> tuple[Passage, ...]:
        """The sentences of the same paragraphs, and the one before and after, without the given ones."""
        paragraphs = {passage.paragraph for number in numbers if (passage := self.passage(number))}
        near = {number + step for number in numbers for step in (-2, -1, 1)}
        for number in numbers:
            near.update(self._paragraph(number, paragraphs))
        return tuple(passage for number in sorted(near - set(numbers)) if (passage := self.passage(number)) is not None)

    def _paragraph(self, number: int, paragraphs: set[int]) -> Iterable[int]:
        # Bounded: a page without line breaks is one paragraph.
        for step in (-1, 1):
            for distance in range(1, 6):
                passage = self.passage(number + step * distance)
                if passage is None or passage.paragraph not in paragraphs:
                    break
                yield passage.number


def _is_beside(one: Passage, other: Passage) -> bool:
    return one.paragraph == other.paragraph


def is_pronoun(text: str) -> bool:
    """Whether a speaker is only meant: "he", "She", "they"."""
    return text.lower() in _PRONOUNS


def features(passage: Passage) -> frozenset[str]:
    """What a passage is found by: the roots of its content words and its numbers as written."""
    return passage.kept(_features)


def _features(passage: Passage) -> frozenset[str]:
    return passage.root_set.union([piece for piece in passage.pieces if piece[0].isdecimal()])


@dataclass(frozen=True)
class Subject:
    """One statement held against its evidence. ``context`` is what stands near the evidence, and the title."""

    proposal: Proposal
    statement: Passage
    evidence: tuple[Passage, ...]
    context: tuple[Passage, ...]
    index: ArticleIndex

    @Once
    def said(self) -> tuple[Said, ...]:
        """The pieces of quotations in the evidence."""
        return tuple(said for passage in self.evidence for said in self.index.said.get(passage.number, ()))

    @Once
    def relevant(self) -> tuple[Passage, ...]:
        """The evidence that has its own good share of the statement's words; all of it when none has."""
        least = RELEVANT * len(self.statement.root_set)
        held = [passage for passage in self.evidence if len(passage.root_set & self.statement.root_set) >= least]
        return tuple(held) or self.evidence

    @Once
    def evidence_roots(self) -> frozenset[str]:
        """The roots of all content words in the evidence."""
        return frozenset[str]().union(*(passage.root_set for passage in self.evidence))

    @Once
    def evidence_keys(self) -> frozenset[str]:
        """The compared forms of all tokens in the evidence."""
        return frozenset[str]().union(*(passage.keys for passage in self.evidence))

    @Once
    def context_keys(self) -> frozenset[str]:
        """The compared forms of all tokens near the evidence."""
        return frozenset[str]().union(*(passage.keys for passage in self.context))

    @Once
    def verbatim(self) -> bool:
        """Whether the statement is a whole sentence of the evidence, in one spelling."""
        return any(self.statement.phrase == passage.phrase for passage in self.evidence)


Checker = Callable[[Subject], Check | None]


def failed(check: str, detail: str) -> Check:
    """A check that did not hold, with the reason for an editor, cut at 200 characters."""
    return Check(check, ok=False, detail=detail if len(detail) <= 200 else detail[:199] + "…")
