"""U: what the model's endpoint may do."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.chaos.callers import Seen
from bench.chaos.contract import Contract
from bench.chaos.faulty_model import FAULTS
from bench.chaos.line import Line, at_least, at_most, felt, percentile
from bench.chaos.phases import Times, common, through
from bench.chaos.rig import MODEL_SECONDS, Rig, rig


@dataclass(frozen=True, slots=True)
class Upstream:
    """A scenario of one kind of fault, its variants in turn."""

    id: str
    faults: tuple[str, ...]
    share: float = 1.0
    tries: float = 1.1
    """Calls of the model for each new article, at most."""


_ODD_SHAPES = (
    "prose before JSON", "wrong keys", "wrong numbers", "far numbers", "no numbers", "10,000 claims", "long headline",
)  # fmt: skip

SCENARIOS = (
    Upstream("U1", ("429, 1 s",)),
    Upstream("U1 long", ("429, 7 s",)),
    Upstream("U1 junk", ("429", "429, junk")),
    Upstream("U2", ("500", "502", "503", "529")),
    Upstream("U3", ("400", "401", "403", "404", "422"), tries=1.1),
    Upstream("U5", ("reset", "cut", "chunk cut")),
    Upstream("U6", ("drip", "silence")),
    Upstream("U7", ("no JSON", "HTML", "{}", "no choices", "null", "NaN", "nested"), tries=2.0),
    Upstream("U8", _ODD_SHAPES, tries=2.0),
    Upstream("U9", ("length", "content_filter", "refusal", "refusal in words", "empty", "blank"), tries=1.1),
    Upstream("U10", ("copy", "one claim ten times"), tries=2.0),
    Upstream("U11", ("200 MB", "gzip bomb", "10,000 headers", "redirect")),
    Upstream("mix", tuple(FAULTS), share=0.1, tries=2.2),
)  # fmt: skip


def run(one: Upstream, folder: Path, times: Times) -> list[Line]:
    """The lines of one scenario."""
    with rig(folder) as parts, parts.load() as load:
        calls = felt_before = 0
        began = ended = 0.0

        def begin() -> None:
            nonlocal calls, felt_before, began
            calls, felt_before, began = parts.model_calls(), parts.faults_felt(), time.monotonic()
            parts.model_does(*one.faults, share=one.share)

        def end() -> None:
            nonlocal calls, ended
            calls, ended = parts.model_calls() - calls, time.monotonic()
            parts.model_does()

        before, during, after = through(parts, load, begin, end, times)
        new = sum(seen.new for seen in load.since(began, ended))
        return [
            felt(one.id, ", ".join(one.faults)[:40], parts.faults_felt() - felt_before),
            *common(one.id, before, during, after, Contract.of(parts.service.port)),
            at_most(one.id, "model calls a new article", calls / max(1, new), one.tries),
            at_most(one.id, "unforeseen errors in the log", parts.log_lines("unforeseen_error"), 0),
        ]


def unreachable(folder: Path, times: Times) -> list[Line]:
    """U4: nobody at the address. Degraded answers come at once when the breaker is open."""
    with rig(folder, OPENAI_BASE_URL="http://127.0.0.1:9/v1") as parts, parts.load() as load:
        time.sleep(3)
        mark = time.monotonic()
        time.sleep(times.during)
        seen = load.since(mark)
        new = [one for one in seen if one.new]
        return [
            felt("U4", "nobody at the address", sum(one.reason == "model_unavailable" for one in new)),
            at_most("U4", "errors", sum(one.is_error for one in seen), 0),
            at_most("U4", "p99 of a degraded answer, ms", 1000 * percentile([one.seconds for one in new], 0.99), 200),
        ]


def flapping(folder: Path, seconds: float) -> list[Line]:
    """U12: two seconds well, two seconds not."""
    with rig(folder) as parts, parts.load() as load:
        time.sleep(3)
        began, wrong, changes = time.monotonic(), 0.0, list[tuple[float, bool]]()
        while time.monotonic() - began < seconds:
            well = len(changes) % 2 == 1
            parts.model_does(*(() if well else ("500",)))
            changes.append((time.monotonic(), well))
            time.sleep(2)
        seen = [one for one in load.since(began) if one.new and one.status == 200]
        wrong = _longest_wrong(seen)
        lines = parts.log_lines("model_endpoint")
        parts.model_does()
        return [
            felt("U12", "500 for two of four seconds", parts.faults_felt()),
            at_most("U12", "errors", sum(one.is_error for one in load.since(began)), 0),
            at_most("U12", "seconds without the model on end", wrong, 2 + 3),
            at_most("U12", "lines of state", lines, 20),
        ]


def _longest_wrong(seen: list[Seen]) -> float:
    """The longest time on end in which no new article was written by the model."""
    moments = [one.at for one in seen if one.engine == "llm"]
    return max((later - earlier for earlier, later in pairwise(moments)), default=0.0)


def overload(folder: Path, seconds: float) -> list[Line]:
    """U13 and Overload: a slow model, and three times the callers that the machine serves best."""

    def goodput(parts: Rig, callers: int) -> tuple[float, list[Seen]]:
        with parts.load(callers=callers, rate=10_000.0, new_share=1.0) as load:
            time.sleep(2)
            mark = time.monotonic()
            time.sleep(seconds)
            seen = load.since(mark, mark + seconds)
        return sum(
            one.status == 200 for one in load.seen if mark <= one.at + one.seconds < mark + seconds
        ) / seconds, seen

    with rig(folder) as parts:
        parts.model_does(delay_seconds=MODEL_SECONDS)
        plateau, _ = goodput(parts, 32)
        more, seen = goodput(parts, 96)
        refused = [one.seconds for one in seen if one.status in {429, 503}]
        parts.model_does(delay_seconds=2.9)
        slow, _ = goodput(parts, 66)
        crowd, slow_seen = goodput(parts, 200)
        return [
            felt("U13", "callers at once", 200),
            at_most("U13", "errors", sum(one.is_error for one in [*seen, *slow_seen]), 0),
            at_least("U13", "goodput at three times the callers / before", more / plateau, 0.8),
            at_least("U13", "goodput with a model of 2.9 s and 200 callers / 66", crowd / slow, 0.8),
            at_most("U13", "p99 of a refusal, ms", 1000 * percentile(refused, 0.99), 50),
            at_most("U13", "answers later than the deadline + 0.5 s",
                    sum(one.seconds > 3.5 for one in [*seen, *slow_seen]), 0),
        ]  # fmt: skip


def load_held(folder: Path, seconds: float) -> list[Line]:
    """Load held: the model down for a minute, 32 callers."""
    times = Times(before=seconds / 3, during=seconds, after=5)
    with rig(folder) as parts, parts.load(rate=170.0, new_share=0.1) as load:
        began = [0.0]

        def begin() -> None:
            began[0] = time.monotonic()
            parts.model_does("500")

        before, during, after = through(parts, load, begin, parts.model_does, times)
        later = [one.seconds for one in during.seen if one.at > began[0] + 3]
        return [
            felt("Load", "model down", parts.faults_felt()),
            *common("Load", before, during, after, Contract.of(parts.service.port)),
            at_least("Load", "requests meanwhile", len(during.seen), 10_000 * min(1.0, seconds / 60)),
            at_most("Load", "p99 after 3 s of it, ms", 1000 * percentile(later, 0.99), 250),
        ]


def all_of(*, short: bool) -> Iterator[tuple[str, Callable[[Path], list[Line]]]]:
    """Every scenario by its name, in their short or long form."""
    times = Times(2, 3, 2) if short else Times()
    for one in SCENARIOS:
        yield one.id, lambda folder, one=one: run(one, folder, times)  # type: ignore[misc]
    yield "U4", lambda folder: unreachable(folder, times)
    yield "U12", lambda folder: flapping(folder, 12 if short else 60)
    yield "U13", lambda folder: overload(folder, 3 if short else 8)
    yield "Load", lambda folder: load_held(folder, 5 if short else 60)
