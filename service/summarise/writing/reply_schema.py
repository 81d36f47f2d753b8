"""The shape of a model's reply: one Marshmallow class that both asks for it, as JSON Schema, and checks what comes.

Keys are short and evidence is numbers, since every character here is paid for. The numbers stand before the text, so
that a model picks a sentence first and writes to it.
"""

from functools import lru_cache
from typing import Any

import marshmallow as ma
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from marshmallow import fields, validate

from service.summarise.statement import Kind, Output
from service.summarise.wish import Outputs

EVIDENCE_MAX = 2
"""Sentences that one statement may rest on: a statement that needs more says too much to check."""

TEXT_MAX_CHARS = 2000
BLURB_SENTENCES_MAX = 3

ROW = ("s", "text", "kind", "speaker")
"""What stands in a row, in this order."""

CLAIMS_LEAST = 3
"""Claims that a reply has to hold: small models stop after one. One that nothing supports is stopped by the gate."""

_SENTENCE_NUMBER_MAX = 100_000

_KEYWORDS = frozenset(
    {"type", "properties", "required", "additionalProperties", "items", "enum", "minItems", "maxItems"}
)
"""What strict modes and grammars take; a bound on a number or a string is refused by some and checked here anyway."""


class _ShortList(fields.List[int]):
    """A list that is measured before its items are looked at: a reply may hold a list of 200,000 numbers."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:  # noqa: ANN401
        if isinstance(value, list) and len(value) > EVIDENCE_MAX:
            raise ma.ValidationError("too many")
        return super()._deserialize(value, attr, data, **kwargs)


def _is_unicode(text: str) -> None:
    """Raises for half a surrogate pair: JSON can spell it, but nothing can be written with it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ma.ValidationError("half a surrogate pair") from None


class ItemSchema(ma.Schema):
    """A sentence and the numbers of the sentences that say it."""

    class Meta:
        """Keys that were not asked for are left out."""

        unknown = ma.EXCLUDE

    s = _ShortList(
        fields.Integer(strict=True, required=True, validate=validate.Range(0, _SENTENCE_NUMBER_MAX)),
        required=True,
        validate=validate.Length(1, EVIDENCE_MAX),
    )
    text = fields.String(required=True, validate=[validate.Length(1, TEXT_MAX_CHARS), _is_unicode])


class ClaimItemSchema(ItemSchema):
    """A claim."""

    kind = fields.String(required=True, validate=validate.OneOf([kind.value for kind in Kind]))
    speaker = fields.String(required=True, allow_none=True, validate=[validate.Length(max=200), _is_unicode])


def item_schema(output: Output) -> ma.Schema:
    """What one item of an output has to be."""
    return _CLAIM if output is Output.CLAIMS else _ITEM


@lru_cache(maxsize=256)
def schema_for(outputs: Outputs, *, rows: bool = False) -> dict[str, Any]:
    """The JSON Schema of a reply with these outputs, inlined and strict; its items are objects, or ``rows``."""
    if rows:
        return _rows_for(outputs)
    lists = {output.value: _list_of(output, outputs) for output in Output if getattr(outputs, output.value) is not None}
    return strict(ma.Schema.from_dict(lists, name="Reply"))


def _rows_for(outputs: Outputs) -> dict[str, Any]:
    # What stands where in a row cannot be said in what strict modes take; ``item_of`` looks at that.
    cell = {"anyOf": [{"type": "integer"}, {"type": "string"}]}
    lists = {}
    for output in Output:
        if getattr(outputs, output.value) is not None:
            least, most = _bounds(output, outputs)
            cells = len(ROW) if output is Output.CLAIMS else 2
            row = {"type": "array", "items": cell, "minItems": cells, "maxItems": cells + EVIDENCE_MAX - 1}
            lists[output.value] = {"type": "array", "items": row, "minItems": least, "maxItems": most}
    return {"type": "object", "properties": lists, "required": list(lists), "additionalProperties": False}


def item_of(row: list[Any]) -> dict[str, Any]:
    """A row as an item: its numbers, its text and, of a claim, its kind and its speaker, "" for nobody."""
    numbers = [cell for cell in row[: EVIDENCE_MAX + 1] if type(cell) is int]
    words = row[len(numbers) :][: len(ROW)]
    return {"s": numbers} | dict(zip(ROW[1:], words, strict=False))


def strict(schema: type[ma.Schema]) -> dict[str, Any]:
    """The JSON Schema of a Marshmallow class, inlined, with what strict modes take and nothing else."""
    converted: dict[str, Any] = _strict(_converter.schema2jsonschema(schema))  # type: ignore[no-untyped-call]
    return converted


def _list_of(output: Output, outputs: Outputs) -> fields.Field[Any]:
    least, most = _bounds(output, outputs)
    return fields.List(fields.Nested(item_schema(output)), required=True, validate=validate.Length(least, most))


def _bounds(output: Output, outputs: Outputs) -> tuple[int, int]:
    if output is Output.HEADLINE and outputs.headline:
        return outputs.headline.variants, outputs.headline.variants
    if output is Output.SUMMARY and outputs.summary:
        return 1, outputs.summary.max_sentences
    if output is Output.CLAIMS and outputs.claims:
        return min(CLAIMS_LEAST, outputs.claims.max_items), outputs.claims.max_items
    return 1, BLURB_SENTENCES_MAX if output is Output.BLURB else 1


def _strict(schema: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(schema, list):
        return [_strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if key in _KEYWORDS}
    if "properties" in kept:
        properties = {name: _strict(part) for name, part in kept["properties"].items()}
        kept |= {"properties": properties, "required": list(properties), "additionalProperties": False}
    if "items" in kept:
        kept["items"] = _strict(kept["items"])
    return kept


def _inline(_: object) -> Any:  # noqa: ANN401 - apispec: no name means in place
    return None


def _new_converter() -> OpenAPIConverter:
    plugin = MarshmallowPlugin(schema_name_resolver=_inline)
    APISpec("reply", "1", "3.1.0", plugins=[plugin])
    converter = plugin.converter
    assert converter is not None  # noqa: S101 - apispec sets it when the plugin is registered
    return converter


_ITEM = ItemSchema()
_CLAIM = ClaimItemSchema()
_converter = _new_converter()
