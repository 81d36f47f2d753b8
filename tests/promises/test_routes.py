"""One error shape for every route, and no route that nobody meant to open."""

from dataclasses import replace

from service.app import create_app
from service.settings import Settings

KNOWN = {
    "/v1/summaries",
    "/v1/summaries/<identifier>",
    "/v1/checks",
    "/v1/prompts",
    "/v1/prompts/<name>",
    "/v1/prompts/<name>/<int:version>",
    "/v1/usage",
    "/livez",
    "/readyz",
    "/metrics",
    "/openapi.json",
    "/docs/",
    "/docs/<path:path>",
}


def test_the_routes_are_the_ones_we_know():
    app = create_app(replace(Settings(), log_level="error"))
    assert {rule.rule for rule in app.url_map.iter_rules()} == KNOWN


def test_every_v1_route_is_in_the_openapi_document():
    app = create_app(replace(Settings(), log_level="error"))
    paths = set(app.test_client().get("/openapi.json").get_json()["paths"])
    rules = {rule.rule.replace("<int:", "<").replace("<", "{").replace(">", "}") for rule in app.url_map.iter_rules()}
    assert {rule for rule in rules if rule.startswith("/v1")} <= paths
