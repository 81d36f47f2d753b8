"""The whole way once with a model that nobody scripted. Its prose is poor; what is delivered must hold all the same."""

from pathlib import Path

import pytest

from tests import real_model
from tests.running_service import free_port, serving

RESERVOIR = (Path(__file__).parents[1] / "pages" / "reservoir.txt").read_text()


@pytest.mark.real_model
def test_a_real_small_model_writes_a_grounded_summary(tmp_path):
    settings = {"STANDFIRST_MODEL_TIMEOUT_SECONDS": "120", "OPENAI_MODEL": "smollm2"}
    with real_model.serving(free_port()) as url, serving(tmp_path, OPENAI_BASE_URL=url, **settings) as service:
        first = service.post({"text": RESERVOIR}, Prefer="wait=120")
        answer = first.json()
        assert answer["degraded"] is None, answer["degraded"]
        assert answer["engine"]["kind"] == "llm"
        assert answer["usage"]["output_tokens"] > 0
        statements = [answer["headline"], *answer["summary"]["statements"], *answer["claims"]]
        for statement in statements:
            assert statement["verdict"] == "supported"
            for piece in statement["evidence"]:
                assert RESERVOIR[piece["start"] : piece["end"]] == piece["text"]
        second = service.post({"text": RESERVOIR})
        assert "hit" in second.headers["Cache-Status"]
        assert second.headers["ETag"] == first.headers["ETag"]
