"""``/metrics``, for Prometheus. With keys it wants one with the scope ``metrics``."""

from flask import Response
from flask.views import MethodView

from service.api.json_codec import StrictBlueprint
from service.api.parts import parts
from service.api.problems import ProblemSchema

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

blueprint = StrictBlueprint("metrics", __name__, description="For Prometheus")


@blueprint.route("/metrics")
class Metrics(MethodView):
    """What the service has counted."""

    @blueprint.response(200, {"type": "string"}, content_type="text/plain", description="Series of all workers")
    @blueprint.alt_response(401, schema=ProblemSchema, description="No key, or none that is known")
    @blueprint.alt_response(403, schema=ProblemSchema, description="The key does not have the scope")
    def get(self) -> Response:
        """Counts of all workers of this host since its start, in the text format of Prometheus."""
        return Response(parts().pulse.page(), content_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})
