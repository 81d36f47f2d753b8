"""The whole way with a model that nobody scripted. Its prose is poor; what is delivered must hold all the same."""

from pathlib import Path

import pytest

from tests import real_model
from tests.running_service import free_port, serving

PAGE = (Path(__file__).parents[1] / "pages" / "reservoir.txt").read_text()
SHORT = PAGE[PAGE.index("By Marguerite") : PAGE.index("Asked if")]
LONGER = (
    {"text": SHORT, "outputs": {"headline": {}, "summary": {"max_sentences": 2}, "claims": {"max_items": 3}}},
    {"text": PAGE, "outputs": {"headline": {"max_chars": 120}, "claims": {"max_items": 3}}},
)
# 135 million parameters lose the thread of a reply about every other time; that is told, not hidden. So a headline is
# asked for in other lengths until one is written.
HEADLINES = tuple({"text": SHORT, "outputs": {"headline": {"max_chars": 120 + more}}} for more in range(12))


def statements(answer):
    summary = (answer["summary"] or {"statements": []})["statements"]
    return [answer["headline"], *summary, *answer["claims"]]


def written(service, request):
    """Whether the model wrote the answer; whoever did, it holds, and the model's is remembered."""
    first = service.post(request, Prefer="wait=120")
    answer = first.json()
    for statement in statements(answer):
        assert statement["verdict"] == "supported"
        for piece in statement["evidence"]:
            assert request["text"][piece["start"] : piece["end"]] == piece["text"]
    if answer["degraded"]:
        assert answer["degraded"]["reason"] in {"model_cut_short", "model_rubbish"}
        return False
    assert answer["engine"]["kind"] == "llm"
    assert answer["usage"]["output_tokens"] > 0
    second = service.post(request)
    assert "hit" in second.headers["Cache-Status"]
    assert second.headers["ETag"] == first.headers["ETag"]
    return True


@pytest.mark.real_model
def test_a_real_small_model_writes_and_only_what_is_grounded_is_delivered(tmp_path):
    settings = {"STANDFIRST_MODEL_TIMEOUT_SECONDS": "120", "OPENAI_MODEL": "smollm2"}
    with real_model.serving(free_port()) as url, serving(tmp_path, OPENAI_BASE_URL=url, **settings) as service:
        assert any(written(service, request) for request in HEADLINES)
        for request in LONGER:
            written(service, request)
