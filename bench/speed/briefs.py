"""What the stub model writes of an article: its own sentences up to the first comma, each with its number."""

import json
import re
from collections.abc import Mapping
from typing import Any

ITEMS = {"headline": 1, "summary": 2, "blurb": 1, "meta_description": 1, "claims": 6}
LONGEST_CHARS = {"headline": 70, "summary": 190, "blurb": 270, "meta_description": 150, "claims": 400}
FIRST = {"headline": 0, "summary": 1, "blurb": 3, "meta_description": 4, "claims": 5}  # each from lines of its own
_LINE = re.compile(r"^\[(\d+)\] (?:¦ )?([^¦\n]+?)(?: ¦)?$", re.MULTILINE)  # brief@1 marks no lines
_ENOUGH_CHARS = 30


def brief(asked: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """What is written of the numbered lines in the first user turn: the outputs that the schema names."""
    turns = [turn["content"] for turn in asked["messages"] if turn["role"] == "user"]
    lines = [(int(found[1]), found[2]) for found in _LINE.finditer(turns[0])] or [(1, turns[0][:200])]
    schema = asked.get("response_format", {}).get("json_schema", {}).get("schema", {})
    return {name: _items(name, lines) for name in ITEMS if name in schema.get("properties", ITEMS)}


def shortened(sentence: str) -> str:
    """The sentence up to its first comma, where enough is left; else as it stands."""
    begins, comma, _ = sentence.partition(", ")
    return f"{begins}." if comma and len(begins) >= _ENOUGH_CHARS else sentence


def completion(asked: Mapping[str, Any]) -> bytes:
    """The whole reply."""
    message = {"role": "assistant", "content": json.dumps(brief(asked))}
    choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
    return json.dumps(_head(asked, "chat.completion") | {"choices": choices, "usage": USAGE}).encode()


def chunks(asked: Mapping[str, Any], count: int = 20) -> list[bytes]:
    """The reply as events of a stream: ``count`` pieces of text, the end, the usage if wished, and the closing mark."""
    text = json.dumps(brief(asked))
    size = len(text) // count + 1
    deltas: list[tuple[dict[str, Any], str | None]] = [
        ({"role": "assistant", "content": text[place : place + size]}, None) for place in range(0, len(text), size)
    ]
    head = _head(asked, "chat.completion.chunk")
    events = [
        head | {"choices": [{"index": 0, "delta": delta, "finish_reason": end}]}
        for delta, end in [*deltas, ({}, "stop")]
    ]
    if (asked.get("stream_options") or {}).get("include_usage"):
        events.append(head | {"choices": [], "usage": USAGE})
    return [f"data: {json.dumps(event)}\n\n".encode() for event in events] + [b"data: [DONE]\n\n"]


USAGE = {"prompt_tokens": 1500, "completion_tokens": 300, "total_tokens": 1800}


def _head(asked: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 0, "model": str(asked.get("model", "stub"))}


def _items(output: str, lines: list[tuple[int, str]]) -> list[dict[str, Any]]:
    own = lines[FIRST[output] :] or lines
    short = [(number, shortened(text)) for number, text in own]
    fitting = [line for line in short if len(line[1]) <= LONGEST_CHARS[output]]
    return [_item(output, *line) for line in (fitting or short[:1])[: ITEMS[output]]]


def _item(output: str, number: int, text: str) -> dict[str, Any]:
    item: dict[str, Any] = {"s": [number], "text": text.rstrip(".") if output == "headline" else text}
    return item | ({"kind": "fact", "speaker": None} if output == "claims" else {})
