"""``/livez`` and ``/readyz``, for the platform."""

from typing import Any

import marshmallow as ma
from flask import Response
from flask.views import MethodView
from marshmallow import fields

from service.api.json_codec import StrictBlueprint
from service.api.parts import parts

blueprint = StrictBlueprint("health", __name__, description="For the platform")


class LiveSchema(ma.Schema):
    """The process answers."""

    status = fields.Constant("live", required=True)


class ModelStateSchema(ma.Schema):
    """The model, as this worker last saw it."""

    name = fields.String(required=True)
    state = fields.String(
        required=True, metadata={"example": "ok", "description": "unknown, ok, failing, resting or unauthorized"}
    )


class CacheStateSchema(ma.Schema):
    """The store of summaries."""

    store = fields.String(required=True, metadata={"example": "redis"})
    state = fields.String(required=True, metadata={"example": "ok", "description": "ok or down"})
    note = fields.String(required=True, allow_none=True)


class ReadySchema(ma.Schema):
    """Which engine would answer now, and how its parts are."""

    status = fields.Constant("ready", required=True)
    version = fields.String(required=True)
    engine = fields.String(required=True, metadata={"example": "llm", "description": "llm or extractive"})
    model = fields.Nested(ModelStateSchema, required=True, allow_none=True)
    endpoints = fields.List(
        fields.Nested(ModelStateSchema), required=True, metadata={"description": "The model's and its fallbacks'"}
    )
    cache = fields.Nested(CacheStateSchema, required=True)


@blueprint.route("/livez")
class Live(MethodView):
    """The process."""

    @blueprint.response(200, LiveSchema)
    def get(self) -> dict[str, Any]:
        """Whether the process answers."""
        return {}


@blueprint.route("/readyz")
class Ready(MethodView):
    """The service."""

    @blueprint.response(200, ReadySchema)
    def get(self) -> dict[str, Any]:
        """Which engine would answer, and how the cache and the model are. With both down it still answers, by code."""
        return parts().readiness()


@blueprint.after_request
def _forbid_caching(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
