"""A model's sentences put in order by code: length, full stops, and claims that stand alone with their speaker.

What is merely asked for in a prompt is not kept by every model. Nothing here adds a word that the article does not
hold; the gate judges what comes out.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from service.summarise.article import Article
from service.summarise.grounding.length import limits
from service.summarise.grounding.subject import ArticleIndex
from service.summarise.statement import Kind, Output, Proposal
from service.summarise.wish import Wish
from service.summarise.writing import marks
from service.summarise.writing.headline import shorten
from service.summarise.writing.lexicon import holds_saying
from service.summarise.writing.openings import points_back, without_connective
from service.summarise.writing.salience import assessed
from service.summarise.writing.shortening import Shortener
from service.summarise.writing.standalone import Statements


def tidy(
    draft: Sequence[Proposal], article: Article, wish: Wish, prepared: ArticleIndex | None = None
) -> tuple[Proposal, ...]:
    """The draft in order, as many proposals as before. What cannot be mended safely is left to the gate as it is.

    ``prepared`` saves what a draft of the same article needed before.
    """
    ready = prepared or ArticleIndex(article)
    desk = ready.kept(_Desk)
    whole = (_balanced(_without_stop(proposal)) for proposal in draft)
    return tuple(_fitted(desk.alone(proposal), limits(wish, proposal.output)[0], ready) for proposal in whole)


def _without_stop(proposal: Proposal) -> Proposal:
    text = proposal.text
    stopped = proposal.output is Output.HEADLINE and text.endswith(".") and not text.endswith("..")
    return replace(proposal, text=text[:-1]) if stopped else proposal


def _balanced(proposal: Proposal) -> Proposal:
    """With a closing mark where a quotation that goes on in the article was cut at the sentence's end."""
    return replace(proposal, text=marks.balance(proposal.text) or proposal.text)


def _fitted(proposal: Proposal, max_chars: int, ready: ArticleIndex) -> Proposal:
    """Shortened by safe rules where it is too long."""
    text = proposal.text
    if len(text) <= max_chars:
        return proposal
    shortener = ready.kept(_shortener)
    if proposal.output is Output.HEADLINE:
        return replace(proposal, text=shorten(text, max_chars, shortener) or text)
    return replace(proposal, text=shortener.fit(text, max_chars) or text)


def _shortener(ready: ArticleIndex) -> Shortener:
    return Shortener(assessed(ready).chances, ready.language)


class _Desk:
    """What the tidying of one article needs, made when it is first needed. Holds no index, which holds it."""

    def __init__(self, prepared: ArticleIndex) -> None:
        self._article = prepared.article
        self._language = (self._article.language or "en")[:2].lower()

    @cached_property
    def _statements(self) -> Statements:
        return Statements(self._article)

    def alone(self, proposal: Proposal) -> Proposal:
        """A claim without "But" or "However", with a name for its pronoun and the article's word on who said it."""
        if proposal.output is not Output.CLAIMS:
            return proposal
        claim = replace(proposal, text=without_connective(proposal.text, self._language))
        if points_back(claim.text, self._language):
            claim = self._resolved(claim)
        return claim if claim.speaker else self._with_speaker(claim)

    def _resolved(self, claim: Proposal) -> Proposal:
        """The cited sentence as the extractive engine would tell it, when it can be told alone."""
        numbers = [number for number in claim.sentences if 0 < number <= len(self._article.sentences)]
        told = self._statements.at(numbers[0] - 1) if len(numbers) == 1 else None
        if told is None or told.needs is not None:
            return claim
        return replace(claim, text=told.text, sentences=told.sentences, kind=told.kind, speaker=told.speaker)

    def _with_speaker(self, claim: Proposal) -> Proposal:
        if not holds_saying(claim.text):
            return claim
        spans = [(one.start, one.end) for one in self._article.sentences if one.number in claim.sentences]
        names = {
            quotation.speaker.name
            for quotation in self._article.quotations
            if quotation.speaker and any(quotation.start < end and start < quotation.end for start, end in spans)
        }
        if len(names) != 1:
            return claim
        kind = Kind.ATTRIBUTED if claim.kind is Kind.FACT else claim.kind
        return replace(claim, speaker=names.pop(), kind=kind)
