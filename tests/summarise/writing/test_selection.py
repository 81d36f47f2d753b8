import pytest

from service.summarise.statement import Kind
from service.summarise.writing.salience import sterner
from service.summarise.writing.selection import Room, choose, weigh
from service.summarise.writing.standalone import Standing

ROOM = Room(items=1, chars=1000)
CHANCES = dict.fromkeys(("harbour", "counci", "ship", "tonn", "smok", "clos", "cap"), 0.4)


def standing(text: str, index: int = 3) -> Standing:
    return Standing(text, (index + 1,), index, Kind.FACT, None)


def chosen(*texts: str, opinion: bool = False) -> str:
    (best,) = choose([weigh(standing(text), "en", opinion=opinion) for text in texts], CHANCES, ROOM)
    return best.text


def test_what_is_told_in_the_third_person_goes_before_the_first():
    ours, theirs = "Our council closed the harbour again.", "The council closed the harbour again."
    assert chosen(ours, theirs) == theirs


def test_a_caption_without_a_verb_goes_behind_a_sentence():
    caption, sentence = "The council leaving the harbour again.", "The council shut the harbour again."
    assert weigh(standing(caption), "en").weight < weigh(standing(sentence), "en").weight
    assert chosen(caption, "The council left the harbour again.") == "The council left the harbour again."


@pytest.mark.parametrize("language", ["de", "fr"])
def test_no_verb_is_asked_for_where_its_forms_are_not_known(language):
    caption = standing("The council leaving the harbour again.")
    assert weigh(caption, language).weight > weigh(caption, "en").weight


def test_an_opinion_is_told_by_what_it_demands():
    scene, demand = "The council counted ships near the harbour.", "The council must cap ships near the harbour quays."
    assert chosen(scene, demand, opinion=True) == demand


def test_a_demand_weighs_no_more_in_the_news():
    demand = standing("The council must cap calls at two a day.")
    assert weigh(demand, "en").weight < weigh(demand, "en", opinion=True).weight


def test_lower_odds_leave_the_order_of_words_and_widen_what_lies_between_them():
    stern = sterner({"dam": 0.9, "choir": 0.2}, 0.5)
    assert 0 < stern["choir"] < 0.2 < stern["dam"] < 0.9
    assert stern["dam"] / stern["choir"] > 0.9 / 0.2
