"""The model as the domain sees it: endpoints in order, tried within one deadline, each left alone while it is down.

The one place where a call is made again. Nobody waits here: what an endpoint wants waited for is left to later calls,
and a caller gets another endpoint or an extractive answer at once.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from service.adapters.model.breaker import Breaker, State
from service.adapters.model.endpoint_error import EndpointUnavailable
from service.adapters.model.openai_model import OpenAIModel
from service.adapters.model.retry_budget import RetryBudget
from service.summarise.errors import ModelFailure, ModelLate, ModelUnavailable
from service.summarise.ports import Clock, Deadline, Hear, ModelReply, ModelRequest, Usage

LEAST_SECONDS = 0.2
"""With less time left no further try is begun: it could not end well."""


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One try at one endpoint, for whoever counts. ``place`` is its place in the settings, from 0.

    ``outcome`` is ``ok`` or the reason of a ``ModelFailure``.
    """

    place: int
    outcome: str
    seconds: float
    again: bool
    usage: Usage


@dataclass(slots=True)
class Endpoint:
    """A model at an endpoint, and what is known of it."""

    model: OpenAIModel
    breaker: Breaker


@dataclass(slots=True)
class _Ear:
    """Listens for the caller, and knows whether anything was said: what was heard cannot be taken back."""

    heard: Hear | None
    spoken_to: bool = field(default=False)

    def hear(self, piece: str) -> None:
        self.spoken_to = True
        if self.heard:
            self.heard(piece)


class Chain:
    """The port's model over endpoints, best first. ``try_seconds`` bounds one try, ``tries_max`` their number a call.

    ``observe`` is told of every try. ``base_url`` and ``name`` stand for the whole chain as it is configured.
    """

    def __init__(
        self,
        models: Sequence[OpenAIModel],
        clock: Clock,
        *,
        try_seconds: float,
        tries_max: int,
        observe: Callable[[ModelCall], None] = lambda _: None,
    ) -> None:
        self._endpoints = [
            Endpoint(model, Breaker(clock, place=place, model=model.name)) for place, model in enumerate(models)
        ]
        self._clock = clock
        self._try_seconds = try_seconds
        self._tries_max = tries_max
        self._budget = RetryBudget()
        self._observe = observe

    @property
    def base_url(self) -> str:
        """The first endpoint's address; with fallbacks, all addresses and models in their order."""
        first, *rest = (endpoint.model for endpoint in self._endpoints)
        return "\n".join((first.base_url, *(f"{model.base_url}\t{model.name}" for model in rest)))

    @property
    def name(self) -> str:
        """The first model's name as asked for."""
        return self._endpoints[0].model.name

    def state(self) -> str:
        """``ok`` when any endpoint is, else ``unknown`` when any may be, else why the first one is not."""
        states = [state for _, state in self.states()]
        return next((state for state in (State.OK, State.UNKNOWN) if state in states), states[0]).value

    def states(self) -> list[tuple[str, State]]:
        """Each model's name with the state of its endpoint, in order."""
        return [(endpoint.model.name, endpoint.breaker.state) for endpoint in self._endpoints]

    def complete(self, request: ModelRequest, deadline: Deadline, heard: Hear | None = None) -> ModelReply:
        """One reply by the deadline, or the ``ModelFailure`` of the last try."""
        self._budget.earn()
        ear, failure, late = _Ear(heard), None, 0
        untried = list(enumerate(self._endpoints))
        for number in range(self._tries_max):
            found = next((one for one in untried if one[1].breaker.admits()), None)
            if found is None:
                break
            try:
                return replace(self._try(*found, request, deadline, ear, again=number > 0), unanswered=late)
            except ModelFailure as error:
                failure, error.unanswered = error, late
                late += isinstance(error, ModelLate)
                if not self._goes_on(error, ear, deadline):
                    break
                untried = self._left(untried, found, error)
        raise failure or self._all_left_alone()

    def close(self) -> None:
        """Close all connections."""
        for endpoint in self._endpoints:
            endpoint.model.close()

    def _try(
        self, place: int, endpoint: Endpoint, request: ModelRequest, deadline: Deadline, ear: _Ear, *, again: bool
    ) -> ModelReply:
        began = time.monotonic()
        until = Deadline(self._clock, min(deadline.at, self._clock.monotonic() + self._try_seconds))

        def tell(outcome: str, usage: Usage) -> None:
            self._observe(ModelCall(place, outcome, time.monotonic() - began, again, usage))

        try:
            answer = endpoint.model.complete(request, until, ear.hear if ear.heard else None)
        except ModelFailure as failure:
            _report(endpoint.breaker, failure)
            tell(failure.reason, failure.usage or Usage())
            raise
        endpoint.breaker.answered()
        tell("ok", answer.usage)
        return answer

    def _goes_on(self, failure: ModelFailure, ear: _Ear, deadline: Deadline) -> bool:
        """Whether another try could help, and may begin."""
        passes = isinstance(failure, ModelUnavailable | ModelLate)
        return passes and not ear.spoken_to and deadline.remaining_seconds() >= LEAST_SECONDS

    def _left(
        self, untried: list[tuple[int, Endpoint]], tried: tuple[int, Endpoint], failure: ModelFailure
    ) -> list[tuple[int, Endpoint]]:
        """Where the next try may go: the endpoints behind this one, else the same one once more."""
        behind = [one for one in untried if one[0] > tried[0]]
        if behind or not _may_pass(failure) or not self._budget.spend():
            return behind
        return [tried]

    def _all_left_alone(self) -> ModelUnavailable:
        seconds = min(endpoint.breaker.seconds_left() for endpoint in self._endpoints)
        return ModelUnavailable("the endpoint is left alone for a while", max(1, round(seconds)))


def _may_pass(failure: ModelFailure) -> bool:
    """Whether the same endpoint may do better at once."""
    return failure.may_pass if isinstance(failure, EndpointUnavailable) else True


def _report(breaker: Breaker, failure: ModelFailure) -> None:
    """What a failure says of the endpoint. One that declines an article, or writes rubbish about it, is well."""
    if isinstance(failure, EndpointUnavailable):
        if failure.rest_seconds is not None:
            breaker.told_to_rest(failure.rest_seconds)
        elif failure.is_the_endpoints_own:
            breaker.failed(State.UNAUTHORIZED if failure.refuses_our_key else State.FAILING)
        else:
            breaker.answered()
    elif isinstance(failure, ModelUnavailable | ModelLate):
        breaker.failed()
    else:
        breaker.answered()
