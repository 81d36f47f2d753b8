"""The figures of an evaluation as a table in a terminal: a column for each prompt."""

from collections.abc import Callable, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from service.evaluation.report import Row

LINES: Sequence[tuple[str, Callable[[Row], str]]] = (
    ("articles", lambda row: str(row.runs)),
    ("statements supported at first try", lambda row: percent(row.supported_first)),
    ("statements supported after repair", lambda row: percent(row.supported_last)),
    ("supported statements an article", lambda row: "–" if row.delivered is None else f"{row.delivered:.1f}"),
    ("length limits kept", lambda row: percent(row.limits_kept)),
    ("claims whose speaker was found", lambda row: percent(row.speakers_found)),
    ("calls an article", lambda row: f"{row.calls:.2f}"),
    ("tokens in", lambda row: f"{row.input_tokens:,}"),
    ("tokens out", lambda row: f"{row.output_tokens:,}"),
    ("cost", lambda row: f"{row.cost:.4f} {row.currency}"),
    ("time, median", lambda row: f"{row.seconds_median:.1f} s"),
    ("time, total", lambda row: f"{row.seconds_total:.1f} s"),
    ("stopped at first try by", lambda row: tally(row.stopped)),
    ("failed", lambda row: tally(row.failures)),
)


def table(model: str, rows: Sequence[Row]) -> Table:
    """The table: a line for each figure, a column for each prompt."""
    shown = Table(title=Text(f"Prompts with the model {model}"), title_justify="left")
    shown.add_column("")
    for row in rows:
        shown.add_column(Text(row.prompt), justify="right")
    for label, figure in LINES:
        shown.add_row(label, *(Text(figure(row)) for row in rows))
    return shown


def tally(counts: Mapping[str, int]) -> str:
    """Counts by name, a line each."""
    return "\n".join(f"{name} {times}" for name, times in counts.items()) or "none"


def percent(share: float | None) -> str:
    """A share as a person reads it."""
    return "–" if share is None else f"{share * 100:.1f} %"
