"""Names, roles and deeds: what stands together in a statement stands together in the article."""

from collections.abc import Callable

import pytest

from service.summarise.article import Article
from service.summarise.grounding.gate import judge
from service.summarise.grounding.origins import parts
from service.summarise.grounding.roles import deeds
from service.summarise.grounding.subject import Passage
from service.summarise.statement import Kind, Output, Proposal


@pytest.fixture
def mill(build: Callable[..., Article]) -> Article:
    return build(
        ["The Corran mill will be sold to a firm from Oslo, its board has decided."],
        ["Mairi Tulloch, the mill’s finance director, drew up the contract with two lawyers."],
        ["Her deputy, Owen Prys, left in May after a quarrel with the chairman, Sir Ivor Lund."],
        ["He now runs a bakery in Strathy."],
        ["Petra Nyholm, a weaver, sued the mill over her pension."],
        ["A petition against the sale was handed to the provost, Callum Bain, on Friday."],
        ["The buyer offered a hall to the town and a bridge to the village of Achna."],
        ["Elspeth Roy, a lawyer for the weavers, called the sale a theft."],
        title="Corran mill to be sold",
    )


def checks(text: str, article: Article) -> set[str]:
    return {check.check for check in judge(Proposal(Output.CLAIMS, text, ()), article).checks}


@pytest.mark.parametrize(
    ("true", "lie"),
    [
        ("Tulloch drew up the contract with two lawyers.", "Nyholm drew up the contract with two lawyers."),
        ("Owen Prys left in May after a quarrel.", "Callum Bain left in May after a quarrel."),
        ("Prys runs a bakery in Strathy.", "Roy runs a bakery in Strathy."),
        ("A petition was handed to Callum Bain.", "A petition was handed to Owen Prys."),
        ("The mill will be sold to a firm from Oslo.", "The mill will be sold to a firm from Achna."),
    ],
)
def test_a_name_from_another_sentence_is_stopped(mill: Article, true: str, lie: str) -> None:
    assert checks(true, mill) == set()
    assert "together" in checks(lie, mill)


@pytest.mark.parametrize(
    ("true", "lie"),
    [
        ("Mairi Tulloch is the mill’s finance director.", "Mairi Tulloch is the mill’s chairman."),
        ("Petra Nyholm, a weaver, sued the mill.", "Petra Nyholm, an accountant, sued the mill."),
        ("Weaver Petra Nyholm sued the mill.", "Lawyer Petra Nyholm sued the mill."),
        ("Provost Callum Bain was handed a petition.", "Councillor Callum Bain was handed a petition."),
        ("Owen Prys, her deputy, left in May.", "Owen Prys, her brother, left in May."),
        ("Elspeth Roy is a lawyer for the weavers.", "Elspeth Roy is a lawyer for the buyer."),
    ],
)
def test_what_somebody_is_stands_where_the_article_names_him(mill: Article, true: str, lie: str) -> None:
    assert checks(true, mill) == set()
    assert "attributes" in checks(lie, mill)


@pytest.mark.parametrize(
    ("true", "lie"),
    [
        ("Nyholm sued the mill over her pension.", "The mill sued Nyholm over her pension."),
        ("The mill was sued by Petra Nyholm.", "Petra Nyholm was sued by the mill."),
        ("The buyer offered the town a hall.", "The town offered the buyer a hall."),
    ],
)
def test_who_does_what_to_whom_is_not_turned_round(mill: Article, true: str, lie: str) -> None:
    assert checks(true, mill) == set()
    assert "roles" in checks(lie, mill)


def test_doer_and_done_to_are_told_apart_in_both_voices() -> None:
    (active,) = deeds(Passage("Nyholm, a weaver, has sued the mill.", "en"))
    (passive,) = deeds(Passage("The mill was sued by Petra Nyholm.", "en"))
    assert (active.verb, "nyholm" in active.agent, active.patient) == (passive.verb, True, passive.patient)
    assert "nyholm" in passive.agent
    assert (active.passive, passive.passive) == (False, True)


def test_a_second_verb_has_the_doer_of_the_first() -> None:
    first, second = deeds(Passage("Tulloch opened the letter and burned the contract.", "en"))
    assert first.agent == second.agent != frozenset()


def test_a_statement_is_cut_into_clauses_of_some_content() -> None:
    text = "Tulloch, the finance director, drew up the contract with two lawyers while Owen Prys left after a quarrel."
    assert [len(clause.content) > 2 for clause in parts(Passage(text, "en"))] == [True] * 3
    assert len(parts(Passage("The mill is sold.", "en"))) == 1
    assert parts(Passage("", "en")) == []


@pytest.mark.parametrize("piece", ["Ann Lee, ", "and who ", "was sued by ", ", the head, ", "X Y ", "is the boss of "])
def test_odd_statements_do_no_harm(mill: Article, piece: str) -> None:
    assert judge(Proposal(Output.CLAIMS, piece * 100, ()), mill) is not None


def test_a_name_in_the_place_of_another_is_stopped_though_the_title_has_it(build: Callable[..., Article]) -> None:
    article = build(
        ["Pell and Moor fight over the harbour bill."],
        ["Moor's veto is expected before the deadline at midnight on Friday."],
        ["“The bill is wrong in every way,” said Ada Strand."],
        title="Pell breaks with Moor on the harbour bill",
    )
    lie = Proposal(Output.CLAIMS, "Pell's veto is expected before the deadline at midnight on Friday.", (2, 3))
    truth = Proposal(Output.CLAIMS, "Moor's veto is expected before the deadline on Friday.", (2,))
    assert not judge(lie, article).supported
    assert judge(truth, article).supported


def test_a_speaker_named_beside_words_that_another_sentence_tells_is_stopped(build: Callable[..., Article]) -> None:
    words = "“The bill is wrong in every way,”"
    article = build(
        ["A veto of the harbour law is expected before the deadline at midnight on Friday."],
        [f"{words} said Ada Strand."],
        said=[(words, "Ada Strand")],
    )
    text = "A veto of the harbour law is expected before the deadline at midnight on Friday."
    claim = Proposal(Output.CLAIMS, text.replace("midnight on ", ""), (1, 2), Kind.ATTRIBUTED, "Ada Strand")
    assert [check.check for check in judge(claim, article).checks] == ["attribution"]
