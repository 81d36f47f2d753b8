"""How figures are made of rounds, held to aims, printed, kept and drawn."""

import json
import re
from xml.etree import ElementTree

import pytest

from bench.speed import aims, history
from bench.speed.figures import Aim, Figure, Rounds, Spread, difference, number, paired, spread
from bench.speed.picture import BARS, LABELS, WIDTH, svg
from bench.speed.table import table

SVG = "{http://www.w3.org/2000/svg}"


def rounds(*values):
    noted = Rounds()
    for what, system, value in values:
        noted.add(what, system, value)
    return noted


def run_of(*values):
    figures = aims.figures(rounds(*values))
    return history.entry(figures, 1, "abc1234", {"gunicorn": "27"})


def test_a_spread_is_the_median_between_the_least_and_the_greatest():
    assert spread([3, 1, 2]) == Spread(2, 1, 3)


def test_no_round_gives_no_figure():
    with pytest.raises(ValueError, match="no round"):
        spread([])


def test_ratios_are_taken_round_by_round_not_of_medians():
    noted = rounds(("x", "a", 1), ("x", "b", 2), ("x", "a", 10), ("x", "b", 10), ("x", "a", 3), ("x", "b", 30))
    assert paired(noted, "x", "a", "b") == Spread(0.5, 0.1, 1.0)
    assert paired(noted, "x", "a", "b", difference) == Spread(-1, -27, 0)


def test_beside_a_system_that_is_not_there_nothing_is_told():
    assert paired(rounds(("x", "a", 1)), "x", "a", "b") is None


@pytest.mark.parametrize(
    ("aim", "met"),
    [
        (Aim(2), True),
        (Aim(1.9), False),
        (Aim(2, always=True), False),
        (Aim(9, always=True), True),
        (Aim(2, at_least=True), True),
        (Aim(2.1, at_least=True), False),
        (Aim(2, at_least=True, always=True), False),
    ],
)
def test_an_aim_is_for_the_median_or_for_every_round(aim, met):
    assert aim.met_by(Spread(2, 1, 9)) is met


def test_one_late_answer_in_any_round_misses_the_aim():
    noted = rounds(*[(aims.LATE, aims.OURS, value) for value in (0, 0, 0, 0, 1)])
    assert [one.met for one in aims.figures(noted)] == [False]


def test_the_aims_are_the_ratios_that_were_promised():
    noted = rounds((aims.CPU_64, aims.OURS_REDIS, 1.1), (aims.CPU_64, aims.GET, 1.0), (aims.CPU_64, aims.LITELLM, 20.0))
    found = {one.system: one.met for one in aims.figures(noted)}
    assert found[f"{aims.OURS_REDIS} / {aims.GET}"] is True
    assert found[f"{aims.OURS_REDIS} / {aims.LITELLM}"] is False
    assert found[aims.GET] is None


def test_the_table_says_what_is_missed():
    lines = table([Figure("a", "ours", Spread(2, 1, 3), "ms", Aim(1)), Figure("b", "raw", Spread(1234, 1, 2000), "/s")])
    assert lines.splitlines()[1].endswith("<= 1   NO")
    assert "1,234 /s" in lines


@pytest.mark.parametrize(("value", "told"), [(0.04567, "0.0457"), (99.94, "99.9"), (12345.6, "12,346"), (0, "0")])
def test_numbers_have_three_digits_that_matter(value, told):
    assert number(value) == told


def test_the_history_grows_by_a_line_and_names_no_machine(tmp_path):
    file = tmp_path / "history" / "speed.jsonl"
    for value in (1, 2):
        history.append(file, run_of((aims.MISS, aims.OURS, value)))
    assert len(file.read_text().splitlines()) == 2
    newest = history.newest(file)
    assert newest["figures"][0]["median"] == 2
    assert {*newest} == {"date", "commit", "cores", "rounds", "versions", "figures"}


def test_the_kept_history_can_be_drawn_and_names_no_path():
    for line in history.FILE.read_text(encoding="utf-8").splitlines() if history.FILE.exists() else ():
        assert not re.search(r'"[^"]*/\w+/', line)
        ElementTree.fromstring(svg(json.loads(line)))  # noqa: S314 - our own


@pytest.mark.skipif(not history.FILE.exists(), reason="no run was kept yet: make bench")
def test_the_picture_in_the_docs_is_of_the_newest_run():
    assert history.PICTURE.read_text(encoding="utf-8") == svg(history.newest(history.FILE))


def drawn(*values):
    return ElementTree.fromstring(svg(run_of(*values)))  # noqa: S314 - made here


def test_bars_are_drawn_beside_the_longest_of_their_group():
    picture = drawn(
        (aims.CPU_64, aims.OURS, 1), (aims.CPU_64, aims.LITELLM, 20), (aims.RATE_64, aims.OURS, 500),
    )  # fmt: skip
    bars = [float(one.attrib["width"]) for one in picture.iter(f"{SVG}rect") if one.get("x") == str(LABELS)]
    assert bars == [BARS / 20, BARS, BARS]


def test_the_picture_tells_values_and_holds_everything():
    picture = drawn((aims.MISS, aims.OURS, 54.321), (aims.MISS, aims.DIRECT, 51))
    words = [one.text for one in picture.iter(f"{SVG}text")]
    assert "54.3 ms (54.3 – 54.3)" in words
    height = float(picture.attrib["height"])
    for one in picture.iter():
        if "x" in one.attrib:
            assert 0 <= float(one.attrib["x"]) + float(one.get("width", 0)) <= WIDTH
            assert 0 <= float(one.attrib["y"]) + float(one.get("height", 0)) <= height
