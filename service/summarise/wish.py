"""What a caller wants written. Every field of a wish is part of the cache key."""

from dataclasses import dataclass, field
from enum import StrEnum


class EngineChoice(StrEnum):
    """``auto`` prefers the model and falls back; ``llm`` insists on it; ``extractive`` never calls it."""

    AUTO = "auto"
    LLM = "llm"
    EXTRACTIVE = "extractive"


class Ungrounded(StrEnum):
    """What becomes of a statement that the gate stops."""

    DROP = "drop"
    FLAG = "flag"


class Verify(StrEnum):
    """Who is asked for a second opinion on what the gate has passed."""

    MODEL = "model"


@dataclass(frozen=True, slots=True)
class HeadlineWish:
    """One headline, and ``variants - 1`` more to choose from."""

    max_chars: int = 70
    variants: int = 1


@dataclass(frozen=True, slots=True)
class SummaryWish:
    """A paragraph of whole sentences."""

    max_chars: int = 400
    max_sentences: int = 3


@dataclass(frozen=True, slots=True)
class BlurbWish:
    """A newsletter blurb."""

    max_chars: int = 280
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class MetaDescriptionWish:
    """The line that search engines show."""

    max_chars: int = 155


@dataclass(frozen=True, slots=True)
class ClaimsWish:
    """A list of key claims."""

    max_items: int = 6


@dataclass(frozen=True, slots=True)
class Outputs:
    """Which outputs are wanted, each with its limits; None is not wanted."""

    headline: HeadlineWish | None = field(default_factory=HeadlineWish)
    summary: SummaryWish | None = field(default_factory=SummaryWish)
    blurb: BlurbWish | None = field(default_factory=BlurbWish)
    meta_description: MetaDescriptionWish | None = None
    claims: ClaimsWish | None = field(default_factory=ClaimsWish)


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything that decides what is written, beside the article itself. ``language_out`` None: the article's own."""

    outputs: Outputs = field(default_factory=Outputs)
    engine: EngineChoice = EngineChoice.AUTO
    prompt: str = "brief"
    ungrounded: Ungrounded = Ungrounded.DROP
    language_out: str | None = None
    verify: Verify | None = None
