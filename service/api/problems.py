"""Errors as problem documents (RFC 9457), one shape for all of them, never holding what the caller sent."""

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

import marshmallow as ma
import structlog
from flask import Flask, Response, current_app, request
from flask_smorest import Api
from werkzeug.exceptions import HTTPException, InternalServerError

from service.api.json_codec import PROBLEM_TYPE, dump_bytes
from service.summarise import errors

MEDIA_TYPE = PROBLEM_TYPE
ERRORS_MAX = 20
DETAIL_MAX_CHARS = 120

_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")

_log = structlog.get_logger()

_STATUS: Mapping[type[errors.StandfirstError], int] = {
    errors.BadArticle: 422,
    errors.UnknownPrompt: 404,
    errors.SummaryNotFound: 404,
    errors.NotCached: 504,
    errors.Busy: 503,
    errors.ChecksLate: 503,
    errors.StoreDown: 503,
    errors.ModelMissing: 422,
    errors.BudgetUnknown: 503,
    errors.BudgetSpent: 429,
    errors.ModelFailure: 503,
}


class FieldErrorSchema(ma.Schema):
    """One fault in the request."""

    pointer = ma.fields.String(metadata={"description": "JSON Pointer (RFC 6901) to the field", "example": "/text"})
    detail = ma.fields.String(metadata={"example": "Missing data for required field."})


class ProblemSchema(ma.Schema):
    """A problem document (RFC 9457)."""

    type = ma.fields.String(required=True, metadata={"example": "about:blank"})
    title = ma.fields.String(required=True, metadata={"example": "Unprocessable Content"})
    status = ma.fields.Integer(required=True, metadata={"example": 422})
    detail = ma.fields.String(metadata={"example": "The request has faults."})
    instance = ma.fields.String(metadata={"example": "/v1/summaries"})
    errors = ma.fields.List(ma.fields.Nested(FieldErrorSchema))


class TooLong(Exception):
    """Raised by a schema when a text is over the size limit: 413, not 422."""


class ProblemApi(Api):  # type: ignore[misc]  # flask-smorest has no types
    """flask-smorest with problem documents in place of its own error shape."""

    ERROR_SCHEMA = ProblemSchema

    def _register_responses(self) -> None:
        # They are all errors, and smorest has one content type for all answers that name none.
        self.DEFAULT_RESPONSE_CONTENT_TYPE = PROBLEM_TYPE
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Any HTTP error as a problem, its own headers kept: ``Allow``, ``Retry-After`` and the like."""
        data: Mapping[str, Any] = getattr(error, "data", None) or {}
        status = error.code or 500
        # smorest drops the headers that the exception itself carries (405 without Allow).
        headers = {
            name: value for name, value in error.get_headers() if name.lower() not in {"content-type", "content-length"}
        }
        headers |= data.get("headers") or {}
        return problem(status, _detail(status, error, data), headers, faults=data.get("messages"))


def problem(
    status: int, detail: str, headers: Mapping[str, str] | None = None, faults: Mapping[str, Any] | None = None
) -> Response:
    """A problem document as an answer. ``faults`` are webargs' messages by location."""
    body = document(status, detail, request.path)
    listed = [{"pointer": pointer, "detail": text} for pointer, text in _faults(faults or {})]
    if listed:
        body["errors"] = listed[:ERRORS_MAX]
    answer = current_app.response_class(dump_bytes(body), status, headers, content_type=MEDIA_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def document(status: int, detail: str, path: str) -> dict[str, Any]:
    """The members that every problem has."""
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": path[:200],
    }


def status_of(error: errors.StandfirstError) -> int:
    """The status that a domain error has."""
    return next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)


def register(app: Flask) -> None:
    """Answer the domain's errors, and anything unforeseen, with problems."""
    app.register_error_handler(errors.StandfirstError, _handle_domain)
    app.register_error_handler(TooLong, lambda error: problem(413, str(error)))
    app.register_error_handler(Exception, _handle_unforeseen)


def _handle_domain(error: errors.StandfirstError) -> Response:
    status = status_of(error)
    retry_after = getattr(error, "retry_after_seconds", 5) if status in {429, 503} else None
    return problem(status, str(error), {"Retry-After": str(retry_after)} if retry_after else None)


def _handle_unforeseen(error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return current_app.extensions["problem_api"].handle_http_exception(error)  # type: ignore[no-any-return]
    # The message and the frames may hold article text; the type and the place tell enough to find the fault.
    _log.error("unforeseen_error", error=type(error).__name__, place=_place(error))
    return problem(500, InternalServerError.description)


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else "unknown"


def _detail(status: int, error: HTTPException, data: Mapping[str, Any]) -> str:
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        return "The request has faults; errors lists them."
    return str(data.get("message") or error.description or HTTPStatus(status).phrase)


def _faults(messages: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for location in messages.values():
        yield from _pointed("", location)


def _pointed(pointer: str, messages: object) -> Iterator[tuple[str, str]]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            step = "" if key == ma.exceptions.SCHEMA else "/" + _escaped(str(key))
            yield from _pointed(pointer + step, inner)
    elif isinstance(messages, list):
        for message in messages:
            yield pointer, str(message)[:DETAIL_MAX_CHARS]


def _escaped(key: str) -> str:
    # A caller's own key may be anything, the article included: only what looks like a field's name is told again.
    return key if _NAME.fullmatch(key) else "?"
