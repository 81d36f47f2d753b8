from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from service.summarise.article import Article
from service.summarise.grounding.gate import index, weigh
from service.summarise.grounding.score import WEIGHTS
from service.summarise.statement import Output, Proposal
from tests.summarise.grounding.conftest import build_article

HARBOUR = build_article(
    ["A fire at the Port of Marlow destroyed 14 fishing boats on Tuesday, the harbour master said."]
)
PREPARED = index(HARBOUR)


def score(text: str) -> float:
    return weigh(Proposal(Output.CLAIMS, text, ()), HARBOUR, PREPARED)[1]


def test_the_more_of_a_statement_the_evidence_holds_the_higher_it_scores() -> None:
    verbatim = score("A fire at the Port of Marlow destroyed 14 fishing boats on Tuesday, the harbour master said.")
    retold = score("Fishing boats were destroyed by a fire at the port of Marlow.")
    invented = score("The harbour cafe will serve breakfast again.")
    assert verbatim > retold > invented


def test_a_failed_check_lowers_the_score() -> None:
    assert score("A fire destroyed 15 fishing boats.") < score("A fire destroyed 14 fishing boats.")


def test_no_weight_rewards_a_failed_check_or_punishes_what_the_evidence_holds() -> None:
    assert all(weight <= 0 for name, weight in WEIGHTS.items() if name.startswith("failed:") or name == "gap")
    assert all(WEIGHTS[name] >= 0 for name in ("words", "pairs", "triples"))


@given(st.text(max_size=300))
def test_any_text_scores_between_none_and_one(text: str) -> None:
    assert 0 <= score(text) <= 1


def test_a_statement_without_evidence_scores_low(build: Callable[..., Article]) -> None:
    article = build(["Zwei Boote sind gesunken."], language="de")
    assert weigh(Proposal(Output.CLAIMS, "Der Hafen bleibt offen.", ()), article, index(article))[1] < 0.5
