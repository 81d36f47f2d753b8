"""A summary as server-sent events: the article, each statement once it is checked, then the whole answer.

https://html.spec.whatwg.org/multipage/server-sent-events.html. What is found wrong before the first event has its usual
status; after it a failure is the event ``error``. A silence is a comment, so that a caller who has gone is noticed.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import structlog
from flask import Request, Response, current_app, g, request, stream_with_context

from service.api import answer_headers
from service.api.answer_schemas import ArticleSchema, ClaimSchema, StatementSchema, SummarySchema
from service.api.counting import STREAMS
from service.api.json_codec import dump_bytes
from service.api.parts import parts
from service.api.preferences import cache_policy
from service.api.presenting import present, present_opening, present_statement
from service.api.problems import document, status_of
from service.api.request_schemas import SummaryRequest
from service.api.usage import counts_of
from service.summarise.answer import Answer, Caller, Source
from service.summarise.errors import ModelFailure
from service.summarise.statement import Output, Statement
from service.summarise.tally import Counts
from service.summarise.telling import Event, Opening, Withdrawn

MEDIA_TYPE = "text/event-stream"

PULSE_SECONDS = 2.0
"""After this long without an event a comment is sent."""

_ARTICLE, _STATEMENT, _CLAIM, _SUMMARY = ArticleSchema(), StatementSchema(), ClaimSchema(), SummarySchema()
_log = structlog.get_logger()


def is_wanted(request: Request) -> bool:
    """Whether the caller prefers events to one JSON document."""
    return request.accept_mimetypes.best_match(["application/json", MEDIA_TYPE]) == MEDIA_TYPE


def respond(body: SummaryRequest, caller: Caller) -> Response:
    """The answer as events. Raises what a plain answer raises, as long as nothing is sent."""
    count = partial(parts().money.ledger.record, caller.tenant)
    events = parts().summariser.stream(body.submission, body.wish, caller, PULSE_SECONDS)
    opening = next(events)
    assert isinstance(opening, Opening)  # noqa: S101 - as ``Event`` says
    if opening.answer and request.if_none_match.contains_weak(opening.answer.etag.removeprefix("W/").strip('"')):
        count(counts_of(opening.answer))
        g.log.update(_facts(opening.answer))
        response = current_app.response_class(status=304)
    else:
        request.environ[STREAMS] = True
        stream = stream_with_context(_Stream(body, opening, count).told(events))
        response = current_app.response_class(stream, mimetype=MEDIA_TYPE)
    response.headers.update(_headers(opening))
    return response


class _Stream:
    """One answer on its way, and what its log line will say."""

    def __init__(self, body: SummaryRequest, opening: Opening, count: Callable[[Counts], None]) -> None:
        self._view = body.view
        self._shows_text = body.submission.html is not None
        self._opening = opening
        self._count = count
        self._facts: dict[str, Any] = {"statements": 0, "ended": "caller_left"}

    def told(self, events: Iterator[Event]) -> Iterator[bytes]:
        try:
            shown = present_opening(self._opening.article, self._view, show_text=self._shows_text)
            yield _event("article", _ARTICLE.dump(shown))
            for event in events:
                yield self._written(event)
        except ModelFailure as failure:
            yield self._failed(status_of(failure), str(failure))
        except Exception as error:  # noqa: BLE001 - the status is sent already
            _log.error("unforeseen_error", error=type(error).__name__, place="stream")
            yield self._failed(500, "The server could not finish.")
        finally:
            events.close()  # type: ignore[attr-defined]  # a generator: closing it gives up the seat
            milliseconds = round((time.monotonic() - g.began) * 1000, 1)
            _log.info("stream_end", request_id=g.request_id, milliseconds=milliseconds, **self._facts)
            g.log.update(self._facts)

    def _written(self, event: Event) -> bytes:
        if event is None:
            return b":\n\n"
        if isinstance(event, Answer):
            self._count(counts_of(event))
            self._facts |= {"ended": "done"} | _facts(event)
            if event.source is Source.WRITTEN:
                parts().meters.rejected(event.summary.rejected)
            return _event("done", _SUMMARY.dump(present(event, self._view, show_text=self._shows_text)))
        if isinstance(event, Withdrawn):
            return _event("withdrawn", self._shown(event.statement))
        assert isinstance(event, Statement)  # noqa: S101 - the opening came first
        self._facts["statements"] += 1
        return _event("statement", self._shown(event))

    def _shown(self, statement: Statement) -> dict[str, Any]:
        schema = _CLAIM if statement.output is Output.CLAIMS else _STATEMENT
        shown: dict[str, Any] = schema.dump(present_statement(statement, self._opening.article, self._view))
        return {"output": statement.output.value} | shown

    def _failed(self, status: int, detail: str) -> bytes:
        self._facts |= {"ended": "error", "status": status}
        return _event("error", document(status, detail, request.path))


def _facts(answer: Answer) -> dict[str, str]:
    facts = {"engine": answer.summary.engine.kind.value, "cache": answer.source.value}
    return facts | ({"degraded": answer.degraded.reason} if answer.degraded else {})


def _event(name: str, data: object) -> bytes:
    return b"event: %s\ndata: %s\n\n" % (name.encode(), dump_bytes(data))


def _headers(opening: Opening) -> dict[str, str]:
    ready = opening.answer
    headers = {"Cache-Control": "private, no-store", "Vary": "Accept", "X-Accel-Buffering": "no"}
    headers |= answer_headers.timing(g.began)
    if ready and ready.source is Source.HIT and not ready.degraded:
        hit = answer_headers.of_hit(ready.etag, ready.age_seconds, ready.ttl_seconds)
        return headers | {name: hit[name] for name in ("ETag", "Cache-Status", "Age")}
    forwarded = "miss" if cache_policy(request).recall else "request"
    return headers | {"Cache-Status": f"standfirst; fwd={forwarded}" + ("" if opening.led else "; collapsed")}
