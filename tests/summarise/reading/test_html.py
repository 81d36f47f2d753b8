import pytest

from service.summarise.article import DropReason
from service.summarise.errors import BadArticle
from service.summarise.reading import html

PAGE = """<!doctype html><html><head><title>Ferry aground off Port Ellery | The Ellery Post</title>
<meta name="author" content="Nora Quill"><style>p { color: red }</style></head><body>
<nav><ul><li><a href="/">Home</a><li><a href="/sport">Sport</a></ul></nav>
<article><h1>Ferry <em>aground</em> off Port Ellery</h1>
<p>The harbour&#8217;s mouth is <b>closed</b>&nbsp;&amp; will stay so.<br>Nobody was hurt.
<figure><img src="x.jpg"><figcaption>The ferry on Monday.</figcaption></figure>
<div class="share-buttons">Tweet this</div><script>alert("no")</script>
<p style="display:none">secret</p></article><footer>© The Ellery Post</footer></body></html>"""


def test_a_page_is_read_out_block_by_block() -> None:
    page = html.read(PAGE)
    assert page.text.split("\n") == [
        "Home",
        "Sport",
        "Ferry aground off Port Ellery",
        "The harbour’s mouth is closed\u00a0& will stay so.",
        "Nobody was hurt.",
        "The ferry on Monday.",
        "Tweet this",
        "© The Ellery Post",
    ]


def test_title_and_author_come_from_the_markup() -> None:
    page = html.read(PAGE)
    assert (page.title, page.byline) == ("Ferry aground off Port Ellery", "Nora Quill")


def test_without_a_heading_the_title_is_the_head_s_without_the_site_s_name() -> None:
    assert html.read("<title>Ferry aground – The Post</title><p>It happened.").title == "Ferry aground"


def test_a_link_instead_of_a_name_is_no_author() -> None:
    assert html.read('<meta property="article:author" content="https://example.org/nora"><p>Text.').byline is None


def test_furniture_that_the_markup_names_is_marked_with_its_reason() -> None:
    page = html.read(PAGE)
    marked = {page.text[start:].split("\n")[0]: reason for start, reason in page.furniture.items()}
    assert marked == {
        "Home": DropReason.NAVIGATION,
        "Sport": DropReason.NAVIGATION,
        "The ferry on Monday.": DropReason.CAPTION,
        "Tweet this": DropReason.SHARE,
        "© The Ellery Post": DropReason.NAVIGATION,
    }


def test_a_fragment_needs_no_paragraphs() -> None:
    assert html.read("Just <b>words</b> &lt;b&gt;").text == "Just words <b>"


@pytest.mark.parametrize("text", ["", "<", "<!-- -->", "<p", "</p>", "&#0;", "<script>never closed"])
def test_broken_markup_raises_nothing(text: str) -> None:
    assert "never" not in html.read(text).text


@pytest.mark.parametrize("text", ["<div>" * 501, "<dd><li>" * 1_001, "<b><i>" * 300])
def test_markup_deeper_than_browsers_allow_is_refused(text: str) -> None:
    with pytest.raises(BadArticle):
        html.read(text)


@pytest.mark.parametrize("attribute", ["a{}", "a{}=1", "a{}='x>'", "a{}=''/", 'a{}="<p b>"'])
@pytest.mark.parametrize("between", [" ", "/", "\n"])
def test_attributes_without_end_are_refused_before_they_are_parsed(attribute: str, between: str) -> None:
    tag = between.join(attribute.format(number) for number in range(2_000))
    with pytest.raises(BadArticle, match="attributes"):
        html.read(f"<p>Some text.</p><div {tag}>More text.</div>")


def test_a_picture_in_an_attribute_and_an_apostrophe_in_a_tag_are_no_attributes_without_end() -> None:
    picture = f'<img src="data:image/png;base64,{"A b " * 2_000}" alt=it\'s>'
    words = "It’s a long day, isn't it? " * 2_000
    assert "long day" in html.read(f"<p>{picture}</p><p>{words}</p>").text


def test_many_paragraphs_left_open_are_no_nesting() -> None:
    assert html.read("<p>One.<br>" * 1_500).text.count("One.") == 1_500
