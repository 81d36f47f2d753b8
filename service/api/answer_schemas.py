"""What callers get: the shapes of DESIGN.md, for the answer and for the OpenAPI document."""

import marshmallow as ma
from marshmallow import fields

from service.summarise.article import DropReason, QuotationKind
from service.summarise.statement import Kind, Verdict
from service.summarise.summary import EngineKind, Opinion


class SpanSchema(ma.Schema):
    """A stretch of the text: `start` inclusive, `end` exclusive, in the unit that was asked for."""

    start = fields.Integer(required=True, metadata={"example": 39})
    end = fields.Integer(required=True, metadata={"example": 162})


class EvidenceSchema(SpanSchema):
    """A sentence of the article that a statement rests on."""

    sentence = fields.Integer(
        required=True, metadata={"description": "Numbered from 1; 0 is the article's title.", "example": 1}
    )
    text = fields.String(required=True, metadata={"description": "Exactly what the text holds from start to end."})


class CheckSchema(ma.Schema):
    """A check that a statement failed."""

    check = fields.String(required=True, metadata={"example": "numbers"})
    ok = fields.Boolean(required=True, metadata={"example": False})
    detail = fields.String(required=True, allow_none=True, metadata={"example": "the article does not say 'seven'"})


class StatementSchema(ma.Schema):
    """A sentence with its evidence and the gate's verdict."""

    text = fields.String(required=True, metadata={"example": "The Harbour Bridge in Wexley will close for six weeks."})
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    verdict = fields.Enum(Verdict, by_value=True, required=True)
    checks = fields.List(fields.Nested(CheckSchema), required=True, metadata={"description": "What failed."})


class SpeakerSchema(SpanSchema):
    """Who said it: the fullest name in the article, and where the words beside it name the speaker."""

    name = fields.String(required=True, metadata={"example": "Dana Okafor"})
    role = fields.String(required=True, allow_none=True, metadata={"example": "the council’s chief engineer"})


class ClaimSchema(StatementSchema):
    """A key claim."""

    kind = fields.Enum(Kind, by_value=True, required=True)
    speaker = fields.Nested(SpeakerSchema, required=True, allow_none=True)


class ParagraphSchema(ma.Schema):
    """Statements that read as one text."""

    text = fields.String(required=True)
    statements = fields.List(fields.Nested(StatementSchema), required=True)


class RejectedSchema(ma.Schema):
    """What the gate stopped."""

    output = fields.String(required=True, metadata={"example": "claims"})
    text = fields.String(required=True)
    checks = fields.List(fields.Nested(CheckSchema), required=True)


class SentenceSchema(SpanSchema):
    """A numbered sentence of the article."""

    sentence = fields.Integer(required=True, metadata={"example": 1})


class DroppedSchema(SpanSchema):
    """A piece of the page that is not the article."""

    reason = fields.Enum(DropReason, by_value=True, required=True)


class QuotationSchema(SpanSchema):
    """Who is said to have said what."""

    kind = fields.Enum(QuotationKind, by_value=True, required=True)
    speaker = fields.Nested(SpeakerSchema, required=True, allow_none=True)


class ArticleSchema(ma.Schema):
    """The article as read. The lists, and `text` for HTML, are there when `include` names the article."""

    title = fields.String(required=True, allow_none=True)
    byline = fields.String(required=True, allow_none=True)
    language = fields.String(required=True, allow_none=True, metadata={"example": "en"})
    suitability = fields.List(fields.String(), required=True)
    sentences_total = fields.Integer(required=True, metadata={"example": 28})
    sentences_read = fields.Integer(
        metadata={
            "description": "How many of them the writer looked at: all; of an article beyond the model's input the "
            "most salient ones; of a text of extreme length those of its first 64,000 characters.",
            "example": 28,
        }
    )
    text = fields.String(metadata={"description": "The text that was read out of the HTML; offsets are into it."})
    sentences = fields.List(fields.Nested(SentenceSchema))
    quotations = fields.List(fields.Nested(QuotationSchema))
    sentences_searched = fields.Integer(
        metadata={
            "description": "How many of the sentences, from the first, were searched for quotations and speakers: all "
            "of a news article, 600 (or 60,000 characters) of a longer text.",
            "example": 28,
        }
    )
    dropped = fields.List(fields.Nested(DroppedSchema))


class EngineSchema(ma.Schema):
    """Who wrote it."""

    kind = fields.Enum(EngineKind, by_value=True, required=True)
    model = fields.String(required=True, allow_none=True)
    prompt = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True, allow_none=True)
    sha256 = fields.String(required=True, allow_none=True)


class SecondOpinionSchema(ma.Schema):
    """What became of the second opinion, and its prompt. Unless it was `given`, the gate alone has judged."""

    outcome = fields.Enum(Opinion, by_value=True, required=True)
    prompt = fields.String(required=True, metadata={"example": "verify"})
    version = fields.Integer(required=True, metadata={"example": 1})
    sha256 = fields.String(required=True)


class DegradedSchema(ma.Schema):
    """Why the model did not answer, or in a stream not to its end, although it was wanted."""

    reason = fields.String(required=True, metadata={"example": "deadline"})
    retry_after_seconds = fields.Integer(required=True, metadata={"example": 5})


class UsageSchema(ma.Schema):
    """What this answer took. An answer from the cache takes nothing and says what it saved."""

    input_tokens = fields.Integer(required=True)
    output_tokens = fields.Integer(required=True)
    cost = fields.Float(required=True)
    currency = fields.String(required=True, metadata={"example": "USD"})
    saved_by_cache = fields.Float(required=True)


class DisclosureSchema(ma.Schema):
    """What to tell readers."""

    generated = fields.Boolean(required=True)
    model = fields.String(required=True, allow_none=True)
    date = fields.String(required=True, metadata={"example": "2026-11-22"})
    reviewed_by = fields.String(required=True, allow_none=True)


class SummarySchema(ma.Schema):
    """A summary. Outputs that were not asked for are null, or an empty list."""

    id = fields.String(required=True, metadata={"example": "sum_5f0c2a9e6b1d4c7f8a3e2d1c0b9a8f7e"})
    object = fields.Constant("summary", required=True)
    created = fields.String(required=True, metadata={"example": "2026-11-22T10:00:00Z"})
    headline = fields.Nested(StatementSchema, required=True, allow_none=True)
    headline_variants = fields.List(fields.Nested(StatementSchema), required=True)
    summary = fields.Nested(ParagraphSchema, required=True, allow_none=True)
    blurb = fields.Nested(ParagraphSchema, required=True, allow_none=True)
    meta_description = fields.Nested(ParagraphSchema, required=True, allow_none=True)
    claims = fields.List(fields.Nested(ClaimSchema), required=True)
    rejected = fields.List(fields.Nested(RejectedSchema), required=True)
    article = fields.Nested(ArticleSchema, required=True)
    engine = fields.Nested(EngineSchema, required=True)
    second_opinion = fields.Nested(
        SecondOpinionSchema, metadata={"description": "There when `verify` asked for it and the model wrote."}
    )
    degraded = fields.Nested(DegradedSchema, required=True, allow_none=True)
    usage = fields.Nested(UsageSchema, required=True)
    disclosure = fields.Nested(DisclosureSchema, required=True)
