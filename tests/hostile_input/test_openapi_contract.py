"""schemathesis over our own OpenAPI document: every route, right and wrong requests, the documented answers only."""

from dataclasses import replace

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from service.app import create_app
from service.settings import Settings

EXAMPLES = 100  # for each operation

app = create_app(replace(Settings(), log_level="critical"))
schema = schemathesis.openapi.from_wsgi("/openapi.json", app)


@schema.parametrize()
@settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_route_keeps_its_contract(case):
    # What a schema cannot say is refused too: text or HTML and not both, an article with a sentence in it.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


def test_all_documented_routes_are_tried():
    tried = {(method.upper(), path) for path, methods in schema.raw_schema["paths"].items() for method in methods}
    assert {("POST", "/v1/summaries"), ("POST", "/v1/checks"), ("DELETE", "/v1/summaries/{identifier}")} <= tried
