import pytest

from service.summarise.article import Article, Sentence, Title
from service.summarise.wish import HeadlineWish, Outputs, Wish
from service.summarise.writing import extractive
from service.summarise.writing.headline import own_title


def headlines(*texts: str, title: str | None = None, max_chars: int = 70, variants: int = 1) -> list[str]:
    sentences, at = [], 0
    for number, text in enumerate(texts, 1):
        sentences.append(Sentence(number, at, at + len(text), text, number))
        at += len(text) + 1
    source = Article("\n".join(texts), tuple(sentences), Title(title) if title else None, language="en")
    outputs = Outputs(HeadlineWish(max_chars, variants), None, None, None, None)
    return [proposal.text for proposal in extractive.draft(source, Wish(outputs))]


STORY = (
    "The reservoir above Holm burst its northern dam on Tuesday night, flooding 140 houses in the valley.",
    "Ada Moor, who leads the council, called for a public inquiry into the warnings of the engineers.",
    "A choir from Bergen cancelled its tour.",
)


def test_the_articles_own_title_is_the_headline():
    assert headlines(*STORY, title="Dam above Holm bursts") == ["Dam above Holm bursts"]


def test_a_long_title_loses_its_tail_and_keeps_who_says_so():
    title = "Council leader will not resign over burst dam despite calls from the valley, deputy says"
    assert headlines(*STORY, title=title) == ["Council leader will not resign over burst dam, deputy says"]


def test_without_a_title_the_lead_is_shortened():
    assert headlines(*STORY) == ["The reservoir above Holm burst its northern dam on Tuesday night"]


@pytest.mark.parametrize(
    ("lead", "line"),
    [
        (
            "A new bylaw limiting fires on the beaches of Holm has come into force in all of the county.",
            "A new bylaw limiting fires on the beaches of Holm has come…",
        ),
        ("Police arrested six people on Monday at a barn on the road to Holm in the county.", "Police arrested six"),
    ],
)
def test_the_sentences_own_verb_is_never_cut_off(lead: str, line: str):
    assert headlines(lead)[0].startswith(line)


def test_variants_differ():
    found = headlines(*STORY, title="Dam above Holm bursts on Tuesday night", variants=3)
    assert found[0] == "Dam above Holm bursts on Tuesday night"
    assert 2 <= len(found) == len(set(found)) <= 3


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("Dam above Holm bursts overnight | The Valley Post", "Dam above Holm bursts overnight"),
        ("Dam above Holm bursts overnight - Valley News", "Dam above Holm bursts overnight"),
        ("World | Dam above Holm bursts overnight", "Dam above Holm bursts overnight"),
        ("Dam above Holm bursts - what we know", "Dam above Holm bursts - what we know"),
        ("Holm | Moor", "Holm | Moor"),
    ],
)
def test_the_names_of_site_and_section_go(title: str, own: str):
    assert own_title(title) == own


def test_only_when_nothing_else_is_possible_a_phrase_is_cut():
    [line] = headlines("Supercalifragilistic reservoirs above Holm burst their dams", max_chars=30)
    assert line == "Supercalifragilistic…"


def test_no_headline_ends_on_a_full_stop_or_a_preposition():
    for limit in range(20, 101, 8):
        [line] = headlines(*STORY, max_chars=limit)
        assert len(line) <= limit
        assert not line.endswith(".")
        assert line.rstrip("…").split()[-1].lower() not in {"on", "in", "of", "the", "by", "its"}
