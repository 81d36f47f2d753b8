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


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Marlow lost to Selby in the cup.", False),
        ("Marlow beat Selby in the cup.", False),
        ("Marlow were held to a draw by Selby in the cup.", True),
        ("Ellery won the league in May.", True),
        ("Ellery beat Holm to the league in May.", True),
    ],
)
def test_who_won_and_who_lost_stands_in_the_evidence(text: str, held: bool, build: Callable[..., Article]) -> None:
    article = build(
        ["Marlow missed the chance to go top as they were held to a goalless draw by Selby in the cup."],
        ["Ellery won the league in May ahead of Holm."],
    )
    checks = {check.check for check in judge(Proposal(Output.CLAIMS, text, ()), article).checks}
    assert ("sensitive" not in checks) is held
