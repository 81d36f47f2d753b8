"""Statements are plain text."""

from collections.abc import Callable

import pytest

from service.summarise.article import Article
from service.summarise.grounding.gate import judge
from service.summarise.grounding.markup import is_hidden, is_mixed
from service.summarise.statement import Output, Proposal


def fails(article: Article, text: str) -> bool:
    return "markup" in [check.check for check in judge(Proposal(Output.CLAIMS, text, (1,)), article).checks]


@pytest.mark.parametrize(
    "extra",
    [
        "<script>x</script>",
        "&lt;b&gt;",
        "![pic](x)",
        "[here](x)",
        "{{7*7}}",
        "javascript:alert(1)",
        "http://ferry.example/win",
        "www.ferry.example",
        "tips@ferry.example",
        "ferry.example/win",
        "\u202e",
        "\U000e0041",
        "\ufe0f",
        "\x1b[31m",
        "fеrry",
    ],
)
def test_markup_addresses_and_hidden_characters_are_stopped(extra: str, build: Callable[..., Article]) -> None:
    article = build(["The ferry to Orme sails at noon."])
    assert not fails(article, "The ferry to Orme sails at noon.")
    assert fails(article, f"The ferry to Orme sails at noon. {extra}")


def test_an_address_that_the_evidence_holds_is_kept(build: Callable[..., Article]) -> None:
    article = build(["Tips go to tips@ferry.example or www.ferry.example."])
    assert not fails(article, "Tips go to tips@ferry.example.")


def test_markup_is_stopped_though_the_evidence_holds_it(build: Callable[..., Article]) -> None:
    article = build(["The ferry <img src=x> sails at noon."])
    assert fails(article, "The ferry <img src=x> sails at noon.")


def test_joined_emoji_of_the_evidence_are_kept(build: Callable[..., Article]) -> None:
    article = build(["The ferry crew sent 👩‍🚒 to Orme."])
    assert not fails(article, "The ferry crew sent 👩‍🚒 to Orme.")
    assert fails(article, "The ferry crew sent 👩\u200d🚒\u200b to Orme.")


def test_characters_are_told_apart() -> None:
    assert not is_hidden("\n")
    assert is_hidden("\x00")
    assert is_mixed("fеrry")
    assert not is_mixed("паром")
