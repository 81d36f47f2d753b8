import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.summarise.article import DropReason
from service.summarise.reading import cleaning
from service.summarise.reading.cleaning import Hints
from service.summarise.reading.lines import BREAKS

SEED = Path(__file__).parents[4] / "shared/articles/seed-page-text.txt"

PAGES = Path(__file__).parent / "page_texts"


def load(name: str) -> tuple[str, str]:
    """A page, and its body: what stands between the marks, which are no part of the page."""
    before, kept, after = re.split(r"<<<\n|\n>>>", (PAGES / f"{name}.txt").read_text(encoding="utf-8"))
    return before + kept + after, kept


ENGLISH, ENGLISH_BODY = load("english")
GERMAN, GERMAN_BODY = load("german")
FRENCH, FRENCH_BODY = load("french")
STUB = (PAGES / "stub.txt").read_text(encoding="utf-8")


def body(source: str, hints: Hints | None = None) -> str:
    return "\n\n".join(source[start:end] for start, end in cleaning.clean(source, hints).blocks)


def dropped(source: str, hints: Hints | None = None) -> dict[str, DropReason]:
    pieces = cleaning.clean(source, hints).dropped
    return {line: piece.reason for piece in pieces for line in source[piece.start : piece.end].split("\n") if line}


@pytest.mark.parametrize(("page", "kept"), [(ENGLISH, ENGLISH_BODY), (GERMAN, GERMAN_BODY), (FRENCH, FRENCH_BODY)])
def test_the_body_and_nothing_else_is_kept(page: str, kept: str) -> None:
    assert body(page) == kept


@pytest.mark.parametrize(
    ("page", "title", "byline"),
    [
        (ENGLISH, "Ferry aground at Port Ellery, harbour closed until Thursday", "Tom Harrow"),
        (GERMAN, "Fähre läuft vor Altensiel auf Grund", "Tim Harke"),
        (FRENCH, "Un ferry s’échoue à l’entrée du port de Saint-Elme", "Thomas Haron"),
        (STUB, "Ferry aground at Port Ellery, harbour closed until Thursday", "Tom Harrow"),
    ],
)
def test_title_and_byline_are_found(page: str, title: str, byline: str) -> None:
    cleaned = cleaning.clean(page)
    assert cleaned.title is not None
    assert cleaned.title.text == title
    assert page[cleaned.title.start : cleaned.title.end] == title
    assert cleaned.byline == byline


def test_each_dropped_line_says_why() -> None:
    reasons = dropped(ENGLISH)
    expected = {
        "Menu": DropReason.NAVIGATION,
        "Ferry aground at Port Ellery, harbour closed until Thursday": DropReason.TITLE,
        "By Tom Harrow, Maritime Correspondent": DropReason.BYLINE,
        "Published 4 May 2026, 09:12": DropReason.DATE,
        "Share this on Facebook": DropReason.SHARE,
        "The Marigold on the sandbank on Monday. Photo: Ann Lee/Ellery Press": DropReason.CAPTION,
        "Advertisement": DropReason.ADVERT,
        "Council knew of sandbank, letters show": DropReason.RELATED,
        "Join the conversation": DropReason.COMMENTS,
        "Privacy policy": DropReason.LEGAL,
        "Sign up for our newsletter and get the latest harbour news delivered to your inbox.": DropReason.NEWSLETTER,
    }
    assert {line: reasons.get(line) for line in expected} == expected


def test_a_paywall_stub_keeps_its_one_paragraph() -> None:
    assert body(STUB).startswith("The ferry Marigold")
    assert "\n" not in body(STUB)
    assert dropped(STUB)["Already a subscriber? Sign in here"] is DropReason.PAYWALL


def test_other_furniture_around_the_same_article_leaves_the_same_body() -> None:
    before, after = (
        "The Daily Gull\nFish & Chips\nVideo\nTom Harrow",
        "Most read\n1. Gull steals chips\n2. Pier reopens\nCookie settings",
    )
    other = f"{before}\n\n{ENGLISH_BODY}\n\n{after}"
    assert body(other) == ENGLISH_BODY


@pytest.mark.parametrize("text", [ENGLISH_BODY, GERMAN_BODY, FRENCH_BODY])
def test_an_article_without_furniture_is_kept_whole(text: str) -> None:
    assert body(text) == text


def test_furniture_inside_the_body_goes() -> None:
    first, second, *rest = ENGLISH_BODY.split("\n\n")
    page = "\n\n".join(
        [first, "Story continues below advertisement", second, "Read more: Ten ferries that never made it home", *rest]
    )
    assert body(page) == ENGLISH_BODY


