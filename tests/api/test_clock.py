"""The machine's clock is set an hour on or back while the service runs."""

from datetime import timedelta

import pytest

from service import app as wiring
from service.adapters.clock import SystemClock


class SettableClock(SystemClock):
    ahead = timedelta(0)

    def now(self):
        return super().now() + self.ahead


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(wiring, "SystemClock", SettableClock)
    monkeypatch.setattr(SettableClock, "ahead", timedelta(0))
    return SettableClock


@pytest.mark.parametrize(("hours", "age"), [(-1, 0), (1, 3600)], ids=["back", "on"])
def test_a_kept_answer_stays_one_and_no_time_is_negative(clock, make_app, settings, reservoir, hours, age):
    client = make_app(settings).test_client()
    client.post("/v1/summaries", json={"text": reservoir})
    clock.ahead = timedelta(hours=hours)
    for _ in range(3):  # from the store, then from what is ready
        answer = client.post("/v1/summaries", json={"text": reservoir})
        assert "hit" in answer.headers["Cache-Status"]
        assert age <= int(answer.headers["Age"]) <= age + 60
        left = int(answer.headers["Cache-Status"].partition("ttl=")[2].partition(";")[0])
        assert 0 < left <= settings.cache_ttl_seconds - age


def test_what_is_older_than_it_may_be_after_the_clock_was_set_is_a_miss_and_no_error(
    clock, make_app, settings, reservoir
):
    client = make_app(settings).test_client()
    for _ in range(3):
        client.post("/v1/summaries", json={"text": reservoir})
    clock.ahead = timedelta(seconds=settings.cache_ttl_seconds + 3600)
    answer = client.post("/v1/summaries", json={"text": reservoir})
    assert answer.status_code == 200
    assert "ttl=-" not in answer.headers["Cache-Status"]
