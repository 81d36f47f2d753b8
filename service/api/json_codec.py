"""JSON in and out: strict to read, and safe to paste into a page."""

import json
from typing import Any

import flask
import marshmallow as ma
import orjson
from flask.json.provider import JSONProvider
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser, abort
from werkzeug.exceptions import RequestEntityTooLarge

VALUES_MAX = 10_000
"""Values in one body, those inside others counted too; a check of fifty statements has about two hundred."""

PROBLEM_TYPE = "application/problem+json"

_ESCAPES = (
    (b"<", b"\\u003c"),
    (b">", b"\\u003e"),
    (b"&", b"\\u0026"),
    ("\u2028".encode(), b"\\u2028"),
    ("\u2029".encode(), b"\\u2029"),
)


def dump_bytes(value: object) -> bytes:
    """JSON that stays inert inside HTML and scripts: it holds no ``<``, ``>``, ``&``, U+2028 or U+2029."""
    dumped = orjson.dumps(value, default=str)
    for raw, escaped in _ESCAPES:
        if raw in dumped:
            dumped = dumped.replace(raw, escaped)
    return dumped


class DoubledKey(ValueError):
    """Raised when an object has a key twice: of two readers each may believe another value."""


class TooMany(ValueError):
    """Raised on JSON of more values than any request has."""


def load_strictly(text: str | bytes) -> Any:  # noqa: ANN401
    """The value in JSON text.

    Raises ``ValueError`` on what is no JSON in UTF-8, on lone surrogates, NaN and infinity, nesting of about a thousand
    levels, ``DoubledKey``, and ``TooMany`` where there are more than ``VALUES_MAX`` values. Linear in the text.
    """
    value = orjson.loads(text)
    _check_count(value)
    try:
        # orjson keeps the last of two values without a word; numbers are not this pass's matter.
        json.loads(text, object_pairs_hook=_each_once, parse_int=_nothing, parse_float=_nothing)
    except RecursionError:
        raise ValueError("nested too deep") from None
    return value


def _check_count(value: object) -> None:
    """Millions of small values cost a hundred times their bytes in all that looks at them after."""
    left, waiting = VALUES_MAX, [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (dict, list)):
            left -= len(one)
            if left < 0:
                raise TooMany("too many values")
            waiting.extend(one.values() if isinstance(one, dict) else one)


def _each_once(pairs: list[tuple[str, Any]]) -> None:
    if len(pairs) != len({key for key, _ in pairs}):
        raise DoubledKey("an object has a key twice")


def _nothing(_: str) -> None:
    return None


class StrictJSON(JSONProvider):
    """orjson: refuses lone surrogates, NaN and deep nesting with a ``ValueError``, where ``json`` fails later."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:  # noqa: ANN401, ARG002
        """The value as text, inert in HTML."""
        return dump_bytes(obj).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:  # noqa: ANN401, ARG002
        """The value in JSON text. Raises ``ValueError``."""
        return load_strictly(s)


class StrictParser(FlaskParser):
    """webargs reads bodies with ``json``; this one reads them as the rest of the service does."""

    def load_json(self, req: flask.Request, schema: ma.Schema) -> Any:  # noqa: ANN401, ARG002
        """The value in the body; 400 when it is no such JSON as we take, 413 when it is large, 422 when it is many."""
        try:
            return load_strictly(_body(req))
        except TooMany:
            abort(422, messages={"json": {ma.exceptions.SCHEMA: [f"Holds more than {VALUES_MAX} values."]}})
        except DoubledKey:
            abort(400, message="The body has an object with the same key twice.")
        except ValueError:
            abort(400, message="The body is not JSON in UTF-8.")


def _body(request: flask.Request) -> bytes:
    """The whole body. Of one that comes in chunks werkzeug would give the first part, as long as the limit allows."""
    body = request.get_data()
    limit = request.max_content_length
    if (
        limit is not None
        and len(body) >= limit
        and request.content_length is None
        and request.environ["wsgi.input"].read(1)
    ):
        raise RequestEntityTooLarge
    return body


class StrictBlueprint(Blueprint):  # type: ignore[misc]  # flask-smorest has no types
    """flask-smorest's blueprint over the strict parser, with problems documented as what they are."""

    ARGUMENTS_PARSER = StrictParser()

    def alt_response(self, status_code: int, **documented: Any) -> Any:  # noqa: ANN401
        """Document another answer of a view."""
        if status_code >= 400 and "schema" in documented:
            documented.setdefault("content_type", PROBLEM_TYPE)
        return super().alt_response(status_code, **documented)
