"""What one run of a prompt over one article comes to, as plain counts. Pure: no model, no file, no clock."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.summarise.article import Article
from service.summarise.grounding.length import limits
from service.summarise.statement import Output, Proposal, Statement, joined_length
from service.summarise.wish import Wish


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of one run. ``first`` is the model's first draft, ``last`` its draft after the repair turn, if any.

    ``limits_kept`` counts asked outputs whose length was right as the model wrote them, of ``limits_asked``.
    ``spoken`` counts supported claims that rest on what the article lets a named speaker say, ``speakers_found`` those
    of them that name one. ``stopped`` says how many statements of the first draft failed each check.
    """

    first: int = 0
    first_supported: int = 0
    last: int = 0
    last_supported: int = 0
    limits_asked: int = 0
    limits_kept: int = 0
    spoken: int = 0
    speakers_found: int = 0
    stopped: Mapping[str, int] = field(default_factory=dict)


def count(
    article: Article,
    wish: Wish,
    raw: Sequence[Proposal],
    first: Sequence[Statement],
    last: Sequence[Statement],
) -> Counts:
    """The counts of a run: ``raw`` is the first reply before code mended it, the others are judged drafts."""
    asked = [output for output in Output if getattr(wish.outputs, output.value) is not None]
    spoken = [statement for statement in last if statement.supported and _rests_on_speech(statement, article)]
    return Counts(
        first=len(first),
        first_supported=sum(statement.supported for statement in first),
        last=len(last),
        last_supported=sum(statement.supported for statement in last),
        limits_asked=len(asked),
        limits_kept=sum(_keeps_limits(output, raw, wish) for output in asked),
        spoken=len(spoken),
        speakers_found=sum(statement.speaker is not None for statement in spoken),
        stopped=dict(Counter(check.check for statement in first for check in statement.checks)),
    )


def _keeps_limits(output: Output, raw: Sequence[Proposal], wish: Wish) -> bool:
    """Whether the output is there, in as many characters and sentences as were asked for."""
    texts = [proposal.text for proposal in raw if proposal.output is output]
    chars, most = limits(wish, output)
    alone = output in (Output.HEADLINE, Output.CLAIMS)
    longest = max(map(len, texts), default=0) if alone else joined_length(texts)
    return 0 < len(texts) <= most and longest <= chars


def _rests_on_speech(statement: Statement, article: Article) -> bool:
    """Whether the evidence of a claim holds words that the article gives to a named speaker."""
    return statement.output is Output.CLAIMS and any(
        quotation.speaker and quotation.start < piece.end and piece.start < quotation.end
        for quotation in article.quotations
        for piece in statement.evidence
    )
