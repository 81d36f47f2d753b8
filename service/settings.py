"""Every setting, read once at start from the environment. The README's table is held to this list by a test."""

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from environs import Env, EnvError, ValidationError, validate

from service.summarise.allowance import Allowance, OverBudget

PACKAGE = Path(__file__).parent


class BadSettings(Exception):
    """Raised at start with one line that names every wrong setting."""


def _setting(name: str, default: object, help_text: str, *checks: object, shown: str | None = None) -> Any:  # noqa: ANN401
    """A field that is read from the environment variable ``name``; ``shown`` is its default in the README."""
    metadata = {"env": name, "help": help_text, "checks": checks, "shown": shown}
    return field(default=default, metadata=metadata, repr="KEY" not in name and "URL" not in name)


def _prompts_folder() -> Path:
    """The folder in the installed package, or the checkout's."""
    packed = PACKAGE / "prompts"
    return packed if packed.is_dir() else PACKAGE.parent / "prompts"


def _is_price_table(table: object) -> None:
    """Raises unless it maps model names to the two prices."""
    rows = table.values() if isinstance(table, dict) else [None]
    if not all(isinstance(row, dict) and {type(row.get(key)) for key in _PRICES} <= {int, float} for row in rows):
        raise ValidationError(f"wants for each model: {', '.join(_PRICES)}")


def _is_endpoint_list(value: object) -> None:
    """Raises unless each names an address and a model, and at most the variable that holds its key."""
    rows = value if isinstance(value, list) and len(value) <= _FALLBACKS_MAX else [None]
    for row in rows:
        if not isinstance(row, dict) or not {"base_url", "model"} <= row.keys() <= _ENDPOINT_FIELDS:
            raise ValidationError(f"wants up to {_FALLBACKS_MAX} endpoints with base_url, model, perhaps api_key_env")
        if not all(isinstance(text, str) and text for text in row.values()):
            raise ValidationError("wants text in each field")
        _HTTP(row["base_url"])
        variable = row.get("api_key_env")
        if variable and variable not in os.environ:
            raise ValidationError(f"the variable {variable} is not set")


