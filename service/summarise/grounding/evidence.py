"""The sentences that a statement rests on: cut from the article by number, or found by its words."""

from collections.abc import Iterable, Sequence
from math import log

from service.summarise.article import Article
from service.summarise.grounding.subject import ArticleIndex, Passage, features
from service.summarise.statement import Evidence

MOST_SENTENCES = 4  # sentences that evidence found by the gate itself holds at most, for a statement of one sentence
LEAST_GAIN = 0.08  # share of the statement's weight that a further sentence has to add

NUMBER_WEIGHT = 2  # a number weighs this many times a word as rare


def find(text: str, article: Article) -> tuple[int, ...]:
    """The numbers of the sentences that best hold a text's content words and numbers, ascending; may be empty."""
    return best(Passage(text, article.language), ArticleIndex(article))


def best(statement: Passage, index: ArticleIndex) -> tuple[int, ...]:
    """Greedy cover of the statement's words, rare words weighing more, by as few sentences as do it."""
    total = len(index.article.sentences)
    weights = {
        feature: log(1 + total / len(held)) * (NUMBER_WEIGHT if feature[0].isdecimal() else 1)
        for feature in sorted(features(statement))  # sums of floats depend on the order, and so would ties
        if (held := index.postings.get(feature))
    }
    left, whole, chosen = dict(weights), sum(weights.values()), list[int]()
    own = statement.sentences
    while left and len(chosen) < min(MOST_SENTENCES + own - 1, 12):
        gains = _gains(left, index)
        number = max(gains, key=lambda number: (gains[number], -number))
        if chosen and gains[number] < LEAST_GAIN * whole / own:
            break
        chosen.append(number)
        passage = index.passage(number)
        gone = features(passage) if passage else frozenset[str]()
        left = {feature: weight for feature, weight in left.items() if feature not in gone}
    return tuple(sorted(chosen))


def _gains(left: dict[str, float], index: ArticleIndex) -> dict[int, float]:
    gains: dict[int, float] = {}
    for feature, weight in left.items():
        for number in index.postings[feature]:
            gains[number] = gains.get(number, 0.0) + weight
    return gains


def legal(numbers: Iterable[int], index: ArticleIndex) -> tuple[int, ...]:
    """The numbers that name a sentence of the body fit for evidence, once each, in the given order."""
    return tuple(number for number in dict.fromkeys(numbers) if number and index.passage(number) is not None)


def cut(article: Article, numbers: Sequence[int]) -> tuple[Evidence, ...]:
    """The article's own sentences under these numbers, once each; unknown numbers are left out.

    Number 0 is the title, where the article's text holds it.
    """
    return tuple(piece for number in dict.fromkeys(numbers) if (piece := _piece(article, number)) is not None)


def _piece(article: Article, number: int) -> Evidence | None:
    if number == 0:
        title = article.title
        if title is None or title.start is None or title.end is None:
            return None
        return Evidence(0, title.start, title.end, article.source[title.start : title.end])
    if not 0 < number <= len(article.sentences):
        return None
    sentence = article.sentences[number - 1]
    return Evidence(number, sentence.start, sentence.end, sentence.text)
