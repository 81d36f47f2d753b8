"""A prompt tried on a file: one article, one run through the model engine, no cache."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from service.evaluation.counting import Counts, count
from service.evaluation.run import Run, RunKey
from service.readings import read
from service.summarise.article import Article
from service.summarise.errors import ModelFailure
from service.summarise.ports import Deadline, Hear, Model, ModelReply, ModelRequest, Usage
from service.summarise.wish import Wish
from service.summarise.writing import reply
from service.summarise.writing.abstractive import Abstractive
from service.summarise.writing.prompts import Prompt


@dataclass(slots=True)
class RecordingModel:
    """A model that remembers what it was asked and replied, also where the reply was of no use in the end."""

    model: Model
    asked: list[ModelRequest] = field(default_factory=list)
    replies: list[ModelReply] = field(default_factory=list)

    @property
    def base_url(self) -> str:
        """The endpoint of the model."""
        return self.model.base_url

    @property
    def name(self) -> str:
        """The name of the model."""
        return self.model.name

    def state(self) -> str:
        """How the model's last call went."""
        return self.model.state()

    def complete(self, request: ModelRequest, deadline: Deadline, heard: Hear | None = None) -> ModelReply:
        """What the model replies. Raises what it raises."""
        self.asked.append(request)
        answer = self.model.complete(request, deadline, heard)
        self.replies.append(answer)
        return answer

    @property
    def calls(self) -> int:
        """How often it was asked."""
        return len(self.asked)

    @property
    def usage(self) -> Usage:
        """What all replies took."""
        return sum((answer.usage for answer in self.replies[1:]), self.replies[0].usage) if self.replies else Usage()


@dataclass(frozen=True, slots=True)
class Trial:
    """The model engine and the wish that all prompts are tried with; ``seconds_now`` is a clock."""

    writer: Abstractive
    wish: Wish
    seconds_now: Callable[[], float]

    def run(self, prompt: Prompt, file: str, raw: bytes) -> Run:
        """One run. Raises ``BadArticle`` and ``UnicodeDecodeError``; a model that fails is a run with a failure."""
        article = read(raw.decode("utf-8-sig"))
        recording = RecordingModel(self.writer.model)
        began = self.seconds_now()
        counts, failure = Counts(), None
        try:
            counts = self._counts(recording, article, prompt)
        except ModelFailure as error:
            failure = error.reason
        return Run(
            key=RunKey.of(prompt, self.writer.model.name, raw),
            prompt=prompt.reference,
            file=file,
            seconds=round(self.seconds_now() - began, 3),
            calls=recording.calls,
            usage=recording.usage,
            counts=counts,
            failure=failure,
        )

    def _counts(self, recording: RecordingModel, article: Article, prompt: Prompt) -> Counts:
        written = list(replace(self.writer, model=recording).write(article, self.wish, prompt))
        raw = reply.parse(recording.replies[0].text, self.wish.outputs, prompt.mark, article.language)
        return count(article, self.wish, raw, written[0].drafted, written[-1].drafted)
