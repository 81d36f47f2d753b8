"""What the door is told of limits, and what the caller reads of them."""

from dataclasses import replace

import pytest

from service.adapters.limits import LocalTurnstile
from service.api.door.limits import Entered, Refused
from service.api.door.tenant_limits import TenantLimits
from service.summarise.allowance import UNBOUNDED, Allowance
from service.summarise.key import OPEN
from service.summarise.tally import Count

SMALL = replace(OPEN, id="k1", tenant="small", allowance=Allowance(requests_per_minute=2, concurrent_requests=1))
OTHER = replace(OPEN, id="k2", tenant="other")


class Clock:
    def monotonic(self):
        return 1000.0


@pytest.fixture
def recorded():
    return []


@pytest.fixture
def limits(recorded):
    def make(everyone=UNBOUNDED):
        return TenantLimits(LocalTurnstile(Clock()), everyone, lambda *counts: recorded.append(counts))

    return make


def test_without_a_limit_nothing_is_asked_and_nothing_is_said(recorded):
    entered = TenantLimits(None, UNBOUNDED, lambda *counts: recorded.append(counts)).enter(OPEN)
    assert entered.headers == {}
    entered.leave()
    assert recorded == [("open", {Count.REQUESTS: 1})]


def test_the_caller_reads_its_own_limits(limits):
    entered = limits(Allowance(requests_per_minute=1000, concurrent_requests=64)).enter(SMALL)
    assert isinstance(entered, Entered)
    assert entered.headers == {
        "RateLimit-Policy": '"minute";q=2;w=60, "at-once";q=1;qu="concurrent-requests"',
        "RateLimit": '"minute";r=1;t=60, "at-once";r=0',
    }


def test_how_much_others_use_is_not_said(limits):
    assert limits(Allowance(requests_per_minute=1000)).enter(OTHER).headers == {}


def test_without_keys_the_limits_of_the_service_are_the_callers(limits):
    entered = limits(Allowance(requests_per_minute=1000)).enter(OPEN)
    assert entered.headers == {"RateLimit-Policy": '"minute";q=1000;w=60', "RateLimit": '"minute";r=999;t=60'}


def test_who_comes_too_often_is_told_when_to_come_again(limits, recorded):
    door = limits()
    for _ in range(2):
        door.enter(SMALL).leave()
    refused = door.enter(SMALL)
    assert isinstance(refused, Refused)
    assert (refused.detail, refused.retry_after_seconds) == ("Too many requests in a minute.", 60)
    assert refused.headers["RateLimit"] == '"minute";r=0;t=60, "at-once";r=1'
    assert recorded[-1] == ("small", {Count.REFUSED: 1})


def test_a_place_is_free_again_when_the_answer_has_gone(limits):
    door = limits()
    entered = door.enter(SMALL)
    refused = door.enter(SMALL)
    assert (refused.detail, refused.retry_after_seconds) == ("Too many requests at once.", 1)
    entered.leave()
    assert isinstance(door.enter(SMALL), Entered)


def test_all_together_may_be_too_many(limits):
    door = limits(Allowance(concurrent_requests=1))
    door.enter(OTHER)
    refused = door.enter(SMALL)
    assert refused.detail == "Too many requests at once to this service."
    assert refused.headers["RateLimit"] == '"minute";r=2;t=60, "at-once";r=1'


def test_two_keys_of_one_tenant_share_its_limits(limits):
    door = limits()
    door.enter(SMALL)
    assert isinstance(door.enter(replace(SMALL, id="k9")), Refused)
