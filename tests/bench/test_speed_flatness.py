"""When a long run counts as flat."""

from bench.speed.flatness import Sample, least_squares, slopes
from bench.speed.usage import Use


def samples(grow, pid=1, count=12, every=1000):
    return [Sample(turn * every, Use(pid, *grow(turn * every))) for turn in range(count)]


def found(grow, **more):
    return {one.bound.name: one.flat for one in slopes(samples(grow, **more))}


def test_the_slope_is_that_of_the_best_line():
    assert least_squares([(0, 1), (1, 3), (2, 5)]) == 2
    assert least_squares([(1, 1), (1, 3)]) == 0


def test_what_stays_is_flat():
    assert found(lambda _: (100.0, 20, 3)) == {"rss_mb": True, "fds": True, "threads": True}


def test_what_grows_is_not():
    leaking = found(lambda done: (100 + done / 1000, 20 + done // 100, 3 + done // 1000))
    assert leaking == {"rss_mb": False, "fds": False, "threads": False}


def test_growth_while_caches_fill_is_no_leak():
    assert found(lambda done: (100 + min(done, 3000) / 50, 20, 3))["rss_mb"]


def test_little_growth_in_a_short_run_may_be_chance():
    assert found(lambda done: (100 + done / 1000, 20, 3), every=100)["rss_mb"]


def test_each_worker_is_judged_by_itself_and_one_that_came_late_is_not():
    leak = samples(lambda done: (100 + done / 1000, 20, 3))
    late = [one for one in samples(lambda done: (50 + done, 20, 3), pid=2) if one.requests > 9000]
    judged = list(slopes([*leak, *late]))
    assert {one.pid for one in judged} == {1}
    assert not all(one.flat for one in judged)
