"""What the use case answers with: statements with verdicts, who wrote them, and what the cache had to do with it."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from service.summarise.article import Article, Speaker
from service.summarise.ports import Usage
from service.summarise.statement import Evidence, Output, Statement, of_output


class EngineKind(StrEnum):
    """The engine that wrote a summary."""

    LLM = "llm"
    EXTRACTIVE = "extractive"


class Opinion(StrEnum):
    """What became of the second opinion that was asked for.

    ``given``: every statement that a model wrote was asked about. ``skipped``: there was no time left, or nothing to
    ask. ``failed``: the model gave no usable answer. ``pending``: the caller could not wait for it. In all cases but
    the first the gate's verdict stands alone.
    """

    GIVEN = "given"
    SKIPPED = "skipped"
    FAILED = "failed"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class PromptUsed:
    """A version of a prompt by its name and its exact words."""

    prompt: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class EngineUsed:
    """Who wrote it. ``version`` and ``sha256`` are the prompt's; all but ``kind`` are None for the extractive one.

    ``verifier`` is the prompt of the second opinion, where one was asked for.
    """

    kind: EngineKind
    model: str | None = None
    prompt: str | None = None
    version: int | None = None
    sha256: str | None = None
    verifier: PromptUsed | None = None


@dataclass(frozen=True, slots=True)
class Degraded:
    """Why the extractive engine answered, or completed the answer, though the model was wanted; when to ask again."""

    reason: str
    retry_after_seconds: int


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What is kept about an article beside its summary: no sentence of it but those in evidence."""

    title: str | None
    byline: str | None
    language: str | None
    suitability: tuple[str, ...]
    starts: tuple[int, ...]
    """Where each sentence starts, so that the offsets can follow the article into another copy of the page."""

    @classmethod
    def of(cls, article: Article) -> "ArticleFacts":
        """The facts of an article as read."""
        return cls(
            title=article.title.text if article.title else None,
            byline=article.byline,
            language=article.language,
            suitability=tuple(article.suitability),
            starts=tuple(sentence.start for sentence in article.sentences),
        )


@dataclass(frozen=True, slots=True)
class Written:
    """What an engine wrote, judged: what is delivered, what the gate stopped, and what the calls took.

    ``drafted`` is the model's own draft with its verdicts: what was dropped is in it, extractive replacements are not.
    ``sentences_read`` is how many of the article's sentences the model was shown; None where all were looked at.
    ``model`` is the one that wrote, where a model did.
    """

    statements: tuple[Statement, ...]
    rejected: tuple[Statement, ...]
    usage: Usage
    drafted: tuple[Statement, ...] = ()
    second_opinion: Opinion | None = None
    sentences_read: int | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """A written summary, as it is kept. ``rejected`` is what the gate stopped."""

    id: str
    tenant: str
    created: datetime
    statements: tuple[Statement, ...]
    rejected: tuple[Statement, ...]
    engine: EngineUsed
    usage: Usage
    article: ArticleFacts
    second_opinion: Opinion | None = None
    sentences_read: int | None = None

    def of(self, output: Output) -> tuple[Statement, ...]:
        """The statements of one output, in order."""
        return of_output(self.statements, output)

    def pinned_to(self, article: Article) -> "Summary":
        """The same summary with its evidence at the offsets of another copy of the article.

        Copies differ in the page furniture around the same sentences, so numbers hold and offsets move.
        """
        move = _Move(self.article.starts, article)
        return replace(
            self,
            statements=tuple(move.statement(statement) for statement in self.statements),
            rejected=tuple(move.statement(statement) for statement in self.rejected),
        )


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a summary that is still being written; ``starts`` is where its article's sentences start."""

    statement: Statement
    starts: tuple[int, ...]

    def pinned_to(self, article: Article) -> Statement:
        """The statement with its evidence at the offsets of another copy of the article."""
        return _Move(self.starts, article).statement(self.statement)


class _Move:
    """Carries offsets from the copy that was summarised to another copy with the same sentences."""

    def __init__(self, starts: tuple[int, ...], article: Article) -> None:
        self._starts = starts
        self._article = article

    def statement(self, statement: Statement) -> Statement:
        evidence = tuple(self._evidence(piece) for piece in statement.evidence)
        speaker = self._speaker(statement.speaker) if statement.speaker else None
        return replace(statement, evidence=evidence, speaker=speaker)

    def _evidence(self, piece: Evidence) -> Evidence:
        if piece.sentence:
            sentence = self._article.sentences[piece.sentence - 1]
            return replace(piece, start=sentence.start, end=sentence.end)
        title = self._article.title
        if title is None or title.start is None or title.end is None:
            return piece
        return replace(piece, start=title.start, end=title.end)

    def _speaker(self, speaker: Speaker) -> Speaker:
        sentence = bisect_right(self._starts, speaker.start) - 1
        if sentence < 0:
            return speaker
        shift = self._article.sentences[sentence].start - self._starts[sentence]
        return replace(speaker, start=speaker.start + shift, end=speaker.end + shift)
