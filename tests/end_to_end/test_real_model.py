"""The whole way with a model that nobody scripted. Its prose is poor; what is delivered must hold all the same."""

from pathlib import Path

import pytest

from tests import real_model
from tests.running_service import free_port, serving

PAGE = (Path(__file__).parents[1] / "pages" / "reservoir.txt").read_text()
SHORT = PAGE[PAGE.index("By Marguerite") : PAGE.index("Asked if")]
REQUESTS = (
    {"text": SHORT, "outputs": {"headline": {"max_chars": 120}}},
    {"text": SHORT, "outputs": {"headline": {}, "summary": {"max_sentences": 2}, "claims": {"max_items": 3}}},
    {"text": PAGE, "outputs": {"headline": {"max_chars": 120}, "claims": {"max_items": 3}}},
)


def statements(answer):
    summary = (answer["summary"] or {"statements": []})["statements"]
    return [answer["headline"], *summary, *answer["claims"]]


@pytest.mark.real_model
def test_a_real_small_model_writes_and_only_what_is_grounded_is_delivered(tmp_path):
    settings = {"STANDFIRST_MODEL_TIMEOUT_SECONDS": "120", "OPENAI_MODEL": "smollm2"}
    written = []
    with real_model.serving(free_port()) as url, serving(tmp_path, OPENAI_BASE_URL=url, **settings) as service:
        for request in REQUESTS:
            first = service.post(request, Prefer="wait=120")
            answer = first.json()
            for statement in statements(answer):
                assert statement["verdict"] == "supported"
                for piece in statement["evidence"]:
                    assert request["text"][piece["start"] : piece["end"]] == piece["text"]
            if answer["degraded"]:
                # 135 million parameters lose the thread of a longer reply now and then; that is told, not hidden.
                assert answer["degraded"]["reason"] in {"model_cut_short", "model_rubbish"}
                continue
            written.append(answer)
            assert answer["engine"]["kind"] == "llm"
            assert answer["usage"]["output_tokens"] > 0
            second = service.post(request)
            assert "hit" in second.headers["Cache-Status"]
            assert second.headers["ETag"] == first.headers["ETag"]
    assert written
