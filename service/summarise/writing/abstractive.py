"""The model engine: one call for all outputs, at most one for repairs, and one for a second opinion if wanted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from service.summarise.article import Article, Sentence
from service.summarise.errors import ModelCutShort, ModelFailure
from service.summarise.grounding import gate
from service.summarise.grounding.subject import ArticleIndex
from service.summarise.ports import Clock, Deadline, Hear, Message, Model, ModelReply, ModelRequest, Usage
from service.summarise.statement import Proposal, Statement
from service.summarise.summary import Opinion, Written
from service.summarise.turns import Turns
from service.summarise.wish import Outputs, Ungrounded, Wish
from service.summarise.writing import delivery, reply, reply_schema, salience, second_opinion
from service.summarise.writing.delivery import only
from service.summarise.writing.hearing import Hearing, Tell
from service.summarise.writing.prompts import Prompt
from service.summarise.writing.tidying import tidy

_CHARS_PER_TOKEN = 2.5
"""Low, so that the reply's limit is never the reason that a reply is cut short, in any Latin-script language."""

_TOKENS_PER_ITEM = 40
"""JSON around a sentence, its numbers, its kind and its speaker."""

_CLAIM_CHARS = 300


@dataclass(frozen=True, slots=True)
class _Turn:
    """One exchange with the model: what was asked and what came back."""

    asked: tuple[Message, ...]
    answer: ModelReply
    draft: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class _Call:
    """What stays the same over the turns about one article, but for what is asked again."""

    prompt: Prompt
    outputs: Outputs
    language: str | None
    deadline: Deadline
    meanwhile: Callable[[], None] | None
    heard: Hear | None


@dataclass(frozen=True, slots=True)
class Abstractive:
    """Writes with a model.

    ``budget_chars`` bounds the article text that one call carries, ``timeout_seconds`` all calls about one article.
    Judging takes its turn in ``turns``.
    """

    model: Model
    clock: Clock
    budget_chars: int
    timeout_seconds: float
    turns: Turns = field(default_factory=Turns)

    def write(
        self, article: Article, wish: Wish, prompt: Prompt, verifier: Prompt | None = None, tell: Tell | None = None
    ) -> Iterator[Written]:
        """Ask, judge, and repair once; with a ``verifier``, have what is left doubted. The later result is the better.

        ``tell`` gets each statement that the gate supports while the model still writes; with a ``verifier`` it gets
        none, since what is told has to stay.

        Raises ``ModelFailure`` when the first call gives nothing usable. When a later call fails, or there is less time
        left than the first call took, the result before it stands.
        """
        deadline = Deadline.after(self.clock, self.timeout_seconds)
        sentences = self.shown(article, prompt)
        took = 0.0
        for draft in self._drafts(article, sentences, wish, prompt, deadline, None if verifier else tell):
            written = replace(draft, sentences_read=len(sentences))
            took = took or self.timeout_seconds - deadline.remaining_seconds()
            yield replace(written, second_opinion=Opinion.PENDING) if verifier else written
        if verifier:
            yield self._doubted(written, article, wish, verifier, deadline, took)

    def _doubted(
        self, written: Written, article: Article, wish: Wish, verifier: Prompt, deadline: Deadline, took: float
    ) -> Written:
        """The result without what the second opinion refuses."""
        own = delivery.own(written)
        if not own or deadline.remaining_seconds() < took:
            return replace(written, second_opinion=Opinion.SKIPPED)
        doubts = second_opinion.ask(self.model, verifier, own, article, deadline)
        paid = replace(written, usage=written.usage + doubts.usage)
        if doubts.refused is None:
            return replace(paid, second_opinion=Opinion.FAILED)
        refused = frozenset(own[place] for place in doubts.refused)
        return replace(delivery.without(refused, paid, article, wish), second_opinion=Opinion.GIVEN)

    def _drafts(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        wish: Wish,
        prompt: Prompt,
        deadline: Deadline,
        tell: Tell | None,
    ) -> Iterator[Written]:
        """One or two drafts, judged; the second has what the first had and what was repaired."""
        ready = gate.index(article)
        take_turn = partial(self.turns.run, chars=len(article.source))
        hearing = Hearing(article, wish, ready, prompt.mark, tell, take_turn) if tell else None
        heard = hearing.hear if hearing else None
        with self.turns.ahead(ready.prepare, len(article.source)) as prepare:
            call = _Call(prompt, wish.outputs, article.language, deadline, prepare, heard)
            first = self._ask(_opening(article, sentences, wish, prompt), call)
            judged, written = take_turn(lambda: _judged(first, article, wish, ready))
        if hearing:
            hearing.tell(written.drafted)
        yield replace(written, model=first.answer.model)
        left = deadline.remaining_seconds()
        if not judged.rejected or left < self.timeout_seconds - left:
            return
        again = replace(call, outputs=only(wish.outputs, {one.output for one in judged.rejected}), meanwhile=None)
        if hearing:
            hearing.go_on(judged.statements, again.outputs)
        try:
            second = self._repair(first, judged.rejected, again)
        except ModelFailure:
            return
        usage = first.answer.usage + second.answer.usage
        joined = take_turn(lambda: _joined(judged, second, article, wish, usage, ready))
        yield replace(joined, model=first.answer.model)

    def shown(self, article: Article, prompt: Prompt) -> Sequence[Sentence]:
        """What the model is shown of an article. Raises ``ModelCutShort`` when no sentence is short enough for it."""
        sentences = salience.select(article, self.budget_chars, prompt.mark)
        if not sentences:
            raise ModelCutShort("no sentence of the article fits what the model may be shown")
        return sentences

    def _ask(self, messages: tuple[Message, ...], call: _Call) -> _Turn:
        request = ModelRequest(
            messages=messages,
            schema=reply_schema.schema_for(call.outputs, rows=call.prompt.rows),
            schema_name=call.prompt.name,
            max_output_tokens=_reply_tokens(call.outputs),
            temperature=call.prompt.temperature,
            meanwhile=call.meanwhile,
        )
        answer = self.model.complete(request, call.deadline, call.heard)
        return _Turn(messages, answer, reply.parse(answer.text, call.outputs, call.prompt.mark, call.language))

    def _repair(self, first: _Turn, faulty: Sequence[Statement], call: _Call) -> _Turn:
        faults = [
            {
                "output": statement.output.value,
                "text": statement.text,
                "reasons": "; ".join(check.detail or check.check for check in statement.checks),
                "lines": statement.evidence,
            }
            for statement in faulty
        ]
        names = ", ".join(sorted({statement.output.value for statement in faulty}))
        messages = (
            *first.asked,
            Message("assistant", first.answer.text),
            Message("user", call.prompt.render("repair", faults=faults, outputs=names)),
        )
        return self._ask(messages, call)


