from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from service.app import create_app
from service.settings import Settings
from tests.scripted_model import ScriptedModel, faithful

PAGES = Path(__file__).parent.parent / "pages"


@dataclass
class Caller:
    client: object

    def post(self, body, **headers):
        return self.client.post(
            "/v1/summaries", json=body, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )


@pytest.fixture
def settings(flushed_redis_url):
    return replace(Settings(), redis_url=flushed_redis_url, redis_timeout_seconds=5.0, log_level="error")


@pytest.fixture
def model():
    """A model that speaks the real protocol, and is faithful unless a test has it play otherwise."""
    with ScriptedModel(faithful) as server:
        yield server


@pytest.fixture
def make_app():
    """Applications whose connections end with the test."""
    made = []

    def make(settings):
        made.append(create_app(settings))
        return made[-1]

    yield make
    for app in made:
        app.extensions["standfirst"].close()


@pytest.fixture
def client(make_app, settings):
    return make_app(settings).test_client()


@pytest.fixture
def call(client):
    return Caller(client)


@pytest.fixture
def reservoir():
    return (PAGES / "reservoir.txt").read_text()
