"""What callers may send, and how it becomes the domain's own types."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import marshmallow as ma
from flask import current_app
from marshmallow import fields, validate

from service.api.problems import TooLong
from service.summarise.article import Submission
from service.summarise.wish import (
    BlurbWish,
    ClaimsWish,
    EngineChoice,
    HeadlineWish,
    MetaDescriptionWish,
    Outputs,
    SummaryWish,
    Ungrounded,
    Verify,
    Wish,
)

LANGUAGE_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$(?!\n)"
EXAMPLE_TEXT = (
    "Harbour bridge to close for six weeks\n\nThe Harbour Bridge in Wexley will close to traffic for six weeks from "
    "4 May, the county council said on Monday.\n\n“The joints are worn and it cannot wait,” said Dana Okafor, the "
    "council’s chief engineer. She did not rule out a longer closure."
)


@dataclass(frozen=True, slots=True)
class View:
    """How the answer is shown; no part of the cache key."""

    article: bool = False
    utf16: bool = False


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """A request for a summary, loaded."""

    submission: Submission
    wish: Wish
    view: View


def is_storable(text: str) -> None:
    """Refuses a text with a NUL character, which neither JSON stores nor terminals take well."""
    if "\x00" in text:
        raise ma.ValidationError("Holds a NUL character.")


def _is_short_enough(text: str) -> None:
    limit = current_app.config["TEXT_MAX_CHARS"]
    if len(text) > limit:
        raise TooLong(f"text and html may hold {limit} characters at most")


def _strict_integer(least: int, most: int, default: int, description: str) -> fields.Integer:
    return fields.Integer(
        strict=True,
        load_default=default,
        validate=validate.Range(least, most),
        metadata={"description": description},
    )


class HeadlineSchema(ma.Schema):
    """The wish for a headline."""

    max_chars = _strict_integer(20, 300, 70, "Characters at most.")
    variants = _strict_integer(1, 5, 1, "How many to choose from.")

    @ma.post_load
    def _wish(self, data: dict[str, Any], **_: object) -> HeadlineWish:
        return HeadlineWish(**data)


class SummaryWishSchema(ma.Schema):
    """The wish for a summary."""

    max_chars = _strict_integer(50, 5000, 400, "Characters at most.")
    max_sentences = _strict_integer(1, 20, 3, "Sentences at most.")

    @ma.post_load
    def _wish(self, data: dict[str, Any], **_: object) -> SummaryWish:
        return SummaryWish(**data)


class BlurbSchema(ma.Schema):
    """The wish for a newsletter blurb."""

    max_chars = _strict_integer(50, 2000, 280, "Characters at most.")
    tone = fields.String(load_default="neutral", validate=validate.OneOf(["neutral", "lively", "formal"]))

    @ma.post_load
    def _wish(self, data: dict[str, Any], **_: object) -> BlurbWish:
        return BlurbWish(**data)


class MetaDescriptionSchema(ma.Schema):
    """The wish for a meta description."""

    max_chars = _strict_integer(50, 320, 155, "Characters at most.")

    @ma.post_load
    def _wish(self, data: dict[str, Any], **_: object) -> MetaDescriptionWish:
        return MetaDescriptionWish(**data)


class ClaimsSchema(ma.Schema):
    """The wish for key claims."""

    max_items = _strict_integer(1, 20, 6, "Claims at most.")

    @ma.post_load
    def _wish(self, data: dict[str, Any], **_: object) -> ClaimsWish:
        return ClaimsWish(**data)


class OutputsSchema(ma.Schema):
    """Which outputs are wanted: those that are named, `{}` for the usual limits."""

    headline = fields.Nested(HeadlineSchema, load_default=None, allow_none=True)
    summary = fields.Nested(SummaryWishSchema, load_default=None, allow_none=True)
    blurb = fields.Nested(BlurbSchema, load_default=None, allow_none=True)
    meta_description = fields.Nested(MetaDescriptionSchema, load_default=None, allow_none=True)
    claims = fields.Nested(ClaimsSchema, load_default=None, allow_none=True)

    @ma.post_load
    def _outputs(self, data: dict[str, Any], **_: object) -> Outputs:
        if not any(data.values()):
            raise ma.ValidationError("Name at least one output.")
        return Outputs(**data)


class ArticleRequestSchema(ma.Schema):
    """An article, and how the answer about it is shown."""

    text = fields.String(
        load_default=None,
        validate=[_is_short_enough, is_storable],
        metadata={"description": "The article's text, page leftovers and all.", "example": EXAMPLE_TEXT},
    )
    html = fields.String(
        load_default=None,
        validate=[_is_short_enough, is_storable],
        metadata={"description": "Or its HTML: a CMS body or a whole page. Offsets are then into `article.text`."},
    )
    title = fields.String(load_default=None, allow_none=True, validate=[validate.Length(max=500), is_storable])
    byline = fields.String(load_default=None, allow_none=True, validate=[validate.Length(max=300), is_storable])
    url = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=2048),
        metadata={"description": "An identifier; it is never fetched."},
    )
    language = fields.String(load_default=None, allow_none=True, validate=validate.Regexp(LANGUAGE_TAG))
    include = fields.List(
        fields.String(validate=validate.OneOf(["article"])),
        load_default=list,
        validate=validate.Length(max=5),
        metadata={"description": "`article` adds its sentences, quotations and what was dropped."},
    )
    offset_unit = fields.String(load_default="codepoint", validate=validate.OneOf(["codepoint", "utf16"]))

    @ma.validates_schema
    def _one_source(self, data: dict[str, Any], **_: object) -> None:
        if (data.get("text") is None) == (data.get("html") is None):
            raise ma.ValidationError("Send text or html, one of the two.", "text")

    @staticmethod
    def submission(data: Mapping[str, Any]) -> Submission:
        """The article of a loaded request."""
        return Submission(**{name: data[name] for name in ("text", "html", "title", "byline", "language")})

    @staticmethod
    def view(data: Mapping[str, Any]) -> View:
        """How a loaded request wants its answer shown."""
        return View(article="article" in data["include"], utf16=data["offset_unit"] == "utf16")


class SummaryRequestSchema(ArticleRequestSchema):
    """An article and what is wanted of it."""

    outputs = fields.Nested(
        OutputsSchema, load_default=Outputs, metadata={"example": {"headline": {}, "claims": {"max_items": 6}}}
    )
    engine = fields.Enum(EngineChoice, by_value=True, load_default=EngineChoice.AUTO)
    prompt = fields.String(
        load_default="brief",
        validate=validate.Length(min=1, max=80),
        metadata={"description": "`brief` (its production version), `brief@1`, or `brief:label`."},
    )
    ungrounded = fields.Enum(Ungrounded, by_value=True, load_default=Ungrounded.DROP)
    verify = fields.Enum(
        Verify,
        by_value=True,
        load_default=None,
        allow_none=True,
        metadata={
            "description": "`model` asks the model once more, statement by statement, whether the evidence says so. "
            "What it refuses is unsupported too. The extractive engine passes over it.",
            "example": None,
        },
    )
    language_out = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Regexp(LANGUAGE_TAG),
        metadata={"description": "BCP 47. Another language than the article's is refused: it could not be checked."},
    )

    @ma.post_load
    def _request(self, data: dict[str, Any], **_: object) -> SummaryRequest:
        wish = {name: data[name] for name in ("engine", "prompt", "ungrounded", "language_out", "verify")}
        outputs = data["outputs"]
        return SummaryRequest(
            submission=self.submission(data),
            wish=Wish(outputs=outputs() if outputs is Outputs else outputs, **wish),
            view=self.view(data),
        )
