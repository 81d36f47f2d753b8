"""Numbers, shares and opposites: how much, how many, and in which direction."""

from collections.abc import Callable

import pytest

from service.summarise.article import Article
from service.summarise.grounding.gate import judge
from service.summarise.grounding.subject import Passage
from service.summarise.statement import Output, Proposal


@pytest.fixture
def harvest(build: Callable[..., Article]) -> Article:
    return build(
        ["The apple harvest of Lower Wenn fell to 4,100 tonnes this year, a third of what it was in 2019."],
        ["Three of the valley’s nine presses have closed.", "Wages rose by 3% all the same."],
        ["Four growers have given up since June, and 12 pickers were sent home."],
        ["Frost in April destroyed about three quarters of the blossom, said Ida Brandt of the growers’ union."],
        ["Pears did better: their price was higher than in any year since 2011."],
        ["The council rejected a request for aid, and the bank has not replied."],
        ["One in five trees is older than 80 years."],
        title="Frost cuts Lower Wenn’s apple harvest to a third",
    )


def checks(text: str, article: Article) -> set[str]:
    return {check.check for check in judge(Proposal(Output.CLAIMS, text, ()), article).checks}


@pytest.mark.parametrize(
    ("check", "true", "lie"),
    [
        ("numbers", "About 75% of the blossom was destroyed.", "About half of the blossom was destroyed."),
        ("numbers", "20% of trees are older than 80 years.", "A third of trees are older than 80 years."),
        ("opposites", "Wages rose by 3%.", "Wages fell by 3%."),
        ("opposites", "The apple harvest fell this year.", "The apple harvest rose this year."),
        ("opposites", "The price of pears was higher.", "The price of pears was lower."),
        ("numbers", "Three of the valley’s presses have closed.", "Four of the valley’s presses have closed."),
        ("numbers", "12 pickers were sent home.", "80 pickers were sent home."),
        ("negation", "The council turned down a request for aid.", "The council granted a request for aid."),
        ("negation", "The bank has yet to reply.", "The bank has replied."),
    ],
)
def test_the_true_twin_is_kept_and_the_lie_is_stopped(check: str, true: str, lie: str, harvest: Article) -> None:
    assert checks(true, harvest) == set()
    assert checks(lie, harvest)


@pytest.mark.parametrize(
    ("lie", "check"),
    [
        ("About half of the blossom was destroyed.", "numbers"),
        ("Wages fell by 3%.", "opposites"),
        ("The price of pears was lower.", "opposites"),
        ("Four of the valley’s presses have closed.", "numbers"),
    ],
)
def test_a_lie_is_stopped_by_the_check_that_is_meant_to(lie: str, check: str, harvest: Article) -> None:
    assert check in checks(lie, harvest)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("three quarters of it", [0.75]),
        ("one in five homes", [0.2]),
        ("a third of the money", [0.333]),
        ("75% of voters", [0.75]),
        ("six out of ten people", [0.6]),
        ("half of them", [0.5]),
        ("half a million people", []),
        ("a third man was seen", []),
        ("in the third quarter", []),
        ("12 of them", []),
    ],
)
def test_shares_are_read_however_they_are_written(text: str, values: list[float]) -> None:
    shares = [quantity.value / 100 for quantity in Passage(text, "en").quantities if quantity.unit == "percent"]
    assert [round(share, 3) for share in shares] == values
