"""An answer as a person reads it in a terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from service.summarise.answer import Answer
from service.summarise.statement import Output, Statement, Verdict

_PARAGRAPHS = {Output.SUMMARY: "Summary", Output.BLURB: "Blurb", Output.META_DESCRIPTION: "Meta description"}


def show(screen: Console, name: str, answer: Answer) -> None:
    """Print one answer. A number in brackets is the article's sentence that says it; a flagged statement is red."""
    screen.print(Text(f"{name} · {_origin(answer)}", style="dim"))
    for headline in answer.summary.of(Output.HEADLINE):
        screen.print(_line(headline, style="bold"))
    for output, label in _PARAGRAPHS.items():
        _show_block(screen, label, answer.summary.of(output))
    _show_block(screen, "Key claims", answer.summary.of(Output.CLAIMS), bullet="• ")
    if answer.summary.rejected:
        screen.print(Text(f"{len(answer.summary.rejected)} sentences were stopped by the gate", style="dim"))
    screen.print()


def _origin(answer: Answer) -> str:
    engine = answer.summary.engine
    by = f"{engine.model}, {engine.prompt}@{engine.version}" if engine.model else "extractive engine"
    return f"{by}, degraded: {answer.degraded.reason}" if answer.degraded else by


def _show_block(screen: Console, label: str, statements: Iterable[Statement], bullet: str = "") -> None:
    lines = [_line(statement, bullet=bullet) for statement in statements]
    if lines:
        screen.print(Text(label, style="cyan"))
        for line in lines:
            screen.print(Padding(line, (0, 0, 0, 2)))


def _line(statement: Statement, *, style: str = "", bullet: str = "") -> Text:
    line = Text(bullet).append(printable(statement.text), style=style)
    if statement.speaker:
        line.append(f" — {printable(statement.speaker.name)}", style="green")
    line.append("".join(f" [{piece.sentence}]" for piece in statement.evidence), style="dim")
    if statement.verdict is Verdict.UNSUPPORTED:
        line.append(" not supported: " + ", ".join(check.check for check in statement.checks), style="red")
    return line


def printable(text: str) -> str:
    """Without control characters: an article must not steer the terminal."""
    return "".join(character for character in text if character.isprintable())