def test_a_page_on_one_line_is_one_block_without_the_furniture_at_its_ends() -> None:
    flat = " ".join(f"Sign up for our newsletter. {ENGLISH_BODY} Already a member? Sign in here.".split())
    assert body(flat) == " ".join(ENGLISH_BODY.split())
    assert set(dropped(flat).values()) == {DropReason.NEWSLETTER, DropReason.PAYWALL}


def test_a_hinted_title_is_found_and_is_not_body() -> None:
    page = f"Harbour closed\n\n{ENGLISH_BODY}"
    cleaned = cleaning.clean(page, Hints(title="Harbour closed – The Ellery Post"))
    assert cleaned.title is not None
    assert (cleaned.title.start, cleaned.title.end) == (0, 14)
    assert page[cleaned.blocks[0].start :].startswith("The ferry")


def test_a_hinted_title_that_the_text_lacks_has_no_place() -> None:
    title = cleaning.clean(ENGLISH_BODY, Hints(title=" Something else entirely ")).title
    assert title is not None
    assert (title.text, title.start, title.end) == ("Something else entirely", None, None)


PROSE = "The mint in Aldwick has struck no coin since Tuesday, its director said, and it will not before the summer."


def test_a_title_above_a_single_paragraph_is_the_title() -> None:
    source = f"Mint in Aldwick strikes no coin\n\n{PROSE}"
    title = cleaning.clean(source).title
    assert title is not None
    assert source[title.start : title.end] == title.text == "Mint in Aldwick strikes no coin"
    assert body(source) == PROSE


@pytest.mark.parametrize(
    "source",
    [
        PROSE,
        f"{PROSE}\n\n{PROSE}",
        f"{PROSE}\n\nMint in Aldwick strikes no coin",
        f"Nobody was hurt.\n\n{PROSE}",
        "Mint in Aldwick\nstrikes no coin",
    ],
)
def test_a_text_of_few_lines_without_a_title_is_kept_whole(source: str) -> None:
    assert cleaning.clean(source).title is None
    assert body(source).split() == source.split()


def test_a_hinted_byline_wins() -> None:
    assert cleaning.clean(ENGLISH, Hints(byline="Ann Lee")).byline == "Ann Lee"


def test_damage_leaves_offsets_exact() -> None:
    damaged = (
        ENGLISH.replace("\n", "\r\n")
        .replace("’", "&#8217;")
        .replace("port will", "port\u00a0will")
        .replace("Nora", "No\u200bra")
    )
    kept = body(damaged)
    assert kept.startswith("The ferry Marigold ran aground at the mouth of Port Ellery&#8217;s harbour")
    assert kept.endswith("published on Monday evening.")
    assert "Advertisement" not in kept


@pytest.mark.skipif(not SEED.exists(), reason="../shared is not here")
def test_the_seed_page_is_read_exactly() -> None:
    source = SEED.read_text(encoding="utf-8")
    cleaned = cleaning.clean(source)
    kept = body(source)
    assert kept.startswith("Jeremy Corbyn will not quit as Labour’s leader, a key ally")
    assert kept.endswith("a certain section of the media.”")
    assert len(cleaned.blocks) == 19
    assert cleaned.title is not None
    assert cleaned.title.text.startswith("Jeremy Corbyn will not quit as Labour leader")
    assert cleaned.byline == "Rob Merrick"


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=300)
    | st.lists(st.sampled_from(ENGLISH.split("\n") + GERMAN.split("\n")), max_size=40).map("\n".join)
)
@example("\u2028".join(ENGLISH.split("\n")))
def test_kept_dropped_and_blanks_cover_the_source_without_overlap(source: str) -> None:
    cleaned = cleaning.clean(source)
    pieces = sorted([*cleaned.blocks, *((piece.start, piece.end) for piece in cleaned.dropped)])
    at = 0
    for start, end in pieces:
        assert at <= start < end <= len(source)
        assert not source[at:start].strip(
            BREAKS
            + " \t\x1f\u00a0\u1680\u202f\u205f\u3000\u00ad\u200e\u200f\u2060\ufeff"
            + "".join(map(chr, range(0x2000, 0x200E)))
        )
        at = end
    assert cleaned == cleaning.clean(source)


