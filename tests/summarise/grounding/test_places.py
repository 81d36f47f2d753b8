"""Numbers, negations and opposites are held to the place of the article that the statement's words come from."""

from collections.abc import Callable

import pytest

from service.summarise.article import Article
from service.summarise.grounding.gate import judge
from service.summarise.grounding.opposites import opposites_of
from service.summarise.grounding.quantities import quantities
from service.summarise.grounding.tokens import tokenise
from service.summarise.statement import Output, Proposal


@pytest.fixture
def ferry(build: Callable[..., Article]) -> Article:
    return build(
        [
            "The ferry Morwenna ran aground off Hale Point on Monday, and 23 passengers were hurt while 140 got off unhurt."
        ],
        ["Nearly 900 litres of diesel leaked, and the clean-up cost 2.4 million kroner."],
        [
            "Captain Ines Dorr denied that she had been asleep.",
            "The coastguard has not ruled out a fault in the radar.",
        ],
        ["A request for a second pilot had been turned down by the owner in 2017.", "The radar was bought in 2021."],
        ["One of the three lifeboats failed to open.", "Lifeboat inspections are voluntary on the route."],
        ["The first mate left the bridge before the alarm, which began at 6:15 a.m."],
        ["Fares rose by a fifth last year; two in five islanders say that they no longer take the ferry."],
    )


def checks(text: str, article: Article) -> set[str]:
    return {check.check for check in judge(Proposal(Output.CLAIMS, text, ()), article).checks}


@pytest.mark.parametrize(
    ("check", "true", "lie"),
    [
        ("numbers", "On the Morwenna, 23 passengers were hurt.", "On the Morwenna, 140 passengers were hurt."),
        ("numbers", "Less than 900 litres of diesel leaked.", "More than 900 litres of diesel leaked."),
        ("numbers", "The clean-up cost 2.4 million kroner.", "The clean-up cost 2.4 million euros."),
        ("numbers", "The radar was bought in 2021.", "The radar was bought in 2017."),
        ("numbers", "The alarm began at 6:15 a.m.", "The alarm began at 6:15 p.m."),
        ("numbers", "Fares rose by 20%.", "Fares rose by a quarter."),
        (
            "numbers",
            "40% of islanders say that they no longer take the ferry.",
            "Most, 60% of islanders, no longer take it.",
        ),
        ("negation", "Dorr denied that she had been asleep.", "Captain Dorr had been asleep."),
        ("negation", "The coastguard has not ruled out a fault.", "The coastguard has ruled out a fault in the radar."),
        ("negation", "One of the lifeboats did not open.", "One of the three lifeboats managed to open."),
        ("negation", "Islanders no longer take the ferry.", "Two in five islanders take the ferry."),
        ("opposites", "The request for a second pilot was rejected.", "The request for a second pilot was accepted."),
        ("opposites", "Lifeboat inspections are optional.", "Lifeboat inspections are mandatory on the route."),
        ("opposites", "The first mate left before the alarm.", "The first mate left the bridge after the alarm."),
        ("opposites", "Fares increased last year.", "Fares fell last year."),
    ],
)
def test_the_lie_fails_by_its_check_and_its_twin_passes_it(check: str, true: str, lie: str, ferry: Article) -> None:
    assert check not in checks(true, ferry)
    assert checks(lie, ferry)


@pytest.mark.parametrize(
    ("lie", "check"),
    [
        ("On the Morwenna, 140 passengers were hurt.", "numbers"),
        ("More than 900 litres of diesel leaked.", "numbers"),
        ("The clean-up cost 2.4 million euros.", "numbers"),
        ("The radar was bought in 2017.", "numbers"),
        ("The alarm began at 6:15 p.m.", "numbers"),
        ("The coastguard has ruled out a fault in the radar.", "negation"),
        ("Captain Dorr had been asleep.", "negation"),
        ("The request for a second pilot was accepted.", "opposites"),
        ("Lifeboat inspections are mandatory on the route.", "opposites"),
        ("The first mate left the bridge after the alarm.", "opposites"),
        ("Fares fell last year.", "opposites"),
    ],
)
def test_the_check_that_is_meant_to_stops_it(lie: str, check: str, ferry: Article) -> None:
    assert check in checks(lie, ferry)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("6:15 p.m.", 18.25, "clock"),
        ("at 11 p.m.", 23, "clock"),
        ("two-thirds of them", 66.7, "percent"),
        ("rose by a quarter.", 25, "percent"),
        ("nine out of ten", 90, "percent"),
        ("3 percentage points", 3, "point"),
        ("the third quarter", 3, None),
        ("the first half", 1, None),
        ("those over 60 in 96 countries", 60, None),
        ("a five-year-old boat", 5, None),
    ],
)
def test_shares_times_and_points_have_units_of_their_own(text: str, value: float, unit: str | None) -> None:
    first = quantities(tokenise(text), "en")[0]
    assert (round(first.value, 2) == pytest.approx(value, abs=0.05), first.unit) == (True, unit)


@pytest.mark.parametrize(
    ("text", "bound"), [("more than 40", 1), ("no more than 40", -1), ("nearly 40", -1), ("40", 0)]
)
def test_a_number_knows_on_which_side_it_is_a_bound(text: str, bound: int) -> None:
    assert quantities(tokenise(text), "en")[0].bound == bound


def test_opposites_are_mutual() -> None:
    assert "fall" in opposites_of("rose")
    assert "ris" in opposites_of("fell")
    assert not opposites_of("ferry")
