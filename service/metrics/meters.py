"""What callers tell when something happens, turned into series with bounded labels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter

from service.metrics import words
from service.metrics.page import Page
from service.metrics.series import Series
from service.summarise.ports import Usage
from service.summarise.statement import Statement


class ModelTry(Protocol):
    """One try at one endpoint; ``place`` is the endpoint's in the settings, from 0."""

    @property
    def place(self) -> int:
        """The endpoint's place, from 0."""
        ...

    @property
    def outcome(self) -> str:
        """``ok`` or the reason of the failure."""
        ...

    @property
    def seconds(self) -> float:
        """How long it took."""
        ...

    @property
    def again(self) -> bool:
        """Whether it was not the call's first."""
        ...

    @property
    def usage(self) -> Usage:
        """What it took."""
        ...


@dataclass(frozen=True, slots=True)
class Sample:
    """How a process stands at a moment. ``left_alone`` is by endpoint, in the order of the settings."""

    flights: int = 0
    late: int = 0
    left_alone: tuple[bool, ...] = ()
    redis_down: bool = False


class Meters:
    """The meters of one process. ``routes`` are known, with their methods, once the application stands."""

    def __init__(self, version: str) -> None:
        registry = CollectorRegistry()
        self._series = Series(registry)
        self._page = Page(registry, version)
        self.routes: Mapping[str, frozenset[str]] = {}
        self._requests: dict[tuple[str, str, int], Counter] = {}
        self._answers: dict[tuple[object, object], Counter] = {}
        self._seconds = {name: self._series.request_seconds.labels(name) for name in ("cached", "written", words.OTHER)}

    def know(self, routes: Mapping[str, frozenset[str]]) -> None:
        """The routes that there are, with their methods."""
        self.routes = routes

    def page(self) -> bytes:
        """All series of all processes, in the text format of Prometheus."""
        return self._page.text()

    def request(
        self, method: str, route: str | None, status: int, seconds: float, facts: Mapping[str, object], *, inside: bool
    ) -> None:
        """A request was answered. ``facts`` are those of its log line; ``inside``: the door had let it in."""
        key = (method, route or "", status)
        requests = self._requests.get(key)
        if requests is None:
            requests = self._requests_of(*key)
        requests.inc()
        source = facts.get("cache")
        self._seconds[words.SPEEDS.get(source, words.OTHER) if isinstance(source, str) else words.OTHER].observe(
            seconds
        )
        if source is not None:
            self._answered(facts, source)
        else:
            self._refused(facts.get("status", status), inside=inside)

    def entered(self) -> None:
        """A request takes longer than a look into the process's own memory."""
        self._series.requests_in_flight.inc()

    def left(self) -> None:
        """Its answer has gone."""
        self._series.requests_in_flight.dec()

    def rejected(self, statements: Iterable[Statement]) -> None:
        """The gate stopped these."""
        for statement in statements:
            for check in statement.checks:
                self._series.rejections.labels(words.among(words.CHECKS, check.check)).inc()

    def boarded(self, boarding: str) -> None:
        """A caller led or joined a flight, followed another worker's, or was turned away."""
        self._series.flights.labels(boarding).inc()

    def model_tried(self, tried: ModelTry) -> None:
        """An endpoint was asked."""
        self._series.model_calls.labels(_place(tried.place), words.among(words.OUTCOMES, tried.outcome)).inc()
        self._series.model_seconds.observe(tried.seconds)
        if tried.again:
            self._series.model_retries.inc()
        # What an endpoint says of itself is no number to trust: a counter that goes down is an error.
        self._series.tokens.labels("input").inc(max(0, tried.usage.input_tokens))
        self._series.tokens.labels("output").inc(max(0, tried.usage.output_tokens))
        self._series.cost.inc(max(0.0, tried.usage.cost))

    def model_asked(self) -> None:
        """A conversation with a model begins: a call and what is tried again for it."""
        self._series.model_in_flight.inc()

    def model_done(self) -> None:
        """It has ended, in whatever way."""
        self._series.model_in_flight.dec()

    def sample(self, sample: Sample) -> None:
        """How this process stands now."""
        self._series.flights_under_way.set(sample.flights)
        self._series.late_flights.set(sample.late)
        self._series.redis_down.set(sample.redis_down)
        alone = sample.left_alone
        for place in range(min(len(alone), words.PLACES_MAX)):
            shown = alone[place:] if place == words.PLACES_MAX - 1 else alone[place : place + 1]
            self._series.endpoint_left_alone.labels(_place(place)).set(any(shown))

    def _requests_of(self, method: str, route: str, status: int) -> Counter:
        shown = "GET" if method == "HEAD" else method
        known = shown in words.METHODS and shown in self.routes.get(route, ())
        labels = (words.area(route), shown) if known else (words.NO_ROUTE, words.OTHER)
        counter: Counter = self._series.requests.labels(*labels, words.STATUSES.get(status // 100, "5xx"))
        if known:  # a method or a path may be any word that a caller makes up; what is kept is bounded
            self._requests[method, route, status] = counter
        return counter

    def _answered(self, facts: Mapping[str, object], source: object) -> None:
        key = (facts.get("engine"), source)
        answers = self._answers.get(key)
        if answers is None:
            labels = words.among(words.ENGINES, key[0]), words.among(words.SOURCES, source)
            answers = self._answers[key] = self._series.answers.labels(*labels)
        answers.inc()
        reason = facts.get("degraded")
        if reason is not None:
            self._series.degraded.labels(words.among(words.REASONS, reason)).inc()

    def _refused(self, status: object, *, inside: bool) -> None:
        """Count a refusal, if it is one; a stream that has begun tells its status in the facts."""
        reason = words.REFUSALS_INSIDE.get(status) if inside else words.REFUSALS.get(status)
        if reason:
            self._series.refusals.labels(reason).inc()


def _place(place: int) -> str:
    return str(min(place, words.PLACES_MAX - 1))
