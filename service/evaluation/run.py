"""One run of a prompt over one file: what names it, and what came of it."""

import hashlib
from dataclasses import dataclass

from service.evaluation.counting import Counts
from service.summarise.errors import ModelUnavailable
from service.summarise.grounding.gate import GATE_VERSION
from service.summarise.ports import Usage
from service.summarise.reading.reader import CLEANER_VERSION
from service.summarise.writing.prompts import Prompt


@dataclass(frozen=True, slots=True)
class RunKey:
    """What decides a run's figures: the prompt's words, the model, the file's bytes, and who judged."""

    prompt_sha256: str
    model: str
    file_sha256: str
    gate: int = GATE_VERSION
    cleaner: int = CLEANER_VERSION

    @classmethod
    def of(cls, prompt: Prompt, model: str, raw: bytes) -> "RunKey":
        """The key of a prompt, a model's name and a file's bytes."""
        return cls(prompt.sha256, model, hashlib.sha256(raw).hexdigest())


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is over. ``failure`` is the reason why the model gave nothing usable, else None."""

    key: RunKey
    prompt: str
    file: str
    seconds: float
    calls: int
    usage: Usage
    counts: Counts
    failure: str | None = None

    @property
    def finished(self) -> bool:
        """Whether asking again would be waste: an endpoint that was down says nothing of the prompt."""
        return self.failure != ModelUnavailable.reason
