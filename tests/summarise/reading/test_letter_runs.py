import re

from hypothesis import given
from hypothesis import strategies as st

from service.summarise.reading.letter_runs import letter_runs


@given(st.text(alphabet="aZ_9 .’“—éß\u0661\u00a0\nĲ", max_size=60))
def test_letters_are_parted_by_everything_else_in_any_script(text: str) -> None:
    assert letter_runs(text) == re.findall(r"[^\W\d_]+", text.lower())


def test_marks_and_digits_part_words() -> None:
    assert letter_runs("“Don’t” said_2 THEM—all") == ["don", "t", "said", "them", "all"]
