"""The texts of ``bench/hostile_texts.py``, short, through the whole service: an exact status, exact places, inert strings."""

import importlib.util
from pathlib import Path

import pytest

from tests.hostile_input.spans import assert_spans_hold, utf16

SIZE = 6_000  # characters


def _texts():
    file = Path(__file__).parents[2] / "bench" / "hostile_texts.py"
    spec = importlib.util.spec_from_file_location("hostile_texts", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TEXTS, MARKUP = _texts().TEXTS, _texts().MARKUP
WORDLESS = {
    "white space only", "spaces", "angle brackets", "parentheses", "quote marks", "full stops", "line breaks",
    "emoji with joiners", "opening quote marks", "only furniture",
}  # fmt: skip


def ask(client, unit="codepoint", **article):
    return client.post("/v1/summaries", json=article | {"include": ["article"], "offset_unit": unit})


@pytest.mark.parametrize("unit", ["codepoint", "utf16"])
@pytest.mark.parametrize("name", sorted(TEXTS))
def test_an_odd_text_has_its_status_and_exact_places(client, name, unit):
    text = TEXTS[name](SIZE)
    answer = ask(client, unit, text=text)
    assert answer.status_code == (422 if name in WORDLESS else 200), answer.data[:300]
    if answer.status_code == 200:
        assert_spans_hold(answer.get_json(), utf16(text) if unit == "utf16" else text)


@pytest.mark.parametrize("name", sorted(TEXTS) + sorted(MARKUP))
def test_the_same_as_html_has_exact_places_in_the_text_that_was_read(client, name):
    answer = ask(client, html=(TEXTS | MARKUP)[name](SIZE))
    assert answer.status_code in {200, 422}
    if answer.status_code == 200:
        assert_spans_hold(answer.get_json(), answer.get_json()["article"]["text"])
