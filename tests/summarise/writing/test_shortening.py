import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.summarise.writing.shortening import Shortener, clip, in_quote_marks, leave_out, phrases


def without_each(text: str, language: str | None = "en") -> set[str]:
    return {leave_out(text, (phrase,)) for phrase in phrases(text, language)}


def test_an_age_between_commas_may_go():
    assert "Mara Dunne was found in Leith on Sunday." in without_each("Mara Dunne, 33, was found in Leith on Sunday.")


def test_a_clause_about_who_somebody_is_may_go():
    text = "The harbour master, who has worked there since 1998, told the council about the leak."
    assert "The harbour master told the council about the leak." in without_each(text)


def test_a_trailing_clause_may_go():
    text = "The ferry ran aground off Oban, leaving forty passengers on deck for the night."
    assert "The ferry ran aground off Oban." in without_each(text)


def test_an_opening_phrase_may_go_and_the_rest_gets_its_capital():
    text = "After a week of storms on the coast, the council closed both piers."
    assert "The council closed both piers." in without_each(text)


def test_brackets_may_go_in_any_language():
    text = "Der Rat (zwölf Mitglieder) stimmte am Abend für den Umbau."
    assert without_each(text, "de") == {"Der Rat stimmte am Abend für den Umbau."}


@pytest.mark.parametrize(
    ("text", "protected"),
    [
        ("The mayor will step down in May, according to two people close to her.", "according to two people"),
        ("The mayor will step down, a key ally has insisted, before the summer.", ", a key ally has insisted"),
        ("The firm paid the bill, which it may have to do twice before the spring.", ", which it may have to do twice"),
        ("The minister signed the order, never having read a page of it.", ", never having read a page of it."),
        ("The bank opened again on Monday, allegedly using the money of its clients.", ", allegedly using the money"),
        ("The plant can reopen in June, if the inspectors agree to it by then.", ", if the inspectors agree"),
    ],
)
def test_a_hedge_a_negation_and_an_attribution_never_go(text: str, protected: str):
    assert all(protected in kept for kept in without_each(text))


def test_no_comma_is_left_dangling():
    for kept in without_each("The mayor will step down, a key ally has insisted, before the summer."):
        assert ",." not in kept


def test_a_reason_after_a_negation_stays():
    assert without_each("The coach did not resign because the fans had asked for it.") == set()


def test_nothing_goes_from_between_quote_marks():
    text = "The captain said: “We sailed on, leaving the others behind, after the second storm.”"
    assert without_each(text) == set()


def test_open_quote_marks_are_seen():
    assert in_quote_marks("She said: “We are", 14)
    assert not in_quote_marks("She said “no” and", 15)


def test_a_phrase_that_is_worth_much_stays_and_a_cheap_one_goes():
    text = "The ferry ran aground off Oban, leaving forty passengers on deck for the night."
    assert Shortener({}, "en").trim(text, 0.1) == "The ferry ran aground off Oban."
    assert Shortener({"forty": 0.9, "passeng": 0.9}, "en").trim(text, 0.1) == text


def test_what_cannot_be_made_to_fit_is_none():
    assert Shortener({}, "en").fit("The council closed both piers on the northern shore.", 20) is None


def test_what_fits_is_left_alone():
    text = "The ferry ran aground off Oban, leaving forty passengers on deck for the night."
    assert Shortener({}, "en").fit(text, len(text)) == text


def test_a_clipped_phrase_does_not_end_on_a_preposition():
    assert clip("The council of the northern shore closed its piers", 16) == "The council…"


@given(st.text(max_size=300), st.integers(min_value=1, max_value=120))
def test_a_clipped_text_keeps_its_limit(text: str, limit: int):
    assert len(clip(text, limit)) <= limit


@given(st.text(alphabet="abc ,.-–()“”\"'ABwhongt", max_size=200))
def test_what_is_left_are_the_sentences_own_words_in_order(text: str):
    words = "".join(text.split()).lower()
    for kept in without_each(" ".join(text.split())):
        left = iter(words)
        assert all(char in left for char in "".join(kept.split()).lower())
