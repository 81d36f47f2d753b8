"""Health, prompts, the OpenAPI document and its page."""

import re

from openapi_spec_validator import validate


def test_live_and_ready(client):
    assert client.get("/livez").get_json() == {"status": "live"}
    ready = client.get("/readyz").get_json()
    assert ready["engine"] == "extractive"
    assert ready["model"] is None
    assert ready["cache"] == {"store": "redis", "state": "ok", "note": None}


def test_prompts_are_listed_and_shown_to_the_letter(client):
    listed = client.get("/v1/prompts").get_json()["prompts"]
    newest = max(one["version"] for one in listed if one["name"] == "brief")
    assert any("production" in one["labels"] and one["released"] for one in listed)
    shown = client.get(f"/v1/prompts/brief/{newest}").get_json()
    assert set(shown["parts"]) == {"system", "user", "repair"}
    assert client.get("/v1/prompts/brief").get_json()["prompts"] == [one for one in listed if one["name"] == "brief"]


def test_the_openapi_document_is_valid_and_has_examples(client):
    document = client.get("/openapi.json").get_json()
    validate(document)
    assert document["openapi"] == "3.1.0"
    assert "post" in document["paths"]["/v1/summaries"]
    assert "example" in document["components"]["schemas"]["SummaryRequest"]["properties"]["text"]


def test_the_docs_page_asks_no_other_host(client):
    page = client.get("/docs/")
    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    sources = re.findall(r'(?:src|href)="([^"]+)"', page.get_data(as_text=True))
    assert sources
    for source in sources:
        assert "//" not in source
        with client.get("/docs/" + source.removeprefix("/docs/")) as asset:
            assert asset.status_code == 200


def test_every_answer_is_typed_and_traceable(client):
    answer = client.get("/livez", headers={"X-Request-Id": "abc-1"})
    assert answer.headers["X-Request-Id"] == "abc-1"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (
        client.get("/livez", headers={"X-Request-Id": "no spaces allowed"}).headers["X-Request-Id"]
        != "no spaces allowed"
    )
