"""Suitability: each flag for an article of its kind, and none for ordinary news that shows only one sign of it."""

import pytest

from service.summarise.article import Submission
from service.summarise.reading import reader

NEWS = (
    "The harbour board of Wenlow will rebuild the north pier next spring, its chairman said on Tuesday. The work will "
    "cost 4.2 million pounds and take about eighteen months. Ferries to the islands will leave from the fish quay until "
    "it is done.\n\nThe pier was closed in October after divers found cracks in eleven of its forty pillars. Traders on "
    "the front have asked for a share of the parking fees to make up for what they lost over the winter.\n"
)


def flags(text, **hints):
    return reader.read(Submission(text=text, **hints)).suitability


def test_ordinary_news_has_no_flag():
    assert flags(NEWS) == ()


@pytest.mark.parametrize(
    "title",
    ["Opinion | Leave the pier to the gulls", "Kommentar: Lasst die Mole stehen", "Éditorial – La jetée de trop"],
)
def test_a_label_before_the_title_makes_an_opinion(title):
    assert "opinion" in flags(NEWS, title=title)


def test_the_first_person_and_its_verdicts_make_an_opinion_without_a_label():
    text = (
        "I have walked on the north pier every day of my life. We should not let the board pull it down in silence, I "
        "think. My neighbours say that it is only wood and iron. I say that it must stay, and that the board must tell "
        "us why it did nothing for ten years. The cracks did not come in one night. I believe we should have a vote.\n"
    )
    assert "opinion" in flags(text)


def test_what_others_say_in_the_first_person_is_no_opinion_of_the_article():
    text = (
        NEWS + "\n“I think it must stay. I believe we should vote. I should know, my father built it,” said Jo Marl.\n"
    )
    assert "opinion" not in flags(text)


def test_the_italian_but_is_not_the_french_my():
    text = "Il porto resta chiuso. " + "Ma il sindaco dice che la città deve attendere ancora una settimana. " * 6
    assert "opinion" not in flags(text, language="it")


def test_entries_under_times_make_a_live_blog():
    entry = "The river has risen by {} centimetres since dawn and the lower road is closed, the council said.\n\n"
    times = ("17.42", "16.10", "14.55", "13.30")
    page = "Storm Odile – live updates\n\n" + "".join(f"{at}\n{entry.format(at[:2])}" for at in times)
    assert "live_blog" in flags(page)


def test_a_list_of_headlines_with_their_times_is_no_live_blog():
    headlines = (
        "17.42 Bridge closed\n16.10 Schools shut\n14.55 Army called in\n13.30 Homes dark\n12.10 Rain\n11.00 Wind\n"
    )
    assert "live_blog" not in flags(NEWS + "\nLatest news\n" + headlines)


@pytest.mark.parametrize(
    ("heading", "amounts"),
    [
        ("Ingredients", "200 g flour\n3 tbsp milk\n2 cloves garlic\n"),
        ("Zutaten", "200 g Mehl\n3 EL Milch\n2 TL Salz\n"),
        ("Ingrédients", "200 g de farine\n3 cuillères de lait\n2 gousses d’ail\n"),
    ],
)
def test_ingredients_with_their_amounts_make_a_recipe(heading, amounts):
    assert "list_or_recipe" in flags(f"{NEWS}\n{heading}\n{amounts}\n{NEWS}")


def test_few_words_above_a_paywall_are_a_stub():
    stub = NEWS.split("\n\n")[0] + "\n\nSubscribe to continue reading\nAlready a subscriber? Log in\n"
    assert "paywall_stub" in flags(stub)


def test_an_invitation_to_log_in_above_the_article_makes_no_stub():
    assert "paywall_stub" not in flags("Already a subscriber? Log in\n\n" + NEWS)


def test_a_line_of_news_is_too_short():
    assert flags("The harbour board of Wenlow will rebuild the north pier next spring.") == ("too_short",)


def test_a_japanese_paragraph_is_not_too_short():
    assert "too_short" not in flags("港湾局は火曜日、来年の春に北の桟橋を建て直すと発表した。" * 4)


def test_several_datelines_with_rules_between_are_several_articles():
    items = [f"{town} (Newsline) – {NEWS}" for town in ("WENLOW", "KORVA", "SUND")]
    assert "several_articles" in flags("\n* * *\n\n".join(items))


def test_one_dateline_is_one_article():
    assert "several_articles" not in flags(f"WENLOW (Newsline) – {NEWS}")


def test_a_table_of_figures_is_not_prose():
    assert "not_prose" in flags("Wenlow 2:1 (1:0), Korva 3:3 (0:2), Sund 0:4 (0:1), 12.345, 67.890, 11.422. " * 8)


def test_a_flag_costs_linear_time_on_a_page_of_times():
    assert "live_blog" not in flags("12:30\n" * 50_000 + NEWS)
