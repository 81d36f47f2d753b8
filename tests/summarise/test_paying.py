"""Every call is paid for: before it with the most that it can take, after it with what it took."""

import pytest

from service.summarise.allowance import UNBOUNDED, Allowance
from service.summarise.errors import BudgetSpent, BudgetUnknown, ModelLate, ModelRefused, ModelUnavailable
from service.summarise.paying import Till
from service.summarise.ports import Message, ModelReply, ModelRequest, Usage

ASKED = ModelRequest(
    messages=(Message("system", "Write."), Message("user", "Ein schöner Tag.")),
    schema={"type": "object"},
    schema_name="brief",
    max_output_tokens=500,
)
BYTES = 6 + 17 + len('{"type":"object"}')


class Purse:
    """Notes what is put aside and settled; is empty when told so."""

    def __init__(self, *, empty=False):
        self.empty, self.reserved, self.settled = empty, [], []

    def reserve(self, tenant, allowance, most):
        if self.empty:
            raise BudgetSpent("all gone")
        self.reserved.append((tenant, allowance, most))
        return self

    def settle(self, usage):
        self.settled.append(usage)


class Model:
    base_url, name = "http://model", "by hand"

    def __init__(self, answer):
        self.answer, self.asked = answer, 0

    def complete(self, request, deadline, heard=None):
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def state(self):
        return "ok"


def price(input_tokens, output_tokens):
    return Usage(input_tokens, output_tokens, (input_tokens + 2 * output_tokens) / 1000)


def paid(answer, purse, allowance=UNBOUNDED, priced=price):
    return Till(purse, priced).paid_by("a", allowance, Model(answer))


def test_the_most_is_put_aside_and_what_was_taken_is_booked():
    purse, took = Purse(), Usage(20, 300, 0.62)
    model = paid(ModelReply("text", "by hand", took), purse)
    assert model.complete(ASKED, None).text == "text"
    ((tenant, allowance, most),) = purse.reserved
    assert (tenant, allowance) == ("a", UNBOUNDED)
    assert BYTES <= most.input_tokens <= BYTES + 50
    assert most.output_tokens == 500
    assert most.cost == pytest.approx((most.input_tokens + 1000) / 1000)
    assert purse.settled == [took]
    assert (model.base_url, model.name, model.state()) == ("http://model", "by hand", "ok")


def test_who_has_nothing_left_asks_nothing():
    model = paid(None, Purse(empty=True))
    with pytest.raises(BudgetSpent):
        model.complete(ASKED, None)
    assert model.model.asked == 0


@pytest.mark.parametrize(
    ("failure", "took"),
    [
        (ModelUnavailable("refused"), Usage()),
        (ModelRefused("declined", usage=Usage(30, 4, 0.038)), Usage(30, 4, 0.038)),
        (ModelLate("late"), price(BYTES // 4, 0)),
        (RuntimeError("a bug"), Usage()),
    ],
    ids=["nothing was read", "counted by the endpoint", "cut off", "unforeseen"],
)
def test_a_failed_call_pays_what_it_took(failure, took):
    purse = Purse()
    with pytest.raises(type(failure)):
        paid(failure, purse).complete(ASKED, None)
    assert purse.settled == [took]


def test_tries_that_were_cut_off_are_paid_with_the_one_that_ended():
    purse, failure = Purse(), ModelUnavailable("refused")
    paid(ModelReply("text", "by hand", Usage(20, 30, 0.08), unanswered=2), purse).complete(ASKED, None)
    failure.unanswered = 1
    with pytest.raises(ModelUnavailable):
        paid(failure, purse).complete(ASKED, None)
    likely = BYTES // 4
    assert [one.input_tokens for one in purse.settled] == [20 + 2 * likely, likely]


def test_who_does_not_count_is_paid_by_length():
    purse = Purse()
    paid(ModelReply("x" * 40, "by hand", Usage()), purse).complete(ASKED, None)
    assert purse.settled == [price(BYTES // 4, 10)]


def test_without_a_price_tokens_count_and_bounded_cost_is_not_spent():
    purse = Purse()
    reply = ModelReply("text", "by hand", Usage(20, 30))
    paid(reply, purse, priced=None).complete(ASKED, None)
    assert purse.reserved[0][2].cost == 0.0
    with pytest.raises(BudgetUnknown):
        paid(reply, purse, Allowance(cost_per_day=1.0), priced=None).complete(ASKED, None)
    assert len(purse.settled) == 1
