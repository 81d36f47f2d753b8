import pytest

from service.adapters.model import Prices

TABLE = {
    "gpt-5": {"input_per_million": 10, "output_per_million": 100},
    "gpt-5-mini": {"input_per_million": 1, "output_per_million": 2},
}


@pytest.mark.parametrize("name", ["gpt-5-mini", "gpt-5-mini-2026-01-31", "gpt-5-mini:latest", "gpt-5-mini@20260131"])
def test_a_dated_name_costs_what_its_plain_name_costs(name):
    assert Prices.of(TABLE, "USD").usage(name, 1_000_000, 1_000_000).cost == pytest.approx(3.0)


@pytest.mark.parametrize("name", ["gpt-4", "llama", ""])
def test_another_model_has_no_price(name):
    assert Prices.of(TABLE, "USD").usage(name, 1_000_000, 1_000_000).cost == 0.0


def test_a_table_may_know_a_model_or_not():
    prices = Prices.of(TABLE, "USD")
    assert prices.know("gpt-5-mini-2026-01-31")
    assert not prices.know("llama")


def test_the_currency_is_the_tables():
    assert Prices.of(TABLE, "EUR").usage("gpt-5", 1, 1).currency == "EUR"
