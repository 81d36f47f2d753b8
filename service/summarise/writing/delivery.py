"""What a model drafted as what is delivered: joined with its repair, judged, and with a text for each lost output."""

from collections.abc import Sequence, Set
from dataclasses import replace

from service.summarise.article import Article
from service.summarise.grounding import gate, standing
from service.summarise.grounding.subject import ArticleIndex
from service.summarise.ports import Usage
from service.summarise.statement import Output, Proposal, Statement, Verdict
from service.summarise.summary import Written
from service.summarise.wish import Outputs, Ungrounded, Wish
from service.summarise.writing import extractive
from service.summarise.writing.second_opinion import CHECK


def only(outputs: Outputs, wanted: Set[Output]) -> Outputs:
    """The wishes for these outputs."""
    return Outputs(**{name.value: getattr(outputs, name.value) if name in wanted else None for name in Output})


def joined(kept: Sequence[Statement], again: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """What stood of the first draft, and what was written again."""
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


def delivered(
    draft: Sequence[Proposal],
    stopped: Sequence[Statement],
    article: Article,
    wish: Wish,
    usage: Usage,
    prepared: ArticleIndex | None = None,
) -> Written:
    """Judge the final draft, and put an extractive text in the place of each output that is lost."""
    return composed(gate.ground(draft, article, wish, prepared), stopped, article, wish, usage, prepared)


def composed(
    grounded: gate.Grounded,
    stopped: Sequence[Statement],
    article: Article,
    wish: Wish,
    usage: Usage,
    prepared: ArticleIndex | None = None,
) -> Written:
    """What was judged as it is delivered; ``stopped`` is what an earlier draft lost."""
    said = {(one.output, one.text) for one in (*grounded.statements, *grounded.rejected)}
    earlier = tuple(one for one in stopped if (one.output, one.text) not in said)
    return Written(
        statements=grounded.statements + _replacements(grounded.statements, article, wish, prepared),
        rejected=earlier + grounded.rejected,
        usage=usage,
        drafted=grounded.statements + grounded.rejected,
    )


def own(written: Written) -> tuple[Statement, ...]:
    """The delivered statements that a model wrote and the gate has passed."""
    drafted = set(written.drafted)
    return tuple(statement for statement in written.statements if statement.supported and statement in drafted)


def without(refused: Set[Statement], written: Written, article: Article, wish: Wish) -> Written:
    """The result without these statements, or with them flagged. Nothing else comes in but extractive replacements."""
    judged = tuple(standing.linked(_marked(one, refused) for one in written.statements))
    if wish.ungrounded is Ungrounded.FLAG:
        return replace(written, statements=judged)
    kept = tuple(one for one in judged if one.supported)
    taken = tuple(one for one in judged if not one.supported)
    statements = kept + _replacements(kept, article, wish)
    return replace(written, statements=statements, rejected=written.rejected + taken)


def _marked(statement: Statement, refused: Set[Statement]) -> Statement:
    if statement not in refused:
        return statement
    return replace(statement, verdict=Verdict.UNSUPPORTED, checks=(*statement.checks, CHECK))


def _replacements(
    statements: Sequence[Statement], article: Article, wish: Wish, prepared: ArticleIndex | None = None
) -> tuple[Statement, ...]:
    """An extractive text for each wished output that has no statement."""
    lost = only(wish.outputs, set(Output) - {statement.output for statement in statements})
    if lost == only(wish.outputs, set()):
        return ()
    draft = extractive.draft(article, replace(wish, outputs=lost), prepared)
    return gate.ground(draft, article, wish, prepared).statements
