from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.summarise.article import DropReason, Submission
from service.summarise.errors import BadArticle, NoSentences
from service.summarise.reading import reader
from tests.growth import assert_linear

TEXT = """News
Ferry aground at Port Ellery
By Tom Harrow

The ferry Marigold ran aground at the harbour of Port Ellery on Monday, and the port is closed until Thursday.

“We were lucky, the sea was flat and the boats were out within minutes,” said harbour master Nora Quill.

Council letters show that fishermen had warned of the sandbank in March, but nobody had answered them.

Advertisement
Related stories
Ten years of Ellery Lines in pictures
Privacy policy"""

HTML = """<html><head><title>Ferry aground at Port Ellery | The Post</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ferry aground at Port Ellery</h1>
<p class="byline">By <a rel="author">Tom Harrow</a></p>
<p>The ferry Marigold ran aground at the harbour of Port Ellery on Monday, and the port is closed until Thursday.</p>
<p>&#8220;We were lucky, the sea was flat and the boats were out within minutes,&#8221; said Nora Quill.</p>
<p>Council letters show that fishermen had warned of the sandbank in March, but nobody had answered them.</p>
</article><aside><h3>Related stories</h3><p>Ten years of Ellery Lines in pictures</p></aside></body></html>"""


@pytest.mark.parametrize("submission", [Submission(text=TEXT), Submission(html=HTML)], ids=["text", "html"])
def test_an_article_is_read_with_title_byline_language_and_sentences(submission: Submission) -> None:
    article = reader.read(submission)
    assert article.title is not None
    assert article.title.text == "Ferry aground at Port Ellery"
    assert article.source[article.title.start : article.title.end] == article.title.text
    assert (article.byline, article.language) == ("Tom Harrow", "en")
    assert [sentence.number for sentence in article.sentences] == [1, 2, 3]
    assert article.sentences[0].text.startswith("The ferry Marigold")
    assert all(article.source[sentence.start : sentence.end] == sentence.text for sentence in article.sentences)
    assert DropReason.RELATED in {piece.reason for piece in article.dropped}


def test_the_source_of_a_text_is_the_text_as_sent() -> None:
    assert reader.read(Submission(text=TEXT)).source == TEXT


def test_hints_win_over_what_is_found() -> None:
    article = reader.read(Submission(text=TEXT, title="Another title", byline="Ann Lee", language="en-GB"))
    assert article.title is not None
    assert (article.title.text, article.title.start) == ("Another title", None)
    assert (article.byline, article.language) == ("Ann Lee", "en-GB")


def test_a_wrong_language_hint_is_overruled_by_the_words() -> None:
    assert reader.read(Submission(text=TEXT, language="fr")).language == "en"


@pytest.mark.parametrize("submission", [Submission(), Submission(text=TEXT, html=HTML)])
def test_one_of_text_and_html_must_be_sent(submission: Submission) -> None:
    with pytest.raises(BadArticle):
        reader.read(submission)


@pytest.mark.parametrize(
    "submission",
    [
        Submission(text=""),
        Submission(text=" \n\u200b\u00a0"),
        Submission(text="Menu\nHome\nSport\nLog in\nSubscribe\nPrivacy policy\nTerms of use\n© 2026"),
        Submission(html="<nav>Home</nav><script>1</script>"),
    ],
)
def test_nothing_but_furniture_has_no_sentences(submission: Submission) -> None:
    with pytest.raises(NoSentences) as raised:
        reader.read(submission)
    assert "Menu" not in str(raised.value)


@given(
    st.lists(st.sampled_from([*TEXT.split("\n"), "&#8217;", "\u2028", "\r", "word.Next", "“", "\u00a0"]), max_size=30)
)
def test_sentences_and_dropped_pieces_never_overlap_and_reading_twice_gives_the_same(parts: list[str]) -> None:
    submission = Submission(text="\n".join(parts))
    try:
        article = reader.read(submission)
    except NoSentences:
        return
    at = 0
    for start, end in sorted((piece.start, piece.end) for piece in (*article.sentences, *article.dropped)):
        assert at <= start < end <= len(article.source)
        assert not article.source[at:start].strip("\u00ad\u200b").strip()
        at = end
    assert reader.read(submission) == article


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "(",
        '"',
        ".",
        "\u2028",
        "a\n",
        "- \n",
        "e\u0301\u0323",
        "\ufdfa",
        "Share\n",
        "Word. ",
        "新闻",
        "\u202e",
        "©",
        "a@b ",
    ],
)
def test_a_hostile_text_costs_no_more_than_a_long_one(unit: str) -> None:
    def read(text: str) -> None:
        with suppress(NoSentences):
            article = reader.read(Submission(text=text))
            assert all(text[sentence.start : sentence.end] == sentence.text for sentence in article.sentences[:100])

    assert_linear(lambda size: unit * (size // len(unit)), read, 200_000)
