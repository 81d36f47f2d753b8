"""Every odd body: its exact status, and never more than a short problem document about it."""

import json
from collections import Counter

import pytest

from tests.hostile_input.documents import CASES, ECHOED, PLAIN


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_odd_body_has_its_exact_status(client, case):
    answer = client.post("/v1/summaries", data=case.body, content_type="application/json")
    assert answer.status_code == case.status, answer.data[:300]
    if case.status >= 400:
        assert_problem(answer)


@pytest.mark.parametrize("case", [case for case in CASES if case.status in {400, 413}], ids=lambda case: case.name)
def test_what_is_no_json_is_refused_by_the_checks_too(client, case):
    answer = client.post("/v1/checks", data=case.body, content_type="application/json")
    assert answer.status_code in {400, 413, 422}
    assert_problem(answer)


def assert_problem(answer):
    assert answer.content_type == "application/problem+json"
    assert len(answer.data) <= 4096
    assert ECHOED.encode() not in answer.data
    body = json.loads(answer.data)
    assert body["status"] == answer.status_code
    assert len(body.get("errors", [])) <= 20


def test_the_answer_to_a_plain_body_is_not_what_odd_ones_left_behind(client):
    for _ in range(3):
        answer = client.post("/v1/summaries", data=PLAIN, content_type="application/json")
        assert answer.get_json()["article"]["sentences_total"] == 3


def test_the_names_tell_the_cases_apart():
    assert [name for name, times in Counter(case.name for case in CASES).items() if times > 1] == []
