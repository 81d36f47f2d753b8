"""Answers held against the service's own OpenAPI document."""

import http.client
import json
from collections.abc import Iterable
from typing import Any

from jsonschema import Draft202012Validator

from bench.chaos.callers import Seen

SAMPLES = 40
"""Bodies that are looked at for each kind of answer: it takes milliseconds each."""


class Contract:
    """The schema of a summary, as the service documents it."""

    def __init__(self, document: dict[str, Any]) -> None:
        schema = {"$ref": "#/components/schemas/Summary", "components": document["components"]}
        self._validator = Draft202012Validator(schema)

    @classmethod
    def of(cls, port: int) -> "Contract":
        """What the service at that port says."""
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        line.request("GET", "/openapi.json")
        return cls(json.loads(line.getresponse().read()))

    def broken(self, seen: Iterable[Seen]) -> int:
        """How many of the sampled answers are not as documented."""
        looked: dict[tuple[str, str], int] = {}
        broken = 0
        for one in seen:
            kind = (one.engine, one.reason)
            if one.status == 200 and looked.get(kind, 0) < SAMPLES:
                looked[kind] = looked.get(kind, 0) + 1
                broken += not self._validator.is_valid(json.loads(one.body))
        return broken
