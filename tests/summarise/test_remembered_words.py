"""What a worker remembers of words for ever is bounded, in number and in length, whatever it is sent."""

import gc
from functools import _lru_cache_wrapper

import pytest

from service.summarise.grounding.folding import fold
from service.summarise.grounding.tokens import WORDS_MAX, key_of, token_texts, tokenise
from service.summarise.writing import lexicon, salience

ENDLESS = [
    "a" * 200_000,
    "A" * 200_000,
    "1" * 200_000,
    "1." * 100_000,
    "a'" * 100_000,
    "A-" * 100_000 + "1",
    "ß" * 99_999,
]


@pytest.mark.parametrize("text", ENDLESS, ids=lambda text: text[:2])
def test_no_piece_of_text_is_longer_than_some_words(text):
    assert max(map(len, token_texts(text))) <= 500
    assert "".join(token_texts(text)) == text
    assert max(len(root) for root in salience.contents(text, "en") | {""}) <= 80
    assert not lexicon.holds_saying(text)


def test_words_numbers_and_names_of_a_usual_length_are_whole():
    long_word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
    text = f"O'Neill's A-320 at 1,234,567.89: {long_word}, c'est"
    whole = {fold(long_word), "1,234,567.89", "A-320", "O'Neill's", "c'est"}
    assert whole <= {token.text for token in tokenise(text)}


def test_every_cache_of_the_domain_is_bounded():
    key_of("warm")
    caches = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]
    ours = [one for one in caches if one.__module__.startswith("service.")]
    assert len(ours) > 5
    assert all(one.cache_parameters()["maxsize"] <= WORDS_MAX for one in ours)
