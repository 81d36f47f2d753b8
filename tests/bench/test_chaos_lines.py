import json
import random

import pytest

from bench.chaos.callers import Seen
from bench.chaos.faulty_model import FAULTS
from bench.chaos.line import at_least, at_most, failed, felt, percentile, table
from bench.chaos.origin import foreign, stems_from
from bench.chaos.phases import Phase, common
from bench.chaos.samples import same_distribution
from bench.chaos.upstream import SCENARIOS
from bench.speed import articles


class Contract:
    def broken(self, seen):
        return 0


def phase(*seen, cpu=1.0, rss=100.0, log=100):
    return Phase(seen, cpu, rss, log)


def written(**changes):
    return Seen(**({"at": 0.0, "seconds": 0.1, "new": True, "status": 200, "engine": "llm"} | changes))


def names(lines):
    return {line.name for line in failed(lines)}


def test_a_line_holds_up_to_its_bound():
    assert at_most("U1", "x", 1.0, 1.0).met
    assert not at_most("U1", "x", 1.1, 1.0).met
    assert at_least("U1", "x", 1.0, 1.0).met
    assert not at_least("U1", "x", 0.9, 1.0).met


def test_a_fault_that_nobody_felt_fails_its_scenario():
    assert failed([felt("U1", "500", 0)])
    assert not failed([felt("U1", "500", 3)])


def test_sound_phases_hold_every_common_line():
    well = phase(*[written()] * 20)
    assert names(common("U1", well, well, well, Contract())) == set()


def test_each_common_line_can_fail():
    well = phase(*[written()] * 20)
    bad = phase(
        written(status=500),
        written(seconds=3.6),
        written(engine="extractive"),
        cpu=100.0,
        rss=126.0,
        log=10_000,
    )
    told = names(common("U1", well, bad, phase(written(engine="extractive", reason="deadline")), Contract()))
    assert {"errors", "answers later than the deadline + 0.5 s", "answers by code that do not say so"} <= told
    assert {"memory of a worker / before", "CPU a request / before", "log bytes a request"} <= told
    assert "by the model again after 6 s" in told


def test_a_refusal_that_says_when_to_come_again_is_no_error_and_a_broken_connection_is():
    assert not written(status=503, may_come_again=True).is_error
    assert written(status=503).is_error
    assert written(status=0).is_error
    assert written(status=500, may_come_again=True).is_error


def test_the_table_says_no_where_a_line_does_not_hold():
    shown = table([at_most("U1", "errors", 2, 0), at_most("U2", "errors", 0, 0)])
    assert shown.splitlines()[1].endswith("NO")
    assert shown.splitlines()[2].endswith("yes")


def test_a_percentile_of_nothing_is_nothing():
    assert percentile([], 0.99) == 0
    assert percentile([3.0, 1.0, 2.0], 0.99) == 3.0


def test_every_fault_of_a_scenario_is_one_that_the_model_can_do():
    assert {fault for one in SCENARIOS for fault in one.faults} <= set(FAULTS)


def test_an_answer_of_another_article_is_seen():
    own = articles.article(3).split(". ")[1] + "."
    body = {"claims": [{"text": "x", "evidence": [{"text": own}]}]}
    assert stems_from(3, json.dumps(body).encode())
    assert not stems_from(4, json.dumps(body).encode())
    assert not stems_from(3, b'{"claims": []}')
    seen = [Seen(0, 0, new=True, status=200, body=json.dumps(body).encode(), nonce=nonce) for nonce in (3, 4)]
    assert foreign(seen) == 1


def test_two_samples_of_one_source_are_alike_and_others_are_not():
    chance = random.Random(1)  # noqa: S311
    ours = [chance.gauss(10, 1) for _ in range(300)]
    assert same_distribution(ours, [chance.gauss(10, 1) for _ in range(300)]) > 0.01
    assert same_distribution(ours, [chance.gauss(11, 1) for _ in range(300)]) < 0.001
    assert same_distribution(ours, ours) == 1
    # D = 0.2 of 100 and 100: scaled 0.2 * (sqrt(50) + 0.12 + 0.11 / sqrt(50)) = 1.4413, of which Q is 0.0314.
    left, right = [float(number) for number in range(100)], [float(number) + 20 for number in range(100)]
    assert same_distribution(left, right) == pytest.approx(0.0314, abs=0.0003)
