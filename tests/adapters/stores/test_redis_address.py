"""Addresses of one server, of Sentinels, of a Cluster; and what is none."""

import pytest
import redis

from service.adapters.stores.redis_address import ClusterAddress, SentinelAddress, ServerAddress, parse


@pytest.mark.parametrize("url", ["redis://localhost:6379/0", "rediss://:pw@h", "unix:///run/redis.sock?db=1"])
def test_one_server_is_left_to_redis_py(url):
    assert parse(url) == ServerAddress(url)


def test_sentinels_their_master_and_who_we_are():
    address = parse("redis+sentinel://ann:p%40ss@one,two:26380,[::1]:26381/news/3?sentinel_password=s&client_name=desk")
    assert isinstance(address, SentinelAddress)
    assert address.nodes == (("one", 26379), ("two", 26380), ("::1", 26381))
    assert address.master == "news"
    assert address.options == {"username": "ann", "password": "p@ss", "db": 3, "client_name": "desk"}
    assert address.own_options == {"username": None, "password": "s"}


def test_tls_holds_for_sentinels_and_master_alike():
    address = parse("rediss+sentinel://one/news?ssl_ca_certs=/etc/ca.pem")
    assert isinstance(address, SentinelAddress)
    assert address.options == {"ssl": True, "ssl_ca_certs": "/etc/ca.pem", "db": 0}
    assert address.own_options == {"username": None, "password": None, "ssl": True, "ssl_ca_certs": "/etc/ca.pem"}


def test_nodes_of_a_cluster():
    address = parse("redis+cluster://:secret@[fe80::1]:7000,two,three:7002?client_name=desk")
    assert isinstance(address, ClusterAddress)
    assert address.nodes == (("fe80::1", 7000), ("two", 6379), ("three", 7002))
    first = redis.connection.parse_url(address.url)
    assert first == {"host": "fe80::1", "port": 7000, "db": 0, "password": "secret", "client_name": "desk"}


@pytest.mark.parametrize(
    "url",
    [
        "redis+sentinel://one,two",
        "redis+sentinel:///news",
        "redis+sentinel://one:port/news",
        "redis+sentinel://one:70000/news",
        "redis+sentinel://one,,two/news",
        "redis+sentinel://one/news/zero",
        "redis+cluster://",
        "redis+cluster://one/3",
        "redis+cluster://one?db=2",
        "redis+cluster://one two",
        "redis+other://one",
        "unix+cluster://one",
        "http://one",
        "redis://one:port",
    ],
)
def test_what_is_no_address_is_a_value_error_without_the_password(url):
    with pytest.raises(ValueError, match=r"URL|Cluster") as raised:
        parse(url.replace("://", "://ann:hunter2@"))
    assert "hunter2" not in str(raised.value)


def test_a_password_that_splits_the_address_is_not_told():
    with pytest.raises(ValueError, match="wants to look like") as raised:
        parse("redis://:hunter/2@one")
    assert "hunter" not in str(raised.value)
