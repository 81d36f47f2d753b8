"""How to speak to one endpoint: what it refuses is noticed once and left out from then on.

Servers that call themselves OpenAI-compatible differ in five things: whether they hold a reply to a JSON Schema,
whether they take a temperature, under which name they take the reply's limit, whether they are told how hard to
think, and whether they send a reply while it is written and count its tokens then.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from service.summarise.ports import ModelRequest

THINKING_TOKENS = 4000
"""Room for a model that thinks before it writes: its thoughts count against the limit, and without it is cut short."""

_FORMAT_WORDS = ("response_format", "response format", "schema", "json_object", "grammar", "structured output")
_STREAM = re.compile(r"\b(?:stream|streaming|streamed|streams)\b")
"""Not "upstream", which is another trouble and passes."""


class Format(IntEnum):
    """How the reply's shape is asked for, best first."""

    SCHEMA = 0
    OBJECT = 1
    WORDS = 2


@dataclass(frozen=True, slots=True)
class Dialect:
    """What an endpoint takes. An endpoint that refuses ``max_tokens`` serves models that think."""

    format: Format = Format.SCHEMA
    temperature: bool = True
    thinks: bool = False
    effort: bool = True
    streams: bool = True
    counts_streams: bool = True

    def body(self, request: ModelRequest, model: str, *, streamed: bool = False) -> dict[str, Any]:
        """The request as this endpoint wants it, ``streamed`` if the reply is to come in pieces and may."""
        body: dict[str, Any] = {
            "model": model,
            "messages": [{"role": turn.role, "content": turn.content} for turn in request.messages],
        }
        if self.thinks:
            body["max_completion_tokens"] = request.max_output_tokens + THINKING_TOKENS
        else:
            body["max_tokens"] = request.max_output_tokens
        if self.thinks and self.effort:
            body["reasoning_effort"] = "low"
        if self.temperature and request.temperature is not None:
            body["temperature"] = request.temperature
        if streamed and self.streams:
            body["stream"] = True
            if self.counts_streams:
                body["stream_options"] = {"include_usage": True}
        return body | self._response_format(request)

    def after_refusal(self, complaint: str) -> "Dialect | None":
        """The next dialect to try, by the endpoint's complaint (in lower case); None when it names nothing of ours."""
        return next(self._simpler(complaint), None)

    def _simpler(self, complaint: str) -> Iterator["Dialect"]:
        if not self.thinks and "max_completion_tokens" in complaint:
            yield replace(self, thinks=True)
        if self.thinks and self.effort and "reasoning" in complaint:
            yield replace(self, effort=False)
        if self.temperature and "temperature" in complaint:
            yield replace(self, temperature=False)
        if self.counts_streams and "stream_options" in complaint:
            yield replace(self, counts_streams=False)
        if self.streams and _STREAM.search(complaint):
            yield replace(self, streams=False)
        if self.format < Format.WORDS and any(word in complaint for word in _FORMAT_WORDS):
            yield replace(self, format=Format(self.format + 1))

    def _response_format(self, request: ModelRequest) -> dict[str, Any]:
        if self.format is Format.SCHEMA:
            schema = {"name": request.schema_name, "strict": True, "schema": dict(request.schema)}
            return {"response_format": {"type": "json_schema", "json_schema": schema}}
        return {"response_format": {"type": "json_object"}} if self.format is Format.OBJECT else {}
