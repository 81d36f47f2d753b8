"""How much each sentence of an article matters.

A word matters the more sentences hold it and the earlier it first stands: its odds of being in a human summary are
about ``sentences that hold it / sentences before its first`` (a logistic model fitted to summaries of news, after Hong
and Nenkova, "Improving the Estimation of Word Importance", 2014). A sentence matters by the words it holds, so by
position, by its nearness to the article as a whole, and by the title, in one pass over the text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from service.summarise.article import Article, Sentence
from service.summarise.grounding.subject import ArticleIndex
from service.summarise.grounding.tokens import WORDS_MAX
from service.summarise.writing.lexicon import stop_words

ROOT_CHARS = 6  # letters by which two words are the same; a stemmer for any language
_WORD = re.compile(r"\w{1,80}")  # bounded, as roots are remembered
_ENDING = re.compile(r"(?<=\w{3})(?:ations?|ingly|edly|ings?|ies|ied|ers?|es|ed|ly|s|e)$")
_NO_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_LENGTH_POWER = 1.1  # 1: the best per character; 0: the longest
_LEAD_POWER = 0.8  # how fast a word's odds fall with the place of its first sentence
_LEAD_GAIN, _LEAD_REACH = 3.0, 4.0  # the first sentence counts four times, the fifth two and a half
_ODDS = 1.5  # of a word that one sentence holds, the first
_NUMBER_GAIN = 1.4  # odds of a number beside those of a word
_QUOTE_GAIN = 1.05  # a sentence with somebody's own words


def contents(text: str, language: str | None) -> frozenset[str]:
    """The roots of the content words; pairs of characters where a script has no spaces."""
    low, stop = text.lower(), stop_words(language)
    if _NO_SPACES.search(low):
        return frozenset(pair for run in _WORD.findall(low) for pair in _pairs(run))
    return frozenset([root(word) for word in _WORD.findall(low) if word not in stop])


@lru_cache(maxsize=WORDS_MAX)
def root(word: str) -> str:
    """The word without an English ending, or its first letters where it has none."""
    ending = _ENDING.search(word)
    return word[: ending.start()] if ending else word[:ROOT_CHARS]


def is_unspaced(text: str) -> bool:
    """Whether it is in a script that sets no spaces between words."""
    return _NO_SPACES.search(text) is not None


def _pairs(run: str) -> Iterable[str]:
    return [run] if run.isascii() or len(run) < 3 else map("".join, pairwise(run))


@dataclass(frozen=True, slots=True)
class Salience:
    """What matters in one article: the chance of each word, and the score of each sentence in order."""

    chances: Mapping[str, float]
    scores: tuple[float, ...]


def sterner(chances: Mapping[str, float], share: float) -> dict[str, float]:
    """The chances with every word's odds at a share: what an article returns to stands out more."""
    return {word: share * chance / (1 - chance + share * chance) for word, chance in chances.items()}


def worth(words: Iterable[str], chances: Mapping[str, float]) -> float:
    """The sum of the chances of these words."""
    return sum([chances[word] for word in words if word in chances])


def assessed(prepared: ArticleIndex) -> Salience:
    """What matters in the article, worked out once."""
    return prepared.kept(_of_index)


def _of_index(prepared: ArticleIndex) -> Salience:
    return assess(prepared.article)


def assess(article: Article) -> Salience:
    """What matters in the article. Cost is linear in its length."""
    held = [contents(sentence.text, article.language) for sentence in article.weighed]
    chances = _chances(held, contents(article.title.text, article.language) if article.title else frozenset())
    quoted = frozenset(_quoted(article))
    scores = [
        score(sentence.text, worth(words, chances), index) * (_QUOTE_GAIN if sentence.number in quoted else 1.0)
        for index, (sentence, words) in enumerate(zip(article.weighed, held, strict=True))
    ]
    return Salience(chances, (*scores, *[0.0] * (len(article.sentences) - len(scores))))


def length(text: str) -> float:
    """Words of a text; for a script without spaces a word is taken for each two characters."""
    spaces = text.count(" ") + 1
    return max(spaces, len(text) / 12)


def score(text: str, worth: float, index: int) -> float:
    """What a statement of that worth says for its length, more so near the start; ``index`` from 0."""
    return float(worth / max(length(text), 5) ** _LENGTH_POWER * (1 + _LEAD_GAIN / (1 + index / _LEAD_REACH)))


def _chances(held: list[frozenset[str]], title: frozenset[str]) -> dict[str, float]:
    count = Counter(title)
    first = dict.fromkeys(title, 0)
    for index, words in enumerate(held):
        count.update(words)
        for word in words:
            first.setdefault(word, index)
    chances = {}
    for word, times in count.items():
        odds = _ODDS * times / (1 + first[word]) ** _LEAD_POWER * (_NUMBER_GAIN if word[0].isdigit() else 1.0)
        chances[word] = odds / (1 + odds)
    return chances


def _quoted(article: Article) -> Iterable[int]:
    sentences = iter(article.sentences)
    sentence = next(sentences, None)
    for quotation in sorted(article.quotations, key=lambda quotation: quotation.start):
        while sentence is not None and sentence.end <= quotation.start:
            sentence = next(sentences, None)
        if sentence is None:
            return
        if quotation.speaker is not None and sentence.start < quotation.end:
            yield sentence.number


def rank(article: Article) -> tuple[float, ...]:
    """A score for each sentence, in the article's order; higher matters more."""
    return assess(article).scores


def select(article: Article, budget_chars: int, mark: str = "") -> tuple[Sentence, ...]:
    """The most salient sentences whose lines fit the budget together, in order, under their own numbers.

    ``mark`` is what the prompt sets at both ends of a line. Empty when not one sentence fits.
    """
    if sum(_line_chars(sentence, mark) for sentence in article.sentences) <= budget_chars:
        return article.sentences
    kept, left = [], budget_chars
    for _, sentence in sorted(zip(rank(article), article.sentences, strict=True), key=lambda pair: -pair[0]):
        line = _line_chars(sentence, mark)
        if line <= left:
            kept.append(sentence)
            left -= line
    return tuple(sorted(kept, key=lambda sentence: sentence.number))


def _line_chars(sentence: Sentence, mark: str) -> int:
    """What a sentence takes in a prompt: ``[7] | It rained. |`` and the end of the line."""
    around = 2 * (len(mark) + 1) if mark else 0
    return len(f"[{sentence.number}] ") + around + len(sentence.text) + 1
