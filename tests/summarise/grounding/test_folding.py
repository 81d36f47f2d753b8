"""Spelling variants fold into one, in linear time."""

from service.summarise.grounding.folding import fold
from tests.growth import assert_linear


def test_quote_marks_hyphens_spaces_and_accents_fold() -> None:
    assert fold("“Café”\u00a0— ‘naïve’ non\u2011stop…") == "\"Cafe\" - 'naive' non-stop..."


def test_combining_accents_and_precomposed_ones_fold_alike() -> None:
    assert fold("Rene\u0301 Ko\u0308ln") == fold("René Köln")


def test_invisible_characters_vanish() -> None:
    assert fold("fish\u00ading\u200b \ufeffboats") == "fishing boats"


def test_a_long_run_of_combining_marks_folds_in_linear_time() -> None:
    assert_linear(lambda size: "a" + "\u0301\u0323" * (size // 2), fold, 400_000)
