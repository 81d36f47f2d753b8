import gc
import weakref

import pytest

from service.summarise.article import Article, Submission
from service.summarise.grounding import gate
from service.summarise.reading.reader import read
from service.summarise.statement import Kind, Output, Proposal
from service.summarise.wish import HeadlineWish, Outputs, SummaryWish, Wish
from service.summarise.writing import extractive
from service.summarise.writing.tidying import tidy

TEXT = """Mill to close in spring

The mill at Oxley will close in April, the owner said on Monday, despite a campaign by 2,000 people in the town.

Nadia Brandt, who runs the campaign, called the news a betrayal of the town.

But she said: “Nobody here will give up before the last day, and nobody will leave.”

However, the council has not yet approved new homes on the site of the mill."""


@pytest.fixture
def article() -> Article:
    return read(Submission(text=TEXT))


def tidied(article: Article, *proposals: Proposal, wish: Wish | None = None) -> tuple[Proposal, ...]:
    return tidy(proposals, article, wish or Wish())


def test_a_headline_loses_its_full_stop(article):
    (headline,) = tidied(article, Proposal(Output.HEADLINE, "Mill at Oxley to close.", (1,)))
    assert headline.text == "Mill at Oxley to close"


def test_what_is_too_long_is_shortened_where_that_is_safe(article):
    long = "The mill at Oxley will close in April, the owner said on Monday, despite a campaign by 2,000 people in the town."
    wish = Wish(outputs=Outputs(headline=HeadlineWish(max_chars=70), summary=SummaryWish(max_chars=80)))
    headline, summary = tidied(
        article, Proposal(Output.HEADLINE, long, (1,)), Proposal(Output.SUMMARY, long, (1,)), wish=wish
    )
    assert len(headline.text) <= 70
    assert len(summary.text) <= 80
    for text in (headline.text, summary.text):
        assert "the owner said" in text


def test_a_claim_loses_its_connective_and_finds_its_speaker(article):
    quoted = "But she said: “Nobody here will give up before the last day, and nobody will leave.”"
    told, plain = tidied(
        article,
        Proposal(Output.CLAIMS, quoted, (3,)),
        Proposal(Output.CLAIMS, "However, the council has not yet approved new homes on the site of the mill.", (4,)),
    )
    assert told.text == "Nadia Brandt said: “Nobody here will give up before the last day, and nobody will leave.”"
    assert (told.speaker, told.kind) == ("Nadia Brandt", Kind.ATTRIBUTED)
    assert plain.text == "The council has not yet approved new homes on the site of the mill."
    assert plain.speaker is None


def test_what_stands_alone_is_left_alone(article):
    claim = Proposal(Output.CLAIMS, "The council has not approved new homes.", (4,), Kind.FACT, None)
    blurb = Proposal(Output.BLURB, "But she said that nobody will give up.", (3,))
    assert tidied(article, claim, blurb) == (claim, blurb)


@pytest.mark.parametrize("numbers", [(), (99,), (0,), (3, 4)])
def test_a_claim_that_cannot_be_resolved_stays_as_it_is(article, numbers):
    claim = Proposal(Output.CLAIMS, "She has not given up the fight for it.", numbers, Kind.OPINION, "Nadia Brandt")
    assert tidied(article, claim) == (claim,)


def test_a_quotation_that_was_cut_is_closed(article):
    (claim,) = tidied(article, Proposal(Output.CLAIMS, "Nadia Brandt said: “Nobody here will give up.", (3,)))
    assert claim.text == "Nadia Brandt said: “Nobody here will give up.”"


def test_what_a_draft_needed_is_there_for_the_next_and_goes_with_the_article(article):
    ready = gate.index(article)
    words = "The mill at Oxley will close in April, the owner said on Monday, despite a campaign by 2,000 people"
    drafted = tuple(Proposal(output, f"{words}, {'and more, ' * 60}", (1,)) for output in Output)
    for _ in range(2):
        assert tidy(drafted, article, Wish(), ready) == tidy(drafted, article, Wish())
        assert extractive.draft(article, Wish(), ready) == extractive.draft(article, Wish())
        assert gate.ground(drafted, article, Wish(), ready) == gate.ground(drafted, article, Wish())
    gone = weakref.ref(ready)
    gc.disable()  # nothing may hold it in a circle: memory would grow from one collection to the next
    try:
        del ready
        assert gone() is None
    finally:
        gc.enable()
