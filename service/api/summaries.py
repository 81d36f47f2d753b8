"""``/v1/summaries``: write, fetch again, purge."""

import time

from flask import Response, current_app, g, request
from flask.views import MethodView

from service.api import answer_headers, deadlines, streaming
from service.api.answer_schemas import SummarySchema
from service.api.door.caller import caller_key
from service.api.json_codec import StrictBlueprint
from service.api.parts import parts
from service.api.preferences import cache_policy
from service.api.presenting import present
from service.api.problems import ProblemSchema
from service.api.ready.answers import Slot
from service.api.ready.entry import Ready
from service.api.ready.fast_path import SLOT
from service.api.request_schemas import SummaryRequest, SummaryRequestSchema, View
from service.api.usage import counts_of
from service.summarise.answer import Answer, Caller, Source

blueprint = StrictBlueprint("summaries", __name__, url_prefix="/v1/summaries", description="Summaries of articles")


_SUMMARY = SummarySchema()


@blueprint.route("")
class Summaries(MethodView):
    """All summaries."""

    @blueprint.arguments(SummaryRequestSchema())
    @blueprint.response(200, SummarySchema)
    @blueprint.doc(responses={200: {"content": {streaming.MEDIA_TYPE: {"schema": {"type": "string"}}}}})
    @blueprint.alt_response(304, description="The caller has this summary already")
    @blueprint.alt_response(401, schema=ProblemSchema, description="No key, or none that is known")
    @blueprint.alt_response(403, schema=ProblemSchema, description="The key does not have the scope")
    @blueprint.alt_response(404, schema=ProblemSchema, description="No such prompt")
    @blueprint.alt_response(413, schema=ProblemSchema, description="Too large")
    @blueprint.alt_response(415, schema=ProblemSchema, description="Not JSON in UTF-8")
    @blueprint.alt_response(429, schema=ProblemSchema, description="Over a limit, or over a budget that refuses")
    @blueprint.alt_response(503, schema=ProblemSchema, description="Too busy, or the model was insisted on and failed")
    @blueprint.alt_response(504, schema=ProblemSchema, description="Only a cached answer was wanted and there is none")
    def post(self, body: SummaryRequest) -> Response:
        """Summarise an article.

        `Prefer: wait=4` sets the deadline in seconds; `Cache-Control` may hold `no-cache`, `no-store`,
        `only-if-cached` or `max-age`. `Accept: text/event-stream` tells the summary as it is written: the events
        `article`, `statement` (each once it is checked), seldom `withdrawn`, then `done` with the whole answer, or
        `error`.
        """
        wanted, deadline = deadlines.wanted()
        key = caller_key(request.environ)
        caller = Caller(key.tenant, deadline, cache_policy(request), parts().money.allowance_of(key))
        response = streaming.respond(body, caller) if streaming.is_wanted(request) else _answered(body, caller)
        if wanted.applied:
            response.headers["Preference-Applied"] = wanted.applied
        return response


@blueprint.route("/<identifier>")
class Summary(MethodView):
    """One kept summary."""

    @blueprint.response(200, SummarySchema)
    @blueprint.alt_response(304, description="The caller has this summary already")
    @blueprint.alt_response(404, schema=ProblemSchema, description="No such summary")
    def get(self, identifier: str) -> Response:
        """Fetch a summary again. Its offsets are into the text of the request that had it written."""
        return _respond(parts().summariser.recall(identifier, caller_key(request.environ).tenant), View())

    @blueprint.response(204)
    @blueprint.alt_response(404, schema=ProblemSchema, description="No such summary")
    @blueprint.alt_response(503, schema=ProblemSchema, description="The store is down: nothing was purged")
    def delete(self, identifier: str) -> None:
        """Purge a summary from the cache, for all workers. Answers when no worker serves it any more: in a second."""
        parts().summariser.forget(identifier, caller_key(request.environ).tenant)
        parts().ready.forget_generation()
        # Other workers look at the generation themselves; a purge that was answered is over.
        time.sleep(parts().ready.purge_seconds)


def _answered(body: SummaryRequest, caller: Caller) -> Response:
    answer = parts().summariser.summarise(body.submission, body.wish, caller)
    response = _respond(answer, body.view, show_text=body.submission.html is not None)
    parts().money.ledger.record(caller.tenant, counts_of(answer))
    if answer.source is Source.WRITTEN:
        parts().meters.rejected(answer.summary.rejected)
    _make_ready(answer, response)
    return response


def _respond(answer: Answer, view: View, *, show_text: bool = False) -> Response:
    g.log.update(engine=answer.summary.engine.kind.value, cache=answer.source.value)
    if answer.degraded:
        g.log["degraded"] = answer.degraded.reason
    if answer.summary.second_opinion:
        g.log["second_opinion"] = answer.summary.second_opinion.value
    if request.if_none_match.contains_weak(_opaque(answer.etag)):
        response = current_app.response_class(status=304)
    else:
        shown = _SUMMARY.dump(present(answer, view, show_text=show_text))
        response = current_app.response_class(current_app.json.dumps(shown), mimetype="application/json")
    response.headers.update(_headers(answer))
    return response


def _make_ready(answer: Answer, response: Response) -> None:
    """Have a cached answer's bytes ready for whoever sends the same bytes next."""
    slot: Slot | None = request.environ.get(SLOT)
    if slot is None or answer.source is not Source.HIT or answer.degraded or response.status_code != 200:
        return
    summary = answer.summary
    opinion = summary.second_opinion and summary.second_opinion.value
    created = summary.created.timestamp()
    kind = summary.engine.kind.value
    ready = Ready(slot.generation, answer.etag, created, kind, opinion, response.get_data(), summary.usage)
    parts().ready.keep(slot, ready)


def _opaque(etag: str) -> str:
    return etag.removeprefix("W/").strip('"')


def _headers(answer: Answer) -> dict[str, str]:
    # A degraded answer is a miss, whatever the extractive engine's own entry did.
    if answer.source is Source.HIT and not answer.degraded:
        return answer_headers.of_hit(answer.etag, answer.age_seconds, answer.ttl_seconds) | answer_headers.timing(
            g.began
        )
    headers = {
        "ETag": answer.etag,
        "Cache-Control": "private, no-store" if answer.degraded else "private",
        "Cache-Status": _cache_status(answer),
    }
    if answer.source is Source.HIT:
        headers["Age"] = str(answer.age_seconds)
    return headers | answer_headers.timing(g.began)


def _cache_status(answer: Answer) -> str:
    """RFC 9211, of what was no hit."""
    if answer.source is Source.COLLAPSED:
        return "standfirst; fwd=miss; collapsed"
    policy = cache_policy(request)
    forwarded = "miss" if policy.recall else "request"
    stored = "; stored" if policy.keep and not answer.degraded else ""
    return f"standfirst; fwd={forwarded}{stored}"
