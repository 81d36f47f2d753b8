"""Every odd request over a real connection to real gunicorn: its exact statuses, and where the connection ends."""

import json
from collections import Counter

import pytest

from tests.hostile_input.connection import exchange
from tests.hostile_input.transport import CASES, get
from tests.running_service import AS_IN_THE_CONTAINER, serving


@pytest.fixture(scope="module", params=["gevent", "gthread"])
def service(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    with serving(folder, AS_IN_THE_CONTAINER, WEB_CONCURRENCY="1", STANDFIRST_WORKER_CLASS=request.param) as running:
        yield running


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_odd_request_has_its_exact_answer(service, case):
    heard, closes = exchange(service.url, case.sent, len(case.statuses))
    assert (tuple(one.status for one in heard), closes) == (case.statuses, case.closes)
    for one in heard:
        if one.status >= 400:
            assert one.headers["content-type"] == "application/problem+json"
            assert one.headers["x-content-type-options"] == "nosniff"
            assert len(one.body) <= 4096
            assert json.loads(one.body)["status"] == one.status
            assert b"Wexley" not in one.body
            assert b"sk-planted" not in one.body


def test_after_all_of_them_it_serves_and_has_logged_nothing_but_objects(service):
    heard, _ = exchange(service.url, get(), 1)
    assert heard[0].status == 200
    written = service.log.read_text()
    lines = [json.loads(line) for line in written.splitlines()]
    assert all(isinstance(line, dict) for line in lines)
    assert {line["level"] for line in lines} <= {"info", "warning"}
    assert "sk-planted" not in written
    assert "Wexley" not in written


def test_the_names_tell_the_cases_apart():
    assert [name for name, times in Counter(case.name for case in CASES).items() if times > 1] == []
