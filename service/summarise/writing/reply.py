"""A model's reply as proposals: lenient in finding the JSON, strict in what counts. It is hostile until checked."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

import marshmallow as ma
import sentencex

from service.summarise.errors import ModelRefused, ModelRubbish
from service.summarise.statement import Kind, Output, Proposal
from service.summarise.wish import Outputs
from service.summarise.writing.reply_schema import item_of, item_schema

ITEMS_MAX = 50
"""Items of one output that are looked at at all."""

_JSON_STARTS_MAX = 20
"""Places where a JSON object might begin that are tried; prose seldom has more braces before it."""

_PROSE = frozenset({Output.SUMMARY, Output.BLURB, Output.META_DESCRIPTION})
"""Outputs whose items are split where a model put several sentences into one."""

_REFUSAL = re.compile(
    r"\W*(?:(?:i['’]?m|i am|we['’]?re) (?:very |so |really )?(?:sorry|unable|not able)|(?:sorry|unfortunately)\b"
    r"|i (?:can['’]?t|cannot|won['’]?t|must decline|apologi[sz]e)|as an ai\b"
    r"|es tut mir leid|ich kann (?:das |dabei |diese|hierbei )|je suis désolé|désolé|lo siento|mi dispiace)",
    re.IGNORECASE,
)
"""How models begin when they decline in plain words."""

_COMMA_TOO_MANY = re.compile(r'("(?:[^"\\]|\\.?)*+"?)|,(?=\s*+[\]}])', re.DOTALL)
"""A string, which stays, or a comma before a closing bracket. Neither backtracks: an open string runs to the end."""


def parse(text: str, outputs: Outputs, mark: str = "", language: str | None = None) -> tuple[Proposal, ...]:
    """The proposals in a reply, without the prompt's mark; items that break the schema are left out.

    ``language`` is what the reply is in, by which the sentences of a paragraph are told apart.

    Raises ``ModelRefused`` for a refusal in plain words and ``ModelRubbish`` when nothing usable is left.
    """
    asked = wanted(outputs)
    reply = find_object(text, {output.value for output in asked})
    if reply is None:
        if _REFUSAL.match(text.strip()[:200]):
            raise ModelRefused("the model declined in plain words")
        raise ModelRubbish("the reply holds no JSON object")
    found = dict.fromkeys(one for output in asked for one in proposals(output, reply.get(output.value), mark, language))
    if not found:
        raise ModelRubbish("the reply holds no usable statement")
    return tuple(found)


def wanted(outputs: Outputs) -> list[Output]:
    """The outputs that a reply is asked for."""
    return [output for output in Output if getattr(outputs, output.value) is not None]


def proposals(output: Output, items: object, mark: str = "", language: str | None = None) -> Iterator[Proposal]:
    """The proposals in what a reply holds under one output: a list of items or a single one, whatever stands there."""
    tongue = (language or "en").partition("-")[0].lower()
    for item in _items(output, items):
        yield from _split(output, item, mark, tongue)


def find_object(text: str, keys: Collection[str]) -> dict[str, Any] | None:
    """The first JSON object in the text that has a wanted key: bare, in a code fence, or with prose around it.

    What a model thinks aloud first is passed over, and a comma too many is forgiven.
    """
    said = text.rpartition("</think>")[2]
    return _first_object(said, keys) or _first_object(_COMMA_TOO_MANY.sub(r"\1", said), keys)


def _first_object(text: str, keys: Collection[str]) -> dict[str, Any] | None:
    decoder = json.JSONDecoder()
    position = -1
    for _ in range(_JSON_STARTS_MAX):
        position = text.find("{", position + 1)
        if position < 0:
            return None
        try:
            found, _end = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and any(key in found for key in keys):
            return found
    return None


def _items(output: Output, items: object) -> Iterator[dict[str, Any]]:
    schema = item_schema(output)
    for item in items[:ITEMS_MAX] if isinstance(items, list) else [items]:
        try:
            yield schema.load(item_of(item) if isinstance(item, list) else item)  # type: ignore[arg-type]  # load says so
        except ma.ValidationError:
            continue


def _split(output: Output, item: dict[str, Any], mark: str, language: str) -> Iterator[Proposal]:
    text = " ".join(item["text"].replace(mark, " " if mark else "").split())
    for sentence in sentencex.segment(language, text) if output in _PROSE else [text]:
        if sentence.strip():
            yield Proposal(
                output=output,
                text=sentence.strip(),
                sentences=tuple(dict.fromkeys(item["s"])),
                kind=Kind(item.get("kind", Kind.FACT)),
                speaker=_speaker(item.get("speaker")),
            )


def _speaker(name: str | None) -> str | None:
    """A name; models without a grammar also spell out that there is none."""
    name = " ".join((name or "").split())
    return None if name.casefold() in {"", "null", "none", "n/a"} else name
