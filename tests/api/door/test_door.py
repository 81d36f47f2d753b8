"""Who comes in, with which scopes, and what a stranger learns: nothing."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.adapters.key_file.registry import add
from service.summarise.allowance import Allowance
from service.summarise.key import Key, Scope

TEXT = "The Harbour Bridge in Wexley will close for six weeks from 4 May, the council said on Monday. It is old."


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys.json"


@pytest.fixture
def new_key(path):
    def make(tenant="desk", scopes=(Scope.SUMMARISE, Scope.PURGE), **changes):
        number = len(path.read_text().split('"id"')) if path.exists() else 1
        made = Key(id=f"key_{number}", tenant=tenant, name=tenant, scopes=frozenset(scopes), **changes)
        return add(path, made, datetime.now(UTC))

    return make


@pytest.fixture
def guarded(make_app, settings, path, new_key):
    """A client of a service with keys, and the secret of one."""
    secret = new_key()
    return lambda: make_app(replace(settings, keys_file=path)).test_client(), secret


def ask(client, **headers):
    return client.post("/v1/summaries", json={"text": TEXT, "engine": "extractive"}, headers=headers)


@pytest.mark.parametrize("field", ["Authorization", "X-API-Key", "api-key"])
def test_a_key_is_taken_from_each_of_the_usual_fields(guarded, field):
    new_client, secret = guarded
    assert ask(new_client(), **{field: f"bearer {secret}" if field == "Authorization" else secret}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-API-Key": ""},
        {"X-API-Key": "sfk_"},
        {"X-API-Key": "x" * 8000},
        {"X-API-Key": "schl\xfcssel"},
        {"Authorization": "Basic ZGVzazpkZXNr"},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer sfk_" + "0" * 49},
    ],
)
def test_every_wrong_key_gets_the_same_answer(guarded, headers):
    response = ask(guarded[0](), **headers)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert response.mimetype == "application/problem+json"
    assert response.get_data() == ask(guarded[0]()).get_data()
    assert "X-Request-Id" in response.headers


def test_a_key_in_the_address_is_none_and_two_that_differ_are_none(guarded):
    new_client, secret = guarded
    client = new_client()
    assert client.post(f"/v1/summaries?api_key={secret}&key={secret}", json={"text": TEXT}).status_code == 401
    assert ask(client, **{"X-API-Key": secret, "api-key": "other"}).status_code == 401
    assert ask(client, **{"X-API-Key": secret, "api-key": secret}).status_code == 200


def test_a_cached_answer_wants_the_key_too_and_is_the_tenants_own(guarded, new_key):
    new_client, secret = guarded
    other = new_key(tenant="rival")
    client = new_client()
    states = [ask(client, **{"X-API-Key": secret}).headers["Cache-Status"] for _ in range(4)]
    assert "hit" in states[-1]
    assert ask(client).status_code == 401
    stranger = ask(client, **{"X-API-Key": other})
    assert "fwd=miss" in stranger.headers["Cache-Status"]
    assert "Age" not in stranger.headers
    identifier = ask(client, **{"X-API-Key": secret}).get_json()["id"]
    for method in ("get", "delete"):
        response = getattr(client, method)(f"/v1/summaries/{identifier}", headers={"X-API-Key": other})
        assert response.status_code == 404
    assert client.get(f"/v1/summaries/{identifier}", headers={"X-API-Key": secret}).status_code == 200


def test_two_keys_of_one_tenant_share_its_cache(guarded, new_key):
    new_client, secret = guarded
    second, client = new_key(), new_client()
    ask(client, **{"X-API-Key": secret})
    assert "hit" in ask(client, **{"X-API-Key": second}).headers["Cache-Status"]


@pytest.mark.parametrize(
    ("method", "route", "scope"),
    [
        ("post", "/v1/summaries", Scope.SUMMARISE),
        ("get", "/v1/summaries/sum_1", Scope.SUMMARISE),
        ("delete", "/v1/summaries/sum_1", Scope.PURGE),
        ("post", "/v1/checks", Scope.CHECK),
        ("post", "/v1/jobs", Scope.JOBS),
        ("get", "/metrics", Scope.METRICS),
    ],
)
def test_each_route_wants_its_scope(guarded, new_key, method, route, scope):
    fits, others = new_key(scopes=[scope]), new_key(scopes=set(Scope) - {scope})
    client = guarded[0]()
    refused = getattr(client, method)(route, headers={"X-API-Key": others})
    assert refused.status_code == 403
    assert scope.value in refused.get_json()["detail"]
    assert getattr(client, method)(route, headers={"X-API-Key": fits}).status_code not in {401, 403}


@pytest.mark.parametrize("route", ["/v1/usage", "/v1/prompts", "/v1/anything", "/v1/summaries/"])
def test_what_is_the_apis_wants_a_key_of_any_kind(guarded, route):
    assert guarded[0]().get(route).status_code == 401


@pytest.mark.parametrize("route", ["/livez", "/readyz", "/openapi.json", "/docs/"])
def test_the_platform_and_readers_need_no_key(guarded, route):
    assert guarded[0]().get(route).status_code == 200


def test_a_refusal_is_one_line_in_the_log_without_the_key(guarded, make_app, settings, path, capsys):
    app = make_app(replace(settings, keys_file=path, log_level="info"))
    capsys.readouterr()
    app.test_client().post("/v1/summaries?k=sfk_inquery", headers={"X-API-Key": "sfk_wrong", "X-Request-Id": "mine"})
    (line,) = capsys.readouterr().err.splitlines()
    assert '"status":401' in line
    assert '"request_id":"mine"' in line
    assert "sfk_" not in line


def test_without_a_file_nobody_is_asked(client):
    assert ask(client).status_code == 200


def test_the_keys_own_limit_is_kept_and_told(guarded, new_key):
    secret = new_key(tenant="small", allowance=Allowance(requests_per_minute=2))
    client = guarded[0]()
    answers = [ask(client, **{"X-API-Key": secret}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) <= 60
    assert "q=2;w=60" in answers[0].headers["RateLimit-Policy"]
    assert ask(client, **{"X-API-Key": guarded[1]}).status_code == 200


ORIGIN = "https://cms.example"


def preflight(client, origin):
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    return client.options("/v1/summaries", headers=headers)


def test_a_page_may_use_the_key_that_lists_its_origin(guarded, new_key):
    secret = new_key(origins=(ORIGIN,))
    client = guarded[0]()
    asked = preflight(client, ORIGIN)
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "X-API-Key" in asked.headers["Access-Control-Allow-Headers"]
    answers = [ask(client, Origin=ORIGIN, **{"X-API-Key": secret}) for _ in range(4)]
    for answer in answers:  # new, cached and ready-made
        assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
        assert "Origin" in answer.headers["Vary"]
        assert "Access-Control-Allow-Credentials" not in answer.headers


def test_another_page_may_not_and_no_other_key_answers_it(guarded, new_key):
    new_key(origins=(ORIGIN,))
    client = guarded[0]()
    assert "Access-Control-Allow-Origin" not in preflight(client, "https://evil.example").headers
    own = ask(client, Origin=ORIGIN, **{"X-API-Key": guarded[1]})
    assert "Access-Control-Allow-Origin" not in own.headers
