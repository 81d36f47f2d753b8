"""``standfirst serve | summarise | read | eval | prompts | keys``."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console
from rich.progress import track

from service import __version__, terminal, terminal_reading
from service.adapters.prompt_files import PromptShelf, release
from service.key_commands import keys
from service.serving import serve_with_gunicorn
from service.startup import checked_settings
from service.summarise.errors import BrokenPrompt, StandfirstError, UnknownPrompt
from service.summarise.wish import EngineChoice, Verify, Wish


@click.group()
@click.version_option(__version__, prog_name="standfirst")
def main() -> None:
    """Headlines, summaries, blurbs and key claims, each sentence pinned to the article's own sentences."""


@main.command()
def serve() -> None:
    """Serve HTTP. With no REDIS_URL a private engine is started where one can be had, else memory serves."""
    serve_with_gunicorn(checked_settings(serving=True))


_articles = click.argument("files", nargs=-1, type=click.Path(dir_okay=False, allow_dash=True))
_as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line, as the API has it.")


@main.command()
@_articles
@_as_json
@click.option("--engine", type=click.Choice(["auto", "llm", "extractive"]), default="auto", show_default=True)
@click.option("--prompt", default="brief", show_default=True, help="A prompt: name, name@version or name:label.")
@click.option("--verify", is_flag=True, help="Have the model doubt what the gate has passed.")
@click.option("--wait", type=click.FloatRange(min=0, min_open=True), help="Seconds that each article may take.")
def summarise(
    files: tuple[str, ...], *, as_json: bool, engine: str, prompt: str, verify: bool, wait: float | None
) -> None:
    """Summarise each FILE (text or HTML; `-` or none is standard input). A bad file does not stop the rest."""
    from service.desk import Desk  # the model's client takes half a second to load; --help need not wait for it

    wish = Wish(engine=EngineChoice(engine), prompt=prompt, verify=Verify.MODEL if verify else None)
    desk = Desk.open(checked_settings(serving=False), wish, wait_seconds=wait)
    screen = Console(highlight=False)

    def handle(name: str, raw: str) -> None:
        answer = desk.summarise(raw)
        if as_json:
            click.echo(desk.as_json(answer))
        else:
            terminal.show(screen, name, answer)

    _each(files, "Summarising", handle)


@main.command()
@_articles
@_as_json
def read(files: tuple[str, ...], *, as_json: bool) -> None:
    """Show how each FILE is read: what is kept, what is dropped and why, who says what. No summary is written."""
    from service import readings  # the API's schemas take a while to load; --help need not wait for them

    screen = Console(highlight=False)

    def handle(name: str, raw: str) -> None:
        article = readings.read(raw)
        if as_json:
            click.echo(readings.as_json(article))
        else:
            terminal_reading.show(screen, name, article)

    _each(files, "Reading", handle)


@main.command("eval")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False))
@click.option("--prompt", "chosen", multiple=True, default=("brief",), help="A prompt; name more to compare them.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False), help="Write figures and runs as JSON.")
@click.option("--picture", type=click.Path(dir_okay=False), help="Draw the figures as SVG.")
@click.option(
    "--results",
    type=click.Path(dir_okay=False, path_type=Path),
    default="standfirst-eval.jsonl",
    show_default=True,
    help="Finished runs; what stands there is not asked again.",
)
def evaluate(
    files: tuple[str, ...], *, chosen: tuple[str, ...], json_file: str | None, picture: str | None, results: Path
) -> None:
    """Try prompts on FILES with the configured model, past the cache, and hold their figures against each other.

    Ctrl-C shows what is finished so far; the same command then goes on. A bad file does not stop the rest.
    """
    from service.evaluation import command  # it loads the model's client; --help need not wait for it

    asked = command.Asked(files, chosen, results, json_file, picture)
    sys.exit(command.run(checked_settings(serving=False), asked))


main.add_command(keys)


@main.group()
def prompts() -> None:
    """List, show, check and release prompts."""


@prompts.command("list")
def list_prompts() -> None:
    """List every version of every prompt."""
    shelf = _shelf()
    for versions in shelf.prompts.values():
        for prompt in versions.values():
            labels = ", ".join(shelf.labels_of(prompt))
            state = "released" if shelf.is_released(prompt) else "draft"
            click.echo(f"{prompt.reference}  {state}  {labels or '-'}  {prompt.sha256[:12]}  {prompt.description}")


@prompts.command("show")
@click.argument("prompt")
def show_prompt(prompt: str) -> None:
    """Show the words of a PROMPT: name, name@version or name:label."""
    try:
        found = _shelf().select(prompt)
    except UnknownPrompt as error:
        raise click.ClickException(str(error)) from error
    for part, words in found.parts.items():
        click.echo(f"# {part}{words.rstrip()}\n" if words.startswith("\n") else f"# {part}\n{words.rstrip()}\n")


@prompts.command("check")
def check_prompts() -> None:
    """Check that every prompt can be rendered and that no released one was edited."""
    shelf = _shelf()
    versions = sum(len(versions) for versions in shelf.prompts.values())
    click.echo(f"{versions} prompt versions are sound, {len(shelf.released)} released")


@prompts.command("release")
@click.argument("prompt")
def release_prompt(prompt: str) -> None:
    """Freeze a PROMPT version: from now on an edit of its file stops the start."""
    try:
        frozen = release(checked_settings(serving=False).prompts_dir, prompt)
    except (BrokenPrompt, UnknownPrompt) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{frozen.reference} is released: {frozen.sha256}")


def _each(files: Sequence[str], doing: str, handle: Callable[[str, str], None]) -> NoReturn:
    """Hand each file's name and text on and end the process: 1 when a file was bad, which is one line each."""
    failed = 0
    for name in _with_progress(files or ("-",), doing):
        try:
            handle(name, _read(name))
        except (StandfirstError, OSError, UnicodeDecodeError) as error:
            failed += 1
            click.echo(f"standfirst: {name}: {_reason(error)}", err=True)
    sys.exit(1 if failed else 0)


def _shelf() -> PromptShelf:
    return PromptShelf.load(checked_settings(serving=False).prompts_dir)


def _read(name: str) -> str:
    raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return raw.decode("utf-8-sig")


def _reason(error: Exception) -> str:
    """A line for a person; a decoding error would print the bytes."""
    return "is not text in UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)


def _with_progress(names: Sequence[str], doing: str) -> Iterable[str]:
    """The names, behind a progress bar on standard error when there are many and someone watches."""
    if len(names) < 2 or not sys.stderr.isatty():
        return names
    return track(names, description=doing, console=Console(stderr=True), transient=True)
