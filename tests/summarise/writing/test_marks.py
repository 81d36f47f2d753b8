import pytest

from service.summarise.writing import marks


def test_a_quotation_that_runs_on_is_closed():
    assert marks.balance("She said: “It was cold.") == "She said: “It was cold.”"
    assert marks.balance("Sie sagte: „Es war kalt.") == "Sie sagte: „Es war kalt.“"


def test_balanced_marks_stay_as_they_are():
    text = 'The “old” pier and „der Steg“ and "both" were named.'
    assert marks.balance(text) == text


@pytest.mark.parametrize("text", ["We went home.” He left.", 'It was “"very “ cold.', "“One “two” three."])
def test_marks_that_cannot_be_mended_give_nothing(text: str):
    assert marks.balance(text) is None


def test_invisible_characters_and_list_marks_go():
    assert marks.clean("•\u00a0The\u200b pier \u00adis\n open") == "The pier is open"


def test_picture_directions_and_agency_marks_go():
    assert marks.clean("(CNN) -- Ada Moor (left) won.") == "Ada Moor won."


def test_what_stands_outside_the_marks_is_told_apart():
    assert marks.unquoted("He called it “a shame” and left.") == "He called it  and left."
