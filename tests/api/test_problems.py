"""Every error is one problem document, and none of them repeats what was sent."""

import json

import pytest

SECRET = "Quentin Ashgrove confessed"


def is_problem(answer, status):
    body = answer.get_json(force=True)
    assert answer.status_code == status, body
    assert answer.content_type == "application/problem+json"
    assert {"type", "title", "status", "detail", "instance"} <= set(body)
    assert body["status"] == status
    assert len(answer.data) <= 4096
    assert SECRET.encode() not in answer.data
    return body


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/text"),
        ({"text": "a", "html": "b"}, "/text"),
        ({"text": 1}, "/text"),
        ({"text": None}, "/text"),
        ({"text": SECRET, "engine": SECRET}, "/engine"),
        ({"text": SECRET, "outputs": {"headline": {"max_chars": 5}}}, "/outputs/headline/max_chars"),
        ({"text": SECRET, "outputs": {"headline": {"max_chars": True}}}, "/outputs/headline/max_chars"),
        ({"text": SECRET, "outputs": {"headline": {"max_chars": "70"}}}, "/outputs/headline/max_chars"),
        ({"text": SECRET, "outputs": {"claims": {"max_items": 10**9}}}, "/outputs/claims/max_items"),
        ({"text": SECRET, "outputs": {"poem": {}}}, "/outputs/poem"),
        ({"text": SECRET, "outputs": {}}, "/outputs"),
        ({"text": SECRET, "outputs": []}, "/outputs"),
        ({"text": SECRET, "unknown": 1}, "/unknown"),
        ({"text": SECRET, "include": ["secrets"]}, "/include/0"),
        ({"text": SECRET, "offset_unit": "bytes"}, "/offset_unit"),
        ({"text": SECRET, "language": "not a language"}, "/language"),
        ({"text": SECRET + "\x00"}, "/text"),
        ({"text": SECRET, "title": "x" * 501}, "/title"),
    ],
)
def test_bad_fields_are_pointed_at(call, body, pointer):
    listed = is_problem(call.post(body), 422)["errors"]
    assert pointer in [one["pointer"] for one in listed], listed


@pytest.mark.parametrize("raw", [b"[]", b'"x"', b"1", b"null", b"true"])
def test_a_body_that_is_no_object_is_refused(client, raw):
    is_problem(client.post("/v1/summaries", data=raw, content_type="application/json"), 422)


@pytest.mark.parametrize(
    "raw", [b"", b"{", b'{"text": "\\ud800"}', b"[" * 3000, b"\xff\xfe", b'{"text": NaN}', b"\xef\xbb\xbf{}"]
)
def test_a_body_that_is_no_json_is_refused(client, raw):
    answer = client.post("/v1/summaries", data=raw, content_type="application/json")
    assert answer.status_code in {400, 422}
    is_problem(answer, answer.status_code)


@pytest.mark.parametrize("text", ["", "   \n\t ", "Menu\nHome\nLog in\nSubscribe\n", "\u200b\u200b", "…", "!!!"])
def test_an_article_without_sentences_is_422_and_says_why(call, text):
    assert "sentence" in is_problem(call.post({"text": text}), 422)["detail"]


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=utf-16", ""],
)
def test_another_media_type_is_415(client, kind):
    is_problem(client.post("/v1/summaries", data=b'{"text": "x"}', content_type=kind), 415)


def test_a_compressed_body_is_415(client):
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    is_problem(client.post("/v1/summaries", data=b"x", headers=headers), 415)


def test_too_large_is_413_by_body_and_by_text(client, call):
    is_problem(client.post("/v1/summaries", data=b" " * 4_000_001, content_type="application/json"), 413)
    is_problem(call.post({"text": "a" * 1_000_001}), 413)


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", "/nowhere"), ("get", "/v1/summaries/sum_0"), ("get", "/v1/prompts/x"), ("get", "/v1/prompts/brief/99")],
)
def test_what_is_not_there_is_404(client, method, path):
    is_problem(getattr(client, method)(path), 404)


def test_a_wrong_method_is_405_and_says_which_are_right(client):
    answer = client.put("/v1/summaries", json={})
    is_problem(answer, 405)
    assert "POST" in answer.headers["Allow"]


def test_many_faults_make_a_short_answer(call):
    body = is_problem(call.post({f"field{n}" * 20: 1 for n in range(5000)}), 422)
    assert len(body["errors"]) == 20


def test_an_unforeseen_error_tells_nothing(make_app, settings, capsys):
    app = make_app(settings)

    @app.get("/broken")
    def broken():
        raise RuntimeError(SECRET)

    answer = app.test_client().get("/broken")
    is_problem(answer, 500)
    written = capsys.readouterr().err
    assert SECRET not in written
    assert json.loads(written.splitlines()[0])["error"] == "RuntimeError"
