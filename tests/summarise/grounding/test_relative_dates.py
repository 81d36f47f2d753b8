"""Yesterday, tonight, next month: days and spans told from the day of writing."""

from collections.abc import Callable

import pytest

from service.summarise.article import Article
from service.summarise.grounding.gate import judge
from service.summarise.statement import Output, Proposal


@pytest.fixture
def council(build: Callable[..., Article]) -> Article:
    return build(
        ["The county council voted yesterday to close the Harbour Bridge next month for repairs."],
        ["Work on the pier ended last week, two days after the storm."],
        ["The mayor will speak this evening.", "The toll was raised three years ago and will fall this autumn."],
    )


def failed(text: str, article: Article) -> set[str]:
    return {check.check for check in judge(Proposal(Output.CLAIMS, text, ()), article).checks}


@pytest.mark.parametrize(
    "text",
    [
        "The council voted yesterday to close the bridge.",
        "The Harbour Bridge will close next month.",
        "The Harbour Bridge will close in the coming month.",
        "Work on the pier ended last week.",
        "The mayor will speak tonight.",
        "The mayor will speak today.",
        "The toll will fall this autumn.",
    ],
)
def test_a_day_that_the_article_gives_is_kept(text: str, council: Article) -> None:
    assert "dates" not in failed(text, council)


@pytest.mark.parametrize(
    "text",
    [
        "The council voted today to close the bridge.",
        "The council voted last week to close the Harbour Bridge.",
        "The Harbour Bridge will close next year.",
        "The Harbour Bridge will close this month.",
        "Work on the pier ended last month.",
        "The mayor will speak tomorrow.",
        "The toll will fall next autumn.",
    ],
)
def test_another_day_is_stopped(text: str, council: Article) -> None:
    assert "dates" in failed(text, council)


def test_the_next_summer_follows_on_what_is_told(build: Callable[..., Article]) -> None:
    article = build(["Amery was suspended in 2019 and got her job back the following summer."])
    assert "dates" not in failed("Amery got her job back the next summer.", article)


def test_other_languages_pass(build: Callable[..., Article]) -> None:
    article = build(["Der Rat stimmte gestern in Wexley ab."], language="de")
    assert "dates" not in failed("Der Rat stimmte heute in Wexley ab.", article)
