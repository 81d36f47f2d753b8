"""Sentinels that name another master, and a Cluster that loses nodes: a miss meanwhile, and well again by itself."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from structlog.testing import capture_logs

from service.adapters.stores import RedisStore
from service.summarise.errors import StoreDown
from tests.redis_fleet import MASTER, until, watched

TIMEOUT_SECONDS = 0.25
LATE_SECONDS = 20
KEYS = [f"k{number}" for number in range(30)]


def opened(url):
    return closing(RedisStore(url, timeout_seconds=TIMEOUT_SECONDS))


@pytest.fixture
def fleet(tmp_path):
    """Of this test alone: it kills some of it."""
    with watched(tmp_path) as servers:
        yield servers


@pytest.fixture
def frozen(redis_cluster):
    """Freezes nodes of the Cluster for the time of a test."""
    stopped = []

    def freeze(*places):
        for place in places:
            stopped.append(redis_cluster.nodes[place])
            stopped[-1].freeze()

    yield freeze
    for node in stopped:
        node.thaw()


def events(lines):
    return [line["event"] for line in lines]


def test_a_promoted_replica_is_found_and_holds_what_was_kept(fleet):
    with opened(fleet.url) as store, capture_logs() as lines:
        assert store.put("before", b"v", 600)
        until(lambda: fleet.servers[1].ask("DBSIZE") == 1)
        fleet.master.kill()
        until(lambda: store.put("after", b"w", 600), LATE_SECONDS)
        assert (store.get("before"), store.get("after")) == (b"v", b"w")
        assert fleet.servers[1].ask("DBSIZE") == 2
    assert events(lines) == ["redis_down", "redis_up"]


def test_a_master_that_was_made_a_replica_is_left(redis_watched, sentinel_url):
    """A change of masters without a death: connections to the old one still work, and take no writes."""
    with opened(sentinel_url) as store:
        old = redis_watched.master
        assert store.put("k", b"v", 600)
        redis_watched.sentinels[0].ask("SENTINEL", "FAILOVER", MASTER)
        until(lambda: redis_watched.master != old)
        until(lambda: old.client.info("replication")["role"] == "slave")
        until(lambda: store.put("k", b"w", 600), LATE_SECONDS)
        assert redis_watched.master.ask("TTL", "k") > 500
        assert store.get("k") == b"w"


def test_one_sentinel_is_enough_and_without_any_it_is_a_miss_and_no_takedown_looks_done(fleet):
    for sentinel in fleet.sentinels[:2]:
        sentinel.kill()
    with opened(fleet.url) as store, opened(fleet.url) as later, capture_logs() as lines:
        assert store.put("k", b"v", 600)
        fleet.sentinels[2].kill()
        assert store.get("k") == b"v"  # who is connected needs none
        assert [later.get(key) for key in KEYS] == [None] * len(KEYS)
        assert later.acquire("k", 5)
        with pytest.raises(StoreDown):
            later.delete("k")
    assert lines == [{"event": "redis_down", "reason": "MasterNotFoundError", "log_level": "warning"}]


def test_keys_lie_on_all_nodes_and_leases_on_one(redis_cluster, cluster_url):
    with opened(cluster_url) as store:
        assert all(store.put(key, b"v", 600) for key in KEYS)
        held = [set(keys) for keys in redis_cluster.names()]
        assert all(held)
        assert set().union(*held) == set(KEYS)
        assert all(store.acquire(key, 60) for key in KEYS)
        assert sum(keys != before for keys, before in zip(redis_cluster.names(), held, strict=True)) == 1
        assert store.held(KEYS) == set(KEYS)


def test_a_cluster_that_hangs_costs_its_time_once_however_many_ask(cluster_url, frozen):
    """redis-py by itself has each of them look for the nodes in turn: three time-outs for each."""
    with opened(cluster_url) as store, capture_logs() as lines:
        assert store.put("k", b"v", 600)
        frozen(0, 1, 2)
        began = time.monotonic()
        with ThreadPoolExecutor(64) as pool:
            answers = list(pool.map(store.get, KEYS * 20))
        assert time.monotonic() - began < LATE_SECONDS / 2  # 64 in turn would take 48 s
    assert set(answers) == {None}
    assert events(lines) == ["redis_down"]


def test_a_cluster_that_comes_back_is_used_again(cluster_url, redis_cluster, frozen):
    with opened(cluster_url) as store, capture_logs() as lines:
        assert store.put("k", b"v", 600)
        frozen(0, 1, 2)
        until(lambda: store.get("k") is None and store.is_down)
        for node in redis_cluster.nodes:
            node.thaw()
        until(lambda: store.get("k") == b"v", LATE_SECONDS)
    assert events(lines) == ["redis_down", "redis_up"]


def test_what_the_other_nodes_hold_is_got_while_one_hangs(cluster_url, frozen):
    with opened(cluster_url) as store:
        assert all(store.put(key, b"v", 600) for key in KEYS)
        frozen(0)
        got = [store.get(key) for key in KEYS]
        assert 10 < got.count(b"v") < len(KEYS)


def test_a_cluster_that_nobody_finds_stops_no_start_and_is_a_miss():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"redis+cluster://127.0.0.1:{held.getsockname()[1]}"
        with opened(url) as store, capture_logs() as lines:
            assert [store.get(key) for key in KEYS] == [None] * len(KEYS)
            assert store.alive() is False
    assert lines == [{"event": "redis_down", "reason": "RedisClusterException", "log_level": "warning"}]


def test_a_single_server_under_a_clusters_address_is_no_cluster(redis_watched):
    with opened(f"redis+cluster://127.0.0.1:{redis_watched.servers[0].port}") as store:
        assert store.alive() is False
        assert store.put("k", b"v", 600) is False
