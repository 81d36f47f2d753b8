"""Who a statement says says so, and whether the article lets him."""

from collections.abc import Callable

import pytest

from service.summarise.article import Article
from service.summarise.grounding.gate import judge
from service.summarise.grounding.subject import Passage
from service.summarise.grounding.voices import voices_of
from service.summarise.statement import Output, Proposal


@pytest.fixture
def ferry(build: Callable[..., Article]) -> Article:
    return build(
        ["The ferry to Orsay will stop in winter, the operator said on Monday."],
        ["Dana Okafor, the line’s chief engineer, said the hull had cracked twice since spring."],
        ["Islanders reject the plan.", "It would cost the school half its pupils, according to the head teacher."],
        [
            "“Nobody asked us,” said Lewis Moss, who chairs the council.",
            "He added that he would write to the minister.",
        ],
        ["Rep. Ada Finch (D-Va.) called the notice a disgrace."],
        title="Orsay ferry to stop in winter",
        said=[("“Nobody asked us,”", "Lewis Moss")],
    )


@pytest.mark.parametrize(
    ("text", "names", "nouns"),
    [
        ("Dana Okafor said the hull had cracked twice.", {"dana", "okafor"}, set()),
        ("Dana Okafor, the chief engineer, said the hull had cracked twice.", {"dana", "okafor"}, {"engin"}),
        ("The hull had cracked twice, the chief engineer has said.", set(), {"chief", "engin"}),
        ("The hull had cracked twice, said Dana Okafor.", {"dana", "okafor"}, set()),
        ("According to Okafor, the hull had cracked twice since spring.", {"okafor"}, set()),
        ("The ferry stops. It was time, Mr Lee and Ms Moss said on Monday.", {"lee", "moss"}, set()),
        ("Rep. Ada Finch (D-Va.) said that the notice was a disgrace.", {"ada", "finch"}, set()),
    ],
)
def test_the_speaker_of_a_statement_is_found(text: str, names: set[str], nouns: set[str]) -> None:
    (voice,) = voices_of(Passage(text, "en"))
    assert (voice.names, voice.nouns) == (names, nouns)
    assert voice.given
    assert not voice.given & (voice.names | voice.nouns)


@pytest.mark.parametrize("text", ["He said the hull had cracked twice.", "The hull had cracked twice.", "said", ""])
def test_no_speaker_is_made_up(text: str) -> None:
    assert voices_of(Passage(text, "en")) == []


@pytest.mark.parametrize(
    ("true", "lie"),
    [
        ("Okafor said the hull had cracked twice.", "Lewis Moss said the hull had cracked twice."),
        ("The chief engineer said the hull had cracked twice.", "The head teacher said the hull had cracked twice."),
        ("Lewis Moss said nobody asked them.", "Dana Okafor said nobody asked them."),
        ("The council chair said nobody asked them.", "The operator said nobody asked them."),
        ("Moss said he would write to the minister.", "Okafor said she would write to the minister."),
        ("The head teacher said it would cost the school half its pupils.", "Ada Finch said it would cost the school half its pupils."),
        ("According to the operator, the ferry will stop in winter.", "According to Ada Finch, the ferry will stop in winter."),
        ("Officials said the ferry would stop in winter.", "Islanders said the ferry would stop in winter."),
    ],
)  # fmt: skip
def test_words_are_given_to_who_said_them_alone(ferry: Article, true: str, lie: str) -> None:
    assert judge(Proposal(Output.CLAIMS, true, ()), ferry).checks == ()
    (check,) = judge(Proposal(Output.CLAIMS, lie, ()), ferry).checks
    assert check.check == "attribution"


def test_a_speaker_beside_the_statement_is_held_to_the_same(ferry: Article) -> None:
    words = "The hull had cracked twice since spring."
    assert judge(Proposal(Output.CLAIMS, words, (), speaker="Dana Okafor"), ferry).supported
    assert not judge(Proposal(Output.CLAIMS, words, (), speaker="Lewis Moss"), ferry).supported