def _judged(first: _Turn, article: Article, wish: Wish, ready: ArticleIndex) -> tuple[gate.Grounded, Written]:
    """The first draft judged as if all that fails were dropped, and as it is delivered."""
    draft = tidy(first.draft, article, wish, ready)
    judged = gate.ground(draft, article, replace(wish, ungrounded=Ungrounded.DROP), ready)
    grounded = judged if wish.ungrounded is Ungrounded.DROP else gate.ground(draft, article, wish, ready)
    return judged, delivery.composed(grounded, (), article, wish, first.answer.usage, ready)


def _joined(
    judged: gate.Grounded, second: _Turn, article: Article, wish: Wish, usage: Usage, ready: ArticleIndex
) -> Written:
    """What stood of the first draft and what was written again, as it is delivered."""
    draft = delivery.joined(judged.statements, tidy(second.draft, article, wish, ready))
    return delivery.delivered(draft, judged.rejected, article, wish, usage, ready)


def _opening(article: Article, sentences: Sequence[Sentence], wish: Wish, prompt: Prompt) -> tuple[Message, ...]:
    user = prompt.render(
        "user",
        sentences=sentences,
        title=article.title.text if article.title else None,
        language=wish.language_out or article.language,
        outputs=wish.outputs,
    )
    return (Message("system", prompt.render("system")), Message("user", user))


def _reply_tokens(outputs: Outputs) -> int:
    """Room for everything asked at its longest: the cap on what one call can cost."""
    headline, summary, blurb = outputs.headline, outputs.summary, outputs.blurb
    meta, claims = outputs.meta_description, outputs.claims
    chars = items = 0
    if headline:
        chars, items = chars + headline.max_chars * headline.variants, items + headline.variants
    if summary:
        chars, items = chars + summary.max_chars, items + summary.max_sentences
    if blurb:
        chars, items = chars + blurb.max_chars, items + 3
    if meta:
        chars, items = chars + meta.max_chars, items + 1
    if claims:
        chars, items = chars + _CLAIM_CHARS * claims.max_items, items + claims.max_items
    return int(chars / _CHARS_PER_TOKEN) + items * _TOKENS_PER_ITEM + 100