@pytest.mark.parametrize(
    ("head", "title", "byline"),
    [
        ("Council backs 300 homes at the old pit By Ian Fenwick Published: 9 March 2026", True, "Ian Fenwick"),
        ("Council backs 300 homes By Ian Fenwick and Mia Lund | March 9, 2026 at 9:41 am GMT", True, None),
        ("By Ian Fenwick 2026-03-09", False, "Ian Fenwick"),
        (
            "Rat gibt 300 Wohnungen frei Von Inga von Fenn Veröffentlicht am 9. März 2026, 10:15 Uhr",
            True,
            "Inga von Fenn",
        ),
    ],
)
def test_the_head_of_a_page_on_one_line_is_taken_off(head: str, title: bool, byline: str | None) -> None:
    story = "Councillors have approved the plans, the town said. " + "Work starts in spring, the firm said. " * 20
    cleaned = cleaning.clean(f"{head} {story}")
    assert body(f"{head} {story}").startswith("Councillors have approved")
    assert (cleaned.title is not None) is title
    assert byline is None or cleaned.byline == byline


@pytest.mark.parametrize(
    "start",
    [
        "The plans were drawn up By Ian Fenwick of the town in all haste.",
        "The book by Ian Fenwick 9 March 2026 is the day it comes out.",
        "The plans are old. By Ian Fenwick 12 Parade 2020 is the address.",
    ],
)
def test_no_head_is_taken_off_a_page_on_one_line_that_begins_with_a_sentence(start: str) -> None:
    assert body(f"{start} " + "Work starts in spring, the firm said. " * 20).startswith(start)


def test_a_name_with_an_initial_under_the_title_is_the_byline() -> None:
    page = (
        "Home\n\nHospital opens a second burns unit in spring\n\nR. Ontiveros\n\n"
        "The hospital will open a second burns unit in March, the council said on Monday.\n\n"
        "The work has cost four million, and the first unit is no longer enough for the town.\n\n"
        "The head of surgery asked for six more nurses as well, and the union agreed with him.\n"
    )
    assert cleaning.clean(page).byline == "R. Ontiveros"


def test_the_teaser_that_a_paywall_cuts_off_and_the_lead_above_it_are_kept() -> None:
    lead = "Seit neun Jahren steht die Mühle in Altensiel leer. Nun gibt es zwei Pläne und einen Streit um das Rad."
    teaser = (
        "Wer an einem Montagmorgen durch das alte Tor tritt, hört zuerst den Bach. Dann die Schritte von Müller Ole "
        "Harms, der hier seit 1991 die Schlüssel trägt. Zwei Pläne liegen auf seinem Tisch, und"
    )
    page = (
        f"Anmelden\nAbo\nSuche\n\nWas aus der alten Mühle werden soll\n\n{lead}\n\nVon Mia Voss\n22. Mai 2026\n\n{teaser}\n\n"
        "Weiterlesen mit Altensiel Plus\nDieser Artikel ist nur für Abonnenten.\nJetzt 4 Wochen kostenlos testen\n"
        "Impressum | Datenschutz | AGB\n"
    )
    assert body(page) == f"{lead}\n\n{teaser}"


def test_every_entry_of_a_live_blog_is_kept() -> None:
    entries = (
        "The road bridge at Lower Tarn has been closed after the river rose by 80 centimetres, the council said.",
        "About 120 soldiers have arrived in Askerby to help fill sandbags. The county asked for them on Monday night.",
        "Northgrid said 18,000 homes were without power at midday, down from 26,000 at dawn.",
    )
    heads = ("17.42\nBridge closed", "14.55\nArmy called in", "13.30\nHomes without power")
    page = "Storm Odile: thousands without power – live updates\n\n" + "\n\n".join(
        f"{head}\n\n{entry}" for head, entry in zip(heads, entries, strict=True)
    )
    assert all(entry in body(page) for entry in entries)


def test_the_ingredients_of_a_recipe_belong_to_it() -> None:
    listed = "Ingredients\n4 pears\n200 g flour\n150 g sugar\n3 eggs\na pinch of salt"
    page = (
        "Home\nRecipes\nWine\n\nGrandmother’s pear cake\n\nA plain, moist cake that keeps for four days in a tin.\n\n"
        f"{listed}\n\n1. Peel the pears and cut them into thin slices with a sharp knife.\n"
        "2. Beat the eggs with the sugar until the mixture turns pale and thick.\n"
        "3. Fold in the flour and the milk, then stir it all without any haste.\n\nYou may also like\nFig tart\nWine biscuits\n"
    )
    assert listed.replace("\n", "\n\n") in body(page)
    assert "Fig tart" not in body(page)
