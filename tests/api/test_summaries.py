"""``/v1/summaries`` with the extractive engine, over the real app and a real Redis engine."""

import json
import re

import pytest

FURNITURE = re.compile(
    r"Subscribe|newsletter|Advertisement|Story continues|READ MORE|Related|Privacy|Copy link|©|Sign up|inbox"
)


def evidence_of(answer):
    statements = [answer["headline"], *answer["headline_variants"], *answer["claims"]]
    for paragraph in ("summary", "blurb", "meta_description"):
        statements += (answer[paragraph] or {"statements": []})["statements"]
    return [piece for statement in statements if statement for piece in statement["evidence"]]


def test_a_messy_page_becomes_all_outputs_pinned_to_its_sentences(call, reservoir):
    answer = call.post({"text": reservoir, "include": ["article"], "outputs": {
        "headline": {}, "summary": {}, "blurb": {}, "meta_description": {}, "claims": {}}}).get_json()  # fmt: skip
    assert answer["engine"] == {"kind": "extractive", "model": None, "prompt": None, "version": None, "sha256": None}
    assert answer["degraded"] is None
    assert len(answer["headline"]["text"]) <= 70
    assert "Highmoor reservoir" in answer["headline"]["text"]
    assert answer["article"]["title"].startswith("Water firm will not close")
    assert answer["article"]["byline"] == "Marguerite Oyelaran"
    assert answer["article"]["language"] == "en"
    assert 3 <= len(answer["claims"]) <= 6
    assert len(answer["summary"]["text"]) <= 400
    assert len(answer["blurb"]["text"]) <= 280
    assert len(answer["meta_description"]["text"]) <= 155
    pieces = evidence_of(answer)
    assert pieces
    for piece in pieces:
        assert reservoir[piece["start"] : piece["end"]] == piece["text"]


def test_no_page_furniture_in_the_sentences_or_in_any_output(call, reservoir):
    answer = call.post({"text": reservoir, "include": ["article"]}).get_json()
    sentences = [reservoir[one["start"] : one["end"]] for one in answer["article"]["sentences"]]
    assert sentences[0].startswith("Norland Water will not close")
    assert sentences[-1].startswith("“I don’t know how the families")
    for text in (
        *sentences,
        json.dumps({k: answer[k] for k in ("headline", "summary", "blurb", "claims")}, ensure_ascii=False),
    ):
        assert not FURNITURE.search(text), text
    assert {"newsletter", "related"} <= {piece["reason"] for piece in answer["article"]["dropped"]}


def test_claims_name_their_speaker(call, reservoir):
    claims = call.post({"text": reservoir, "outputs": {"claims": {"max_items": 12}}}).get_json()["claims"]
    spoken = [claim for claim in claims if claim["speaker"] and claim["speaker"]["name"] == "Callum Whitcombe"]
    assert spoken
    for claim in spoken:
        speaker = claim["speaker"]
        assert reservoir[speaker["start"] : speaker["end"]].split()[-1].strip(",.’") in {"Whitcombe", "he", "He", "s"}
    assert all(claim["kind"] in {"attributed", "opinion", "forecast"} for claim in spoken)


def test_only_the_outputs_that_are_named_are_written(call, reservoir):
    answer = call.post({"text": reservoir, "outputs": {"headline": {"max_chars": 60}}}).get_json()
    assert answer["headline"]
    assert (answer["summary"], answer["blurb"], answer["meta_description"], answer["claims"]) == (None, None, None, [])


def test_the_second_post_is_a_hit_with_the_same_tag(call, reservoir):
    first, second = call.post({"text": reservoir}), call.post({"text": reservoir})
    assert first.headers["Cache-Status"] == "standfirst; fwd=miss; stored"
    assert re.fullmatch(r"standfirst; hit; ttl=\d+", second.headers["Cache-Status"])
    assert first.headers["ETag"] == second.headers["ETag"]
    assert int(second.headers["Age"]) >= 0
    assert first.get_json() == second.get_json()


def test_other_furniture_around_the_same_article_is_a_hit_with_evidence_at_its_new_place(call, reservoir):
    first = call.post({"text": reservoir})
    body = reservoir[reservoir.index("By Marguerite") : reservoir.index("Sign up to our newsletter")]
    other = (
        "Skip to content\nLog in\nSearch 🔎\n\n"
        + body
        + "\nMore from Environment\nSlug pellets banned\nHedges count\nTerms of use\n"
    )
    second = call.post({"text": other, "include": ["article"]})
    assert "hit" in second.headers["Cache-Status"]
    assert second.headers["ETag"] == first.headers["ETag"]
    for piece in evidence_of(second.get_json()):
        assert other[piece["start"] : piece["end"]] == piece["text"]


