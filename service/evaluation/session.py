"""An evaluation from end to end: every prompt over every file, with what is known already left out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from service.adapters.clock import SystemClock
from service.adapters.prompt_files import PromptShelf
from service.app import build_model, build_writer
from service.evaluation.results import ResultsFile
from service.evaluation.run import Run, RunKey
from service.evaluation.trial import Trial
from service.settings import Settings
from service.summarise.errors import ModelMissing, StandfirstError, UnknownPrompt
from service.summarise.wish import EngineChoice, Wish
from service.summarise.writing.prompts import Prompt, Task

Step = tuple[str, Prompt]
"""A file and the prompt that is tried on it."""

Complain = Callable[[str, Exception], None]
"""Told of a file that cannot be used, and why."""


@dataclass(slots=True)
class Session:
    """Runs over ``files`` with ``prompts``; ``runs`` grows as they end, so an interrupted session still has them."""

    trial: Trial
    results: ResultsFile
    prompts: Sequence[Prompt]
    files: Sequence[str]
    runs: dict[RunKey, Run] = field(default_factory=dict)

    @property
    def model(self) -> str:
        """The model's name."""
        return self.trial.writer.model.name

    def steps(self) -> list[Step]:
        """What there is to do, file by file, so that prompts can be compared early."""
        return [(file, prompt) for file in self.files for prompt in self.prompts]

    def go(self, steps: Iterable[Step], complain: Complain) -> None:
        """Run every step that is not known already. A file that cannot be used is complained of once."""
        bad: set[str] = set()
        for file, prompt in steps:
            if file in bad:
                continue
            try:
                run = self._run(file, prompt)
            except (StandfirstError, OSError, UnicodeDecodeError) as error:
                bad.add(file)
                complain(file, error)
            else:
                self.runs[run.key] = run

    def in_order(self) -> list[Run]:
        """The runs so far, by the order in which the prompts were named."""
        order = {prompt.sha256: place for place, prompt in enumerate(self.prompts)}
        return sorted(self.runs.values(), key=lambda run: order[run.key.prompt_sha256])

    def _run(self, file: str, prompt: Prompt) -> Run:
        raw = Path(file).read_bytes()
        known = self.results.find(RunKey.of(prompt, self.model, raw))
        if known is not None:
            return known
        run = self.trial.run(prompt, file, raw)
        self.results.keep(run)
        return run


@contextmanager
def opened(settings: Settings, prompts: Sequence[str], files: Sequence[str], results: Path) -> Iterator[Session]:
    """A session with the configured model. Raises ``ModelMissing``, ``UnknownPrompt``, and ``OSError`` for results."""
    if not settings.model_configured:
        raise ModelMissing("no model is configured: set OPENAI_API_KEY or OPENAI_BASE_URL")
    shelf = PromptShelf.load(settings.prompts_dir)
    chosen = list({(prompt := shelf.select(name)).sha256: prompt for name in prompts}.values())
    if any(prompt.task is not Task.SUMMARISE for prompt in chosen):
        raise UnknownPrompt("a prompt is for another task than summaries")
    clock = SystemClock()
    model = build_model(settings, clock)
    try:
        trial = Trial(build_writer(model, clock, settings), Wish(engine=EngineChoice.LLM), clock.monotonic)
        yield Session(trial, ResultsFile(results), chosen, files)
    finally:
        model.close()
