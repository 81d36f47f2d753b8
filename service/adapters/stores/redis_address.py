"""What a Redis may be reached by: one server, the Sentinels that name the master, or the nodes of a Cluster.

::

    redis://[user:password@]host[:6379][/db]                           rediss:// for TLS
    unix://[user:password@]/path/to/socket[?db=0]
    redis+sentinel://[user:password@]host[:26379][,host…]/master[/db]  rediss+sentinel:// for TLS
    redis+cluster://[user:password@]host[:6379][,host…]                rediss+cluster:// for TLS

What redis-py takes in a URL's query it takes here too (``ssl_ca_certs`` and so on). Where Sentinels want a password of
their own: ``?sentinel_username=…&sentinel_password=…``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import redis.connection

_SENTINEL_PORT, _SERVER_PORT = 26379, 6379
_OWN = ("host", "port", "connection_class")
_MANY = re.compile(
    r"(?P<scheme>rediss?)\+(?P<kind>sentinel|cluster)://(?:(?P<user>[^/?#]*)@)?(?P<nodes>[^/?#@]+)"
    r"(?:/(?P<path>[^?#]*))?(?:\?(?P<query>[^#]*))?"
)
_NODE = re.compile(r"(?P<host>\[[0-9A-Fa-f:.%]+\]|[^\[\]:\s]+)(?::(?P<port>[0-9]{1,5}))?")
_FORMS = "redis://host/0, redis+sentinel://host,host/master/0 or redis+cluster://host,host"

Node = tuple[str, int]


@dataclass(frozen=True, slots=True)
class SentinelAddress:
    """Sentinels, and the name they know the master by. ``options`` are the master's, ``own_options`` the Sentinels'."""

    nodes: tuple[Node, ...]
    master: str
    options: Mapping[str, Any]
    own_options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """Some nodes of a Cluster, by which the others are found; ``url`` is the first one's, as redis-py wants it."""

    nodes: tuple[Node, ...]
    url: str


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """One server."""

    url: str


Address = SentinelAddress | ClusterAddress | ServerAddress


def parse(url: str) -> Address:
    """Which of them a URL names. Raises ``ValueError``, which never holds the URL itself: it may hold a password."""
    if "+" not in url.partition("://")[0]:
        _read(url)
        return ServerAddress(url)
    match = _MANY.fullmatch(url)
    if not match:
        raise ValueError(f"the URL wants to look like {_FORMS}")
    return _sentinel(match) if match["kind"] == "sentinel" else _cluster(match)


def _sentinel(match: re.Match[str]) -> SentinelAddress:
    nodes = _nodes(match["nodes"], _SENTINEL_PORT)
    master, _, db = (match["path"] or "").partition("/")
    if not master or not re.fullmatch(r"[0-9]*", db):
        raise ValueError(
            "the URL of Sentinels wants the master's name, and perhaps the number of a database, as a path"
        )
    options = dict(_read(_url(match, nodes[0], path=f"/{db or 0}")))
    mine = {"username": options.pop("sentinel_username", None), "password": options.pop("sentinel_password", None)}
    options |= {"ssl": True} if options.get("connection_class") is redis.connection.SSLConnection else {}
    tls = {name: value for name, value in options.items() if name.startswith("ssl")}
    return SentinelAddress(nodes, master, _without(options, _OWN), mine | tls)


def _cluster(match: re.Match[str]) -> ClusterAddress:
    nodes = _nodes(match["nodes"], _SERVER_PORT)
    url = _url(match, nodes[0], path="/0")
    if match["path"] not in (None, "", "0") or _read(url).get("db", 0) != 0:
        raise ValueError("a Cluster has no databases but 0")
    return ClusterAddress(nodes, url)


def _nodes(text: str, port: int) -> tuple[Node, ...]:
    found = [_NODE.fullmatch(part) for part in text.split(",")]
    nodes = tuple((one["host"].strip("[]"), int(one["port"] or port)) for one in found if one)
    if len(nodes) != len(found) or any(not 0 < number < 65_536 for _, number in nodes):
        raise ValueError("the URL wants host or host:port, with commas between them")
    return nodes


def _url(match: re.Match[str], node: Node, *, path: str) -> str:
    """The same for one node, so that redis-py reads user, password and options."""
    host = f"[{node[0]}]" if ":" in node[0] else node[0]
    user = "" if match["user"] is None else f"{match['user']}@"
    return f"{match['scheme']}://{user}{host}:{node[1]}{path}?{match['query'] or ''}"


def _without(options: Mapping[str, Any], names: tuple[str, ...]) -> Mapping[str, Any]:
    return {name: value for name, value in options.items() if name not in names}


def _read(url: str) -> dict[str, Any]:
    """The URL of one server as redis-py reads it; what it says of a bad one may hold a piece of the password."""
    try:
        read: dict[str, Any] = redis.connection.parse_url(url)  # type: ignore[no-untyped-call]
    except ValueError:
        raise ValueError(f"the URL wants to look like {_FORMS}") from None
    return read
