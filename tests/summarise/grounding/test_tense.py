"""Plans, wishes and chances keep their strength, whatever words a statement finds for them."""

from collections.abc import Callable

import pytest

from service.summarise.article import Article
from service.summarise.grounding import tense
from service.summarise.grounding.gate import judge
from service.summarise.statement import Output, Proposal

BRIDGE = [
    "The county may use 40 lorries to carry rubble from the old Tansy bridge.",
    "The new bridge at Orford will open to cyclists in June.",
    "Engineer Vera Holt has asked the ministry for steel from the depot.",
    "Divers are expected to inspect the northern pillars.",
    "The ferry timetable is planned to stay as it was, and the mayor wants to paint the ferry terminal green.",
    "The survey suggests that the rust is largely harmless.",
]
PAIRS = [
    ("The county might carry rubble by 40 lorries.", "The county carried rubble by 40 lorries."),
    ("The new bridge is due to open to cyclists in June.", "The new bridge has opened to cyclists."),
    ("Holt has asked the ministry for steel.", "Holt will ask the ministry for steel."),
    ("Divers are likely to inspect the northern pillars.", "Divers inspected the northern pillars."),
    ("The mayor hopes to paint the ferry terminal green.", "The mayor painted the ferry terminal green."),
    ("The survey says the rust is largely harmless.", "The survey proves the rust is largely harmless."),
]


@pytest.mark.parametrize(("twin", "lie"), PAIRS)
def test_a_mood_may_change_its_words_but_not_its_strength(twin: str, lie: str, build: Callable[..., Article]) -> None:
    article = build(BRIDGE)
    assert tense.NAME not in [check.check for check in judge(Proposal(Output.CLAIMS, twin, ()), article).checks]
    assert tense.NAME in [check.check for check in judge(Proposal(Output.CLAIMS, lie, ()), article).checks]
