"""JSON in and out: strict to read, and safe to paste into a page."""

from typing import Any

import flask
import marshmallow as ma
import orjson
from flask.json.provider import JSONProvider
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser, abort

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


class StrictJSON(JSONProvider):
    """orjson: refuses lone surrogates, NaN and deep nesting with a ``ValueError``, where ``json`` fails later."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:  # noqa: ANN401, ARG002
        """The value as text, inert in HTML."""
        return dump_bytes(obj).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:  # noqa: ANN401, ARG002
        """The value in JSON text. Raises ``ValueError``."""
        return orjson.loads(s)


class StrictParser(FlaskParser):
    """webargs reads bodies with ``json``; this one reads them as the rest of the service does."""

    def load_json(self, req: flask.Request, schema: ma.Schema) -> Any:  # noqa: ANN401, ARG002
        """The value in the body; 400 when it is no JSON in UTF-8."""
        try:
            return orjson.loads(req.get_data())
        except orjson.JSONDecodeError:
            abort(400, message="The body is not JSON in UTF-8.")


class StrictBlueprint(Blueprint):  # type: ignore[misc]  # flask-smorest has no types
    """flask-smorest's blueprint over the strict parser."""

    ARGUMENTS_PARSER = StrictParser()
