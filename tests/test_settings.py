from dataclasses import replace

import pytest

from service.settings import BadSettings, load_settings


def test_the_defaults_need_nothing(monkeypatch):
    settings = load_settings()
    assert not settings.model_configured
    assert settings.bind == "127.0.0.1:8080"
    settings.check_exposure()


def test_every_wrong_setting_is_named_at_once(monkeypatch):
    monkeypatch.setenv("WEB_CONCURRENCY", "many")
    monkeypatch.setenv("STANDFIRST_LOG_LEVEL", "loud")
    monkeypatch.setenv("STANDFIRST_DEADLINE_SECONDS", "0")
    with pytest.raises(BadSettings) as caught:
        load_settings()
    for name in ("WEB_CONCURRENCY", "STANDFIRST_LOG_LEVEL", "STANDFIRST_DEADLINE_SECONDS"):
        assert name in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "prices", ["[]", '{"m": 1}', '{"m": {"input_per_million": "1", "output_per_million": 2}}', '{"m": {}}']
)
def test_a_price_table_of_another_shape_is_refused(monkeypatch, prices):
    monkeypatch.setenv("STANDFIRST_MODEL_PRICES", prices)
    with pytest.raises(BadSettings, match="STANDFIRST_MODEL_PRICES"):
        load_settings()


def test_a_price_table_is_taken(monkeypatch):
    monkeypatch.setenv("STANDFIRST_MODEL_PRICES", '{"m": {"input_per_million": 1, "output_per_million": 2.5}}')
    assert load_settings().model_prices == {"m": {"input_per_million": 1, "output_per_million": 2.5}}


@pytest.mark.parametrize(
    "fallbacks",
    [
        "{}",
        "[7]",
        '[{"base_url": "http://a/v1"}]',
        '[{"base_url": "ftp://a", "model": "m"}]',
        '[{"base_url": "http://a/v1", "model": "m", "api_key": "in the open"}]',
        '[{"base_url": "http://a/v1", "model": "m", "api_key_env": "NOBODY_SET_THIS"}]',
    ],
)
def test_fallbacks_of_another_shape_or_without_their_key_stop_the_start(monkeypatch, fallbacks):
    monkeypatch.setenv("STANDFIRST_FALLBACKS", fallbacks)
    with pytest.raises(BadSettings, match="STANDFIRST_FALLBACKS") as caught:
        load_settings()
    assert "in the open" not in str(caught.value)


def test_a_fallback_has_its_key_from_the_variable_that_it_names(monkeypatch):
    monkeypatch.setenv("OTHER_KEY", "sk-other")
    monkeypatch.setenv(
        "STANDFIRST_FALLBACKS", '[{"base_url": "http://a/v1", "model": "m", "api_key_env": "OTHER_KEY"}]'
    )
    settings = load_settings()
    assert [endpoint.model for endpoint in settings.endpoints] == ["gpt-5-mini", "m"]
    assert settings.endpoints[1].api_key == "sk-other"
    assert "sk-other" not in repr(settings) + repr(settings.endpoints)


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "OPENAI_BASE_URL"])
def test_a_key_or_an_address_configures_the_model(monkeypatch, name):
    monkeypatch.setenv(name, "http://127.0.0.1:1/v1")
    assert load_settings().model_configured


@pytest.mark.parametrize("bind", ["0.0.0.0:8080", "[::]:8080", "192.0.2.1:80", "example.org:80", ":8080", "8080"])
def test_without_keys_the_network_is_shut_out_unless_told_by_name(monkeypatch, bind):
    monkeypatch.setenv("STANDFIRST_BIND", bind)
    with pytest.raises(BadSettings, match="STANDFIRST_OPEN_TO_NETWORK"):
        load_settings().check_exposure()
    monkeypatch.setenv("STANDFIRST_OPEN_TO_NETWORK", "true")
    load_settings().check_exposure()


@pytest.mark.parametrize("bind", ["127.0.0.1:9", "[::1]:9", "localhost:9", "unix:/run/standfirst.sock", "127.0.0.53:1"])
def test_loopback_and_sockets_are_open(monkeypatch, bind):
    monkeypatch.setenv("STANDFIRST_BIND", bind)
    load_settings().check_exposure()


def test_secrets_are_not_in_the_repr(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("REDIS_URL", "redis://:hunter2@127.0.0.1:1/0")
    shown = repr(load_settings())
    assert "sk-secret" not in shown
    assert "hunter2" not in shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPENAI_BASE_URL", "ftp://x"),
        ("OPENAI_BASE_URL", "localhost:1"),
        ("REDIS_URL", "http://x"),
        ("REDIS_URL", "redis"),
    ],
)
def test_an_address_of_the_wrong_kind_is_named(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings, match=name):
        load_settings()


def test_limits_are_numbers_where_they_are_set(monkeypatch):
    assert not load_settings().allowance.bounds_money
    monkeypatch.setenv("STANDFIRST_REQUESTS_PER_MINUTE", "100")
    monkeypatch.setenv("STANDFIRST_COST_PER_MONTH", "2.5")
    monkeypatch.setenv("STANDFIRST_OVER_BUDGET", "refuse")
    allowance = load_settings().allowance
    assert (allowance.requests_per_minute, allowance.cost_per_month, allowance.over_budget) == (100, 2.5, "refuse")
    assert allowance.bounds_money


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "true"])
def test_a_limit_that_is_no_number_is_refused(monkeypatch, value):
    monkeypatch.setenv("STANDFIRST_TOKENS_PER_DAY", value)
    with pytest.raises(BadSettings, match="STANDFIRST_TOKENS_PER_DAY"):
        load_settings()


def test_bounded_cost_wants_a_price(monkeypatch):
    monkeypatch.setenv("STANDFIRST_COST_PER_DAY", "5")
    monkeypatch.setenv("OPENAI_MODEL", "gpt-5-mini-2026")
    with pytest.raises(BadSettings, match="STANDFIRST_MODEL_PRICES does not name gpt-5-mini-2026"):
        load_settings().check_price()
    monkeypatch.setenv(
        "STANDFIRST_MODEL_PRICES", '{"gpt-5-mini": {"input_per_million": 0.25, "output_per_million": 2.0}}'
    )
    load_settings().check_price()


def test_with_keys_the_network_is_let_in(monkeypatch):
    monkeypatch.setenv("STANDFIRST_BIND", "0.0.0.0:8080")
    monkeypatch.setenv("STANDFIRST_KEYS_FILE", "/etc/standfirst/keys.json")
    load_settings().check_exposure()


def test_bounded_cost_wants_a_price_of_every_model_that_may_write(monkeypatch):
    monkeypatch.setenv("STANDFIRST_COST_PER_DAY", "5")
    monkeypatch.setenv(
        "STANDFIRST_MODEL_PRICES", '{"gpt-5-mini": {"input_per_million": 0.25, "output_per_million": 2.0}}'
    )
    settings = replace(load_settings(), fallbacks=[{"base_url": "http://127.0.0.1:1/v1", "model": "stand-in"}])
    with pytest.raises(BadSettings, match="does not name stand-in"):
        settings.check_price()
