"""The use case: read the article, look it up, else write it, ground it and keep it."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from service.summarise.answer import Answer, Caller, Source
from service.summarise.article import Article, Submission
from service.summarise.errors import (
    LanguageMismatch,
    ModelFailure,
    ModelMissing,
    NotCached,
    SummaryNotFound,
    UnknownPrompt,
)
from service.summarise.grounding import gate
from service.summarise.keeping import Keeper, Kept, store_key, summary_id, tagged
from service.summarise.ports import Clock, Prompts, Usage
from service.summarise.reading.reader import read
from service.summarise.single_flight import Offer, SingleFlight
from service.summarise.summary import ArticleFacts, Degraded, EngineKind, EngineUsed, PromptUsed, Summary, Written
from service.summarise.turns import Turns
from service.summarise.wish import EngineChoice, Wish
from service.summarise.writing import extractive
from service.summarise.writing.abstractive import Abstractive
from service.summarise.writing.prompts import Prompt, Task

VERIFIER = "verify"
"""The prompt of the second opinion: its production version."""

_BY_CODE = EngineUsed(EngineKind.EXTRACTIVE)


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
            engine=self.engine,
            usage=written.usage,
            article=ArticleFacts.of(self.article),
            second_opinion=written.second_opinion,
            sentences_read=written.sentences_read,
        )


class Summariser:
    """The use case, with everything it asks of the outside. ``writer`` is None when no model is configured."""

    def __init__(
        self,
        prompts: Prompts,
        keeper: Keeper,
        flights: SingleFlight[Kept],
        writer: Abstractive | None,
        clock: Clock,
        turns: Turns,
    ) -> None:
        self._prompts = prompts
        self._keeper = keeper
        self._flights = flights
        self._writer = writer
        self._clock = clock
        self._turns = turns

    def summarise(self, submission: Submission, wish: Wish, caller: Caller) -> Answer:
        """A grounded summary by the caller's deadline.

        Raises ``BadArticle``, ``UnknownPrompt``, ``LanguageMismatch``, ``ModelMissing``, ``NotCached``, and a
        ``ModelFailure`` only when the caller insists on the model; else that gives a degraded answer.
        """
        prompt = self._prompt(wish.prompt, Task.SUMMARISE)
        writer = self._chosen_writer(wish)
        article = self._turns.run(lambda: read(submission), submission.chars)
        _check_language(wish, article)
        if writer is None:
            return self._by_code(article, wish, caller)
        try:
            return self._by_model(writer, prompt, article, wish, caller)
        except ModelFailure as failure:
            if wish.engine is EngineChoice.LLM:
                raise
            degraded = Degraded(failure.reason, failure.retry_after_seconds)
            return replace(self._by_code(article, wish, caller), degraded=degraded)

    def recall(self, identifier: str, tenant: str) -> Answer:
        """The kept summary of that id. Raises ``SummaryNotFound``, also for another tenant's."""
        kept = self._keeper.find(identifier)
        if kept is None or kept.summary.tenant != tenant:
            raise SummaryNotFound("no summary is kept under this id")
        return self._answer(kept, Source.HIT)

    def forget(self, identifier: str, tenant: str) -> None:
        """Purge a summary for all workers. Raises ``SummaryNotFound``, and ``StoreDown`` when it cannot be promised."""
        kept = self._keeper.find(identifier)
        others = kept is not None and kept.summary.tenant != tenant
        if others or not self._keeper.remove(identifier):
            raise SummaryNotFound("no summary is kept under this id")

    def _chosen_writer(self, wish: Wish) -> Abstractive | None:
        if wish.engine is EngineChoice.LLM and self._writer is None:
            raise ModelMissing("no model is configured")
        return None if wish.engine is EngineChoice.EXTRACTIVE else self._writer

    def _by_model(self, writer: Abstractive, prompt: Prompt, article: Article, wish: Wish, caller: Caller) -> Answer:
        verifier = self._prompt(VERIFIER, Task.VERIFY) if wish.verify else None
        used = PromptUsed(verifier.name, verifier.version, verifier.sha256) if verifier else None
        engine = EngineUsed(EngineKind.LLM, writer.model.name, prompt.name, prompt.version, prompt.sha256, used)
        identifier = summary_id(caller.tenant, engine, writer.model.base_url, wish, article)
        job = Assignment(identifier, article, wish, engine, caller)
        known = self._known(job)
        if known is not None:
            return known
        landing = self._flights.fly(
            store_key(job.id) if caller.cache.keep else f"unshared:{secrets.token_hex(16)}",
            recall=lambda: self._keeper.find(job.id) if caller.cache.recall else None,
            work=lambda offer: self._written_by_model(job, writer, (prompt, verifier), offer),
            deadline=caller.deadline,
        )
        return self._answer(landing.result, Source.WRITTEN if landing.led else Source.COLLAPSED, job.article)

    def _written_by_model(
        self, job: Assignment, writer: Abstractive, prompts: tuple[Prompt, Prompt | None], offer: Offer[Kept]
    ) -> Kept:
        mark = self._keeper.mark(job.id)
        drafts = (
            tagged(job.summary(written, self._clock.now())) for written in writer.write(job.article, job.wish, *prompts)
        )
        for draft in drafts:
            offer(draft)
        if job.caller.cache.keep:
            self._keeper.put_unless_purged(draft.summary, mark)
        return draft

    def _prompt(self, selector: str, task: Task) -> Prompt:
        prompt = self._prompts.select(selector)
        if prompt.task is not task:
            raise UnknownPrompt(f"prompt {prompt.name} is for another task")
        return prompt

    def _by_code(self, article: Article, wish: Wish, caller: Caller) -> Answer:
        wish = replace(wish, verify=None)  # the article's own words need no second opinion
        identifier = summary_id(caller.tenant, _BY_CODE, "", wish, article)
        job = Assignment(identifier, article, wish, _BY_CODE, caller)
        known = self._known(job)
        if known is not None:
            return known
        grounded = self._turns.run(
            lambda: gate.ground(extractive.draft(article, wish), article, wish), len(article.source)
        )
        written = Written(grounded.statements, grounded.rejected, Usage())
        kept = tagged(job.summary(written, self._clock.now()))
        if caller.cache.keep:
            self._keeper.put(kept.summary)
        return self._answer(kept, Source.WRITTEN, article)

    def _known(self, job: Assignment) -> Answer | None:
        """The kept answer, if the caller takes one. Raises ``NotCached`` when the caller takes nothing else."""
        policy = job.caller.cache
        kept = self._keeper.find(job.id) if policy.recall else None
        answer = kept and self._answer(kept, Source.HIT, job.article)
        if answer and (policy.max_age_seconds is None or answer.age_seconds <= policy.max_age_seconds):
            return answer
        if policy.only:
            raise NotCached("no answer to this request is in the cache")
        return None

    def _answer(self, kept: Kept, source: Source, article: Article | None = None) -> Answer:
        age = max(0, int((self._clock.now() - kept.summary.created).total_seconds()))
        return Answer(
            summary=kept.summary.pinned_to(article) if article else kept.summary,
            etag=kept.etag,
            source=source,
            age_seconds=age,
            ttl_seconds=max(0, self._keeper.ttl_seconds - age),
            article=article,
        )


def _check_language(wish: Wish, article: Article) -> None:
    """Raises ``LanguageMismatch``: a translation cannot be held against the article by code, so none is given."""
    if wish.language_out and article.language and _primary(wish.language_out) != _primary(article.language):
        raise LanguageMismatch(f"the article is in the language {article.language}")


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()
