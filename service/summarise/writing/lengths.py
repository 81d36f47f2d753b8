"""A model's sentences brought to the asked length by code: what is asked for in words alone is not kept."""

from collections.abc import Sequence
from dataclasses import replace

from service.summarise.article import Article
from service.summarise.grounding.length import limits
from service.summarise.statement import Output, Proposal
from service.summarise.wish import Wish
from service.summarise.writing.headline import shorten
from service.summarise.writing.salience import assess
from service.summarise.writing.shortening import Shortener


def mend(draft: Sequence[Proposal], article: Article, wish: Wish) -> tuple[Proposal, ...]:
    """The draft with too long sentences shortened where that is safe, and headlines without their full stop.

    What cannot be shortened safely stays as it is; the gate will say that it is too long.
    """
    bare = [_without_stop(proposal) for proposal in draft]
    if all(len(proposal.text) <= limits(wish, proposal.output)[0] for proposal in bare):
        return tuple(bare)
    shortener = Shortener(assess(article).chances, article.language)
    return tuple(_fitted(proposal, limits(wish, proposal.output)[0], shortener) for proposal in bare)


def _without_stop(proposal: Proposal) -> Proposal:
    text = proposal.text
    stopped = proposal.output is Output.HEADLINE and text.endswith(".") and not text.endswith("..")
    return replace(proposal, text=text[:-1]) if stopped else proposal


def _fitted(proposal: Proposal, max_chars: int, shortener: Shortener) -> Proposal:
    text = proposal.text
    if len(text) <= max_chars:
        return proposal
    fitted = (
        shorten(text, max_chars, shortener) if proposal.output is Output.HEADLINE else shortener.fit(text, max_chars)
    )
    return replace(proposal, text=fitted or text)
