from service.evaluation.counting import count
from service.summarise.article import Article, Quotation, QuotationKind, Sentence, Speaker
from service.summarise.statement import Check, Evidence, Output, Proposal, Statement, Verdict
from service.summarise.wish import ClaimsWish, HeadlineWish, Outputs, SummaryWish, Wish

LEAD = "The quay will close."
SAID = "It is unsafe, Ana Roth said."
SOURCE = f"{LEAD} {SAID}"
ANA = Speaker("Ana Roth", None, 35, 43)
ARTICLE = Article(
    source=SOURCE,
    sentences=(Sentence(1, 0, 20, LEAD, 0), Sentence(2, 21, 49, SAID, 0)),
    quotations=(Quotation(21, 33, QuotationKind.INDIRECT, ANA),),
)
WISH = Wish(
    outputs=Outputs(
        headline=HeadlineWish(max_chars=20, variants=2),
        summary=SummaryWish(max_chars=50, max_sentences=2),
        blurb=None,
        claims=ClaimsWish(max_items=2),
    )
)


def proposal(output, text):
    return Proposal(output, text, (1,))


def statement(sentence, *failed, speaker=None, output=Output.CLAIMS):
    piece = ARTICLE.sentences[sentence - 1]
    return Statement(
        output=output,
        text=piece.text,
        evidence=(Evidence(sentence, piece.start, piece.end, piece.text),),
        verdict=Verdict.UNSUPPORTED if failed else Verdict.SUPPORTED,
        checks=tuple(Check(name, ok=False) for name in failed),
        speaker=speaker,
    )


def limits_kept(*raw):
    return count(ARTICLE, WISH, raw, (), ()).limits_kept


def test_drafts_are_counted_before_and_after_the_repair():
    first = [statement(1), statement(2, "names", "numbers"), statement(2, "names")]
    counts = count(ARTICLE, WISH, (), first, [statement(1), statement(2)])
    assert (counts.first, counts.first_supported, counts.last, counts.last_supported) == (3, 1, 2, 2)
    assert counts.stopped == {"names": 2, "numbers": 1}


def test_a_limit_is_kept_by_an_output_that_is_there_and_not_too_long():
    assert limits_kept() == 0
    assert limits_kept(proposal(Output.HEADLINE, "x" * 20), proposal(Output.HEADLINE, "y" * 20)) == 1
    assert limits_kept(proposal(Output.HEADLINE, "x" * 21)) == 0
    assert limits_kept(*[proposal(Output.HEADLINE, "x")] * 3) == 0


def test_the_sentences_of_a_summary_are_measured_together():
    assert limits_kept(proposal(Output.SUMMARY, "x" * 25), proposal(Output.SUMMARY, "y" * 24)) == 1
    assert limits_kept(proposal(Output.SUMMARY, "x" * 25), proposal(Output.SUMMARY, "y" * 25)) == 0


def test_claims_have_a_number_and_no_length():
    assert limits_kept(*[proposal(Output.CLAIMS, "x" * 900)] * 2) == 1
    assert limits_kept(*[proposal(Output.CLAIMS, "x")] * 3) == 0


def test_speakers_are_looked_for_where_the_article_names_one():
    last = [
        statement(1),
        statement(2),
        statement(2, speaker=ANA),
        statement(2, "names"),
        statement(2, output=Output.BLURB),
    ]
    counts = count(ARTICLE, WISH, (), (), last)
    assert (counts.spoken, counts.speakers_found) == (2, 1)
