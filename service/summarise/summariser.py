"""The use case: read the article, look it up, else write it, ground it and keep it."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.summarise.allowance import OverBudget
from service.summarise.answer import Answer, Caller, Source
from service.summarise.article import Article, Submission
from service.summarise.errors import (
    BudgetSpent,
    BudgetUnknown,
    LanguageMismatch,
    ModelFailure,
    ModelMissing,
    NotCached,
    SummaryNotFound,
    UnknownPrompt,
)
from service.summarise.grounding import gate
from service.summarise.keeping import Keeper, Kept, store_key, summary_id, tagged
from service.summarise.orders import Assignment, Order
from service.summarise.paying import Till
from service.summarise.ports import Clock, Prompts, Usage
from service.summarise.reading.reader import read
from service.summarise.single_flight import Offer, Owner, Seat, SingleFlight, Tell
from service.summarise.statement import Statement
from service.summarise.summary import Degraded, EngineKind, EngineUsed, PromptUsed, Told, Written
from service.summarise.telling import Event, Opening, at_once, rest
from service.summarise.turns import Turns
from service.summarise.wish import EngineChoice, Wish
from service.summarise.writing import delivery, extractive
from service.summarise.writing.abstractive import Abstractive
from service.summarise.writing.prompts import Prompt, Task

VERIFIER = "verify"
"""The prompt of the second opinion: its production version."""

_BY_CODE = EngineUsed(EngineKind.EXTRACTIVE)


class Summariser:
    """The use case, with everything it asks of the outside. ``writer`` is None when no model is configured.

    Calls are paid for at the ``till``; without one they are free.
    """

    def __init__(
        self,
        prompts: Prompts,
        keeper: Keeper,
        flights: SingleFlight[Kept, Told],
        writer: Abstractive | None,
        clock: Clock,
        turns: Turns,
        till: Till | None = None,
    ) -> None:
        self._prompts = prompts
        self._keeper = keeper
        self._flights = flights
        self._writer = writer
        self._clock = clock
        self._turns = turns
        self._till = till

    def summarise(self, submission: Submission, wish: Wish, caller: Caller) -> Answer:
        """A grounded summary by the caller's deadline.

        Raises ``BadArticle``, ``UnknownPrompt``, ``LanguageMismatch``, ``ModelMissing``, ``NotCached``, and a
        ``ModelFailure`` only when the caller insists on the model, or is over a budget that refuses; else that gives a
        degraded answer.
        """
        article, order = self._taken(submission, wish, caller)
        if order is None:
            return self._by_code(article, wish, caller)
        try:
            return self._by_model(order)
        except ModelFailure as failure:
            return self._instead(failure, order)

    def stream(self, submission: Submission, wish: Wish, caller: Caller, pulse_seconds: float) -> Iterator[Event]:
        """What ``summarise`` gives, told as it is written: supported statements while the model writes.

        Raises what ``summarise`` raises in place of the opening; after it only a ``ModelFailure``, to a caller who
        insists on the model. Closing the iterator gives up the caller's place; the writing goes on.
        """
        article, order = self._taken(submission, wish, caller)
        if order is None:
            yield from at_once(self._by_code(article, wish, caller), article)
            return
        try:
            ready = self._known(order.job) or self._board(order, tells=True)
        except ModelFailure as failure:
            ready = self._instead(failure, order)
        if isinstance(ready, Answer):
            yield from at_once(ready, article)
            return
        with ready as seat:
            yield from self._heard(seat, order, pulse_seconds)

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

    def _taken(self, submission: Submission, wish: Wish, caller: Caller) -> tuple[Article, Order | None]:
        """The article as read, and what a model has to do; None where none is wanted."""
        prompt = self._prompt(wish.prompt, Task.SUMMARISE)
        writer = self._chosen_writer(wish)
        article = self._turns.run(lambda: read(submission), submission.chars)
        _check_language(wish, article)
        return article, self._order(writer, prompt, article, wish, caller) if writer else None

    def _order(self, writer: Abstractive, prompt: Prompt, article: Article, wish: Wish, caller: Caller) -> Order:
        verifier = self._prompt(VERIFIER, Task.VERIFY) if wish.verify else None
        if self._till:
            writer = replace(writer, model=self._till.paid_by(caller.tenant, caller.allowance, writer.model))
        used = PromptUsed(verifier.name, verifier.version, verifier.sha256) if verifier else None
        engine = EngineUsed(EngineKind.LLM, writer.model.name, prompt.name, prompt.version, prompt.sha256, used)
        identifier = summary_id(caller.tenant, engine, writer.model.base_url, wish, article)
        return Order(Assignment(identifier, article, wish, engine, caller), writer, prompt, verifier)

    def _by_model(self, order: Order) -> Answer:
        known = self._known(order.job)
        if known is not None:
            return known
        with self._board(order, tells=False) as seat:
            return self._landed(seat, order.job)

    def _board(self, order: Order, *, tells: bool) -> Seat[Kept, Told]:
        """A seat on the flight that writes this. One that tells costs the model's words one by one."""
        job, policy = order.job, order.job.caller.cache
        return self._flights.board(
            store_key(job.id) if policy.keep else f"unshared:{secrets.token_hex(16)}",
            recall=lambda: self._keeper.find(job.id) if policy.recall else None,
            work=lambda offer, tell: self._written_by_model(order, offer, tell if tells else None),
            owner=Owner(job.caller.tenant, job.caller.allowance.concurrent_requests),
        )

    def _landed(self, seat: Seat[Kept, Told], job: Assignment) -> Answer:
        landing = seat.land(job.caller.deadline)
        return self._answer(landing.result, Source.WRITTEN if landing.led else Source.COLLAPSED, job.article)

    def _heard(self, seat: Seat[Kept, Told], order: Order, pulse_seconds: float) -> Iterator[Event]:
        job, told = order.job, list[Statement]()
        yield Opening(job.article, led=seat.led)
        try:
            for piece in seat.hear(job.caller.deadline, pulse_seconds):
                if piece is not None:
                    told.append(piece.pinned_to(job.article))
                yield told[-1] if piece else None
            answer = self._landed(seat, job)
        except ModelFailure as failure:
            answer = self._instead(failure, order, told)
        yield from rest(answer, told)

    def _instead(self, failure: ModelFailure, order: Order, told: Sequence[Statement] = ()) -> Answer:
        """What a caller gets who does not insist on the model: what he was told of, completed, else all by code.

        Raises the failure to who insists, and to who wants no answer beyond the budget.
        """
        job = order.job
        if job.wish.engine is EngineChoice.LLM or _is_refused(failure, job.caller):
            raise failure
        late = job.caller.deadline.remaining_seconds() <= 0
        answer = self._completed(order, told) if told else self._by_code(job.article, job.wish, job.caller, urgent=late)
        return replace(answer, degraded=Degraded(failure.reason, failure.retry_after_seconds))

    def _completed(self, order: Order, told: Sequence[Statement]) -> Answer:
        """What was told, with an extractive text for each output that is missing. It is not kept."""
        job = order.job
        standing = gate.Grounded(tuple(told), ())
        written = self._turns.run(
            lambda: delivery.composed(standing, (), job.article, job.wish, Usage()),
            len(job.article.source),
            urgent=True,
        )
        read_by_model = len(order.writer.shown(job.article, order.prompt))
        summary = job.summary(replace(written, sentences_read=read_by_model), self._clock.now())
        return self._answer(tagged(summary), Source.WRITTEN, job.article)

    def _written_by_model(self, order: Order, offer: Offer[Kept], tell: Tell[Told] | None) -> Kept:
        job = order.job
        mark = self._keeper.mark(job.id)
        starts = tuple(sentence.start for sentence in job.article.sentences)
        told = (lambda statement: tell(Told(statement, starts))) if tell else None
        drafts = (
            tagged(job.summary(written, self._clock.now()))
            for written in order.writer.write(job.article, job.wish, order.prompt, order.verifier, told)
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

    def _by_code(self, article: Article, wish: Wish, caller: Caller, *, urgent: bool = False) -> Answer:
        wish = replace(wish, verify=None)  # the article's own words need no second opinion
        identifier = summary_id(caller.tenant, _BY_CODE, "", wish, article)
        job = Assignment(identifier, article, wish, _BY_CODE, caller)
        known = self._known(job)
        if known is not None:
            return known
        grounded = self._turns.run(
            lambda: gate.ground(extractive.draft(article, wish), article, wish), len(article.source), urgent=urgent
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


def _is_refused(failure: ModelFailure, caller: Caller) -> bool:
    """Whether the budget is known to be spent and the caller is to be told so with an error."""
    known = isinstance(failure, BudgetSpent) and not isinstance(failure, BudgetUnknown)
    return known and caller.allowance.over_budget is OverBudget.REFUSE


def _check_language(wish: Wish, article: Article) -> None:
    """Raises ``LanguageMismatch``: a translation cannot be held against the article by code, so none is given."""
    if wish.language_out and article.language and _primary(wish.language_out) != _primary(article.language):
        raise LanguageMismatch(f"the article is in the language {article.language}")


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()
