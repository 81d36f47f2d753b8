"""What is ordered: one article under one wish, for one engine and one caller, and what a model needs for it."""

from dataclasses import dataclass, replace
from datetime import datetime

from service.summarise.answer import Caller
from service.summarise.article import Article
from service.summarise.summary import ArticleFacts, EngineUsed, Summary, Written
from service.summarise.wish import Wish
from service.summarise.writing.abstractive import Abstractive
from service.summarise.writing.prompts import Prompt


@dataclass(frozen=True, slots=True)
class Assignment:
    """One article under one wish, for one engine and one caller. ``id`` names the one summary that this has."""

    id: str
    article: Article
    wish: Wish
    engine: EngineUsed
    caller: Caller

    def summary(self, written: Written, created: datetime) -> Summary:
        """The summary that was written on this assignment."""
        return Summary(
            id=self.id,
            tenant=self.caller.tenant,
            created=created,
            statements=written.statements,
            rejected=written.rejected,
            engine=replace(self.engine, model=written.model) if written.model else self.engine,
            usage=written.usage,
            article=ArticleFacts.of(self.article),
            second_opinion=written.second_opinion,
            sentences_read=written.sentences_read,
        )


@dataclass(frozen=True, slots=True)
class Order:
    """What a model has to write, with which prompts; ``verifier`` is the second opinion's, where one is wanted."""

    job: Assignment
    writer: Abstractive
    prompt: Prompt
    verifier: Prompt | None
