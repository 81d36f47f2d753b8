"""The extractive engine: the article's own sentences, chosen and shortened by rule. No model, no download.

Pure and deterministic; every proposal is a subset of the words of the sentences that it cites, but for names in the
place of pronouns and for "X said" before a quotation whose speaker is known.
"""

from collections.abc import Iterator
from dataclasses import replace

from service.summarise.article import Article
from service.summarise.grounding.standing import leaning
from service.summarise.grounding.subject import ArticleIndex
from service.summarise.reading.suitability_words import DATELINE
from service.summarise.statement import Kind, Output, Proposal
from service.summarise.wish import HeadlineWish, Outputs, Wish
from service.summarise.writing import headline, marks
from service.summarise.writing.salience import Salience, assessed, contents, sterner
from service.summarise.writing.selection import Room, Weighed, choose, weigh
from service.summarise.writing.shortening import MAX_SENTENCE_CHARS, Shortener, clip
from service.summarise.writing.standalone import Standing, Statements

CANDIDATES = 20  # sentences that are looked at closely: the most salient ones
CLAIM_CHARS = 114  # characters that a claim may take on average
BLURB_STATEMENTS = 3
META_STATEMENTS = 2
PRICE = 0.08  # chance of being in a human summary, for each word, below which a phrase is left out
CLAIM_ODDS = 0.55  # of a word in a claim beside those in a summary: fitted to what humans call key facts
NEWS = 0.25  # share of a statement's words that have to be new beside the headline


def draft(article: Article, wish: Wish, prepared: ArticleIndex | None = None) -> tuple[Proposal, ...]:
    """Proposals for every wished output, each within its limits. Nothing where the article has no sentences.

    ``prepared`` saves what a draft of the same article needed before.
    """
    if not article.sentences:
        return ()
    return tuple((prepared or ArticleIndex(article)).kept(_Draft).proposals(wish.outputs))


class _Draft:
    """One article being written about: what matters in it, and its sentences as statements."""

    def __init__(self, prepared: ArticleIndex) -> None:
        article = self._article = prepared.article
        self._salience = assessed(prepared)
        self._shortener = Shortener(self._salience.chances, article.language)
        self._whole = tuple(_statements(article, self._salience))
        self._story_end = _story_end(article)
        self._trimmed = tuple(self._weighed(self._trim(statement)) for statement in self._whole)

    def proposals(self, outputs: Outputs) -> Iterator[Proposal]:
        """Headline, its variants, summary, blurb, meta description, claims."""
        known = ""
        for proposal in self._headlines(outputs.headline):
            known = known or proposal.text
            yield proposal
        if outputs.summary:
            room = Room(outputs.summary.max_sentences, outputs.summary.max_chars, alone=False)
            yield from self._paragraph(Output.SUMMARY, room)
        if outputs.blurb:
            room = Room(BLURB_STATEMENTS, outputs.blurb.max_chars, alone=False)
            yield from self._paragraph(Output.BLURB, room, known)
        if outputs.meta_description:
            room = Room(META_STATEMENTS, outputs.meta_description.max_chars, alone=False)
            yield from self._paragraph(Output.META_DESCRIPTION, room)
        if outputs.claims:
            yield from self._claims(outputs.claims.max_items)

    def _headlines(self, wish: HeadlineWish | None) -> tuple[Proposal, ...]:
        if wish is None:
            return ()
        ranked = sorted(self._whole, key=lambda statement: -self._salience.scores[statement.index])
        return headline.propose(self._article, wish, self._shortener, ranked)

    def _paragraph(self, output: Output, room: Room, known: str = "") -> Iterator[Proposal]:
        heard = contents(known, self._article.language)
        story = (weighed for weighed in self._trimmed if weighed.standing.index < self._story_end)
        pool = [fitted for weighed in story if (fitted := self._fitted(weighed, room.chars))]
        pool = [weighed for weighed in pool if not heard or _says_more(weighed, heard)]
        chosen = choose(pool, self._salience.chances, room, heard) or self._clipped(room.chars)
        for statement in chosen:
            yield Proposal(output, statement.text, statement.sentences, statement.kind, statement.speaker)

    def _claims(self, max_items: int) -> Iterator[Proposal]:
        chances = sterner(self._salience.chances, CLAIM_ODDS)
        told = [weighed for weighed in self._trimmed if leaning(weighed.standing.text) is None]
        for statement in choose(told, chances, Room(max_items, CLAIM_CHARS * max_items)):
            yield Proposal(Output.CLAIMS, statement.text, statement.sentences, statement.kind, statement.speaker)

    def _weighed(self, statement: Standing) -> Weighed:
        return weigh(statement, self._article.language, opinion="opinion" in self._article.suitability)

    def _trim(self, statement: Standing) -> Standing:
        return replace(statement, text=self._shortener.trim(statement.text, PRICE))

    def _fitted(self, weighed: Weighed, max_chars: int) -> Weighed | None:
        statement = weighed.standing
        if len(statement.text) <= max_chars:
            return weighed
        text = self._shortener.fit(statement.text, max_chars)
        return self._weighed(replace(statement, text=text)) if text else None

    def _clipped(self, max_chars: int) -> tuple[Standing, ...]:
        """A lead that no rule brings to its length, cut short."""
        first = self._whole[0]
        return (replace(first, text=clip(first.text, max_chars)),)


def _statements(article: Article, salience: Salience) -> Iterator[Standing]:
    """The most salient sentences as statements, in order; a lead that cannot be mended where there is nothing else."""
    statements = Statements(article)
    places = sorted(range(len(article.sentences)), key=lambda place: -salience.scores[place])[:CANDIDATES]
    found = [standing for place in sorted({0, *places}) if (standing := statements.at(place)) is not None]
    if found:
        yield from found
    else:
        lead = article.sentences[0]
        yield Standing(marks.clean(lead.text[:MAX_SENTENCE_CHARS]), (lead.number,), 0, Kind.FACT, None)


def _story_end(article: Article) -> int:
    """The place behind the first story's last sentence: a paragraph that goes on with another one would mix them."""
    if "several_articles" in article.suitability:
        for place, sentence in enumerate(article.sentences):
            if place and DATELINE.match(sentence.text):
                return place
    return len(article.sentences)


def _says_more(weighed: Weighed, heard: frozenset[str]) -> bool:
    return len(weighed.words - heard) > NEWS * len(weighed.words)
