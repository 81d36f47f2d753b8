import pytest

from service.summarise.writing.openings import points_back, tells_who_said, without_connective, without_number


@pytest.mark.parametrize(
    "text",
    [
        "It emerged on Monday that the pier had been sold.",
        "Today it is understood that the pier had been sold.",
        "It was not clear who had bought the pier.",
    ],
)
def test_an_it_that_stands_for_nobody_does_not_point_back(text):
    assert not points_back(text, "en")


@pytest.mark.parametrize("text", ["It was sold on Monday for two million.", "Today it is closed to the public again."])
def test_an_it_that_stands_for_something_points_back(text):
    assert points_back(text, "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The pier would be sold in March, she added, without conditions.", "en"),
        ("Die Brücke bleibe bis Mai gesperrt, sagte er.", "de"),
        ("Le pont restera fermé, explique-t-elle.", "fr"),
        ("Volgens hem kost de reparatie 900.000 euro.", "nl"),
        ("Hij wil de brug sluiten.", "nl"),
    ],
)
def test_whoever_says_so_has_to_be_named(text, language):
    assert points_back(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moor would sell the pier, she added.",
        "The council of Holm sold the pier, he said.",
        "The pier near the old town hall, he hopes.",
    ],
)
def test_a_pronoun_behind_a_name_or_without_a_word_of_saying_points_at_nothing_before(text):
    assert not points_back(text, "en")


def test_dutch_words_before_the_first_place_go_and_others_stay():
    assert without_connective("Maar de brug blijft dicht tot mei.", "nl") == "De brug blijft dicht tot mei."
    assert without_connective("Daarom blijft de brug dicht tot mei.", "nl").startswith("Daarom")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Das teilte die Bahn am Mittwoch mit.", True), ("Dies geht aus dem Bericht des Amtes hervor.", True)],
)
def test_a_sentence_that_only_says_who_said_so_is_known(text, expected):
    assert tells_who_said(text, "de") is expected


@pytest.mark.parametrize(
    "text",
    [
        "Das teilte die Bahn mit, die 400 Stellen streicht.",
        "Das bestätigte die Bahn nicht.",
        "Das Amt teilte mit.",
        "Das sagte sie: „Wir fahren weiter.“",
    ],
)
def test_what_tells_more_than_who_said_so_is_kept(text):
    assert not tells_who_said(text, "de")


def test_the_number_of_an_item_goes_where_its_neighbour_counts_on():
    assert without_number("2. Beat the eggs.", "1. Peel the apples.", "") == "Beat the eggs."
    assert without_number("1) Peel the apples.", "To begin with.", "2) Beat the eggs.") == "Peel the apples."


@pytest.mark.parametrize("after", ["", "Danach regnet es.", "3. Juni: Die Messe öffnet."])
def test_a_date_is_no_item(after):
    assert without_number("1. Mai ist ein Feiertag.", "Es wird warm.", after) == "1. Mai ist ein Feiertag."
