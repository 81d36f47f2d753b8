"""The wiring: every part is built here, and nothing else happens here."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from flask import Flask

from service import __version__, logs
from service.adapters import greenlets
from service.adapters.books import MemoryBooks, RedisBooks
from service.adapters.clock import SystemClock
from service.adapters.key_file import KeyFile
from service.adapters.limits import LocalTurnstile, RedisTurnstile
from service.adapters.model import Chain, ModelCall, OpenAIModel, Prices
from service.adapters.prompt_files import PromptShelf
from service.adapters.stores import MemoryStore, RedisStore
from service.api import checks, health, metrics, prompts, request_hooks, summaries, usage
from service.api.counting import Counting
from service.api.docs import docs_blueprint
from service.api.door.brake import Brake
from service.api.door.door import Door
from service.api.door.tenant_limits import TenantLimits
from service.api.json_codec import StrictJSON
from service.api.parts import Money, Parts
from service.api.problems import ProblemApi
from service.api.problems import register as register_problems
from service.api.ready.answers import ReadyAnswers
from service.api.ready.fast_path import FastPath
from service.api.ready.key import ReadyKeys
from service.metrics.attended import Attended
from service.metrics.meters import Meters, Sample
from service.metrics.pulse import Pulse
from service.settings import Settings
from service.summarise.grounding.gate import GATE_VERSION
from service.summarise.keeping import ENTRY_VERSION, Keeper, Kept
from service.summarise.leases import Leases
from service.summarise.paying import Price, Till
from service.summarise.ports import Clock, Model, Store
from service.summarise.reading.reader import CLEANER_VERSION
from service.summarise.single_flight import Bounds, SingleFlight
from service.summarise.summariser import Summariser
from service.summarise.summary import Told
from service.summarise.turns import Turns
from service.summarise.turnstile import Turnstile
from service.summarise.writing.abstractive import Abstractive

LEASE_SECONDS = 10.0
"""How soon another worker follows one that died while it held an article; the living renew."""

PATIENCE_MARGIN_SECONDS = 5.0
"""Another worker is waited for as long as the model may take, and this much longer."""


RESERVATION_MARGIN_SECONDS = 300.0
"""Money put aside stands as long as the model may take, and this much longer: a Redis that was away may be back."""


def create_app(settings: Settings) -> Flask:
    """The WSGI application. Raises ``BrokenPrompt`` or ``BrokenKeys`` when prompts or keys are not sound."""
    logs.configure(settings.log_level)
    app = Flask("service", static_folder=None)
    app.json = StrictJSON(app)
    app.config.update(
        MAX_CONTENT_LENGTH=settings.body_max_bytes,
        TEXT_MAX_CHARS=settings.text_max_chars,
        DEADLINE_SECONDS=settings.deadline_seconds,
        DEADLINE_MAX_SECONDS=settings.deadline_max_seconds,
        API_TITLE="Standfirst",
        API_VERSION=f"v1 ({__version__})",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/",
        OPENAPI_JSON_PATH="openapi.json",
    )
    parts = app.extensions["standfirst"] = build_parts(settings)
    request_hooks.register(app)
    api = app.extensions["problem_api"] = ProblemApi(app)
    for pages in (summaries, checks, prompts, usage, health, metrics):
        api.register_blueprint(pages.blueprint)
    app.register_blueprint(docs_blueprint())
    register_problems(app)
    app.wsgi_app = FastPath(  # type: ignore[method-assign]  # as Flask's documentation has it
        app.wsgi_app,
        _ready_keys(settings, parts),
        parts.ready,
        settings.deadline_max_seconds,
        usage.counter(parts.money.ledger),
    )
    keys = KeyFile(settings.keys_file, parts.clock) if settings.keys_file else None
    app.wsgi_app = Door(app.wsgi_app, keys, parts.limits, Brake(greenlets.hold))  # type: ignore[method-assign]
    parts.meters.know({rule.rule: frozenset(rule.methods or ()) for rule in app.url_map.iter_rules()})
    app.wsgi_app = Counting(app.wsgi_app, parts.meters)  # type: ignore[method-assign]
    parts.pulse.start()
    return app


def _ready_keys(settings: Settings, parts: Parts) -> ReadyKeys:
    """Names for ready answers that hold everything that decides an answer's bytes."""
    shelf = parts.prompts
    prompts = [
        (prompt.name, prompt.version, prompt.sha256, shelf.labels_of(prompt))
        for versions in shelf.prompts.values()
        for prompt in versions.values()
    ]
    decisive = [
        __version__,
        ENTRY_VERSION,
        GATE_VERSION,
        CLEANER_VERSION,
        settings.model_configured,
        [(endpoint.base_url, endpoint.model) for endpoint in settings.endpoints],
        sorted(prompts),
        settings.cache_ttl_seconds,
        settings.text_max_chars,
    ]
    return ReadyKeys(summaries.blueprint.url_prefix, decisive, settings.body_max_bytes)


