import pytest
from flask import Flask, request

from service.api.preferences import cache_policy, patience
from service.summarise.answer import CachePolicy


def asked(**headers):
    return Flask("test").test_request_context("/", headers=headers)


@pytest.mark.parametrize(
    ("header", "seconds", "applied"),
    [
        ("wait=4", 4, "wait=4"),
        ("respond-async, wait=10", 10, "wait=10"),
        ("return=minimal; wait = 3", 3, "wait=3"),
        ('WAIT="7"', 7, "wait=7"),
        ("wait=0", 0, "wait=0"),
        ("wait=999999", 120, "wait=120"),
        ("wait=-1", 25, None),
        ("wait=soon", 25, None),
        ("await=4", 25, None),
        ("wait=1.5", 25, None),
        ("", 25, None),
    ],
)
def test_prefer_wait_sets_the_deadline_and_nonsense_is_ignored(header, seconds, applied):
    wanted = patience(header, 25, 120)
    assert (wanted.seconds, wanted.applied) == (seconds, applied)


@pytest.mark.parametrize(
    ("header", "policy"),
    [
        ("", CachePolicy()),
        ("no-cache", CachePolicy(recall=False)),
        ("no-store", CachePolicy(recall=False, keep=False)),
        ("only-if-cached", CachePolicy(only=True)),
        ("max-age=60", CachePolicy(max_age_seconds=60)),
        ("max-age=x", CachePolicy()),
    ],
)
def test_cache_control_says_what_the_cache_may_do(header, policy):
    with asked(**{"Cache-Control": header}):
        assert cache_policy(request) == policy
