"""The gate as a whole: tolerance for the article's own words, speakers, lengths, repetition, cost."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from service.summarise.article import Article, Title
from service.summarise.grounding.gate import ground, index, judge
from service.summarise.statement import Kind, Output, Proposal, Verdict
from service.summarise.wish import ClaimsWish, HeadlineWish, Outputs, SummaryWish, Ungrounded, Wish
from tests.growth import assert_linear


def of(output: Output, *texts: str) -> list[Proposal]:
    return [Proposal(output, text, ()) for text in texts]


def test_every_sentence_of_the_article_is_supported_as_it_stands(harbour: Article) -> None:
    for sentence in harbour.sentences:
        statement = judge(Proposal(Output.SUMMARY, sentence.plain, (sentence.number,)), harbour)
        assert statement.supported, (sentence.text, statement.checks)
        assert statement.checks == ()


@pytest.mark.parametrize(
    "text",
    [
        "A fire at the Port of Marlow destroyed 14 fishing boats early on Tuesday.",
        "Nearly half a million litres of fuel were pumped out of the basin.",
        "The council denied that it had ignored the warnings.",
        "Some crews have moved to Selby.",
        'Mr Eriksen: "I warned the council three times that this place would burn."',
        "Dana Whitlock's officers have not arrested anyone.",
    ],
)
def test_trimmed_sentences_and_other_spellings_are_supported(text: str, harbour: Article) -> None:
    statement = judge(Proposal(Output.SUMMARY, text, ()), harbour)
    assert statement.supported, statement.checks


def test_a_title_as_headline_rests_on_the_sentence_that_bears_it_out(harbour: Article) -> None:
    statement = judge(Proposal(Output.HEADLINE, "Harbour fire  destroys 14 boats at Marlow", (0,)), harbour)
    assert statement.supported
    assert [piece.sentence for piece in statement.evidence] == [1]


def test_a_title_that_no_sentence_bears_out_rests_on_itself_and_is_judged_against_itself(harbour: Article) -> None:
    source = f"Night of smoke and sirens at the quay\n{harbour.source}"
    titled = replace(harbour, source=source, title=Title(source[:37], 0, 37))
    statement = judge(Proposal(Output.HEADLINE, "Night of smoke and sirens", (0,)), titled)
    assert statement.supported, statement.checks
    assert [(piece.sentence, piece.text) for piece in statement.evidence] == [(0, source[:37])]
    assert not judge(Proposal(Output.HEADLINE, "Night without smoke and sirens", (0,)), titled).supported


def test_a_title_that_is_only_a_hint_is_no_evidence(harbour: Article) -> None:
    hinted = replace(harbour, title=Title("Mayor resigns over fire"))
    assert not judge(Proposal(Output.HEADLINE, "Mayor resigns over fire", (0,)), hinted).supported


def test_number_nought_is_no_evidence_for_anything_but_the_title(harbour: Article) -> None:
    statement = judge(Proposal(Output.CLAIMS, "Harbour fire destroys 14 boats at Marlow", (0,)), harbour)
    assert 0 not in [piece.sentence for piece in statement.evidence]


def test_a_speaker_gets_the_fullest_name_of_the_article(harbour: Article) -> None:
    claim = Proposal(Output.CLAIMS, "He warned the council three times.", (7,), Kind.ATTRIBUTED, "Mr Eriksen")
    statement = judge(claim, harbour)
    assert statement.supported, statement.checks
    assert statement.speaker is not None
    assert statement.speaker.name == "Tom Eriksen"
    assert harbour.source[statement.speaker.start : statement.speaker.end] == "Eriksen"


@pytest.mark.parametrize("speaker", ["Dana Whitlock", "Boris Kent"])
def test_a_speaker_whom_the_evidence_does_not_bear_out_fails(speaker: str, harbour: Article) -> None:
    claim = Proposal(Output.CLAIMS, "The council was warned three times.", (7,), Kind.ATTRIBUTED, speaker)
    statement = judge(claim, harbour)
    assert statement.verdict is Verdict.UNSUPPORTED
    assert "attribution" in [check.check for check in statement.checks]


def test_words_of_a_speaker_do_not_become_the_articles_own(harbour: Article) -> None:
    lost = judge(
        Proposal(Output.CLAIMS, "The council was warned three times that this place would burn.", (7,)), harbour
    )
    assert "attribution" in [check.check for check in lost.checks]


def test_unsupported_statements_are_dropped_or_flagged_as_asked(harbour: Article) -> None:
    draft = of(Output.CLAIMS, "Some crews have moved to Selby.", "All crews have moved to Whitby.")
    dropped = ground(draft, harbour, Wish())
    assert [one.text for one in dropped.statements] == ["Some crews have moved to Selby."]
    assert [one.text for one in dropped.rejected] == ["All crews have moved to Whitby."]
    flagged = ground(draft, harbour, Wish(ungrounded=Ungrounded.FLAG))
    assert [one.verdict for one in flagged.statements] == [Verdict.SUPPORTED, Verdict.UNSUPPORTED]
    assert flagged.rejected == ()


def test_the_later_of_two_like_statements_goes(harbour: Article) -> None:
    draft = of(
        Output.CLAIMS,
        "Some crews have moved to Selby.",
        "Some crews moved to Selby.",
        "Two men were taken to hospital.",
    )
    assert len(ground(draft, harbour, Wish()).statements) == 2


def test_a_summary_is_cut_to_its_length_by_whole_sentences(harbour: Article) -> None:
    texts = [sentence.plain for sentence in harbour.sentences[:5]]
    wish = Wish(Outputs(summary=SummaryWish(max_chars=len(texts[0]) + 1 + len(texts[1]), max_sentences=4)))
    kept = ground(of(Output.SUMMARY, *texts), harbour, wish).statements
    assert [one.text for one in kept] == texts[:2]
    fewer = ground(of(Output.SUMMARY, *texts), harbour, Wish(Outputs(summary=SummaryWish(2000, 3)))).statements
    assert len(fewer) == 3


@pytest.mark.parametrize("ungrounded", list(Ungrounded))
def test_what_is_too_long_by_itself_is_rejected(ungrounded: Ungrounded, harbour: Article) -> None:
    wish = Wish(Outputs(headline=HeadlineWish(max_chars=30), summary=SummaryWish(max_chars=40)), ungrounded=ungrounded)
    draft = [*of(Output.HEADLINE, harbour.sentences[0].plain), *of(Output.SUMMARY, harbour.sentences[1].plain)]
    grounded = ground(draft, harbour, wish)
    assert grounded.statements == ()
    assert [[check.check for check in one.checks] for one in grounded.rejected] == [["length"], ["length"]]


def test_claims_and_headlines_are_cut_to_their_number(harbour: Article) -> None:
    wish = Wish(Outputs(headline=HeadlineWish(120, variants=1), claims=ClaimsWish(max_items=2)))
    texts = [sentence.plain for sentence in harbour.sentences[:4]]
    kept = ground([*of(Output.CLAIMS, *texts), *of(Output.HEADLINE, *texts)], harbour, wish).statements
    assert [one.output for one in kept] == [Output.CLAIMS, Output.CLAIMS, Output.HEADLINE]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("th", "ไฟไหม้เรือประมงสิบสี่ลำที่ท่าเรือ"),
        ("ja", "港の火事で漁船14隻が焼けた。"),
        ("ar", "أتى الحريق على ١٤ قاربا في الميناء."),
        ("el", "Η φωτιά κατέστρεψε 14 βάρκες."),
        ("xx", "Zzyzx 🦊 qwrt 👩‍🚒."),
    ],
)
def test_other_scripts_pass_as_they_stand_and_never_crash(
    language: str, sentence: str, build: Callable[..., Article]
) -> None:
    article = build([sentence], language=language)
    assert judge(Proposal(Output.SUMMARY, sentence, (1,)), article).supported
    assert not judge(Proposal(Output.SUMMARY, "A wholly other matter.", (1,)), article).supported


@pytest.mark.parametrize(
    "piece", ["a.", "A-", '"', "'", "1,", "not ", "\u0301", "<", "Ab ", "said ", "one hundred ", "3 ", "rose "]
)
def test_a_hostile_statement_and_article_take_linear_time(piece: str, build: Callable[..., Article]) -> None:
    def article_of(size: int) -> Article:
        return build(["X " + piece * (size // len(piece))], ["A fire destroyed 14 boats."])

    proposal = Proposal(Output.CLAIMS, piece * (2_000 // len(piece)) + "end", ())
    assert_linear(article_of, lambda article: judge(proposal, article, index(article)), 60_000)


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        ("Norland Water will not close the reservoir, a senior manager has said.", True),
        ("Norland Water will not close the reservoir, said a senior manager.", True),
        ("Norland Water will not close the reservoir, senior manager says", True),
        ("Ruth Calder, a senior manager, has said that Norland Water will not close the reservoir.", False),
        ("Norland Water will not close the reservoir despite protests by Ruth Calder.", False),
        ("Ruth Calder has said that Norland Water will not close the reservoir.", False),
    ],
)
def test_words_of_somebody_unnamed_are_not_given_to_a_name(
    text: str, supported: bool, build: Callable[..., Article]
) -> None:
    article = build(
        ["Norland Water will not close the reservoir, a senior manager has said, despite protests by Ruth Calder."],
        said=[("Norland Water will not close the reservoir", "a senior manager")],
    )
    statement = judge(Proposal(Output.SUMMARY, text, (1,)), article)
    assert statement.supported is supported, statement.checks


def test_a_wrong_speaker_beside_a_right_text_is_mended_by_the_article(build: Callable[..., Article]) -> None:
    article = build(
        ["“The pumps failed twice last winter,” Ruth Calder told the inquiry.", "Tom Eriksen left the room."],
        said=[("“The pumps failed twice last winter,”", "Ruth Calder")],
    )
    text = "Ruth Calder told the inquiry that the pumps failed twice last winter."
    wrong = Proposal(Output.CLAIMS, text, (1,), Kind.ATTRIBUTED, "Tom Eriksen")
    (mended,) = ground([wrong], article, Wish()).statements
    assert mended.speaker is not None
    assert mended.speaker.name == "Ruth Calder"
    bare = replace(wrong, text="The pumps failed twice last winter.")
    assert ground([bare], article, Wish()).statements == ()


def test_what_the_article_reports_itself_is_given_to_nobody(build: Callable[..., Article]) -> None:
    article = build(
        ["“The pumps failed twice last winter,” Ruth Calder told the inquiry."],
        ["The inquiry, which Ruth Calder attended, will sit again in Selby in May."],
        said=[("“The pumps failed twice last winter,”", "Ruth Calder")],
    )
    claim = Proposal(Output.CLAIMS, "The inquiry will sit again in Selby in May.", (2,), Kind.ATTRIBUTED, "Ruth Calder")
    assert not judge(claim, article).supported
    (mended,) = ground([claim], article, Wish()).statements
    assert (mended.speaker, mended.kind) == (None, Kind.FACT)


def test_a_sentence_from_the_middle_of_a_long_quotation_may_be_quoted(build: Callable[..., Article]) -> None:
    article = build(
        ["Ruth Calder said: “The pumps failed twice last winter.", "We wrote to the council.", "Nobody answered.”"],
        said=[("“The pumps failed twice last winter. We wrote to the council. Nobody answered.”", "Ruth Calder")],
    )
    for words in ("We wrote to the council", "Nobody answered"):
        claim = Proposal(Output.CLAIMS, f"Ruth Calder said: “{words}.”", (2, 3), Kind.ATTRIBUTED, "Ruth Calder")
        assert judge(claim, article).supported, judge(claim, article).checks
    changed = Proposal(
        Output.CLAIMS, "Ruth Calder said: “We wrote to the mayor.”", (2,), Kind.ATTRIBUTED, "Ruth Calder"
    )
    assert not judge(changed, article).supported


def test_a_claim_that_begins_with_a_pronoun_is_stopped_and_a_summary_that_goes_on_so_is_not(harbour: Article) -> None:
    text = "They have not arrested anyone."
    told = Proposal(Output.SUMMARY, "Police said the cause was still unclear.", (4,))
    draft = [Proposal(Output.CLAIMS, text, (4,)), told, Proposal(Output.SUMMARY, text, (4,))]
    grounded = ground(draft, harbour, Wish())
    assert [one.text for one in grounded.statements] == [told.text, text]
    assert grounded.rejected[0].checks[-1].check == "stands_alone"


def test_a_sentence_that_leans_on_one_that_was_taken_out_goes_with_it(harbour: Article) -> None:
    draft = [
        Proposal(Output.SUMMARY, "Police arrested a welder over the fire.", (4,)),
        Proposal(Output.SUMMARY, "It plans to close the basin until March.", (10,)),
    ]
    grounded = ground(draft, harbour, Wish())
    assert not grounded.statements
    assert "the sentence before it was taken out" in (grounded.rejected[1].checks[-1].detail or "")


def test_a_paragraph_does_not_open_with_a_pronoun(harbour: Article) -> None:
    (stopped,) = ground([Proposal(Output.BLURB, "They have not arrested anyone.", (4,))], harbour, Wish()).rejected
    assert stopped.checks[-1].detail == "begins with “they”: name the person or thing"


def test_a_sentence_about_the_article_is_no_news(harbour: Article) -> None:
    draft = [Proposal(Output.SUMMARY, "The article says a fire destroyed 14 fishing boats on Tuesday.", (1,))]
    (stopped,) = ground(draft, harbour, Wish()).rejected
    assert stopped.checks[-1].detail == "speaks of “the article”: tell what it says"


def test_words_of_the_sentence_beside_the_evidence_say_nothing_in_its_place(build: Callable[..., Article]) -> None:
    words = "“Boats are vital for the chance of work in winter, which many think would grow,”"
    article = build(
        ["Boats play a leading part in Marlow."],
        [f"{words} said Dana Whitlock."],
        said=[(words, "Dana Whitlock")],
    )
    told = Proposal(
        Output.BLURB, "Boats are vital for the chance of work in winter, which many think would grow.", (1,)
    )
    assert not judge(told, article).supported


def test_in_a_language_without_checks_of_its_own_one_sentence_has_to_say_it(build: Callable[..., Article]) -> None:
    article = build(
        ["A loja vende materiais educativos para crianças.", "Este hábito é comum entre professores de escolas."],
        language="pt",
    )
    joined = Proposal(Output.CLAIMS, "A loja de materiais educativos é comum entre professores.", (1, 2))
    assert not judge(joined, article).supported
    assert judge(Proposal(Output.CLAIMS, "Este hábito é comum entre professores.", (2,)), article).supported


@pytest.mark.parametrize("end", ["insisted", "warned the council:", "and", "of the"])
def test_a_sentence_that_breaks_off_is_stopped(end: str, harbour: Article) -> None:
    draft = [Proposal(Output.SUMMARY, f"Police have not arrested anyone {end}", (4,))]
    (stopped,) = ground(draft, harbour, Wish()).rejected
    assert stopped.checks[-1].detail == "breaks off before its end"


def test_a_claim_in_the_first_person_does_not_say_who_speaks(harbour: Article) -> None:
    draft = [Proposal(Output.CLAIMS, "We’re keeping an open mind.", (5,), Kind.ATTRIBUTED, "Dana Whitlock")]
    assert ground(draft, harbour, Wish()).rejected[0].checks[-1].detail == "begins with “we”: name the person"


@pytest.mark.parametrize("piece", ["3 ", "not reject "])
def test_more_than_can_be_held_against_an_article_is_stopped_and_not_worked_through(
    piece: str, build: Callable[..., Article]
) -> None:
    statement = judge(Proposal(Output.CLAIMS, piece * 60, ()), build(["X " + piece * 2_000], ["A fire began."]))
    assert any("more n" in (check.detail or "") for check in statement.checks)


@pytest.mark.parametrize(
    "text", ["After the vote I counted eleven ships.", "“We saw it,” Dana Whitlock said, but nobody asked me."]
)
def test_a_claim_that_speaks_as_its_writer_does_not_say_who_speaks(text: str, harbour: Article) -> None:
    (stopped,) = ground([Proposal(Output.CLAIMS, text, (5,))], harbour, Wish()).rejected
    assert (stopped.checks[-1].detail or "").startswith("speaks as")


def test_the_first_person_within_quote_marks_is_the_speakers(harbour: Article) -> None:
    draft = [Proposal(Output.CLAIMS, "Dana Whitlock said: “I am keeping my mind open.”", (5,))]
    (stopped,) = ground(draft, harbour, Wish()).rejected
    assert "stands_alone" not in {check.check for check in stopped.checks}


def test_a_statement_is_pinned_to_the_sentence_that_says_it_and_not_to_one_that_touches_on_it(
    build: Callable[..., Article],
) -> None:
    article = build(
        ["Nets and ropes of the harbour boats were sold to a museum in Selby last winter."],
        ["The museum will show ropes, sails and nets of nine harbour boats from Friday."],
    )
    told = Proposal(Output.CLAIMS, "Nets and ropes of harbour boats were sold to a museum in Selby last winter.", (2,))
    assert [piece.sentence for piece in judge(told, article).evidence] == [1]


def test_the_more_sentences_a_statement_draws_on_the_more_of_it_they_have_to_say(
    build: Callable[..., Article],
) -> None:
    article = build(
        ["This is the book for bikers."],
        ["It comes with a record of seven classic rock tracks."],
        ["There are stunning photos in it."],
        ["The music makes readers want to ride."],
    )
    text = "The book is a great resource for bikers who enjoy classic rock music, rare bargains, tidy maps and photos."
    (check,) = judge(Proposal(Output.CLAIMS, text, (1, 2, 3, 4)), article).checks
    assert check.check == "coverage"


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("It plans to close the basin until March.", False),
        ("That’s down from half a million litres.", False),
        ("This is why the basin will close.", False),
        ("It is not clear whether the basin will close.", True),
        ("This week the basin was closed.", True),
        ("That basin was closed in March.", True),
    ],
)
def test_a_claim_does_not_begin_by_pointing_at_another_sentence(text: str, stands: bool, harbour: Article) -> None:
    grounded = ground([Proposal(Output.CLAIMS, text, (10,))], harbour, Wish())
    checks = {check.check for statement in grounded.rejected for check in statement.checks}
    assert ("stands_alone" not in checks) is stands


def test_words_that_the_article_has_in_quote_marks_are_nobodys_fact(build: Callable[..., Article]) -> None:
    words = "“Denying the harbour crews their day in court is wrong in every way.”"
    article = build(["The bill was read on Monday."], [words], said=[(words, "")])
    claim = Proposal(Output.CLAIMS, "Denying the harbour crews their day in court is wrong in every way.", (2,))
    assert [check.check for check in judge(claim, article).checks] == ["attribution"]


def test_a_claim_is_one_sentence(harbour: Article) -> None:
    two = "Two men were taken to hospital but nobody was killed. Some crews have moved to Selby, 30 miles north."
    (stopped,) = ground([Proposal(Output.CLAIMS, two, (3, 11))], harbour, Wish()).rejected
    assert stopped.checks[-1].detail == "holds several sentences: a claim is one"
    one = Proposal(Output.CLAIMS, "Inspector D. Whitlock of St. Marlow said the cause was still unclear.", (4,))
    checks = {check.check for statement in ground([one], harbour, Wish()).rejected for check in statement.checks}
    assert "stands_alone" not in checks


@pytest.mark.parametrize(
    "text",
    [
        "Dana Whitlock said so, not the article.",
        "Whitlock said, looking at the boats on the quay.",
        "Dana Whitlock, of Marlow, has called the fire",
    ],
)
def test_a_sentence_that_says_that_somebody_speaks_and_not_what_is_stopped(text: str, harbour: Article) -> None:
    (stopped,) = ground(
        [Proposal(Output.CLAIMS, text, (5,), Kind.ATTRIBUTED, "Dana Whitlock")], harbour, Wish()
    ).rejected
    assert "stands_alone" in {check.check for check in stopped.checks}


def test_a_prepared_article_judges_the_same_and_each_proposal_once(harbour: Article) -> None:
    wish = Wish()
    draft = of(Output.SUMMARY, "A fire destroyed 14 fishing boats.", "A fire destroyed 40 fishing boats.")
    ready = index(harbour)
    ready.prepare()
    first = ground(draft, harbour, wish, ready)
    assert first == ground(draft, harbour, wish)
    assert judge(draft[0], harbour, ready) is judge(draft[0], harbour, ready)
    flagged = ground(draft, harbour, replace(wish, ungrounded=Ungrounded.FLAG), ready)
    assert flagged == ground(draft, harbour, replace(wish, ungrounded=Ungrounded.FLAG))
