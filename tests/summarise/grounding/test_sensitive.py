"""No step up a ladder, and no predicate borrowed from a sentence about somebody else."""

from collections.abc import Callable

import pytest

from service.summarise.article import Article
from service.summarise.grounding import sensitive
from service.summarise.grounding.gate import judge
from service.summarise.statement import Output, Proposal

TOWN = [
    "Treasurer Ada Quint was suspended in May, and detectives questioned her about missing receipts.",
    "Her deputy, Joel Marr, was placed on paid leave.",
    "A plumber, Otto Benz, was arrested in July but has not been charged.",
    "Two pensioners were hurt when a shed roof fell.",
    "The club suspended a goalkeeper.",
    "An appeal over the harbour dues was dismissed by a panel of five.",
]
PAIRS = [
    ("Quint was suspended in May.", "Quint was dismissed in May."),
    ("Detectives questioned Quint about missing receipts.", "Detectives charged Quint over missing receipts."),
    ("Joel Marr, the deputy, was suspended.", "Joel Marr, the deputy, was fired."),
    ("Otto Benz was arrested but not charged.", "Otto Benz was arrested and charged."),
    ("Two pensioners were injured when a shed roof fell.", "Two pensioners died when a shed roof fell."),
    ("The club suspended a goalkeeper.", "The club fired a goalkeeper."),
    ("The appeal over harbour dues was dismissed.", "Benz, a plumber, was dismissed."),
]


@pytest.mark.parametrize(("twin", "lie"), PAIRS)
def test_a_sensitive_word_keeps_its_rung_and_its_sentence(twin: str, lie: str, build: Callable[..., Article]) -> None:
    article = build(TOWN)
    assert sensitive.NAME not in [check.check for check in judge(Proposal(Output.CLAIMS, twin, ()), article).checks]
    assert sensitive.NAME in [check.check for check in judge(Proposal(Output.CLAIMS, lie, ()), article).checks]
