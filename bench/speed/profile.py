"""Where the CPU of a cached answer and of a new one goes: a sampler in one process, against the stub model.

``--of FOLDER`` profiles another checkout's service, so that two releases can be set side by side.
"""

import argparse
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

HERE = Path(__file__).resolve().parents[2]
SAMPLE_SECONDS = 0.0005
HITS, MISSES, WARMING = 4000, 150, 10

PARTS = {
    "reading the article": ("service/summarise/reading/",),
    "judging": ("service/summarise/grounding/",),
    "prompt, reply, replacements": ("service/summarise/writing/", "jinja2/"),
    "calling the model": ("service/adapters/model/", "openai/", "httpx2/", "httpcore2/", "h11/"),
    "Redis": ("service/adapters/stores/", "redis/"),
    "keeping": ("service/summarise/keeping", "cattr"),
    "ready answers": ("service/api/ready/",),
    "log": ("structlog/", "service/logs"),
    "HTTP and schemas": ("service/api/", "flask", "werkzeug/", "marshmallow/", "webargs/"),
}
REST = "the rest"


class Sampler:
    """Counts, each half millisecond of CPU time, which part the innermost frame of ours or of a library belongs to."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Sample inside the block."""
        signal.signal(signal.SIGPROF, self._note)
        signal.setitimer(signal.ITIMER_PROF, SAMPLE_SECONDS, SAMPLE_SECONDS)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def _note(self, _: int, frame: FrameType | None) -> None:
        while frame is not None:
            path = frame.f_code.co_filename
            for part, places in PARTS.items():
                if any(place in path for place in places):
                    self.counts[part] += 1
                    return
            frame = frame.f_back
        self.counts[REST] += 1


def profiled(times: int, step: Callable[[], Any]) -> tuple[float, dict[str, float]]:
    """Milliseconds of CPU that one step takes, in all and by part."""
    sampler, began = Sampler(), time.process_time()
    with sampler.running():
        for _ in range(times):
            step()
    each = (time.process_time() - began) / times * 1000
    whole = max(1, sampler.counts.total())
    return each, {part: each * count / whole for part, count in sampler.counts.most_common()}


def main() -> None:
    """Print both profiles."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--of", type=Path, default=HERE, help="the checkout whose service is profiled")
    sys.path.insert(0, str(parser.parse_args().of.resolve()))
    with _asking() as ask:
        for number in range(WARMING):
            ask(number)
            ask(0)
        _show("a cached answer", *profiled(HITS, lambda: ask(0)))
        numbers = iter(range(WARMING, WARMING + MISSES))
        _show("a new one, its model's reply being there at once", *profiled(MISSES, lambda: ask(next(numbers))))


def _show(name: str, each: float, parts: dict[str, float]) -> None:
    print(f"{name}: {each:.2f} ms of CPU")
    for part, milliseconds in parts.items():
        print(f"  {milliseconds:6.2f} ms  {milliseconds / each:4.0%}  {part}")


@contextmanager
def _asking() -> Iterator[Callable[[int], None]]:
    """Asks an application in this process for the article of a number; its flights run where they are asked for."""
    from dataclasses import replace

    from bench.speed import articles
    from bench.speed.fleet import stub
    from bench.speed.processes import running
    from service import app as wiring
    from service.adapters import private_engine
    from service.settings import Settings

    folder = Path(tempfile.mkdtemp())
    engine = private_engine.start(folder, 64_000_000)
    if isinstance(engine, private_engine.NoEngine):
        sys.exit(engine.reason)
    launch = stub()
    with running(launch, folder):
        settings = replace(
            Settings(),
            redis_url=engine.url,
            openai_base_url=f"http://127.0.0.1:{launch.port}/v1",
            openai_model="stub",
            log_level="info",
        )
        sys.stderr = (folder / "log").open("w")  # the service logs there
        application = wiring.create_app(settings)
        client = application.test_client()
        # In the asking thread, which is the one that the sampler sees.
        application.extensions["standfirst"].summariser._flights._spawn = lambda flight: flight()

        def ask(number: int) -> None:
            answer = client.post("/v1/summaries", data=articles.for_us(number), content_type="application/json")
            if answer.status_code != 200:
                sys.exit(answer.get_data(as_text=True))

        yield ask
    engine.stop_if_last()


if __name__ == "__main__":
    main()
