from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from service.adapters.clock import SystemClock
from service.adapters.model import OpenAIModel, Prices
from service.summarise.ports import Deadline, Message, ModelRequest
from tests.scripted_model import ScriptedModel

ARTICLE = "The council votes on the harbour bridge tonight."
REQUEST = ModelRequest(
    messages=(Message("system", "Answer in JSON."), Message("user", f"[1] {ARTICLE}")),
    schema={"type": "object", "properties": {}, "required": [], "additionalProperties": False},
    schema_name="brief",
    max_output_tokens=300,
    temperature=0.1,
)


@dataclass
class Desk:
    """A scripted server and a model that points at it."""

    server: ScriptedModel
    model: OpenAIModel

    def ask(self, seconds=10.0, heard=None):
        return self.model.complete(REQUEST, Deadline.after(SystemClock(), seconds), heard)

    @property
    def calls(self):
        return len(self.server.asked)


@pytest.fixture
def new_model():
    with ExitStack() as opened:

        def build(url, **changes):
            options = {"api_key": "key-1", "name": "small-model", "prices": Prices.of({}, "USD")}
            options |= {"reply_max_bytes": 100_000, "clock": SystemClock()} | changes
            model = OpenAIModel(base_url=url, **options)
            opened.callback(model.close)
            return model

        yield build


@pytest.fixture
def desk(new_model):
    with ExitStack() as opened:

        def build(*script, **changes):
            server = opened.enter_context(ScriptedModel(*script))
            return Desk(server, new_model(server.url, **changes))

        yield build
