"""Every model call is paid for: the most that it can take is put aside before it, what it took is booked after it."""

from collections.abc import Callable
from dataclasses import dataclass

import orjson

from service.summarise.allowance import Allowance
from service.summarise.errors import BudgetUnknown, ModelFailure, ModelUnavailable
from service.summarise.ports import Deadline, Hear, Model, ModelReply, ModelRequest, Purse, Usage

Price = Callable[[int, int], Usage]
"""Input and output tokens with what they cost at most."""

_TOKENS_PER_TURN = 16
"""What endpoints add around a turn: its role and its ends."""

_LIKELY_BYTES_PER_TOKEN = 4


@dataclass(frozen=True, slots=True)
class Till:
    """Where calls are paid: out of which purse, and at which price; None where none is known."""

    purse: Purse
    price: Price | None

    def paid_by(self, tenant: str, allowance: Allowance, model: Model) -> "PaidModel":
        """The model, for whoever pays."""
        return PaidModel(model, self, tenant, allowance)


@dataclass(frozen=True, slots=True)
class PaidModel:
    """A model whose calls one tenant pays for."""

    model: Model
    till: Till
    tenant: str
    allowance: Allowance

    @property
    def base_url(self) -> str:
        """The endpoint, as configured."""
        return self.model.base_url

    @property
    def name(self) -> str:
        """The model's name as asked for."""
        return self.model.name

    def state(self) -> str:
        """How the last call went."""
        return self.model.state()

    def complete(self, request: ModelRequest, deadline: Deadline, heard: Hear | None = None) -> ModelReply:
        """One reply, paid for. Raises ``BudgetSpent`` before anything is asked, else what the model raises.

        A failed call pays too: for what the endpoint says that it took, and where it says nothing, for what it likely
        took. Only one that did not reach its end at the endpoint is free.
        """
        most = self._priced(*most_tokens(request))
        reservation = self.till.purse.reserve(self.tenant, self.allowance, most)
        took = Usage()
        try:
            reply = self.model.complete(request, deadline, heard)
            took = self._counted(reply.usage, request, reply.text) + self._likely(request, reply.unanswered)
        except ModelFailure as failure:
            took = self._likely(request, failure.unanswered)
            if not isinstance(failure, ModelUnavailable):
                took += self._counted(failure.usage or Usage(), request)
            raise
        finally:
            reservation.settle(took)
        return reply

    def _counted(self, usage: Usage, request: ModelRequest, text: str = "") -> Usage:
        """What the endpoint counted, or, where it does not count, what is likely."""
        if usage.input_tokens or usage.output_tokens:
            return usage
        return self._priced(*likely_tokens(request, text))

    def _likely(self, request: ModelRequest, tries: int) -> Usage:
        """What tries took that were cut off."""
        input_tokens, _ = likely_tokens(request, "")
        return self._priced(tries * input_tokens, 0)

    def _priced(self, input_tokens: int, output_tokens: int) -> Usage:
        if self.till.price:
            return self.till.price(input_tokens, output_tokens)
        if self.allowance.bounds_cost:
            raise BudgetUnknown("cost is bounded and no price is known for the model")
        return Usage(input_tokens, output_tokens)


def most_tokens(request: ModelRequest) -> tuple[int, int]:
    """Input and output tokens that a call can take at most: no tokeniser makes more tokens than a text has bytes."""
    turns = len(request.messages) * _TOKENS_PER_TURN
    return _bytes(request) + turns, request.max_output_tokens


def likely_tokens(request: ModelRequest, text: str) -> tuple[int, int]:
    """Input and output tokens of a call that nobody counted, as prose goes."""
    return _bytes(request) // _LIKELY_BYTES_PER_TOKEN, len(text.encode("utf-8", "replace")) // _LIKELY_BYTES_PER_TOKEN


def _bytes(request: ModelRequest) -> int:
    schema = len(orjson.dumps(dict(request.schema)))
    return schema + sum(len(message.content.encode("utf-8", "replace")) for message in request.messages)
