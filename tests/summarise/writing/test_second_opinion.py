"""A second opinion can only take away, and whatever the model does, the answer stays whole."""

import json

import pytest

from service.summarise.article import Article, Sentence
from service.summarise.errors import ModelLate, ModelRubbish
from service.summarise.ports import ModelReply, Usage
from service.summarise.statement import Output
from service.summarise.summary import Opinion
from service.summarise.wish import ClaimsWish, HeadlineWish, Outputs, Ungrounded, Verify, Wish
from service.summarise.writing.abstractive import Abstractive
from service.summarise.writing.prompts import parse_prompt
from service.summarise.writing.second_opinion import refused_in

WORDS = (
    "The harbour board will close the old quay in May.",
    "About 900 people live on the island of Sandholm.",
    "The board owns two boats and a crane.",
)
TIMEOUT_SECONDS = 60.0
BRIEF = """---
name: brief
version: 1
---
# system
Write.
# user
{% for sentence in sentences %}[{{ sentence.number }}] {{ sentence.text }}
{% endfor %}
# repair
Again.
"""
VERIFY = """---
name: verify
version: 1
task: verify
defaults: {mark: "¦"}
---
# system
Judge.
# user
{% for statement in statements %}{{ loop.index }} {{ statement.text }} | {{ statement.evidence | join(" ") }}
{% endfor %}
"""
ALL = {"headline": WORDS[0], "claims": WORDS}


def article():
    starts = [sum(len(words) + 1 for words in WORDS[:place]) for place in range(len(WORDS))]
    sentences = [
        Sentence(place + 1, start, start + len(words), words, 0)
        for place, (start, words) in enumerate(zip(starts, WORDS, strict=True))
    ]
    return Article(source=" ".join(WORDS), sentences=tuple(sentences), language="en")


class Clock:
    seconds = 0.0

    def monotonic(self):
        return self.seconds


class Model:
    """Answers the first call with the article's own sentences, and the second as it is told."""

    base_url = "http://model"
    name = "by hand"

    def __init__(self, opinion, clock, first_takes=10.0, *, busy=False):
        self.opinion, self.clock, self.first_takes, self.busy = opinion, clock, first_takes, busy
        self.asked = []

    def complete(self, request, deadline, heard=None):
        self.asked.append((request, deadline))
        if self.busy and request.meanwhile:
            request.meanwhile()
        if request.schema_name == "brief":
            self.clock.seconds += self.first_takes
            claims = [{"s": [n + 1], "text": text, "kind": "fact", "speaker": None} for n, text in enumerate(WORDS)]
            return reply({"headline": [{"s": [1], "text": WORDS[0].rstrip(".")}], "claims": claims})
        if isinstance(self.opinion, Exception):
            raise self.opinion
        return reply(self.opinion)


def reply(content):
    text = content if isinstance(content, str) else json.dumps(content)
    return ModelReply(text, "by hand", Usage(100, 10, 0.25))


def verdicts(*says):
    return {"verdicts": [{"n": place + 1, "says": one} for place, one in enumerate(says)]}


def write(opinion, ungrounded=Ungrounded.DROP, **more):
    clock = Clock()
    model = Model(opinion, clock, **more)
    wish = Wish(
        outputs=Outputs(headline=HeadlineWish(), summary=None, blurb=None, claims=ClaimsWish()),
        ungrounded=ungrounded,
        verify=Verify.MODEL,
    )
    writer = Abstractive(model, clock, 10_000, TIMEOUT_SECONDS)
    prompt, verifier = parse_prompt(BRIEF.encode(), "brief", 1), parse_prompt(VERIFY.encode(), "verify", 1)
    return list(writer.write(article(), wish, prompt, verifier)), model


def claims(written):
    return [one.text for one in written.statements if one.output is Output.CLAIMS]


def test_one_call_asks_about_every_statement_with_its_evidence():
    (first, last), model = write(verdicts(True, True, True, True))
    assert first.second_opinion is Opinion.PENDING
    assert last.second_opinion is Opinion.GIVEN
    assert last.statements == first.statements
    request, deadline = model.asked[1]
    assert len(model.asked) == 2
    assert deadline == model.asked[0][1]
    assert f"3 {WORDS[1]} | {WORDS[1]}" in request.messages[1].content
    assert request.schema["properties"]["verdicts"]["minItems"] == 4
    assert request.schema["additionalProperties"] is False
    assert last.usage == Usage(200, 20, 0.5)


