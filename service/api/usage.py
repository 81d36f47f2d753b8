"""``GET /v1/usage``: what the caller's tenant used today and this month, what is left, and what the cache saved."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from wsgiref.types import WSGIEnvironment

import marshmallow as ma
from flask import request
from flask.views import MethodView
from marshmallow import fields

from service.api.door.caller import caller_key
from service.api.json_codec import StrictBlueprint
from service.api.parts import parts
from service.api.problems import ProblemSchema
from service.api.ready.entry import Ready
from service.summarise.answer import Answer, Source
from service.summarise.ports import Usage
from service.summarise.summary import EngineKind
from service.summarise.tally import NANO, Count, Counts, Ledger, saved

blueprint = StrictBlueprint("usage", __name__, url_prefix="/v1/usage", description="What was used, and what is left")


class AnswersSchema(ma.Schema):
    """Answers with a summary, by where they came from."""

    model = fields.Integer(required=True, metadata={"description": "A model wrote it for this caller."})
    cache = fields.Integer(required=True)
    collapsed = fields.Integer(required=True, metadata={"description": "A model wrote it for somebody just before."})
    extractive = fields.Integer(required=True, metadata={"description": "Code wrote it, as wanted."})
    degraded = fields.Integer(required=True, metadata={"description": "Code wrote it in a model's place."})


class SavedSchema(ma.Schema):
    """What cached and collapsed answers would have taken."""

    input_tokens = fields.Integer(required=True)
    output_tokens = fields.Integer(required=True)
    cost = fields.Float(required=True)


class BoundSchema(ma.Schema):
    """A bound and what is left of it; null: no bound."""

    tokens = fields.Integer(required=True, allow_none=True)
    tokens_left = fields.Integer(required=True, allow_none=True)
    cost = fields.Float(required=True, allow_none=True)
    cost_left = fields.Float(required=True, allow_none=True)


class PeriodSchema(ma.Schema):
    """What was used in a day or a month of UTC."""

    begins = fields.String(required=True, metadata={"example": "2026-11-23"})
    ends = fields.String(required=True, metadata={"example": "2026-11-24T00:00:00Z"})
    requests = fields.Integer(required=True)
    refused = fields.Integer(required=True, metadata={"description": "Requests over a limit: 429."})
    answers = fields.Nested(AnswersSchema, required=True)
    input_tokens = fields.Integer(required=True)
    output_tokens = fields.Integer(required=True)
    cost = fields.Float(required=True)
    saved_by_cache = fields.Nested(SavedSchema, required=True)
    bounds = fields.Nested(BoundSchema, required=True)


class LimitsSchema(ma.Schema):
    """What bounds the tenant's requests; null: no bound."""

    requests_per_minute = fields.Integer(required=True, allow_none=True)
    concurrent_requests = fields.Integer(required=True, allow_none=True)


class UsageReportSchema(ma.Schema):
    """What the caller's tenant used. Counts of other workers may be a second or two behind."""

    object = fields.Constant("usage", required=True)
    tenant = fields.String(required=True)
    currency = fields.String(required=True, metadata={"example": "USD"})
    day = fields.Nested(PeriodSchema, required=True)
    month = fields.Nested(PeriodSchema, required=True)
    limits = fields.Nested(LimitsSchema, required=True)
    over_budget = fields.String(required=True, metadata={"example": "degrade"})


@blueprint.route("")
class UsageReport(MethodView):
    """The books, for whom they are about."""

    @blueprint.response(200, UsageReportSchema)
    @blueprint.alt_response(503, schema=ProblemSchema, description="The store is down: nobody can tell")
    def get(self) -> dict[str, Any]:
        """Show what the caller's tenant used today and this month (UTC), what is left, and what the cache saved."""
        key = caller_key(request.environ)
        page, allowance = parts().money.ledger.read(key.tenant), parts().money.bounds_of(key)
        tomorrow, next_month = page.day + timedelta(days=1), _next_month(page.day)
        day = (allowance.tokens_per_day, allowance.cost_per_day)
        month = (allowance.tokens_per_month, allowance.cost_per_month)
        return {
            "tenant": key.tenant,
            "currency": parts().money.currency,
            "day": _period(page.today, page.day, tomorrow, *day),
            "month": _period(page.this_month, page.day.replace(day=1), next_month, *month),
            "limits": allowance,
            "over_budget": allowance.over_budget.value,
        }


def counts_of(answer: Answer) -> Counts:
    """What one answer adds to the books; what its calls took is booked where they are made."""
    if answer.degraded:
        return {Count.DEGRADED: 1}
    if answer.source is Source.WRITTEN:
        return {Count.MODEL if answer.summary.engine.kind is EngineKind.LLM else Count.EXTRACTIVE: 1}
    return cached_counts(answer.summary.usage, collapsed=answer.source is Source.COLLAPSED)


def counter(ledger: Ledger) -> Callable[[WSGIEnvironment, Ready], None]:
    """What the fast path tells of each ready-made answer; nothing but this process's memory is asked."""

    def count(environ: WSGIEnvironment, ready: Ready) -> None:
        ledger.record(caller_key(environ).tenant, cached_counts(ready.usage))

    return count


def cached_counts(usage: Usage, *, collapsed: bool = False) -> Counts:
    """What an answer adds that nobody had to write."""
    return {Count.COLLAPSED if collapsed else Count.CACHE: 1} | dict(saved(usage))


def _period(counts: Counts, begins: date, ends: date, tokens: int | None, cost: float | None) -> dict[str, Any]:
    of = {one: counts.get(one, 0) for one in Count}
    used = of[Count.INPUT_TOKENS] + of[Count.OUTPUT_TOKENS]
    money = of[Count.COST] / NANO
    return {
        **{one.value: number for one, number in of.items()},
        "begins": begins.isoformat(),
        "ends": datetime.combine(ends, time(), UTC).isoformat().replace("+00:00", "Z"),
        "answers": {one.value: number for one, number in of.items()},
        "cost": money,
        "saved_by_cache": {
            "input_tokens": of[Count.SAVED_INPUT_TOKENS],
            "output_tokens": of[Count.SAVED_OUTPUT_TOKENS],
            "cost": of[Count.SAVED_COST] / NANO,
        },
        "bounds": {
            "tokens": tokens,
            "tokens_left": None if tokens is None else max(0, tokens - used),
            "cost": cost,
            "cost_left": None if cost is None else max(0.0, cost - money),
        },
    }


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