_FALLBACKS_MAX = 8
_ENDPOINT_FIELDS = {"base_url", "model", "api_key_env"}
_PRICES = ("input_per_million", "output_per_million")
_HTTP = validate.Regexp(r"$|https?://[^\s/]+\S*$", error="Wants an address that begins with http:// or https://.")
_REDIS = validate.Regexp(
    r"$|(rediss?(\+(sentinel|cluster))?|unix)://\S+$",
    error="Wants redis://, rediss://, unix://, redis+sentinel:// or redis+cluster://.",
)
_POSITIVE = validate.Range(min=0, min_inclusive=False)
_NATURAL = validate.Range(min=1)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address with a model; an empty address is the vendor's."""

    base_url: str = field(repr=False)
    model: str
    api_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set. A name tells its unit."""

    openai_api_key: str = _setting(
        "OPENAI_API_KEY", "", "Key of the model's endpoint. Set it, or `OPENAI_BASE_URL`, to have a model write."
    )
    openai_base_url: str = _setting(
        "OPENAI_BASE_URL",
        "",
        "Address of any OpenAI-compatible endpoint.",
        _HTTP,
        shown="the vendor's, once a key is set",
    )
    openai_model: str = _setting(
        "OPENAI_MODEL", "gpt-5-mini", "The model's name at that endpoint.", validate.Length(min=1)
    )
    model_prices: dict[str, Any] | None = _setting(
        "STANDFIRST_MODEL_PRICES",
        None,
        'Prices for `usage.cost`: `{"MODEL": {"input_per_million": 0.25, "output_per_million": 2.0}}`.',
        _is_price_table,
        shown="none: cost is 0",
    )
    currency: str = _setting("STANDFIRST_CURRENCY", "USD", "Currency of the prices.", validate.Length(equal=3))
    model_timeout_seconds: float = _setting(
        "STANDFIRST_MODEL_TIMEOUT_SECONDS",
        60.0,
        "The model's time for one article, repair included. A caller's deadline may end earlier; the answer is kept.",
        _POSITIVE,
    )
    model_try_seconds: float = _setting(
        "STANDFIRST_MODEL_TRY_SECONDS",
        0.0,
        "Of that, what one try may take before another endpoint, the same once more, or the extractive engine has to "
        "do; 0: all of it.",
        validate.Range(min=0),
    )
    model_tries_max: int = _setting(
        "STANDFIRST_MODEL_TRIES_MAX",
        2,
        "Tries a call, over all endpoints. Of all calls to one endpoint at most a tenth are made again.",
        validate.Range(min=1, max=10),
    )
    fallbacks: list[dict[str, Any]] | None = _setting(
        "STANDFIRST_FALLBACKS",
        None,
        "Endpoints that stand in, in order, while the first is down: "
        '`[{"base_url": "https://…/v1", "model": "…", "api_key_env": "NAME_OF_A_VARIABLE"}]`.',
        _is_endpoint_list,
        shown="none",
    )
    model_reply_max_bytes: int = _setting(
        "STANDFIRST_MODEL_REPLY_MAX_BYTES",
        1_000_000,
        "A longer reply of the endpoint is cut off and not used.",
        _NATURAL,
    )
    model_input_max_chars: int = _setting(
        "STANDFIRST_MODEL_INPUT_MAX_CHARS",
        24_000,
        "Article text that one call may carry; of longer articles the most salient sentences are sent.",
        _NATURAL,
    )
    model_calls_max: int = _setting(
        "STANDFIRST_MODEL_CALLS_MAX",
        1_000,
        "Articles that one worker has at the model at once; more are degraded.",
        _NATURAL,
    )
    late_calls_max: int = _setting(
        "STANDFIRST_LATE_CALLS_MAX",
        128,
        "Of these, how many may go on for the cache alone, after their callers' deadlines; with more, new articles are "
        "degraded at once.",
        _NATURAL,
    )
    deadline_seconds: float = _setting(
        "STANDFIRST_DEADLINE_SECONDS", 25.0, "A request's deadline when it does not say `Prefer: wait`.", _POSITIVE
    )
    deadline_max_seconds: float = _setting(
        "STANDFIRST_DEADLINE_MAX_SECONDS", 120.0, "The longest `Prefer: wait` that is honoured.", _POSITIVE
    )
    redis_url: str = _setting(
        "REDIS_URL",
        "",
        "The shared store: `redis://`, `rediss://`, `unix://`, `redis+sentinel://` or `redis+cluster://`.",
        _REDIS,
        shown="`standfirst serve` starts a private engine; else memory",
    )
    redis_timeout_seconds: float = _setting(
        "STANDFIRST_REDIS_TIMEOUT_SECONDS",
        0.25,
        "Time for one Redis command; a slower Redis counts as down.",
        _POSITIVE,
    )
    cache_ttl_seconds: int = _setting("STANDFIRST_CACHE_TTL_SECONDS", 604_800, "How long a summary is kept.", _NATURAL)
    memory_cache_max_bytes: int = _setting(
        "STANDFIRST_MEMORY_CACHE_MAX_BYTES",
        67_108_864,
        "Bound of the memory store, and of the private engine.",
        _NATURAL,
    )
    ready_max_bytes: int = _setting(
        "STANDFIRST_READY_MAX_BYTES",
        8_000_000,
        "Ready-made answers that one worker holds in its own memory, before it asks Redis; 0: none.",
        validate.Range(min=0),
    )
    requests_per_minute: int | None = _setting(
        "STANDFIRST_REQUESTS_PER_MINUTE",
        None,
        "Requests that the whole service takes in a minute; keys have limits of their own.",
        _NATURAL,
        shown="no limit",
    )
    concurrent_requests: int | None = _setting(
        "STANDFIRST_CONCURRENT_REQUESTS",
        None,
        "Requests that the whole service answers at once, over all workers.",
        _NATURAL,
        shown="no limit",
    )
    tokens_per_day: int | None = _setting(
        "STANDFIRST_TOKENS_PER_DAY",
        None,
        "Tokens, in and out, that all model calls of a day (UTC) may take.",
        _NATURAL,
        shown="no bound",
    )
    tokens_per_month: int | None = _setting(
        "STANDFIRST_TOKENS_PER_MONTH", None, "The same of a month.", _NATURAL, shown="no bound"
    )
    cost_per_day: float | None = _setting(
        "STANDFIRST_COST_PER_DAY",
        None,
        "Money, in `STANDFIRST_CURRENCY`, that all model calls of a day (UTC) may cost. Wants the model's price.",
        _POSITIVE,
        shown="no bound",
    )
    cost_per_month: float | None = _setting(
        "STANDFIRST_COST_PER_MONTH", None, "The same of a month.", _POSITIVE, shown="no bound"
    )
    over_budget: str = _setting(
        "STANDFIRST_OVER_BUDGET",
        "degrade",
        "What callers get when tokens or money are used up: `degrade`, an extractive answer that says so, or `refuse`, "
        "429; a key may refuse on its own.",
        validate.OneOf(list(OverBudget)),
    )
    body_max_bytes: int = _setting(
        "STANDFIRST_BODY_MAX_BYTES", 4_000_000, "A larger request body is refused with 413.", _NATURAL
    )
    text_max_chars: int = _setting(
        "STANDFIRST_TEXT_MAX_CHARS", 1_000_000, "A longer `text` or `html` is refused with 413.", _NATURAL
    )
    bind: str = _setting(
        "STANDFIRST_BIND", "127.0.0.1:8080", "Address and port, or `unix:PATH`.", validate.Length(min=1)
    )
    workers: int = _setting("WEB_CONCURRENCY", 2, "Worker processes: one a core.", _NATURAL)
    worker_class: str = _setting(
        "STANDFIRST_WORKER_CLASS",
        "gevent",
        "`gevent`, or `gthread` behind a proxy that holds slow clients.",
        validate.OneOf(["gevent", "gthread"]),
    )
    worker_requests_max: int = _setting(
        "STANDFIRST_WORKER_REQUESTS_MAX",
        200_000,
        "Requests, up to a quarter more, after which a worker is replaced by a new one; 0: never.",
        validate.Range(min=0),
    )
    threads: int = _setting("STANDFIRST_THREADS", 256, "Requests that one `gthread` worker answers at once.", _NATURAL)
    keys_file: Path | None = _setting(
        "STANDFIRST_KEYS_FILE",
        None,
        "The keys that callers need (`standfirst keys`). Without it whoever reaches the address may ask.",
        shown="none: no key is wanted",
    )
    open_to_network: bool = _setting(
        "STANDFIRST_OPEN_TO_NETWORK",
        False,  # noqa: FBT003
        "Serve anyone who can reach the address. Without it a service that has no keys binds to loopback only.",
    )
    state_dir: Path = _setting(
        "STANDFIRST_STATE_DIR",
        Path("~/.local/state/standfirst"),
        "Where `standfirst serve` keeps its private engine.",
    )
    prompts_dir: Path = _setting("STANDFIRST_PROMPTS_DIR", _prompts_folder(), "The prompts.", shown="the shipped ones")
    log_level: str = _setting(
        "STANDFIRST_LOG_LEVEL", "info", "`debug`, `info`, `warning` or `error`.",
        validate.OneOf(["debug", "info", "warning", "error"]),
    )  # fmt: skip

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """Where a model is asked, best first."""
        first = Endpoint(self.openai_base_url, self.openai_model, self.openai_api_key)
        return first, *(
            Endpoint(row["base_url"], row["model"], os.environ.get(row.get("api_key_env", ""), ""))
            for row in self.fallbacks or ()
        )

    @property
    def model_configured(self) -> bool:
        """Whether a model is to write: a key or an address is set."""
        return bool(self.openai_api_key or self.openai_base_url)

    @property
    def allowance(self) -> Allowance:
        """What all tenants together may use."""
        return Allowance(
            requests_per_minute=self.requests_per_minute,
            concurrent_requests=self.concurrent_requests,
            tokens_per_day=self.tokens_per_day,
            tokens_per_month=self.tokens_per_month,
            cost_per_day=self.cost_per_day,
            cost_per_month=self.cost_per_month,
            over_budget=OverBudget(self.over_budget),
        )

    def check_price(self) -> None:
        """Raises ``BadSettings`` when cost is bounded and a model has no price: all would count as free."""
        table = self.model_prices or {}
        models = {endpoint.model for endpoint in self.endpoints} if self.allowance.bounds_cost else set()
        unpriced = sorted(model for model in models if not any(model.startswith(name) for name in table))
        if unpriced:
            raise BadSettings(
                "STANDFIRST_COST_PER_DAY and STANDFIRST_COST_PER_MONTH want a price of each model: "
                f"STANDFIRST_MODEL_PRICES does not name {', '.join(unpriced)}"
            )

    def check_exposure(self) -> None:
        """Raises ``BadSettings`` when a service without keys would be open to more than this machine."""
        if not (self.keys_file or self.open_to_network or _is_local(self.bind)):
            raise BadSettings(
                f"STANDFIRST_BIND={self.bind} is open to the network and the service has no keys: bind to 127.0.0.1, "
                "or set STANDFIRST_KEYS_FILE, or STANDFIRST_OPEN_TO_NETWORK=true if something in front admits callers"
            )


_READERS = {
    str: "str",
    int: "int",
    float: "float",
    bool: "bool",
    Path: "path",
    Path | None: "path",
    int | None: "int",
    float | None: "float",
}


def load_settings() -> Settings:
    """The settings in the environment. Raises ``BadSettings`` that names every wrong one at once."""
    env = Env(eager=False)
    values = {setting.name: _read(env, setting) for setting in fields(Settings)}
    try:
        env.seal()
    except EnvError as error:
        raise BadSettings(f"wrong settings: {error}") from error
    return Settings(**values)


def _read(env: Env, setting: "Field[Any]") -> Any:  # noqa: ANN401
    meta: Mapping[str, Any] = setting.metadata
    reader = getattr(env, _READERS.get(setting.type, "json"))  # type: ignore[arg-type]  # the annotations are types here
    return reader(meta["env"], setting.default, validate=list(meta["checks"]))


def _is_local(bind: str) -> bool:
    if bind.startswith("unix:"):
        return True
    host = bind.rpartition(":")[0].strip("[]") or bind
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
