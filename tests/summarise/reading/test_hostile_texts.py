"""The texts of ``bench/hostile_texts.py``, short: what is read out of them holds, and nothing breaks."""

import importlib.util
from pathlib import Path

import pytest

from service.summarise.article import Submission
from service.summarise.errors import NoSentences
from service.summarise.reading import reader

SIZE = 6_000  # characters


def _texts():
    file = Path(__file__).parents[3] / "bench" / "hostile_texts.py"
    spec = importlib.util.spec_from_file_location("hostile_texts", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.TEXTS


TEXTS = _texts()
WORDLESS = {
    "white space only", "spaces", "angle brackets", "parentheses", "quote marks", "full stops", "line breaks",
    "emoji with joiners", "opening quote marks",
}  # fmt: skip


def read(name):
    return reader.read(Submission(text=TEXTS[name](SIZE)))


def test_there_are_fifty():
    assert len(TEXTS) == 50


@pytest.mark.parametrize("name", sorted(WORDLESS))
def test_a_text_without_words_is_refused_by_name(name):
    with pytest.raises(NoSentences):
        read(name)


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - WORDLESS))
def test_offsets_are_exact_and_everything_is_kept_or_dropped(name):
    text = TEXTS[name](SIZE)
    try:
        article = read(name)
    except NoSentences:
        assert name == "only furniture"
        return
    assert article.source == text
    pieces = sorted([*article.sentences, *article.dropped], key=lambda piece: piece.start)
    reached = 0
    for piece in pieces:
        assert reached <= piece.start < piece.end <= len(text)
        assert not text[reached : piece.start].strip(BLANK)
        reached = piece.end
    assert not text[reached:].strip(BLANK)
    assert [one.number for one in article.sentences] == list(range(1, len(article.sentences) + 1))
    assert all(one.text == text[one.start : one.end] for one in article.sentences)


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - WORDLESS - {"only furniture"}))
def test_quotations_lie_in_the_article_and_speakers_are_its_words(name):
    article = read(name)
    for quotation in article.quotations:
        assert article.sentences[0].start <= quotation.start < quotation.end <= article.sentences[-1].end
        if quotation.speaker:
            assert article.source[quotation.speaker.start : quotation.speaker.end].strip()
            assert quotation.speaker.name


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - WORDLESS - {"only furniture"}))
def test_reading_twice_gives_the_same(name):
    assert read(name) == read(name)


BLANK = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2028\u2029\u3000\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
