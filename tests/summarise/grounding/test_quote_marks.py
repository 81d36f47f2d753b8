"""Words in quote marks stand in quote marks in the article, to the letter."""

from collections.abc import Callable

import pytest

from service.summarise.article import Article
from service.summarise.grounding.folding import fold
from service.summarise.grounding.gate import judge
from service.summarise.grounding.quote_marks import quoted
from service.summarise.statement import Output, Proposal

SAID = "“The gate was open, and it’s been open for years,” Ms Adair said of the ‘derelict’ yard."


@pytest.fixture
def yard(build: Callable[..., Article]) -> Article:
    return build([SAID, "She said that the owner had been warned.", "“Enough is enough."])


def fails(article: Article, text: str) -> bool:
    statement = judge(Proposal(Output.CLAIMS, text, ()), article)
    return any(check.check == "quote_marks" for check in statement.checks)


@pytest.mark.parametrize(
    "text",
    [
        'Adair said "the gate was open".',
        "Adair said: «The gate was open, and it's been open for years.»",
        "Adair spoke of a “derelict” yard.",
        "Adair said „it's been open\u00a0for years“.",
        "‘The gate was open … for years,’ Adair said.",
    ],
)
def test_a_quotation_in_other_marks_is_kept(text: str, yard: Article) -> None:
    assert not fails(yard, text)


@pytest.mark.parametrize(
    "text",
    [
        "Adair said “the gate was wide open”.",
        "Adair said “the owner had been warned”.",
        "Adair said “it has been open for years”.",
        "Adair said 'the gates were open'.",
        "Adair said “the gate was ope”.",
    ],
)
def test_a_quote_that_is_not_in_the_article_is_stopped(text: str, yard: Article) -> None:
    assert fails(yard, text)


def test_a_sentence_with_an_unclosed_quote_mark_passes_as_it_stands(yard: Article) -> None:
    assert judge(Proposal(Output.SUMMARY, "“Enough is enough.", (3,)), yard).supported


def test_apostrophes_open_no_quotation() -> None:
    assert quoted(fold("The workers’ rights and it’s Ireland’s rock ’n’ roll")) == []


def test_a_quotation_may_run_over_two_sentences(build: Callable[..., Article]) -> None:
    article = build(["“We waited all night.", "Nobody came,” said Bo Lind."])
    assert judge(Proposal(Output.CLAIMS, "“We waited all night. Nobody came,” said Bo Lind.", ()), article).supported
