"""``/v1/prompts``: which prompts there are, to the letter."""

from typing import Any

import marshmallow as ma
from flask.views import MethodView
from marshmallow import fields

from service.api.json_codec import StrictBlueprint
from service.api.parts import parts
from service.api.problems import ProblemSchema
from service.summarise.writing.prompts import Prompt

blueprint = StrictBlueprint("prompts", __name__, url_prefix="/v1/prompts", description="Versioned prompts")


class PromptVersionSchema(ma.Schema):
    """One version of a prompt."""

    name = fields.String(required=True, metadata={"example": "brief"})
    version = fields.Integer(required=True, metadata={"example": 1})
    description = fields.String(required=True)
    released = fields.Boolean(required=True, metadata={"description": "A released version never changes."})
    labels = fields.List(fields.String(), required=True, metadata={"example": ["production", "latest"]})
    sha256 = fields.String(required=True)


class PromptTextSchema(PromptVersionSchema):
    """One version of a prompt, with its words."""

    defaults = fields.Dict(required=True)
    parts = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class PromptListSchema(ma.Schema):
    """All prompts."""

    prompts = fields.List(fields.Nested(PromptVersionSchema), required=True)


@blueprint.route("")
class Prompts(MethodView):
    """All prompts."""

    @blueprint.response(200, PromptListSchema)
    def get(self) -> dict[str, Any]:
        """List every version of every prompt."""
        versions = (prompt for versions in parts().prompts.prompts.values() for prompt in versions.values())
        return {"prompts": [_shown(prompt) for prompt in versions]}


@blueprint.route("/<name>")
class PromptVersions(MethodView):
    """One prompt."""

    @blueprint.response(200, PromptListSchema)
    @blueprint.alt_response(404, schema=ProblemSchema, description="No such prompt")
    def get(self, name: str) -> dict[str, Any]:
        """List every version of a prompt."""
        known = parts().prompts.select(f"{name}:latest")
        return {"prompts": [_shown(prompt) for prompt in parts().prompts.prompts[known.name].values()]}


@blueprint.route("/<name>/<int:version>")
class PromptVersion(MethodView):
    """One version of a prompt."""

    @blueprint.response(200, PromptTextSchema)
    @blueprint.alt_response(404, schema=ProblemSchema, description="No such prompt or version")
    def get(self, name: str, version: int) -> dict[str, Any]:
        """Show the words of one version."""
        prompt = parts().prompts.select(f"{name}@{version}")
        return _shown(prompt) | {"defaults": prompt.defaults, "parts": prompt.parts}


def _shown(prompt: Prompt) -> dict[str, Any]:
    shelf = parts().prompts
    return {
        "name": prompt.name,
        "version": prompt.version,
        "description": prompt.description,
        "released": shelf.is_released(prompt),
        "labels": shelf.labels_of(prompt),
        "sha256": prompt.sha256,
    }
