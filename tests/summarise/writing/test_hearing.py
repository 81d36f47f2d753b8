"""What is told while a model writes is supported, comes at once, and is still there in the end."""

import json
import random
from contextlib import suppress

import pytest

from service.summarise.article import Submission
from service.summarise.errors import ModelRubbish, ModelUnavailable
from service.summarise.ports import ModelReply, Usage
from service.summarise.reading.reader import read
from service.summarise.wish import ClaimsWish, HeadlineWish, Outputs, SummaryWish, Ungrounded, Wish
from service.summarise.writing.abstractive import Abstractive
from service.summarise.writing.prompts import parse_prompt

TRUE = (
    "The harbour board in Lorne will close the old quay on 4 May.",
    "About 900 people live on the island of Sandholm.",
    "The board owns two boats and a crane.",
    "A new pier was built in Lorne in 2019 for £3m.",
    "Fares on the ferry will not rise this year.",
    "The last storm broke forty windows in the harbour office.",
)
FALSE = (
    "The harbour board in Lorne will close the old quay on 9 May.",
    "About 700 people live on the island of Sandholm.",
    "The board does not own two boats and a crane.",
    "Fares on the ferry will rise this year.",
    "They will close the old quay on 4 May.",
    "Quentin Ashgrove owns the ferry.",
)
ARTICLE = read(Submission(text="\n\n".join(TRUE), language="en"))
OUTPUTS = Outputs(
    headline=HeadlineWish(max_chars=60, variants=2),
    summary=SummaryWish(max_chars=130, max_sentences=3),
    blurb=None,
    claims=ClaimsWish(max_items=4),
)
PROMPT = b"---\nname: brief\nversion: 1\n---\n# system\nWrite.\n# user\nGo.\n# repair\nAgain.\n"
VERIFY = b'---\nname: verify\nversion: 1\ntask: verify\ndefaults: {mark: "|"}\n---\n# system\nJudge.\n# user\nGo.\n'


class Clock:
    def monotonic(self):
        return 0.0


class Model:
    """Says what it is given, in pieces, and notes how much had been told after each piece."""

    base_url = "http://model"
    name = "by hand"

    def __init__(self, *replies, piece=1, told=(), fails_at=None):
        self.replies, self.piece, self.told, self.fails_at = list(replies), piece, told, fails_at
        self.heard, self.progress = [], []

    def complete(self, request, deadline, heard=None):
        self.heard.append(heard is not None)
        text = self.replies.pop(0) if self.replies else "nothing"
        for place in range(0, len(text) if heard else 0, self.piece):
            if place == self.fails_at:
                raise ModelUnavailable("gone")
            heard(text[place : place + self.piece])
            self.progress.append((place, len(self.told)))
        return ModelReply(text, self.name, Usage(1, 1))


def claim(text, number=1):
    return {"s": [number], "text": text, "kind": "fact", "speaker": None}


def write(*replies, wish=None, verifier=None, piece=1, fails_at=None):
    told = []
    model = Model(*replies, piece=piece, told=told, fails_at=fails_at)
    writer = Abstractive(model, Clock(), 10_000, 60.0)
    written = []
    with suppress(ModelUnavailable, ModelRubbish):
        written += writer.write(
            ARTICLE, wish or Wish(OUTPUTS), parse_prompt(PROMPT, "brief", 1), verifier, tell=told.append
        )
    return told, written, model


def test_a_statement_is_told_at_its_last_brace_while_the_model_still_writes():
    text = json.dumps({"claims": [claim(TRUE[0]), claim(FALSE[1], 2), claim(TRUE[2], 3)]})
    told, written, model = write(text)
    assert [one.text for one in told] == [TRUE[0], TRUE[2]]
    ends = [text.index("}") + place for place in (-1, 0)]
    assert [count for place, count in model.progress if place in ends] == [0, 1]
    assert set(told) <= set(written[-1].statements)


def test_what_was_told_before_the_model_died_is_supported():
    text = json.dumps({"claims": [claim(FALSE[0]), claim(TRUE[1], 2), claim(TRUE[2], 3)]})
    told, written, _ = write(text, fails_at=text.rindex("}, {") + 5)
    assert [(one.text, one.supported) for one in told] == [(TRUE[1], True)]
    assert written == []


def test_a_model_that_says_all_at_once_is_told_of_before_its_repair():
    text = json.dumps({"claims": [claim(TRUE[0]), claim(FALSE[1], 2)]})
    told, _, model = write("Well: " + text[:-1] + ",}", '{"claims": [' + json.dumps(claim(TRUE[1], 2)) + "]}")
    assert [one.text for one in told] == [TRUE[0], TRUE[1]]
    assert model.progress[len(text)][1] == 1


def test_with_a_verifier_nothing_is_told_and_the_model_need_not_stream():
    told, _, model = write(json.dumps({"claims": [claim(TRUE[0])]}), verifier=parse_prompt(VERIFY, "verify", 1))
    assert told == []
    assert not any(model.heard)


def random_reply(chance):
    def item(output):
        pool = TRUE if chance.random() < 0.6 else FALSE
        text = chance.choice(pool)
        if output == "headline":
            text = text.rstrip(".")
        if output == "summary" and chance.random() < 0.3:
            text = f"{text} It {chance.choice(('owns a crane', 'will not rise this year'))}."
        one = claim(text, chance.randint(1, len(TRUE)))
        return one if output == "claims" else {"s": one["s"], "text": one["text"]}

    outputs = [output for output in ("headline", "summary", "claims") if chance.random() < 0.9]
    return json.dumps({output: [item(output) for _ in range(chance.randint(0, 7))] for output in outputs})


@pytest.mark.parametrize("ungrounded", list(Ungrounded))
def test_what_is_told_stays_whatever_follows_and_whatever_is_repaired(ungrounded):
    chance = random.Random(5)  # noqa: S311 - a fixed sequence
    wish = Wish(OUTPUTS, ungrounded=ungrounded)
    everything = 0
    for _ in range(60):
        told, written, _ = write(random_reply(chance), random_reply(chance), wish=wish, piece=17)
        if not written:
            assert told == []
            continue
        everything += len(told)
        assert all(one.supported for one in told)
        assert len(set(told)) == len(told)
        delivered = written[-1].statements
        assert set(told) <= set(delivered)
    assert everything > 150
