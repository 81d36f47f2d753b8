"""The model engine: one call for all outputs, then at most one more to repair what the gate stopped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.summarise.article import Article, Sentence
from service.summarise.errors import ModelFailure
from service.summarise.grounding import gate
from service.summarise.ports import Clock, Deadline, Message, Model, ModelReply, ModelRequest, Usage
from service.summarise.statement import Output, Proposal, Statement
from service.summarise.summary import Written
from service.summarise.wish import Outputs, Ungrounded, Wish
from service.summarise.writing import extractive, reply, reply_schema, salience
from service.summarise.writing.prompts import Prompt
from service.summarise.writing.tidying import tidy

_CHARS_PER_TOKEN = 2.5
"""Low, so that the reply's limit is never the reason that a reply is cut short, in any Latin-script language."""

_TOKENS_PER_ITEM = 40
"""JSON around a sentence, its numbers, its kind and its speaker."""

_CLAIM_CHARS = 300

_WEIGHTY_MIN, _WEIGHTY_MAX = 5, 12
"""Lines that the model is told to look at first: about a third of the article's, and not fewer or more than this."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """One exchange with the model: what was asked and what came back."""

    asked: tuple[Message, ...]
    answer: ModelReply
    draft: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Abstractive:
    """Writes with a model.

    ``budget_chars`` bounds the article text that one call carries, ``timeout_seconds`` all calls about one article.
    """

    model: Model
    clock: Clock
    budget_chars: int
    timeout_seconds: float

    def write(self, article: Article, wish: Wish, prompt: Prompt) -> Iterator[Written]:
        """Ask, judge, and repair once: yields one or two results, the later the better.

        Raises ``ModelFailure`` when the first call gives nothing usable. When the repair fails, or there is less time
        left than the first call took, the first result stands.
        """
        deadline = Deadline.after(self.clock, self.timeout_seconds)
        first = self._ask(self._opening(article, wish, prompt), wish.outputs, prompt, deadline)
        first = replace(first, draft=tidy(first.draft, article, wish))
        yield _delivered(first.draft, (), article, wish, first.answer.usage)
        judged = gate.ground(first.draft, article, replace(wish, ungrounded=Ungrounded.DROP))
        left = deadline.remaining_seconds()
        if not judged.rejected or left < self.timeout_seconds - left:
            return
        try:
            second = self._repair(first, judged.rejected, wish, prompt, deadline)
        except ModelFailure:
            return
        draft = _joined(judged.statements, tidy(second.draft, article, wish))
        yield _delivered(draft, judged.rejected, article, wish, first.answer.usage + second.answer.usage)

    def _opening(self, article: Article, wish: Wish, prompt: Prompt) -> tuple[Message, ...]:
        sentences = self._read(article)
        user = prompt.render(
            "user",
            sentences=sentences,
            weighty=_weighty(article, sentences),
            title=article.title.text if article.title else None,
            language=wish.language_out or article.language,
            outputs=wish.outputs,
        )
        return (Message("system", prompt.render("system")), Message("user", user))

    def _read(self, article: Article) -> Sequence[Sentence]:
        return salience.select(article, self.budget_chars)

    def _ask(self, messages: tuple[Message, ...], outputs: Outputs, prompt: Prompt, deadline: Deadline) -> _Turn:
        request = ModelRequest(
            messages=messages,
            schema=reply_schema.schema_for(outputs),
            schema_name=prompt.name,
            max_output_tokens=_reply_tokens(outputs),
            temperature=prompt.temperature,
        )
        answer = self.model.complete(request, deadline)
        return _Turn(messages, answer, reply.parse(answer.text, outputs, prompt.mark))

    def _repair(
        self, first: _Turn, faulty: Sequence[Statement], wish: Wish, prompt: Prompt, deadline: Deadline
    ) -> _Turn:
        outputs = _only(wish.outputs, {statement.output for statement in faulty})
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
            Message("user", prompt.render("repair", faults=faults, outputs=names)),
        )
        return self._ask(messages, outputs, prompt, deadline)


def _weighty(article: Article, sentences: Sequence[Sentence]) -> list[int]:
    """The numbers of the most salient of these sentences, in order; none where nearly all would be named."""
    count = min(max(len(sentences) // 3, _WEIGHTY_MIN), _WEIGHTY_MAX)
    if len(sentences) <= _WEIGHTY_MIN:
        return []
    scores = salience.rank(article)
    best = sorted(sentences, key=lambda sentence: -scores[sentence.number - 1])[:count]
    return sorted(sentence.number for sentence in best)


def _only(outputs: Outputs, wanted: set[Output]) -> Outputs:
    return Outputs(**{name.value: getattr(outputs, name.value) if name in wanted else None for name in Output})


def _joined(kept: Sequence[Statement], again: Sequence[Proposal]) -> tuple[Proposal, ...]:
    first = tuple(_proposal(statement) for statement in kept)
    said = {(proposal.output, proposal.text) for proposal in first}
    return first + tuple(proposal for proposal in again if (proposal.output, proposal.text) not in said)


def _proposal(statement: Statement) -> Proposal:
    return Proposal(
        output=statement.output,
        text=statement.text,
        sentences=tuple(piece.sentence for piece in statement.evidence),
        kind=statement.kind,
        speaker=statement.speaker.name if statement.speaker else None,
    )


def _delivered(
    draft: Sequence[Proposal], stopped: Sequence[Statement], article: Article, wish: Wish, usage: Usage
) -> Written:
    """Judge the final draft, and put an extractive text in the place of each output that is lost."""
    grounded = gate.ground(draft, article, wish)
    present = {statement.output for statement in grounded.statements}
    lost = _only(wish.outputs, set(Output) - present)
    spare = gate.ground(extractive.draft(article, replace(wish, outputs=lost)), article, wish)
    said = {(one.output, one.text) for one in (*grounded.statements, *grounded.rejected)}
    earlier = tuple(one for one in stopped if (one.output, one.text) not in said)
    drafted = grounded.statements + grounded.rejected
    return Written(grounded.statements + spare.statements, earlier + grounded.rejected, usage, drafted)


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
