from hypothesis import given
from hypothesis import strategies as st

from service.summarise.article import Article, Sentence, Title
from service.summarise.writing.salience import contents, rank, select
from tests.growth import assert_linear


def article(*texts: str, title: str | None = None, language: str = "en") -> Article:
    sentences, at = [], 0
    for number, text in enumerate(texts, 1):
        sentences.append(Sentence(number, at, at + len(text), text, number))
        at += len(text) + 1
    return Article("\n".join(texts), tuple(sentences), Title(title) if title else None, language=language)


STORY = (
    "The reservoir above Holm burst its northern dam on Tuesday night.",
    "Water from the reservoir reached 140 houses in Holm before the dam could be closed.",
    "People in the valley like to walk.",
    "Engineers had warned about the northern dam of the reservoir twice.",
    "A choir sang elsewhere.",
)


def test_the_lead_scores_highest():
    scores = rank(article(*STORY))
    assert scores[0] == max(scores)


def test_a_sentence_about_the_matter_beats_one_beside_it():
    scores = rank(article(*STORY))
    assert scores[3] > scores[2]
    assert scores[3] > scores[4]


def test_the_title_lifts_the_sentence_that_bears_it_out():
    plain, titled = rank(article(*STORY)), rank(article(*STORY, title="Choir sang elsewhere"))
    assert titled[4] > plain[4]


def test_words_are_compared_by_their_root():
    assert contents("Engineers warned", "en") == contents("an engineer warns", "en")


def test_function_words_are_those_of_the_language():
    assert contents("The war and the man", "en") == contents("war man", "en")
    assert contents("Das war der Mann", "de") == contents("Mann", "de")


def test_a_script_without_spaces_is_read_in_pairs():
    assert "水庫" in contents("北部水庫決堤", "zh")


def test_the_selection_keeps_numbers_order_and_budget():
    chosen = select(article(*STORY), 140)
    assert [sentence.number for sentence in chosen] == sorted(sentence.number for sentence in chosen)
    assert 0 < sum(len(sentence.text) + 1 for sentence in chosen) - 1 <= 140
    assert STORY[0] in [sentence.text for sentence in chosen]


def test_everything_is_selected_when_it_fits():
    assert select(article(*STORY), 10_000) == article(*STORY).sentences


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=12), st.integers(min_value=0, max_value=400))
def test_a_budget_is_never_passed(texts: list[str], budget: int):
    chosen = select(article(*texts), budget)
    assert sum(len(f"[{one.number}] ¦ {one.text} ¦\n") for one in select(article(*texts), budget, "¦")) <= budget
    assert sum(len(f"[{one.number}] {one.text}\n") for one in chosen) <= budget


@given(st.lists(st.text(max_size=60), max_size=12))
def test_each_sentence_has_a_score_and_it_is_the_same_twice(texts: list[str]):
    source = article(*texts)
    assert len(rank(source)) == len(texts)
    assert rank(source) == rank(source)


def test_the_cost_is_linear():
    def of_sentences(count: int) -> Article:
        return article(*(f"Word{i % 977} of the reservoir moved {i} metres on day {i % 31}." for i in range(count)))

    assert_linear(of_sentences, rank, 8_000)
