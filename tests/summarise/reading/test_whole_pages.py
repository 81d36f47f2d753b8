"""Whole pages, each held to its article in ``tests/pages``: nearly all of it is kept, and hardly anything else."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from service.summarise.article import DropReason, Submission
from service.summarise.reading import html, reader

PAGES = Path(__file__).parents[2] / "pages"
NAMES = sorted(page.stem for page in PAGES.glob("*.html"))
FEWEST = 0.88  # share of the shingles, either way


def read_page(name):
    return reader.read(Submission(html=(PAGES / f"{name}.html").read_text(encoding="utf-8")))


def shingles(text):
    words = re.findall(r"\w+", text)
    return Counter(zip(*(words[offset:] for offset in range(4)), strict=False))


def kept(article):
    return "\n".join(sentence.text for sentence in article.sentences)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_read_as_its_article(name):
    expected = shingles((PAGES / f"{name}.txt").read_text(encoding="utf-8"))
    found = shingles(kept(read_page(name)))
    common = (expected & found).total()
    assert common / found.total() >= FEWEST, "furniture was kept"
    assert common / expected.total() >= FEWEST, "the article was dropped"


@pytest.mark.parametrize("name", NAMES)
def test_sentences_and_dropped_pieces_are_at_their_offsets_and_never_overlap(name):
    article = read_page(name)
    assert all(article.source[one.start : one.end] == one.text for one in article.sentences)
    spans = sorted((one.start, one.end) for one in (*article.sentences, *article.dropped))
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("brbr", "german_soup")])
def test_the_title_has_no_site_in_it(name):
    title = read_page(name).title
    page = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    assert title is not None
    assert f"{title.text}</h1>" in page


@pytest.mark.parametrize(
    ("name", "byline"), [("modern", "Nora Quill"), ("amp", "Yusuf Keane"), ("german", "Katrin Moosbach")]
)
def test_the_byline_is_the_author_that_the_page_names(name, byline):
    assert read_page(name).byline == byline


def test_what_goes_from_a_whole_page_says_why():
    article = read_page("modern")
    said = {article.source[one.start : one.end].split("\n")[0]: one.reason for one in article.dropped}
    reasons = set(said.values())
    assert {DropReason.COOKIE, DropReason.NEWSLETTER, DropReason.CAPTION, DropReason.RELATED} <= reasons


BODY = "".join(
    f"<p>The board of Port Ellery met for the {count} time on Monday and put off the vote on the new beacon again.</p>"
    for count in ("first", "second", "third", "fourth", "fifth", "sixth")
)


@pytest.mark.parametrize(
    "around",
    [
        '<div class="elementor-widget">{}</div>',
        '<form id="aspnetForm">{}</form>',
        '<div class="has-sidebar">{}</div>',
        '<div class="paywall">{}</div>',
        "<aside>{}</aside>",
    ],
)
def test_an_element_with_most_of_the_prose_is_the_article_whatever_it_is_called(around):
    article = reader.read(Submission(html=f"<html><body><h1>Beacon</h1>{around.format(BODY)}</body></html>"))
    assert len(article.sentences) == 6


def test_text_that_the_page_tells_machines_is_the_article():
    told = " ".join(re.findall("<p>(.*?)</p>", BODY))
    stranger = "<p>The bakery on the corner has been open since 1911 and it has never made a croissant until today.</p>"
    script = f'<script type="application/ld+json">{{"headline": "Beacon", "articleBody": "{told}"}}</script>'
    page = html.read(f"<html><head>{script}</head><body>{stranger}{BODY}</body></html>")
    assert page.weights is not None
    assert page.title == "Beacon"
    start = page.text.index("The bakery")
    assert page.weights[start] < min(weight for at, weight in page.weights.items() if at != start)


def test_a_fragment_is_judged_by_its_markup_alone():
    assert html.read(BODY).weights is None


@pytest.mark.parametrize("script", ["<p>" * 3_000, "<div>" * 600, '{"a": "' + "<b>x<\\/b>" * 600 + '"}'])
def test_markup_in_a_script_opens_no_element(script):
    assert "Port Ellery" in html.read(f"<html><body><script>{script}</script>{BODY}</body></html>").text


def test_many_shapes_of_icons_are_no_nesting():
    assert "Port Ellery" in html.read("<svg>" + '<path d="M0 0"/>' * 700 + "</svg>" + BODY).text


def test_an_article_by_two_people_has_both_in_its_byline():
    script = '<script type="application/ld+json">{"@graph": [{"headline": "x", "author": [{"name": "Ann Lee"}, {"name": "Bo Ray"}]}]}</script>'
    assert html.read(f"<html>{script}<body>{BODY}</body></html>").byline == "Ann Lee, Bo Ray"


@pytest.mark.parametrize(
    "script", ["[" * 90_000, "{", '{"@graph": {"@graph": 1}}', '[1, null, {"author": {"name": 5}}]']
)
def test_broken_json_in_a_page_is_passed_over(script):
    page = html.read(f'<html><script type="application/ld+json">{script}</script><body>{BODY}</body></html>')
    assert page.byline is None
