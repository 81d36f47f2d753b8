"""Who asks, what they allow the cache, and what they get back."""

from dataclasses import dataclass
from enum import StrEnum

from service.summarise.allowance import UNBOUNDED, Allowance
from service.summarise.article import Article
from service.summarise.ports import Deadline
from service.summarise.summary import Degraded, Summary


class Source(StrEnum):
    """Where an answer came from."""

    HIT = "hit"
    WRITTEN = "written"
    COLLAPSED = "collapsed"


@dataclass(frozen=True, slots=True)
class CachePolicy:
    """What a caller allows the cache: to answer, to keep, to answer only; and how old an answer may be, in seconds."""

    recall: bool = True
    keep: bool = True
    only: bool = False
    max_age_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, until when an answer is of use, what the cache may do, and what the tenant may use."""

    tenant: str
    deadline: Deadline
    cache: CachePolicy = CachePolicy()
    allowance: Allowance = UNBOUNDED


@dataclass(frozen=True, slots=True)
class Answer:
    """A summary for one caller. ``article`` is None when it was asked for by its id."""

    summary: Summary
    etag: str
    source: Source
    age_seconds: int
    ttl_seconds: int
    article: Article | None = None
    degraded: Degraded | None = None
