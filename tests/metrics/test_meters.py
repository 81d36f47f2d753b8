"""However much is told to the meters, what they make of it is bounded, and documented."""

import importlib
import pkgutil
import re
from itertools import product
from pathlib import Path
from types import SimpleNamespace

from service.app import create_app
from service.metrics import words
from service.metrics.meters import Meters, Sample
from service.settings import Settings
from service.summarise import grounding
from service.summarise.errors import ModelFailure
from service.summarise.ports import Usage
from service.summarise.single_flight import Boarding
from service.summarise.statement import Check

DOCUMENT = (Path(__file__).parents[2] / "docs" / "metrics.md").read_text()
SERIES_MAX = 200
ODD = ["x", "", 'a"b', None]


def routes():
    parts = create_app(Settings(log_level="error")).extensions["standfirst"]
    return parts.meters.routes


def everything(meters):
    """Tell the meters whatever can happen, and what cannot."""
    every_request(meters)
    every_answer(meters)
    checks = tuple(Check(check, ok=False) for check in [*words.CHECKS, "x", "y"])
    meters.rejected([SimpleNamespace(checks=checks)])
    for boarding in Boarding:
        meters.boarded(boarding)
    for place, outcome in product(range(9), [*words.OUTCOMES, *ODD]):
        tried = SimpleNamespace(place=place, outcome=outcome, seconds=1.0, again=True, usage=Usage(5, 5, 1.0))
        meters.model_tried(tried)
    meters.sample(Sample(3, 1, (True,) * 9, redis_down=True))


def every_request(meters):
    methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "BREW"]
    statuses = (100, 200, 304, 401, 403, 404, 429, 500, 503, 999)
    for route, method, status in product([*meters.routes, "/nowhere", None], methods, statuses):
        for inside in (True, False):
            meters.request(method, route, status, 0.1, {}, inside=inside)


def every_answer(meters):
    words_given = [[*values, *ODD] for values in (words.ENGINES, words.SOURCES, words.REASONS)]
    for engine, source, reason in product(*words_given):
        facts = {"engine": engine, "cache": source, "degraded": reason}
        meters.request("POST", "/v1/summaries", 200, 0.1, facts, inside=True)


def names_of(page):
    return [line.rpartition(" ")[0] for line in page.splitlines() if not line.startswith("#")]


def test_whatever_happens_there_are_at_most_two_hundred_series():
    meters = Meters("0")
    meters.know(routes())
    everything(meters)
    names = names_of(meters.page().decode())
    assert len(names) == len(set(names))
    assert len(names) <= SERIES_MAX, len(names)


def test_every_series_and_every_label_is_in_the_document_and_nothing_else_is():
    meters = Meters("0")
    meters.know(routes())
    everything(meters)
    told = re.findall(r"^# TYPE (\w+) (\w+)$", meters.page().decode(), re.MULTILINE)
    rows = re.findall(r"^\| `(standfirst_\w+)` \| (\w+) \|(.*?)\|", DOCUMENT, re.MULTILINE)
    assert {(name, kind) for name, kind, _ in rows} == set(told)
    for name, kind, labels in rows:
        shown = {
            label for line in names_of(meters.page().decode()) if line.startswith(name) for label in labels_in(line)
        }
        assert set(re.findall(r"`(\w+)`", labels)) == shown - ({"le"} if kind == "histogram" else set()), name


def labels_in(line):
    return re.findall(r'(\w+)="', line)


def test_the_alerts_name_only_series_that_there_are():
    meters = Meters("0")
    meters.know(routes())
    everything(meters)
    names = {re.match(r"\w+", line)[0] for line in names_of(meters.page().decode())}
    named = set(re.findall(r"standfirst_\w+", "".join(re.findall(r"```promql\n(.*?)```", DOCUMENT, re.DOTALL))))
    assert named
    assert named <= names


def test_every_check_of_the_gate_has_its_word():
    modules = [
        importlib.import_module(f"{grounding.__name__}.{found.name}")
        for found in pkgutil.iter_modules(grounding.__path__)
    ]
    assert {module.NAME for module in modules if hasattr(module, "NAME")} <= words.CHECKS


def test_every_reason_of_a_failure_has_its_word():
    kinds, reasons = [ModelFailure], set()
    while kinds:
        kind = kinds.pop()
        reasons.add(kind.reason)
        kinds += kind.__subclasses__()
    assert reasons == words.REASONS


def test_an_endpoint_that_counts_backwards_takes_nothing_away():
    meters = Meters("0")
    tried = SimpleNamespace(place=0, outcome="ok", seconds=1.0, again=False, usage=Usage(-5, -5, -1.0))
    meters.model_tried(tried)
    assert 'standfirst_model_tokens_total{direction="input"} 0.0' in meters.page().decode()
