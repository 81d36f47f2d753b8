"""What an endpoint refuses is left out, in the same call, and remembered once a call without it went well."""

import pytest

from service.summarise.errors import ModelUnavailable
from tests.scripted_model import fails, refusing, says

SCHEMA_REFUSALS = [
    "This response_format type is unavailable now",
    "This model does not support response format `json_schema`.",
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
    "Invalid schema for response_format 'brief': In context=('properties', 'claims'), 'maxItems' is not permitted.",
    "Failed to initialize samplers: failed to parse grammar",
    "Extra inputs are not permitted: body.response_format",
]
LIMIT_REFUSAL = (
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
)
HEAT_REFUSAL = (
    "Unsupported value: 'temperature' does not support 0.1 with this model. Only the default (1) value is supported."
)


def formats(model):
    return [asked.json.get("response_format", {}).get("type") for asked in model.server.asked]


@pytest.mark.parametrize("message", SCHEMA_REFUSALS)
def test_an_endpoint_without_schemas_is_served_with_json_objects_from_then_on(desk, message):
    model = desk(refusing(says("ok"), json_schema=message))
    assert [model.ask().text for _ in range(3)] == ["ok"] * 3
    assert formats(model) == ["json_schema", "json_object", "json_object", "json_object"]


def test_an_endpoint_without_response_format_is_served_without(desk):
    message = "'response_format.type' is not supported"
    model = desk(refusing(says("ok"), json_schema=message, json_object=message))
    model.ask()
    model.ask()
    assert formats(model) == ["json_schema", "json_object", None, None]


@pytest.mark.parametrize("status", [400, 404, 415, 422, 501])
def test_each_status_that_means_not_supported_is_understood(desk, status):
    model = desk(fails(status, "json_schema is not supported"), says("ok"))
    assert model.ask().text == "ok"
    assert formats(model) == ["json_schema", "json_object"]


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_another_status_is_no_refusal_of_a_parameter(desk, status):
    model = desk(fails(status, "json_schema is not supported"))
    with pytest.raises(ModelUnavailable):
        model.ask()
    assert model.calls == 1


def test_a_temperature_that_is_refused_is_left_out(desk):
    model = desk(refusing(says("ok"), temperature=HEAT_REFUSAL))
    model.ask()
    model.ask()
    assert ["temperature" in asked.json for asked in model.server.asked] == [True, False, False]
    assert set(formats(model)) == {"json_schema"}


def test_the_limit_goes_by_its_newer_name_where_the_old_one_is_refused(desk):
    model = desk(refusing(says("ok"), max_tokens=LIMIT_REFUSAL))
    model.ask()
    model.ask()
    assert ["max_tokens" in asked.json for asked in model.server.asked] == [True, False, False]
    assert set(formats(model)) == {"json_schema"}


def test_a_model_that_thinks_is_given_room_for_it_beside_the_answer(desk):
    model = desk(refusing(says("ok"), max_tokens=LIMIT_REFUSAL))
    model.ask()
    assert model.server.asked[-1].json["max_completion_tokens"] >= 300 + 2000
    assert model.server.asked[-1].json["reasoning_effort"] == "low"


def test_a_reasoning_effort_that_is_refused_is_left_out(desk):
    refuse = {
        "max_tokens": LIMIT_REFUSAL,
        "reasoning_effort": "Unrecognized request argument supplied: reasoning_effort",
    }
    model = desk(refusing(says("ok"), **refuse))
    model.ask()
    assert "reasoning_effort" not in model.server.asked[-1].json
    assert model.calls == 3


def test_everything_refused_at_once_is_found_out_in_one_call(desk):
    refuse = {"json_schema": SCHEMA_REFUSALS[0], "temperature": HEAT_REFUSAL, "max_tokens": LIMIT_REFUSAL}
    model = desk(refusing(says("ok"), **refuse))
    assert model.ask().text == "ok"
    tries = model.calls
    assert tries == 4
    model.ask()
    assert model.calls == tries + 1


def test_what_failed_all_the_way_down_is_not_remembered(desk):
    model = desk(fails(400, "response_format is not supported"))
    with pytest.raises(ModelUnavailable):
        model.ask()
    assert formats(model) == ["json_schema", "json_object", None]
    model.server.play(says("ok"))
    model.ask()
    assert formats(model)[-1] == "json_schema"


def test_a_simpler_try_that_gets_no_completion_is_not_remembered(desk):
    model = desk(fails(400, "response_format is not supported"), says(""), says("ok"))
    with pytest.raises(Exception, match="empty"):
        model.ask()
    model.ask()
    assert formats(model) == ["json_schema", "json_object", "json_schema"]


def test_an_article_that_is_too_long_is_not_taken_for_a_refused_parameter(desk):
    message = "This model's maximum context length is 4096 tokens. Please reduce the length of the messages."
    model = desk(fails(400, message, code="context_length_exceeded"))
    with pytest.raises(ModelUnavailable, match="context_length_exceeded"):
        model.ask()
    assert model.calls == 1
