"""A real engine for all tests that need Redis: the tests start it themselves, on a Unix socket, and stop it."""

import socket
from dataclasses import fields
from urllib.parse import unquote, urlsplit

import pytest
import structlog

from service.adapters import private_engine
from service.settings import Settings

ENGINE_MEMORY_BYTES = 64_000_000


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    """No setting of the developer's own environment reaches a test."""
    for setting in fields(Settings):
        monkeypatch.delenv(setting.metadata["env"], raising=False)


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory):
    """The URL of a real engine, one for the whole run."""
    engine = private_engine.start(tmp_path_factory.mktemp("redis"), ENGINE_MEMORY_BYTES)
    if isinstance(engine, private_engine.NoEngine):
        pytest.fail(f"the tests need a Redis engine: {engine.reason}")
    yield engine.url
    assert engine.stop_if_last()


@pytest.fixture
def flushed_redis_url(redis_url):
    """The same, with nothing in it."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(unquote(urlsplit(redis_url).path))
        line.sendall(b"FLUSHALL\r\n")
        assert line.recv(64) == b"+OK\r\n"
    return redis_url


@pytest.fixture(autouse=True)
def _fresh_logs():
    """What one test says of logs is not heard in the next."""
    yield
    structlog.reset_defaults()
