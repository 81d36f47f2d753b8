"""What an endpoint's reply body says, whatever it is: a finished text with its usage, or a ``ModelFailure``."""

import re
from dataclasses import dataclass
from typing import Any

import orjson

from service.summarise.errors import ModelCutShort, ModelFailure, ModelRefused, ModelRubbish
from service.summarise.ports import Usage

_MAX_COUNT = 10**9
_NAME = re.compile(r"[A-Za-z0-9._:/@+-]{1,120}")
"""A model's name goes into answers and logs; whatever else an endpoint puts there does not."""


@dataclass(frozen=True, slots=True)
class Completion:
    """The text of the first choice, the model that says it wrote it, and the tokens that it says it took."""

    text: str
    model: str | None
    input_tokens: int
    output_tokens: int


def read_completion(body: bytes) -> Completion:
    """The completion in a body. Raises ``ModelRefused``, ``ModelCutShort`` or ``ModelRubbish``; nothing else."""
    try:
        reply = orjson.loads(body)
    except ValueError:
        raise ModelRubbish("the endpoint's reply is not JSON") from None
    return completion_in(reply)


def completion_in(reply: object) -> Completion:
    """The completion in a reply that is read already. Raises as ``read_completion`` does, with the tokens counted."""
    whole: dict[str, Any] = reply if isinstance(reply, dict) else {}
    counted = whole.get("usage")
    usage: dict[str, Any] = counted if isinstance(counted, dict) else {}
    tokens = Usage(_count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens")))
    try:
        text = _finished_text(reply)
    except ModelFailure as failure:
        failure.usage = tokens
        raise
    model = whole.get("model")
    return Completion(
        text=text,
        model=model if isinstance(model, str) and _NAME.fullmatch(model) else None,
        input_tokens=tokens.input_tokens,
        output_tokens=tokens.output_tokens,
    )


def _finished_text(reply: object) -> str:
    choice = _first_choice(reply)
    message = choice.get("message")
    if not isinstance(message, dict):
        raise ModelRubbish("the reply has no message")
    if _declined(message) or choice.get("finish_reason") == "content_filter":
        raise ModelRefused("the model declined")
    text = _text(message.get("content"))
    if choice.get("finish_reason") == "length":
        raise ModelCutShort("the reply ended at its token limit")
    if not text.strip():
        raise ModelRubbish("the reply is empty")
    return text


def _first_choice(reply: object) -> dict[str, Any]:
    choices = reply.get("choices") if isinstance(reply, dict) else None
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise ModelRubbish("the reply has no choices")
    return choices[0]


def _declined(message: dict[str, Any]) -> bool:
    content = message.get("content")
    parts = content if isinstance(content, list) else []
    return any(isinstance(said, dict) and said.get("refusal") for said in (message, *parts))


def _text(content: object) -> str:
    """A string, or the text parts of a list of parts."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    texts = (part.get("text") for part in parts if isinstance(part, dict))
    return "".join(text for text in texts if isinstance(text, str))


def _count(value: object) -> int:
    return value if type(value) is int and 0 <= value <= _MAX_COUNT else 0
