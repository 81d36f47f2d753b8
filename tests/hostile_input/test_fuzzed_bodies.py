"""A thousand random bodies, the same in each run; `make fuzz` sends twenty thousand."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile_input.bodies import FIELDS, bodies
from tests.hostile_input.spans import assert_spans_hold, utf16

COUNT, SEED = 600, 20_261_123

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=80),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
ARTICLES = st.lists(
    st.text(max_size=60) | st.sampled_from(["The bridge in Wexley will close on Monday.", "“It is worn,” said Dana Okafor."]),
    min_size=1,
    max_size=8,
).map(" ".join)  # fmt: skip


@pytest.mark.parametrize("path", ["/v1/summaries", "/v1/checks"])
def test_no_random_body_is_answered_with_a_fault_of_ours(client, path):
    seen = {}
    for body in bodies(COUNT, SEED):
        answer = client.post(path, data=body, content_type="application/json")
        seen[answer.status_code] = seen.get(answer.status_code, 0) + 1
        assert answer.status_code in {200, 400, 404, 422}, body
        assert answer.status_code == 200 or len(answer.data) <= 4096
    assert set(seen) >= {200, 400, 422}


@settings(
    max_examples=150, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=JSON)
def test_any_json_is_answered_or_refused(client, body):
    answer = client.post("/v1/summaries", data=json.dumps(body).encode("utf-8"), content_type="application/json")
    assert answer.status_code in {200, 400, 404, 422}


@settings(
    max_examples=150, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=ARTICLES, unit=st.sampled_from(["codepoint", "utf16"]))
def test_every_place_is_exactly_that_text(client, text, unit):
    body = {"text": text, "include": ["article"], "offset_unit": unit}
    answer = client.post("/v1/summaries", data=json.dumps(body).encode(), content_type="application/json")
    assert answer.status_code in {200, 422}
    if answer.status_code == 200:
        assert_spans_hold(answer.get_json(), utf16(text) if unit == "utf16" else text)
