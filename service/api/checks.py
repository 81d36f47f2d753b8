"""``/v1/checks``: an editor's own headline, or another tool's summary, held against the article by the same gate."""

import time
from typing import Any

from flask.views import MethodView

from service.api import deadlines
from service.api.check_schemas import CheckRequest, CheckRequestSchema, ChecksSchema
from service.api.json_codec import StrictBlueprint
from service.api.parts import parts
from service.api.presenting import present_checks
from service.api.problems import ProblemSchema
from service.summarise.checking import check

blueprint = StrictBlueprint(
    "checks", __name__, url_prefix="/v1/checks", description="Any sentences held against an article"
)


@blueprint.route("")
class Checks(MethodView):
    """Checks of sentences that somebody else wrote."""

    @blueprint.arguments(CheckRequestSchema())
    @blueprint.response(200, ChecksSchema)
    @blueprint.alt_response(413, schema=ProblemSchema, description="Too large")
    @blueprint.alt_response(415, schema=ProblemSchema, description="Not JSON in UTF-8")
    @blueprint.alt_response(503, schema=ProblemSchema, description="Too busy, or not all was checked by the deadline")
    def post(self, body: CheckRequest) -> dict[str, Any]:
        """Check sentences against an article. No model is called; the same question gets the same answer.

        `Prefer: wait=4` sets the deadline in seconds.
        """
        _, deadline = deadlines.wanted()
        checked = check(body.submission, body.doubts, deadline, parts().turns, _let_others_run)
        return present_checks(checked, body.view, show_text=body.submission.html is not None)


def _let_others_run() -> None:
    # Under greenlets nothing else of the worker runs, health checks included, before this does.
    time.sleep(0)
