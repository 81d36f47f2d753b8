"""Numbers are read by value, however they are written."""

import pytest

from service.summarise.grounding.quantities import quantities, read_digits
from service.summarise.grounding.tokens import tokenise


def values(text: str, language: str = "en") -> list[float]:
    return [quantity.value for quantity in quantities(tokenise(text), language)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three boats", 3),
        ("twenty-one boats", 21),
        ("two hundred and fifty thousand", 250_000),
        ("two thousand and nine", 2009),
        ("half a million litres", 500_000),
        ("a dozen", 12),
        ("a million people", 1_000_000),
        ("2,000", 2000),
        ("£2.4m", 2_400_000),
        ("5bn", 5e9),
        ("1.1 million", 1_100_000),
        ("the 20th", 20),
        ("the fifth", 5),
    ],
)
def test_english_numbers_have_one_value_in_digits_and_words(text: str, value: float) -> None:
    assert values(text) == [pytest.approx(value)]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("2.500 Euro", "de", 2500),
        ("3,5 Millionen", "de", 3_500_000),
        ("zwölf Boote", "de", 12),
        ("1\u202f200 billets", "fr", 1200),
        ("trois bateaux", "fr", 3),
        ("2.500", "en", 2.5),
        ("3,5", "en", 3.5),
        ("١٢", "ar", 12),
        ("１２", "ja", 12),
    ],
)
def test_points_commas_and_digits_are_read_as_the_language_writes_them(text: str, language: str, value: float) -> None:
    assert values(text, language) == [pytest.approx(value)]


def test_a_number_in_a_name_is_no_quantity() -> None:
    assert values("a COVID-19 ward and an F-16") == []


def test_two_numbers_in_a_row_are_two() -> None:
    assert values("twenty, thirty or forty") == [20, 30, 40]


def test_units_are_money_percent_time_and_measures() -> None:
    text = "$5 and 6 per cent, 7% of 8 miles in 9 days for 10 euros"
    assert [one.unit for one in quantities(tokenise(text), "en")] == [
        "dollar",
        "percent",
        "percent",
        "mil",
        "day",
        "euro",
    ]


def test_a_number_of_a_million_digits_is_read_without_harm() -> None:
    assert read_digits("9" * 1_000_000, "en") >= 1e299
    assert read_digits("1" + ",000" * 100_000, "en") >= 1e299
