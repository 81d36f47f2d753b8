"""What a double of a model gets from the request: the article's numbered lines, and a proper brief to spoil."""

import json
import re
from typing import Any

from tests.scripted_model import Reply, faithful, says

LINE = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)

Brief = dict[str, list[dict[str, Any]]]
Lines = list[tuple[int, str]]


def lines(asked: dict[str, Any]) -> Lines:
    """The article as the first prompt shows it: the number and the text of every line."""
    first = next((turn["content"] for turn in asked["messages"] if turn["role"] == "user"), "")
    return [(int(number), text.strip(" ¦")) for number, text in LINE.findall(first)]


def honest_brief(asked: dict[str, Any]) -> Brief:
    """What ``faithful`` answers, as an object."""
    reply = faithful(asked)
    assert isinstance(reply, Reply)
    brief: Brief = json.loads(json.loads(reply.body)["choices"][0]["message"]["content"])
    return brief


def claim(number: int, text: str, speaker: str | None = None) -> dict[str, Any]:
    """A claim in the shape that the prompt asks for."""
    return {"s": [number], "text": text, "kind": "attributed" if speaker else "fact", "speaker": speaker}


def answers(brief: Brief) -> Reply:
    """A chat completion with this brief."""
    return says(brief)
