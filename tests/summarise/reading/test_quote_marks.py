from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.summarise.reading.quote_marks import enclosed


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in enclosed(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('He said “yes” and "no".', ["“yes”", '"no"']),
        ("Er sagte „ja“ und »nein« dazu.", ["„ja“", "»nein«"]),
        ("Il a dit « oui » puis «non».", ["« oui »", "«non»"]),
        ("“He called it ‘a mess’ then,” she said.", ["“He called it ‘a mess’ then,”"]),
        ("They want ‘the workers’ rights,’ he said.", ["‘the workers’ rights,’"]),
        ("It's the dogs' home, 'a poor place', they said.", ["'a poor place'"]),
        ('He is “"putting off “ voters.', ['“"putting off “']),
        ("”Nothing works here,” he said.", ["”Nothing works here,”"]),
        ("''I am cold,'' she said.", ["''I am cold,''"]),
        ("他说“你好”。", ["“你好”"]),
        ("It's 5 o'clock and nobody's here.", []),
    ],
)
def test_quotations_are_found_in_every_style(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


def test_a_missing_closing_mark_leaves_the_quotation_open_to_the_end_of_the_paragraph() -> None:
    (span,) = enclosed("Roe warned of “a loss of values. ", 0, 33)
    assert (span.start, span.end, span.closed) == (14, 32, False)


@given(st.text(st.sampled_from("ab .,\"“”‘’'„«»`\n"), max_size=200))
def test_quotations_lie_in_the_text_in_order_and_apart(text: str) -> None:
    spans = list(enclosed(text, 0, len(text)))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
