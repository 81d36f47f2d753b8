"""What the domain asks of the outside. Each method says what a dead backend gives."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol

from service.summarise.allowance import Allowance

if TYPE_CHECKING:
    from service.summarise.writing.prompts import Prompt


class Clock(Protocol):
    """Time, so that tests can move it."""

    def now(self) -> datetime:
        """The wall clock, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds from an arbitrary point, never going back."""
        ...


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the monotonic clock by which something has to be over."""

    clock: Clock
    at: float

    @classmethod
    def after(cls, clock: Clock, seconds: float) -> "Deadline":
        """A deadline that many seconds from now."""
        return cls(clock, clock.monotonic() + seconds)

    def remaining_seconds(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self.at - self.clock.monotonic())

    @property
    def passed(self) -> bool:
        """Whether no time is left."""
        return self.remaining_seconds() <= 0


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """What a model is asked: the turns, the JSON Schema of its reply, and limits.

    ``meanwhile`` is work that can be done while the model writes. An adapter may run it when the request is sent;
    nothing is lost where none does.
    """

    messages: tuple[Message, ...]
    schema: Mapping[str, Any]
    schema_name: str
    max_output_tokens: int
    temperature: float | None = None
    meanwhile: Callable[[], None] | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens and money that calls took. ``cost`` is 0.0 when the price table does not name the model."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0
    currency: str = "USD"

    def __add__(self, other: "Usage") -> "Usage":
        """The sum of two calls in one currency."""
        return Usage(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cost + other.cost,
            self.currency,
        )


@dataclass(frozen=True, slots=True)
class ModelReply:
    """A finished reply: its raw text (not yet trusted in any way), the model as it was asked for, and what it cost.

    ``unanswered`` tries before it were read at an endpoint and cut off: they cost too, and nobody says how much.
    """

    text: str
    model: str
    usage: Usage
    unanswered: int = 0


class Reservation(Protocol):
    """Money put aside for one call."""

    def settle(self, usage: Usage) -> None:
        """What the call took in the end; the rest goes back. A call that failed settles with what it took, if any."""
        ...


class Purse(Protocol):
    """Tokens and money by tenant and in all, shared by all workers."""

    def reserve(self, tenant: str, allowance: Allowance, most: Usage) -> Reservation:
        """Put aside the most that a call can take.

        Raises ``BudgetSpent`` when it is over what is left, and, where anything bounds it, when the backend is dead:
        nobody can tell then, and a summary by code costs nothing.
        """
        ...


Hear = Callable[[str], None]
"""Called with each further piece of a reply's text while the model writes it. The call may still fail after that."""


class Model(Protocol):
    """A language model behind an OpenAI-compatible endpoint."""

    @property
    def base_url(self) -> str:
        """The endpoint, as configured; part of the cache key."""
        ...

    @property
    def name(self) -> str:
        """The model's name as asked for; part of the cache key."""
        ...

    def complete(self, request: ModelRequest, deadline: Deadline, heard: Hear | None = None) -> ModelReply:
        """One reply, or a ``ModelFailure``; never later than the deadline.

        With ``heard`` the model is asked to send its words as it writes them; one that cannot is not heard before its
        reply is whole.
        A dead endpoint raises ``ModelUnavailable``, a slow one ``ModelLate``.
        """
        ...

    def state(self) -> str:
        """``unknown`` before the first call, then ``ok``, or why no call would be made now. Asks nobody."""
        ...


class Prompts(Protocol):
    """The shelf of prompts, read and checked once at start."""

    def select(self, selector: str) -> "Prompt":
        """The prompt that ``name``, ``name@version`` or ``name:label`` means; raises ``UnknownPrompt``."""
        ...


class Store(Protocol):
    """Bytes by key with a time to live, and short leases on keys. Shared by all workers when backed by Redis."""

    @property
    def name(self) -> str:
        """``redis`` or ``memory``."""
        ...

    def get(self, key: str) -> bytes | None:
        """The stored bytes; None when absent, expired, damaged, or the backend is dead."""
        ...

    def put(self, key: str, value: bytes, ttl_seconds: int) -> bool:
        """Keep the bytes; False when the backend is dead or full."""
        ...

    def delete(self, key: str) -> bool:
        """Forget the key; True when it was there.

        A dead backend raises ``StoreDown``: a takedown must not look done.
        """
        ...

    def acquire(self, key: str, lease_seconds: float) -> str | None:
        """A token when the caller now holds the key's lease, None when another does.

        A dead backend gives a token: everybody leads, nobody waits for nothing.
        """
        ...

    def release(self, key: str, token: str) -> None:
        """Give the lease back; another holder's is left alone. With a dead backend the lease expires."""
        ...

    def renew(self, key: str, token: str, lease_seconds: float) -> None:
        """Have the lease last from now, if it is still this holder's; a dead backend lets it end."""
        ...

    def held(self, keys: Sequence[str]) -> Set[str]:
        """Those of the keys whose lease somebody holds.

        A dead backend: none, so that whoever waits tries ``acquire`` again, which makes it the leader.
        """
        ...

    def alive(self) -> bool:
        """Whether the backend answers now."""
        ...
