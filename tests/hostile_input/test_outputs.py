"""Hundreds of answers to hostile articles and of hostile models: nothing delivered runs, leads away or hides."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest

from service.app import create_app
from service.settings import Settings
from tests.doubles.prompted import answers, claim, honest_brief, lines
from tests.hostile_input.outputs import assert_inert, delivered, rendered, strange_nodes
from tests.scripted_model import ScriptedModel

ARTICLE = (
    "Harbour bridge to close for six weeks\n\nThe Harbour Bridge in Wexley will close to traffic for six weeks from 4 May, "
    "the county council said on Monday.{}\n\n“The joints are worn and the work cannot wait,” said Dana Okafor, the council’s "
    "chief engineer.\n\nAbout 18,000 drivers use the bridge every day."
)
PAYLOADS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "</p><iframe src=//evil.test>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;b&#62;", "[the council](javascript:alert(1))", "![](https://evil.test/p.png?q=1)",
    "[council]: https://evil.test", "javascript:alert(1)", "JaVaScRiPt : alert(1)", "data:text/html;base64,PHN2Zz4=",
    "https://evil.test/a", "www.evil.test", "press@evil.test", "evil.com/login", "{{7*7}}", "${7*7}", "{% for x in y %}",
    "\u202eyaw rehto eht\u202c", "Wex\u200bley", "Wex\U000e0041ley", "\ue000\uf8ff", "Dаnа Оkаfоr", "a\ufe0f\ufe0fb", "\x1b[31mred\x1b[0m",
    "a\r\nSet-Cookie: b=c", "' onmouseover='alert(1)", '" autofocus onfocus="alert(1)', "`code` **bold** <https://evil.test>",
    "=HYPERLINK(\"https://evil.test\",\"x\")", "#evil", "<!--", "]]>", "\u2028alert(1)//",
)  # fmt: skip


def spoiled(payload):
    """A model that writes the payload into every output, with the best evidence that there is."""

    def answer(asked):
        brief = honest_brief(asked)
        numbered = lines(asked)
        number, sentence = next(((n, text) for n, text in numbered if "Wexley" in text), numbered[0])
        texts = (f"{sentence} {payload}", sentence.replace("council", payload, 1), payload)
        for name, items in brief.items():
            if name == "claims":
                items[:0] = [claim(number, text, payload) for text in texts] + [claim(number, sentence, payload)]
            else:
                items[:0] = [{"s": [number], "text": text} for text in texts[:2]]
        return answers(brief)

    return answer


def assert_all_inert(answer, source):
    found = list(delivered(answer))
    for text, evidence in found:
        assert_inert(text, evidence, source)
        assert strange_nodes(rendered(text)) == [], text
    return len(found)


@pytest.mark.parametrize("ungrounded", ["drop", "flag"])
@pytest.mark.parametrize("held", [False, True], ids=["only the model says it", "the article says it too"])
def test_nothing_that_a_hostile_model_writes_is_live(held, ungrounded):
    count, written = 0, []
    with ScriptedModel(lambda asked: spoiled(written[-1])(asked)) as model:
        app = create_app(replace(Settings(), openai_base_url=model.url, log_level="critical"))
        for payload in PAYLOADS:
            written.append(payload)
            source = ARTICLE.format(
                f" The council put up {payload} by the road." if held else f" It was day {len(written)}."
            )
            count += asked_and_inert(app, source, ungrounded)
        app.extensions["standfirst"].close()
    assert count >= 200


def asked_and_inert(app, source, ungrounded):
    answer = app.test_client().post("/v1/summaries", json={"text": source, "ungrounded": ungrounded})
    assert answer.status_code == 200
    assert answer.get_json()["engine"]["kind"] == "llm"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not any(raw in answer.data for raw in (b"<", b">", b"&", "\u2028".encode()))
    return assert_all_inert(answer.get_json(), source)


def _texts():
    file = Path(__file__).parents[2] / "bench" / "hostile_texts.py"
    spec = importlib.util.spec_from_file_location("hostile_texts", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TEXTS, MARKUP = _texts().TEXTS, _texts().MARKUP


@pytest.mark.parametrize("field", ["text", "html"])
@pytest.mark.parametrize("name", sorted(TEXTS) + sorted(MARKUP))
def test_nothing_that_is_taken_from_a_hostile_article_is_live(client, name, field):
    source = (TEXTS | MARKUP)[name](3_000)
    answer = client.post("/v1/summaries", json={field: source, "include": ["article"]})
    if answer.status_code == 200:
        assert_all_inert(answer.get_json(), answer.get_json()["article"].get("text") or source)
