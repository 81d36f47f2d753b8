from dataclasses import replace

import pytest

from service.app import create_app
from service.settings import Settings


@pytest.fixture(scope="module")
def client(redis_url):
    """One application for all cases of a module, over a real engine."""
    app = create_app(replace(Settings(), redis_url=redis_url, redis_timeout_seconds=5.0, log_level="error"))
    yield app.test_client()
    app.extensions["standfirst"].close()
