"""A cause is the article's, and of the same effect."""

from collections.abc import Callable

import pytest

from service.summarise.article import Article
from service.summarise.grounding import causes
from service.summarise.grounding.gate import judge
from service.summarise.statement import Output, Proposal

MILL = [
    "The mill in Garrow stopped its looms because the boiler had burst.",
    "Weavers were sent home at noon.",
    "Orders from abroad have fallen since spring.",
    "Wages rose by a tenth, helped by a new contract, but cotton prices doubled.",
    "The cause of the burst was a stuck valve.",
    "Doctors found a link between dust and coughing.",
]
PAIRS = [
    ("The mill stopped its looms because its boiler burst.", "The mill stopped its looms because of falling orders."),
    ("Wages rose, helped by a new contract.", "Wages rose, helped by doubled cotton prices."),
    ("The cause of the burst was a valve.", "The cause of the burst was an old pipe."),
    ("Dust is linked to coughing, doctors found.", "Dust causes coughing, doctors found."),
]


@pytest.mark.parametrize(("twin", "lie"), PAIRS)
def test_a_cause_stands_with_its_effect(twin: str, lie: str, build: Callable[..., Article]) -> None:
    article = build(MILL)
    assert causes.NAME not in [check.check for check in judge(Proposal(Output.CLAIMS, twin, ()), article).checks]
    assert causes.NAME in [check.check for check in judge(Proposal(Output.CLAIMS, lie, ()), article).checks]


def test_a_plan_that_is_due_is_no_cause(build: Callable[..., Article]) -> None:
    article = build(["The looms are due to restart on Monday."])
    assert judge(Proposal(Output.CLAIMS, "The looms in the hall are due to restart.", ()), article).supported
