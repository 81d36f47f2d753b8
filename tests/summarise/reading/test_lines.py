import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.summarise.reading import lines


def texts(source: str) -> list[str]:
    return [line.text for line in lines.read(source)]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\v", "\f"])
def test_every_kind_of_line_break_ends_a_line(break_: str) -> None:
    assert texts(f"One line.{break_}Another line.") == ["One line.", "Another line."]


def test_blanks_and_invisible_characters_around_a_line_are_left_out() -> None:
    assert texts("\u00a0\u200b  The mayor resigned.\u200b \t\ufeff\n\u200b\n") == ["The mayor resigned."]


def test_a_paragraph_broken_to_a_fixed_width_is_one_line() -> None:
    wire = (
        "The harbour of Port Ellery will stay closed until Thursday because a ferry\n"
        "has run aground at its mouth, the harbour master told reporters on Monday\n"
        "evening after a long meeting with the owners of the ship and the insurers\n"
        "who had come from the capital.\n"
        "\n"
        "Nobody was hurt when the ship struck the sandbank at five in the morning,\n"
        "and the passengers were brought ashore in three small boats.\n"
    )
    first, second = lines.read(wire)
    assert first.text.endswith("from the capital.")
    assert wire[second.start : second.end] == second.text


def test_a_list_of_short_lines_is_not_taken_for_broken_paragraphs() -> None:
    assert len(texts("Politics\nSport\nCulture\nTravel\nWeather\nJobs")) == 6


def test_a_text_of_very_many_lines_is_read_in_larger_pieces() -> None:
    for source in ("a b\n" * 200_000, "A line.\n\n" * 6_000):
        found = lines.read(source)
        assert 1 <= len(found) <= lines.MOST_LINES
        assert source[found[-1].end :].strip() == ""


def test_what_lies_far_behind_any_article_is_read_in_rows() -> None:
    paragraph = "The council met again and spoke of the harbour. " * 20
    source = "\n".join([paragraph] * 800)
    found = lines.read(source)
    alone = [line for line in found if line.start < 250_000]
    assert all(line.text == paragraph.strip() for line in alone)
    assert len(found) - len(alone) <= 100
    assert found[-1].end == len(source.rstrip())


@given(st.text(alphabet="ab .\n\r\u2028\u00a0\u200b", max_size=200))
def test_lines_hold_everything_but_blanks(source: str) -> None:
    found = lines.read(source)
    assert all(source[line.start : line.end] == line.text for line in found)
    kept = {place for line in found for place in range(line.start, line.end)}
    assert all(
        not character.strip(" \n\r\u2028\u00a0\u200b") for place, character in enumerate(source) if place not in kept
    )