def test_what_is_done_while_the_model_writes_changes_nothing():
    idle, _ = write(verdicts(True, True, True, True))
    busy, model = write(verdicts(True, True, True, True), busy=True)
    assert model.asked[0][0].meanwhile is not None
    assert busy == idle


def test_a_refused_statement_is_dropped_and_told_to_the_editor():
    (_, last), _ = write(verdicts(True, True, False, True))
    assert claims(last) == [WORDS[0], WORDS[2]]
    (rejected,) = last.rejected
    assert (rejected.text, rejected.supported) == (WORDS[1], False)
    assert [(check.check, check.ok) for check in rejected.checks] == [("second_opinion", False)]
    assert rejected.checks[0].detail


def test_a_refused_statement_is_flagged_where_the_caller_flags():
    (first, last), _ = write(verdicts(True, True, False, True), Ungrounded.FLAG)
    assert [one.text for one in last.statements] == [one.text for one in first.statements]
    assert [one.text for one in last.statements if not one.supported] == [WORDS[1]]


def test_an_output_that_is_lost_has_an_extractive_text_in_its_place():
    (_, last), _ = write(verdicts(False, True, True, True))
    headlines = [one for one in last.statements if one.output is Output.HEADLINE]
    assert headlines
    assert all(one.supported for one in headlines)
    assert [one.output for one in last.rejected] == [Output.HEADLINE]


@pytest.mark.parametrize(
    "opinion",
    [
        ModelLate("late"),
        ModelRubbish("a flood"),
        "I think they are all fine.",
        "{}",
        {"verdicts": []},
        {"verdicts": "all true"},
        {"verdicts": [{"n": 99, "says": False}, {"n": 0, "says": False}, {"n": -1, "says": False}]},
        {"verdicts": [None, 7, [], {"n": 1}, {"says": False}, {"n": 1.5, "says": False}, {"n": 1, "says": []}]},
    ],
    ids=str,
)
def test_an_opinion_that_is_none_leaves_the_gates_verdict_as_it_stands(opinion):
    (first, last), _ = write(opinion)
    assert last.second_opinion is Opinion.FAILED
    assert (last.statements, last.rejected) == (first.statements, first.rejected)


def test_a_useless_opinion_is_paid_for_all_the_same():
    (_, last), _ = write("no idea")
    assert last.usage == Usage(200, 20, 0.5)


def test_there_is_no_second_opinion_where_less_time_is_left_than_the_first_call_took():
    (_, last), model = write(verdicts(False, False, False, False), first_takes=0.6 * TIMEOUT_SECONDS)
    assert last.second_opinion is Opinion.SKIPPED
    assert len(model.asked) == 1
    assert claims(last) == list(WORDS)


def test_nothing_comes_in_by_an_opinion():
    hostile = verdicts(True, True, True, True) | {"claims": [{"s": [1], "text": "Sandholm sinks."}], "headline": "X"}
    (first, last), _ = write(hostile)
    assert last.statements == first.statements


def test_all_refused_leaves_what_code_alone_can_write():
    (_, last), _ = write(verdicts(False, False, False, False))
    assert {one.output for one in last.statements} == {Output.HEADLINE, Output.CLAIMS}
    assert all(one.supported for one in last.statements)
    assert len(last.rejected) == 4


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ('{"verdicts": [{"n": 1, "says": true}, {"n": 2, "says": false}]}', {1}),
        ('```json\n{"verdicts": [{"n": 2, "says": false, "why": "no"}]}\n```', {1}),
        ('{"verdicts": [{"n": 1, "says": false}, {"n": 1, "says": true}]}', {0}),
        ('{"verdicts": [{"n": 1, "says": "false"},]}', {0}),
    ],
)
def test_one_refusal_counts_whatever_else_is_said(text, refused):
    assert refused_in(text, 2) == refused


def test_a_flood_of_verdicts_is_read_no_further_than_is_asked():
    flood = '{"verdicts": [' + ",".join(['{"n": 1, "says": true}'] * 50_000) + ',{"n": 2, "says": false}]}'
    assert refused_in(flood, 2) == frozenset()
