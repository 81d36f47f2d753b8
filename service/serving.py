"""``standfirst serve``: a private engine where none is given, a word to the person at the terminal, then gunicorn."""

import json
import os
import sys
from pathlib import Path

import click

from service import __version__
from service.adapters import private_engine
from service.settings import Settings

CONFIG = Path(__file__).with_name("gunicorn.conf.py")

_EXAMPLE = {
    "text": "Bridge to close for six weeks\n\nThe Harbour Bridge in Wexley will close for six weeks from 4 May, the "
    "council said on Monday. Dana Okafor, its chief engineer, said the joints were worn and the work could not wait."
}


def serve_with_gunicorn(settings: Settings) -> None:
    """Become gunicorn: signals reach it directly, and its exit hook stops the private engine."""
    # Without the safe path a restart by SIGUSR2 would look for modules in gunicorn's own folder first.
    environment = dict(os.environ) | {"PYTHONSAFEPATH": "1"}
    if settings.redis_url:
        cache = "Redis"
    else:
        # Expanded here, where a person is at the terminal: a container's user may have no home.
        state_dir = Path(os.path.expanduser(settings.state_dir))  # noqa: PTH111 - Path.expanduser raises without a home
        engine = private_engine.start(state_dir, settings.memory_cache_max_bytes)
        if isinstance(engine, private_engine.NoEngine):
            cache = f"in the memory of each worker ({engine.reason})"
        else:
            environment |= {"REDIS_URL": engine.url} | engine.inheritance()
            cache = "a private engine" + (", taken over from an earlier run" if engine.adopted else "")
    click.echo(_welcome(settings, cache), err=True)
    arguments = [sys.executable, "-m", "gunicorn", "--config", str(CONFIG), "service.wsgi:application"]
    os.execve(sys.executable, arguments, environment)  # noqa: S606 - no shell, and every word is ours


def _welcome(settings: Settings, cache: str) -> str:
    writer = (
        f"the model {settings.openai_model}" if settings.model_configured else "the extractive engine (no model is set)"
    )
    lines = [f"Standfirst {__version__} on {_address(settings.bind)}", f"  writes with {writer}", f"  cache: {cache}"]
    if not settings.bind.startswith("unix:"):
        body = json.dumps(_EXAMPLE, ensure_ascii=False).replace("'", "’")
        lines += [
            f"  docs: {_address(settings.bind)}/docs",
            "Try:",
            f"  curl -s {_address(settings.bind)}/v1/summaries -H 'Content-Type: application/json' \\",
            f"    -d '{body}'",
        ]
    return "\n".join(lines)


def _address(bind: str) -> str:
    return bind if bind.startswith("unix:") else f"http://{bind}"