def build_parts(settings: Settings) -> Parts:
    """The use case and what it stands on, without HTTP."""
    clock = SystemClock()
    turns = Turns(greenlets.aside(), clock.monotonic, greenlets.pause)
    shelf = PromptShelf.load(settings.prompts_dir)
    store = _store(settings, clock)
    books = _books(store, settings, clock)
    meters = Meters(__version__)
    model = build_model(settings, clock, meters.model_tried) if settings.model_configured else None
    flights: SingleFlight[Kept, Told] = SingleFlight(
        store,
        clock,
        logs.carrying(_spawn),
        Bounds(
            flights_max=settings.model_calls_max,
            late_max=settings.late_calls_max,
            lease_seconds=LEASE_SECONDS,
            patience_seconds=settings.model_timeout_seconds + PATIENCE_MARGIN_SECONDS,
        ),
        meters.boarded,
        Leases(store, clock, _spawn, lease_seconds=LEASE_SECONDS),
    )
    ready = ReadyAnswers(store, clock, ttl_seconds=settings.cache_ttl_seconds, near_max_bytes=settings.ready_max_bytes)
    summariser = Summariser(
        prompts=shelf,
        keeper=Keeper(store, settings.cache_ttl_seconds),
        flights=flights,
        writer=build_writer(Attended(model, meters), clock, settings, turns) if model else None,
        clock=clock,
        turns=turns,
        till=Till(books, price_of(settings)),
    )
    limits = TenantLimits(_turnstile(store, clock), settings.allowance, books.record)
    money = Money(books, settings.currency, settings.allowance)
    connections = ExitStack()
    connections.callback(store.close)
    connections.callback(books.close)
    if model:
        connections.callback(model.close)
    readiness = _readiness(store, model, settings)
    pulse = Pulse(meters, _standing(flights, model, store), _spawn)
    return Parts(summariser, shelf, clock, ready, turns, limits, money, readiness, connections.close, meters, pulse)


def _store(settings: Settings, clock: Clock) -> RedisStore | MemoryStore:
    if settings.redis_url:
        return RedisStore(settings.redis_url, timeout_seconds=settings.redis_timeout_seconds)
    return MemoryStore(settings.memory_cache_max_bytes, clock)


def _turnstile(store: RedisStore | MemoryStore, clock: Clock) -> Turnstile:
    return RedisTurnstile(store, clock, _spawn) if isinstance(store, RedisStore) else LocalTurnstile(clock)


def _books(store: RedisStore | MemoryStore, settings: Settings, clock: Clock) -> RedisBooks | MemoryBooks:
    if not isinstance(store, RedisStore):
        return MemoryBooks(clock, settings.allowance)
    lease_seconds = settings.model_timeout_seconds + RESERVATION_MARGIN_SECONDS
    return RedisBooks(store, clock, _spawn, everyone=settings.allowance, lease_seconds=lease_seconds)


def price_of(settings: Settings) -> Price | None:
    """The most that tokens can cost, by the settings' table; None when it does not know all models that may write."""
    prices = Prices.of(settings.model_prices or {}, settings.currency)
    names = [endpoint.model for endpoint in settings.endpoints]
    if not all(map(prices.know, names)):
        return None
    return lambda asked, written: max((prices.usage(name, asked, written) for name in names), key=lambda one: one.cost)


def build_model(settings: Settings, clock: Clock, observe: Callable[[ModelCall], None] = lambda _: None) -> Chain:
    """The model that the settings name, and those that stand in for it."""
    prices = Prices.of(settings.model_prices or {}, settings.currency)
    models = [
        OpenAIModel(
            base_url=endpoint.base_url or None,
            api_key=endpoint.api_key,
            name=endpoint.model,
            prices=prices,
            reply_max_bytes=settings.model_reply_max_bytes,
            clock=clock,
        )
        for endpoint in settings.endpoints
    ]
    try_seconds = settings.model_try_seconds or settings.model_timeout_seconds
    return Chain(models, clock, try_seconds=try_seconds, tries_max=settings.model_tries_max, observe=observe)


def build_writer(model: Model, clock: Clock, settings: Settings, turns: Turns | None = None) -> Abstractive:
    """The engine that writes with a model."""
    return Abstractive(model, clock, settings.model_input_max_chars, settings.model_timeout_seconds, turns or Turns())


def _spawn(function: Callable[[], None]) -> None:
    # A daemon: a worker that is told to stop does not wait for a model that nobody waits for.
    threading.Thread(target=function, daemon=True).start()


def _standing(
    flights: SingleFlight[Kept, Told], model: Chain | None, store: RedisStore | MemoryStore
) -> Callable[[], Sample]:
    """How this process stands, without asking anybody."""

    def look() -> Sample:
        under_way = flights.under_way()
        left_alone = tuple(state not in {"ok", "unknown"} for _, state in model.states()) if model else ()
        down = isinstance(store, RedisStore) and store.is_down
        return Sample(under_way.flights, under_way.late, left_alone, redis_down=down)

    return look


def _readiness(store: Store, model: Chain | None, settings: Settings) -> Callable[[], dict[str, Any]]:
    note = None if settings.redis_url else "kept in this process only: set REDIS_URL to share it"

    def readiness() -> dict[str, Any]:
        return {
            "version": __version__,
            "engine": "llm" if model and model.state() in {"ok", "unknown"} else "extractive",
            "model": model and {"name": model.name, "state": model.state()},
            "endpoints": [{"name": name, "state": state.value} for name, state in model.states()] if model else [],
            "cache": {"store": store.name, "state": "ok" if store.alive() else "down", "note": note},
        }

    return readiness
