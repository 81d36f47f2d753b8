"""``/v1/checks``: sentences that somebody else wrote, over the real app."""

import pytest

TRUE = "Norland Water will not close the Highmoor reservoir."


@pytest.fixture
def ask(client, reservoir):
    def send(*statements, **more):
        body = {"text": reservoir, "statements": [{"text": one} if isinstance(one, str) else one for one in statements]}
        return client.post("/v1/checks", json=body | more)

    return send


def test_each_statement_gets_verdict_score_evidence_and_reasons(ask, reservoir):
    held, stopped = ask(TRUE, TRUE.replace("not ", "")).get_json()["statements"]
    assert (held["text"], held["verdict"], held["checks"]) == (TRUE, "supported", [])
    assert stopped["verdict"] == "unsupported"
    assert {"negation"} <= {check["check"] for check in stopped["checks"]}
    assert all(check["ok"] is False and check["detail"] for check in stopped["checks"])
    assert 0 <= stopped["score"] < held["score"] <= 1
    for piece in held["evidence"]:
        assert piece["sentence"] >= 0
        assert reservoir[piece["start"] : piece["end"]] == piece["text"]
    assert held["evidence"]


def test_the_same_question_gets_the_same_answer(ask):
    assert ask(TRUE).get_json() == ask(TRUE).get_json()


def test_a_speaker_beside_the_statement_is_checked(ask):
    words = "The reservoir has been inspected four times in the last six weeks."
    said = [{"text": words, "speaker": who} for who in ("Callum Whitcombe", "Marguerite Oyelaran", "Nobody Here")]
    right, *wrong = ask(*said).get_json()["statements"]
    assert right["verdict"] == "supported"
    assert [one["checks"][0]["check"] for one in wrong] == ["attribution", "attribution"]


def test_offsets_count_utf16_units_where_wanted(ask, reservoir):
    wide = "🦊🦊\n\n" + reservoir
    (found,) = ask(TRUE, text=wide, offset_unit="utf16").get_json()["statements"]
    piece = found["evidence"][-1]
    encoded = wide.encode("utf-16-le")
    assert encoded[2 * piece["start"] : 2 * piece["end"]].decode("utf-16-le") == piece["text"]


def test_html_is_read_and_its_text_given_back_where_wanted(client):
    body = {"html": "<p>The bridge at Wexley will close in May.</p><p>It was built in 1911 and carries 4,000 cars.</p>"}
    statements = [{"text": "The bridge carries 4,000 cars."}]
    answer = client.post("/v1/checks", json=body | {"statements": statements, "include": ["article"]}).get_json()
    for piece in answer["statements"][0]["evidence"]:
        assert answer["article"]["text"][piece["start"] : piece["end"]] == piece["text"]
    assert "4,000" in piece["text"]
    assert "article" not in client.post("/v1/checks", json=body | {"statements": statements}).get_json()


@pytest.mark.parametrize(
    ("statements", "pointer"),
    [
        ([], "/statements"),
        ([{"text": "x"}] * 51, "/statements"),
        ([{"text": ""}], "/statements/0/text"),
        ([{"text": "x" * 2001}], "/statements/0/text"),
        ([{"text": "a\x00b"}], "/statements/0/text"),
        ([{"text": "x", "speaker": "y" * 201}], "/statements/0/speaker"),
        ([{"text": "x", "sentences": [1]}], "/statements/0/sentences"),
        (["x"], "/statements/0"),
        (None, "/statements"),
    ],
)
def test_bad_statements_get_a_clear_error(client, reservoir, statements, pointer):
    answer = client.post("/v1/checks", json={"text": reservoir, "statements": statements})
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert pointer in {fault["pointer"] for fault in answer.get_json()["errors"]}


def test_fifty_statements_are_answered_in_their_order(ask):
    texts = [f"The reservoir holds {number} boats." for number in range(50)]
    assert [one["text"] for one in ask(*texts).get_json()["statements"]] == texts


def test_an_article_without_sentences_is_refused(client):
    assert client.post("/v1/checks", json={"text": " \n", "statements": [{"text": "x"}]}).status_code == 422


def test_other_methods_are_not_allowed(client):
    answer = client.get("/v1/checks")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_what_cannot_be_checked_by_the_deadline_is_a_clear_503(client, reservoir):
    long = " ".join(f"Norland Water counted {n} trout near the Highmoor dam." for n in range(20))
    body = {"text": "\n\n".join([reservoir] * 3), "statements": [{"text": long[:2000]}] * 50}
    answer = client.post("/v1/checks", json=body, headers={"Prefer": "wait=0"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert answer.get_json()["detail"].startswith("0 of 50 statements could be checked in time")
