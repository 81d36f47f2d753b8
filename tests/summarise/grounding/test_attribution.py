"""What the article only has somebody claim is not told as its own."""

from collections.abc import Callable

import pytest

from service.summarise.article import Article
from service.summarise.grounding import attribution
from service.summarise.grounding.gate import judge
from service.summarise.statement import Output, Proposal

MARKET = [
    "Baker Rosa Thiel complained that the ovens should never have been sold.",
    "Traders accuse the warden of hiding the ledgers for two years.",
    "The warden, Piet Lund, said on Monday that he would open the east gate to lorries.",
    "Rain fell all morning on the square.",
]
PAIRS = [
    ("The ovens should never have been sold, Thiel complained.", "The ovens should never have been sold."),
    ("Traders accuse the warden of hiding the ledgers.", "The warden hid the ledgers for two years."),
]


@pytest.mark.parametrize(("twin", "lie"), PAIRS)
def test_a_claim_keeps_its_speaker(twin: str, lie: str, build: Callable[..., Article]) -> None:
    article = build(MARKET)
    assert attribution.NAME not in [check.check for check in judge(Proposal(Output.CLAIMS, twin, ()), article).checks]
    assert attribution.NAME in [check.check for check in judge(Proposal(Output.CLAIMS, lie, ()), article).checks]


def test_a_speakers_own_plan_is_a_fact_once_announced(build: Callable[..., Article]) -> None:
    statement = judge(Proposal(Output.CLAIMS, "The east gate will open to lorries.", ()), build(MARKET))
    assert attribution.NAME not in [check.check for check in statement.checks]


def test_what_another_sentence_tells_needs_no_speaker(build: Callable[..., Article]) -> None:
    article = build([*MARKET, "The warden hid the ledgers for two years in a barn."])
    statement = judge(Proposal(Output.CLAIMS, "The warden hid the ledgers for two years.", ()), article)
    assert attribution.NAME not in [check.check for check in statement.checks]
