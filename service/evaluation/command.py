"""What ``standfirst eval`` does once its words are read: run, show, write down."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from service import logs
from service.evaluation.picture import svg
from service.evaluation.report import as_json, rows
from service.evaluation.session import Session, Step, opened
from service.evaluation.table import table
from service.settings import Settings
from service.summarise.errors import ModelMissing, UnknownPrompt

INTERRUPTED = 130
"""The exit code of a process that Ctrl-C ended."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for. Without files to write to, the table is all."""

    files: Sequence[str]
    prompts: Sequence[str]
    results: Path
    json_file: str | None = None
    picture: str | None = None


def run(settings: Settings, asked: Asked) -> int:
    """Run and report; gives the exit code, 1 when a file was bad. Raises ``click.ClickException`` with one line."""
    logs.configure("error")  # a log line for each call would break the progress bar
    try:
        with opened(settings, asked.prompts, asked.files, asked.results) as session:
            code = _went(session)
            _report(session, asked)
            return code
    except (ModelMissing, UnknownPrompt, OSError) as error:
        raise click.ClickException(str(error)) from error


def _went(session: Session) -> int:
    bad: list[str] = []

    def complain(file: str, error: Exception) -> None:
        bad.append(file)
        reason = "is not text in UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        click.echo(f"standfirst: {file}: {reason}", err=True)

    try:
        session.go(_watched(session.steps()), complain)
    except KeyboardInterrupt:
        click.echo("standfirst: interrupted; the same command goes on from here", err=True)
        return INTERRUPTED
    return 1 if bad else 0


def _report(session: Session, asked: Asked) -> None:
    runs = session.in_order()
    if not runs:
        return
    Console(highlight=False).print(table(session.model, rows(runs)))
    if asked.json_file:
        Path(asked.json_file).write_text(as_json(session.model, runs) + "\n", encoding="utf-8")
    if asked.picture:
        Path(asked.picture).write_text(svg(session.model, rows(runs)), encoding="utf-8")


def _watched(steps: Sequence[Step]) -> Iterable[Step]:
    """The steps, behind a progress bar on standard error when someone watches."""
    if not sys.stderr.isatty():
        return steps
    return track(steps, description="Evaluating", console=Console(stderr=True), transient=True)
