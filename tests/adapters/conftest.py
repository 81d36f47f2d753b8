"""Fleets of real engines, each started once for the run, where a test wants them."""

import pytest

from tests.redis_fleet import cluster, watched


@pytest.fixture(scope="session")
def redis_cluster(tmp_path_factory):
    """A Cluster of three masters: who freezes a node thaws it."""
    with cluster(tmp_path_factory.mktemp("cluster")) as nodes:
        yield nodes


@pytest.fixture(scope="session")
def redis_watched(tmp_path_factory):
    """A master, a replica and three Sentinels. Who wants to kill one starts others."""
    with watched(tmp_path_factory.mktemp("watched")) as servers:
        yield servers


@pytest.fixture
def cluster_url(redis_cluster):
    """Nothing is in it."""
    redis_cluster.flush()
    return redis_cluster.url


@pytest.fixture
def sentinel_url(redis_watched):
    """Nothing is in the master."""
    redis_watched.master.client.flushall()
    return redis_watched.url
