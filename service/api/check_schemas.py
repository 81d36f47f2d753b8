"""What ``/v1/checks`` takes and gives."""

from dataclasses import dataclass
from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

from service.api.answer_schemas import ArticleSchema, StatementSchema
from service.api.request_schemas import ArticleRequestSchema, View, is_storable
from service.summarise.article import Submission
from service.summarise.checking import Doubt

STATEMENTS_MAX = 50
TEXT_MAX_CHARS = 2000
SPEAKER_MAX_CHARS = 200


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """A request to check sentences, loaded."""

    submission: Submission
    doubts: tuple[Doubt, ...]
    view: View


class DoubtSchema(ma.Schema):
    """A sentence to check."""

    text = fields.String(
        required=True,
        validate=[validate.Length(1, TEXT_MAX_CHARS), is_storable],
        metadata={"example": "The bridge will close for six weeks, Dana Okafor said."},
    )
    speaker = fields.String(
        load_default=None,
        allow_none=True,
        validate=[validate.Length(1, SPEAKER_MAX_CHARS), is_storable],
        metadata={"description": "Who is named beside it, if it is said to be somebody's.", "example": None},
    )

    @ma.post_load
    def _doubt(self, data: dict[str, Any], **_: object) -> Doubt:
        return Doubt(**data)


class CheckRequestSchema(ArticleRequestSchema):
    """An article and the sentences to hold against it."""

    statements = fields.List(
        fields.Nested(DoubtSchema),
        required=True,
        validate=validate.Length(1, STATEMENTS_MAX),
        metadata={"description": f"At most {STATEMENTS_MAX}, each of at most {TEXT_MAX_CHARS} characters."},
    )

    @ma.post_load
    def _request(self, data: dict[str, Any], **_: object) -> CheckRequest:
        return CheckRequest(self.submission(data), tuple(data["statements"]), self.view(data))


class FindingSchema(StatementSchema):
    """A sentence with the gate's verdict."""

    score = fields.Float(
        required=True,
        metadata={
            "description": "0 to 1: how likely an editor finds it borne out. The verdict comes from the checks alone.",
            "example": 0.87,
        },
    )


class ChecksSchema(ma.Schema):
    """A verdict for each sentence, in the order asked; `article` when `include` names it."""

    statements = fields.List(fields.Nested(FindingSchema), required=True)
    article = fields.Nested(ArticleSchema)
