from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.summarise.article import Article, Quotation, QuotationKind, Sentence, Speaker, Title
from service.summarise.statement import Kind, Output, Proposal, joined_length
from service.summarise.wish import (
    BlurbWish,
    ClaimsWish,
    HeadlineWish,
    MetaDescriptionWish,
    Outputs,
    SummaryWish,
    Wish,
)
from service.summarise.writing.extractive import draft
from tests.growth import assert_linear

EVERYTHING = Wish(Outputs(meta_description=MetaDescriptionWish()))
STORY = (
    "The reservoir above Holm burst its northern dam on Tuesday night, flooding 140 houses in the valley.",
    "Ada Moor, who leads the council, called for an inquiry and said engineers had been “ignored for years”.",
    "But she said: “Nobody has died, and that is a small wonder.",
    "We were lucky this time.”",
    "This is a matter for the courts.",
    "Is the valley safe?",
    "Engineers had warned about the northern dam twice, in 2019 and in 2021, according to the minutes.",
    "However, the company that owns the dam denied that it had put off repairs.",
    "About 60 families are still in the school of Nordby, where volunteers cook for them.",
    "The dam was built in 1954.",
)


def article(*texts: str, title: str | None = None, language: str = "en") -> Article:
    sentences, at = [], 0
    for number, text in enumerate(texts, 1):
        sentences.append(Sentence(number, at, at + len(text), text, number))
        at += len(text) + 1
    return Article("\n".join(texts), tuple(sentences), Title(title) if title else None, language=language)


def story() -> Article:
    plain = article(*STORY, title="Dam above Holm bursts, flooding 140 houses")
    start, end = plain.source.index("“Nobody"), plain.source.index("time.”") + len("time.”")
    she = plain.source.index("she said")
    speaker = Speaker("Ada Moor", "leader of the council", she, she + 3)
    spoken = Quotation(start, end, QuotationKind.DIRECT, speaker)
    return Article(plain.source, plain.sentences, plain.title, language="en", quotations=(spoken,))


def of(output: Output, proposals: tuple[Proposal, ...]) -> list[Proposal]:
    return [proposal for proposal in proposals if proposal.output is output]


def test_every_wished_output_is_written():
    assert {proposal.output for proposal in draft(story(), EVERYTHING)} == set(Output)


def test_nothing_is_written_that_was_not_wished():
    only = Wish(Outputs(None, None, None, None, ClaimsWish(2)))
    assert {proposal.output for proposal in draft(story(), only)} == {Output.CLAIMS}


def test_an_article_without_sentences_gives_nothing():
    assert draft(Article("", ()), EVERYTHING) == ()


def test_claims_name_the_speaker_and_stand_alone():
    claims = of(Output.CLAIMS, draft(story(), EVERYTHING))
    assert len(claims) >= 3
    assert "Ada Moor" in {claim.speaker for claim in claims}
    assert not any(claim.text.startswith(("But", "However", "She", "This", "We", "“We")) for claim in claims)


def test_a_quotation_in_a_claim_is_to_the_letter_and_its_marks_are_closed():
    spoken = [c for c in of(Output.CLAIMS, draft(story(), EVERYTHING)) if c.text.startswith("Ada Moor said: ")]
    assert spoken
    for claim in spoken:
        assert claim.text.count("“") == claim.text.count("”") == 1
        assert claim.text.split(": ")[1].strip("“”") in " ".join(STORY)
        assert claim.kind is Kind.ATTRIBUTED
        assert 2 in claim.sentences


def test_the_blurb_is_not_the_headline_again():
    source = article(
        *STORY, title="Reservoir above Holm burst northern dam Tuesday night flooding 140 houses in valley"
    )
    wish = Wish(Outputs(headline=HeadlineWish(90)))
    assert STORY[0] not in [proposal.text for proposal in of(Output.BLURB, draft(source, wish))]


def test_no_two_claims_say_the_same():
    twice = article(
        STORY[0], *STORY[6:], STORY[0], "Flooding 140 houses, the reservoir above Holm burst its dam on Tuesday."
    )
    texts = [claim.text for claim in of(Output.CLAIMS, draft(twice, EVERYTHING))]
    assert len([text for text in texts if "140 houses" in text]) == 1


def test_a_summary_statement_never_leans_on_one_that_is_left_out():
    summary = of(Output.SUMMARY, draft(story(), EVERYTHING))
    assert summary
    assert not any(statement.text.startswith(("But", "However", "She", "This", "We")) for statement in summary)
    places = [statement.sentences[-1] for statement in summary]
    assert places == sorted(set(places))


