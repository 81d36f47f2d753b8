"""The figures as lines for the terminal. Pure."""

from collections.abc import Sequence

from bench.speed.figures import Figure, number

_WORDS = {True: "yes", False: "NO", None: ""}


def table(figures: Sequence[Figure]) -> str:
    """One line a figure: median, spread, aim, and whether it is met."""
    rows = [("figure", "of", "median", "min – max", "aim", "met"), *map(_row, figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(6)]
    return "\n".join(_line(row, widths) for row in rows)


def _row(figure: Figure) -> tuple[str, ...]:
    between = f"{number(figure.spread.low)} – {number(figure.spread.high)}"
    aim = str(figure.aim) if figure.aim else ""
    median = f"{number(figure.spread.median)} {figure.unit}".rstrip()
    return figure.name, figure.system, median, between, aim, _WORDS[figure.met]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        f"{cell:{'<' if place < 2 else '>'}{width}}"
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