def test_offsets_can_be_counted_as_javascript_counts(call):
    text = "🔎 The council in Wexley will plant 200 trees on Monday, it said. The trees 🌳 are oaks. They cost £4,000 in all."
    answer = call.post({"text": text, "offset_unit": "utf16", "include": ["article"]}).get_json()
    units = text.encode("utf-16-le")
    for piece in evidence_of(answer):
        assert units[2 * piece["start"] : 2 * piece["end"]].decode("utf-16-le") == piece["text"]


def test_html_is_read_and_offsets_are_into_the_text_that_is_returned(call):
    page = (
        "<html><head><title>Trees for Wexley | The Courier</title><style>p {}</style></head><body><nav><a>Home</a></nav>"
        "<h1>Trees for Wexley</h1><p>The council in Wexley will plant 200 trees on Monday &amp; Tuesday, it said.</p>"
        "<p>The trees are oaks&nbsp;and cost £4,000, said Ann Ruiz, the mayor.</p><script>alert(1)</script>"
        "<p>Work starts in May and will not close the park, the council said.</p></body></html>"
    )
    answer = call.post({"html": page, "include": ["article"]}).get_json()
    text = answer["article"]["text"]
    assert "alert" not in text
    assert "Monday & Tuesday" in text
    assert answer["article"]["title"] == "Trees for Wexley"
    for piece in evidence_of(answer):
        assert text[piece["start"] : piece["end"]] == piece["text"]


@pytest.mark.parametrize(
    ("header", "status"), [("no-cache", "standfirst; fwd=request; stored"), ("no-store", "standfirst; fwd=request")]
)
def test_cache_control_of_the_request_is_obeyed(call, reservoir, header, status):
    call.post({"text": reservoir})
    assert call.post({"text": reservoir}, Cache_Control=header).headers["Cache-Status"] == status


def test_no_store_leaves_nothing_behind(call, reservoir):
    identifier = call.post({"text": reservoir}, Cache_Control="no-store").get_json()["id"]
    assert call.client.get(f"/v1/summaries/{identifier}").status_code == 404


def test_only_if_cached_gets_a_hit_or_504(call, reservoir):
    assert call.post({"text": reservoir}, Cache_Control="only-if-cached").status_code == 504
    call.post({"text": reservoir})
    assert call.post({"text": reservoir}, Cache_Control="only-if-cached").status_code == 200


def test_a_known_tag_is_answered_304(call, reservoir):
    first = call.post({"text": reservoir})
    again = call.post({"text": reservoir}, If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    url = f"/v1/summaries/{first.get_json()['id']}"
    assert call.client.get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert call.client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_summary_is_fetched_and_purged_by_its_id(call, reservoir):
    first = call.post({"text": reservoir}).get_json()
    url = f"/v1/summaries/{first['id']}"
    assert call.client.get(url).get_json() == first
    assert call.client.delete(url).status_code == 204
    assert call.client.get(url).status_code == 404
    assert call.client.delete(url).status_code == 404
    assert call.post({"text": reservoir}).headers["Cache-Status"] == "standfirst; fwd=miss; stored"


def test_options_are_part_of_the_key_and_views_are_not(call, reservoir):
    call.post({"text": reservoir})
    assert (
        "hit" in call.post({"text": reservoir, "include": ["article"], "offset_unit": "utf16"}).headers["Cache-Status"]
    )
    for change in ({"ungrounded": "flag"}, {"outputs": {"headline": {}}}, {"title": "Quite another title"}):
        assert "miss" in call.post({"text": reservoir} | change).headers["Cache-Status"], change


def test_insisting_on_a_model_where_there_is_none_is_422(call, reservoir):
    answer = call.post({"text": reservoir, "engine": "llm"})
    assert answer.status_code == 422
    assert answer.get_json()["detail"] == "no model is configured"


@pytest.mark.parametrize("prompt", ["brief@99", "brief:nowhere", "../../etc/passwd", "other", "brief@"])
def test_an_unknown_prompt_is_404(call, reservoir, prompt):
    assert call.post({"text": reservoir, "prompt": prompt}).status_code == 404


def test_another_language_than_the_articles_is_refused_not_guessed(call, reservoir):
    assert call.post({"text": reservoir, "language_out": "de"}).status_code == 422
    assert call.post({"text": reservoir, "language_out": "en-GB"}).status_code == 200


@pytest.mark.parametrize(("sentences", "searched"), [(3, 3), (700, 600)])
def test_the_answer_says_how_many_sentences_were_searched_for_speakers(call, sentences, searched):
    text = " ".join(f"Bridge {number} will close for six weeks." for number in range(sentences))
    article = call.post({"text": text, "include": ["article"]}).json["article"]
    assert (len(article["sentences"]), article["sentences_searched"]) == (sentences, searched)
