"""Spelling variants fold into one, in linear time."""

import pytest

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


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("``Plain'' text  here", '"Plain" text here'),
        ("`so´ it's", "'so' it's"),
        ("no marks at all", "no marks at all"),
        ("1\u00a0234,5 €", "1234,5 €"),
        ("Zoë’s “café” — ½", 'Zoe\'s "cafe" - ½'),
    ],
)
def test_ascii_and_the_rest_fold_alike(text, folded):
    assert fold(text) == folded