def test_one_sentence_is_enough_for_all_outputs():
    proposals = draft(article("The reservoir above Holm burst its northern dam on Tuesday night."), EVERYTHING)
    assert {proposal.output for proposal in proposals} == set(Output)


def test_a_language_without_spaces_is_written_about():
    source = article("北部水庫星期二晚上決堤，淹沒了山谷中的一百四十棟房屋。", "市長要求進行公開調查。", language="zh")
    proposals = draft(source, EVERYTHING)
    assert of(Output.CLAIMS, proposals)
    assert of(Output.HEADLINE, proposals)


def test_german_claims_drop_aber_and_keep_their_order_of_words():
    source = article(
        "Der Damm über Holm ist am Dienstag gebrochen.",
        "Aber der Betreiber des Damms wies alle Vorwürfe zurück.",
        "Deshalb ermittelt nun die Staatsanwaltschaft gegen den Betreiber.",
        language="de",
    )
    texts = [claim.text for claim in of(Output.CLAIMS, draft(source, EVERYTHING))]
    assert "Der Betreiber des Damms wies alle Vorwürfe zurück." in texts
    assert not any(text.startswith("Deshalb") for text in texts)


@pytest.mark.parametrize(
    "text", ["a", "…", "?", "   .", "x" * 5_000, "(" * 3_000, "“" * 3_000, ", who " * 2_000, "- " * 3_000]
)
def test_hostile_sentences_do_no_harm(text: str):
    assert_linear(lambda count: article(*[text] * count, title=text), lambda made: draft(made, EVERYTHING), 64)


WISHES = st.builds(
    Outputs,
    st.builds(HeadlineWish, st.integers(20, 90), st.integers(1, 4)),
    st.builds(SummaryWish, st.integers(80, 600), st.integers(1, 4)),
    st.builds(BlurbWish, st.integers(60, 300)),
    st.builds(MetaDescriptionWish, st.integers(60, 160)),
    st.builds(ClaimsWish, st.integers(1, 8)),
)
PIECES = st.sampled_from(
    [
        *STORY,
        "He left.",
        "“Yes,” he said, adding: “No.",
        "• Next",
        "It’s — well — over, isn’t it",
        "Das war’s.",
        "終わった。",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(min_size=1, max_size=80), min_size=1, max_size=14), WISHES, st.none() | PIECES)
def test_limits_are_kept_and_cited_sentences_exist(texts: list[str], outputs: Outputs, title: str | None):
    source = article(*texts, title=title)
    proposals = draft(source, Wish(outputs))
    assert proposals == draft(source, Wish(outputs))
    assert all(set(proposal.sentences) <= set(range(1, len(texts) + 1)) for proposal in proposals)
    assert outputs.headline
    assert outputs.summary
    assert outputs.blurb
    assert outputs.meta_description
    assert outputs.claims
    heads = of(Output.HEADLINE, proposals)
    assert len(heads) <= outputs.headline.variants
    assert all(len(proposal.text) <= outputs.headline.max_chars for proposal in heads)
    summary = of(Output.SUMMARY, proposals)
    assert len(summary) <= outputs.summary.max_sentences
    assert joined_length(p.text for p in summary) <= outputs.summary.max_chars
    assert joined_length(p.text for p in of(Output.BLURB, proposals)) <= outputs.blurb.max_chars
    assert joined_length(p.text for p in of(Output.META_DESCRIPTION, proposals)) <= outputs.meta_description.max_chars
    assert len(of(Output.CLAIMS, proposals)) <= outputs.claims.max_items


def test_the_cost_of_a_megabyte_is_linear():
    def of_sentences(count: int) -> Article:
        told = (
            f"Word{i % 977} of the reservoir moved {i} metres on day {i % 31}, said Ada Moor." for i in range(count)
        )
        return article(*told)

    assert_linear(of_sentences, lambda made: draft(made, EVERYTHING), 14_000)


def test_a_summary_of_several_stories_keeps_to_the_first():
    source = article(
        "HOLM (Newsline) - The dam above Holm burst on Tuesday night.",
        "Some 140 houses of the town were flooded.",
        "NORDBY (Newsline) - The dam of Nordby is to be sold to its county for 12 million.",
        "The dam was built in 1954 and rebuilt in 1999.",
    )
    several = replace(source, suitability=("several_articles",))
    for output in (Output.SUMMARY, Output.BLURB, Output.META_DESCRIPTION):
        cited = {number for proposal in of(output, draft(several, EVERYTHING)) for number in proposal.sentences}
        assert cited
        assert cited <= {1, 2}
    assert 3 in {number for claim in of(Output.CLAIMS, draft(several, EVERYTHING)) for number in claim.sentences}
