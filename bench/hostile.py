"""What odd and hostile requests cost at the limits of size: CPU of one whole request, the dearest first.

One process, a new application, past the cache. The exit code is 1 when one costs more than the aim, or is answered
with 500.
"""

import argparse
import gc
import importlib.util
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from hostile_texts import MARKUP, NEWS, TEXTS

from service.app import create_app
from service.front import garbage
from service.settings import Settings

AIM_MS = 250.0  # CPU of one request
TRIES = 3
LIMIT = 1_000_000  # characters, as STANDFIRST_TEXT_MAX_CHARS


class Asked(NamedTuple):
    """A request to be measured."""

    name: str
    path: str
    body: bytes


class Cost(NamedTuple):
    """What it cost, in milliseconds of CPU, and the status it had."""

    name: str
    milliseconds: float
    status: int


def main() -> None:
    """Ask each request once and print the ``--rows`` dearest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=15)
    parser.add_argument("--size", type=int, default=LIMIT)
    parser.add_argument("--only", default="", help="requests whose name holds this")
    asked = parser.parse_args()
    app = create_app(replace(Settings(), log_level="critical", deadline_seconds=120.0))
    client = app.test_client()
    client.post("/v1/summaries", json={"text": NEWS})  # what is made once, is made
    gc.collect()
    gc.freeze()  # as in a worker, and the next too
    garbage.collect_seldom()
    costs = [cost(client, one) for one in requests(asked.size) if asked.only in one.name]
    costs.sort(key=lambda one: -one.milliseconds)
    for one in costs[: asked.rows]:
        print(f"{one.milliseconds:7.0f} ms  {one.status}  {one.name}")
    dear, broken = sum(one.milliseconds > AIM_MS for one in costs), sum(one.status >= 500 for one in costs)
    slowest = f"the slowest took {costs[0].milliseconds:.0f} ms ({costs[0].name})"
    print(f"{len(costs)} requests: {dear} over {AIM_MS:.0f} ms of CPU, {broken} answered with 5xx; {slowest}")
    sys.exit(1 if dear or broken else 0)


def requests(size: int) -> Iterator[Asked]:
    """Every odd text as text and as HTML, every odd page, every odd document."""
    for name, grow in TEXTS.items():
        text = grow(size)
        yield Asked(f"text: {name}", "/v1/summaries", _json(text=text))
        yield Asked(f"HTML: {name}", "/v1/summaries", _json(html=text))
    for name, grow in MARKUP.items():
        yield Asked(f"page: {name}", "/v1/summaries", _json(html=grow(size)))
    for case in _beside("tests/hostile_input/documents.py").CASES:
        yield Asked(f"document: {case.name}", "/v1/summaries", case.body)


def cost(client: object, asked: Asked) -> Cost:
    """Ask it, past the cache; over the aim up to three times, and the cheapest counts: a busy machine only adds."""
    costs = list(_costs(client, asked))
    return Cost(asked.name, min(one.milliseconds for one in costs), max(one.status for one in costs))


def _costs(client: object, asked: Asked) -> Iterator[Cost]:
    for _ in range(TRIES):
        began = time.process_time()
        answer = client.post(  # type: ignore[attr-defined]
            asked.path, data=asked.body, content_type="application/json", headers={"Cache-Control": "no-cache"}
        )
        yield (one := Cost(asked.name, (time.process_time() - began) * 1000, answer.status_code))
        if one.milliseconds <= AIM_MS:
            return


def _json(**fields: str) -> bytes:
    return json.dumps(fields | {"include": ["article"]}, ensure_ascii=False).encode("utf-8", "replace")


def _beside(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec is not None  # noqa: S101 - a file of ours
    assert spec.loader is not None  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
