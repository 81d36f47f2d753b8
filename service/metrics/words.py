"""Every value that a label may have. What is in none of these sets is counted as ``other`` or ``none``."""

from collections.abc import Mapping
from types import MappingProxyType

OTHER = "other"

NO_ROUTE = "none"
"""A path that is no route of ours, a method that a route does not take, or a refusal before the path was looked at."""

_AREAS = {"/docs": "/docs", "/openapi.json": "/docs", "/v1/prompts": "/v1/prompts"}

METHODS = frozenset({"GET", "POST", "DELETE"})

STATUSES: Mapping[int, str] = MappingProxyType({2: "2xx", 3: "3xx", 4: "4xx", 5: "5xx"})

ENGINES = frozenset({"llm", "extractive"})

SOURCES = frozenset({"ready", "hit", "written", "collapsed"})

SPEEDS: Mapping[str, str] = MappingProxyType(
    {"ready": "cached", "hit": "cached", "written": "written", "collapsed": "written"}
)
"""Answers that take about as long, by source; whatever holds no summary is ``other``."""

REASONS = frozenset({"model_unavailable", "deadline", "model_refused", "budget", "model_cut_short", "model_rubbish"})
"""Why an answer is degraded or a call to a model was of no use."""

OUTCOMES = REASONS - {"budget"} | {"ok"}

PLACES_MAX = 3
"""Endpoints told apart; those behind share the last one's place."""

REFUSALS: Mapping[object, str] = MappingProxyType({401: "unauthenticated", 403: "forbidden", 429: "limit"})
"""Why the door let a request not in, by status."""

REFUSALS_INSIDE: Mapping[object, str] = MappingProxyType({429: "budget"})
"""Why a request that the door had let in was refused."""

CHECKS = frozenset(
    {
        "attributes",
        "attribution",
        "causes",
        "coverage",
        "dates",
        "evidence",
        "hedges",
        "length",
        "markup",
        "names",
        "negation",
        "numbers",
        "opposites",
        "quantifiers",
        "quote_marks",
        "roles",
        "second_opinion",
        "sensitive",
        "stands_alone",
        "tense",
        "together",
    }
)
"""The checks of the gate, and the second opinion."""


def area(route: str) -> str:
    """The route, or what is told in place of several that nobody tells apart."""
    return next((shown for beginning, shown in _AREAS.items() if route.startswith(beginning)), route)


def among(values: frozenset[str], value: object) -> str:
    """The value where it is one of these, else ``other``."""
    return value if isinstance(value, str) and value in values else OTHER
