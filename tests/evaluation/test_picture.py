from dataclasses import replace
from xml.etree import ElementTree

from service.evaluation.picture import BARS, LABELS, WIDTH, svg
from service.evaluation.report import Row

ROW = Row(
    prompt="brief@1",
    sha256="a" * 64,
    runs=4,
    failures={"deadline": 1},
    stopped={},
    supported_first=0.5,
    supported_last=1.0,
    delivered=6.0,
    limits_kept=None,
    speakers_found=0.0,
    calls=1.0,
    input_tokens=1000,
    output_tokens=200,
    cost=0.0,
    currency="USD",
    seconds_median=2.0,
    seconds_total=8.0,
)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*rows, model="m"):
    return ElementTree.fromstring(svg(model, rows))  # noqa: S314 - made here


def bars(picture):
    """The widths of the coloured bars."""
    rectangles = [one.attrib for one in picture.iter(f"{SVG}rect") if one.get("x") == str(LABELS)]
    return [float(one["width"]) for one in rectangles if one["fill"] != "#f0f0f0"]


def test_bars_are_as_long_as_the_shares():
    assert bars(drawn(ROW))[:5] == [BARS / 2, BARS, 0, 0, BARS * 3 / 4]


def test_efforts_are_drawn_beside_the_greatest():
    widths = bars(drawn(ROW, replace(ROW, prompt="brief@2", input_tokens=500, cost=0.01)))
    tokens_in, cost = widths[10:12], widths[14:16]
    assert tokens_in == [BARS, BARS / 2]
    assert cost == [0, BARS]


def test_words_tell_the_figures_and_hostile_names_stay_words():
    words = [one.text for one in drawn(ROW, model='<script>"&').iter(f"{SVG}text")]
    assert 'Prompts over 4 articles, model <script>"&' in words
    assert {"brief@1", "50.0 %", "100.0 %", "–", "75.0 %", "1,000", "2.0 s", "0.0000 USD"} <= set(words)


def test_everything_lies_within_the_picture():
    picture = drawn(*[replace(ROW, prompt=f"brief@{version}") for version in range(1, 9)])
    height = float(picture.attrib["height"])
    for one in picture.iter():
        if "x" in one.attrib:
            assert 0 <= float(one.attrib["x"]) + float(one.get("width", 0)) <= WIDTH
            assert 0 <= float(one.attrib["y"]) + float(one.get("height", 0)) <= height
