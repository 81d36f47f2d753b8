"""The use case without HTTP, for the command line: one article in, one answer out."""

from dataclasses import dataclass

from service.api.answer_schemas import SummarySchema
from service.api.json_codec import dump_bytes
from service.api.parts import Parts
from service.api.presenting import present
from service.api.request_schemas import View
from service.app import build_parts
from service.readings import submission
from service.settings import Settings
from service.summarise.answer import Answer, Caller
from service.summarise.ports import Deadline
from service.summarise.wish import Wish

TENANT = "command-line"


@dataclass(frozen=True, slots=True)
class Desk:
    """What ``standfirst summarise`` works with."""

    parts: Parts
    wish: Wish
    wait_seconds: float

    @classmethod
    def open(cls, settings: Settings, wish: Wish, *, wait_seconds: float | None) -> "Desk":
        """A desk for one run; an article may take as long as the model may, unless ``wait_seconds`` says else."""
        return cls(build_parts(settings), wish, wait_seconds or settings.model_timeout_seconds)

    def summarise(self, raw: str) -> Answer:
        """A summary of a file's text or HTML. Raises what ``Summariser.summarise`` raises."""
        caller = Caller(TENANT, Deadline.after(self.parts.clock, self.wait_seconds))
        return self.parts.summariser.summarise(submission(raw), self.wish, caller)

    def as_json(self, answer: Answer) -> str:
        """The answer as the API gives it, the article as read included, on one line."""
        shown = present(answer, View(article=True), show_text=True)
        return dump_bytes(SummarySchema().dump(shown)).decode()
