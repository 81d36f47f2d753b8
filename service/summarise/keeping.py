"""A summary as bytes and back, and the key that it is kept under.

The key holds everything that decides what is written: tenant, engine, endpoint, model, prompt name, version and hash,
gate and cleaner version, every option, and the cleaned article. Page furniture is no part of it.
"""

import hashlib
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import cattrs
import orjson
from cattrs.gen import make_dict_structure_fn

from service.summarise.article import Article
from service.summarise.errors import StoreDown
from service.summarise.grounding.gate import GATE_VERSION
from service.summarise.ports import Store
from service.summarise.purging import Purges
from service.summarise.reading.reader import CLEANER_VERSION
from service.summarise.statement import Statement
from service.summarise.summary import EngineUsed, Summary
from service.summarise.wish import Wish

ENTRY_VERSION = 3
"""Raised when the stored shape changes, so that a new release passes over old entries."""

_DIGEST_BYTES = 16
_ID = re.compile(f"sum_[0-9a-f]{{{2 * _DIGEST_BYTES}}}")

_converter = cattrs.Converter(prefer_attrib_converters=False)
_converter.register_unstructure_hook(datetime, lambda moment: moment.isoformat())
_converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
for _kept in (Statement, Summary):
    _converter.register_structure_hook(_kept, make_dict_structure_fn(_kept, _converter))


@dataclass(frozen=True, slots=True)
class Kept:
    """A summary and the validator of its kept form (RFC 9110, 8.8.1).

    The validator is weak: copies of a page share it although the offsets into them differ.
    """

    summary: Summary
    etag: str


class Keeper:
    """Keeps summaries in a store for ``ttl_seconds``, each under its id."""

    def __init__(self, store: Store, ttl_seconds: int) -> None:
        self._store = store
        self._purges = Purges(store, ttl_seconds)
        self.ttl_seconds = ttl_seconds

    def find(self, identifier: str) -> Kept | None:
        """The kept summary; None when there is none, its shape is another release's, or the store is dead."""
        entry = self._store.get(store_key(identifier))
        return (entry and _loaded(entry)) or None

    def put(self, summary: Summary) -> bool:
        """Keep a summary; False when a dead or full store keeps nothing."""
        return self._store.put(store_key(summary.id), _dumped(summary), self.ttl_seconds)

    def mark(self, identifier: str) -> bytes | None:
        """For ``put_unless_purged``: what is known of purges of this summary before it is written."""
        return self._purges.mark(identifier)

    def put_unless_purged(self, summary: Summary, mark: bytes | None) -> bool:
        """Keep a summary that took long to write, unless it was purged meanwhile."""
        kept = self.put(summary)
        # Looked at after the put: a purge either finds the summary, or leaves its mark before this look.
        if kept and self._purges.mark(summary.id) != mark:
            with suppress(StoreDown):
                self._store.delete(store_key(summary.id))
            return False
        return kept

    def remove(self, identifier: str) -> bool:
        """Purge a summary for all workers; False when there was none. Raises ``StoreDown``."""
        return _ID.fullmatch(identifier) is not None and self._purges.purge(identifier, store_key(identifier))


def tagged(summary: Summary) -> Kept:
    """The summary as ``Keeper.find`` gives it back once it is kept."""
    return Kept(summary, _entity_tag(_dumped(summary)))


def _dumped(summary: Summary) -> bytes:
    return _shape() + orjson.dumps(_converter.unstructure(summary))


def _shape() -> bytes:
    return b"%d " % ENTRY_VERSION


def _loaded(entry: bytes) -> Kept | None:
    if not entry.startswith(_shape()):
        return None
    try:
        summary = _converter.structure(orjson.loads(entry.removeprefix(_shape())), Summary)
        return Kept(summary, _entity_tag(entry))
    except (orjson.JSONDecodeError, cattrs.BaseValidationError, KeyError, TypeError, ValueError):
        return None


def _entity_tag(entry: bytes) -> str:
    return f'W/"{hashlib.blake2b(entry, digest_size=_DIGEST_BYTES).hexdigest()}"'


def summary_id(tenant: str, engine: EngineUsed, base_url: str, wish: Wish, article: Article) -> str:
    """The name of the one summary that this article has under this wish."""
    parts = [
        ENTRY_VERSION,
        GATE_VERSION,
        CLEANER_VERSION,
        tenant,
        _converter.unstructure(engine),
        base_url,
        _options(wish),
        article.language,
        article.title.text if article.title else None,
    ]
    digest = _digest(orjson.dumps(parts), (sentence.text.encode() for sentence in article.sentences))
    return f"sum_{digest}"


def store_key(identifier: str) -> str:
    """Where the store keeps the summary of that id."""
    return f"standfirst:summary:{identifier}"


def _options(wish: Wish) -> dict[str, Any]:
    options: dict[str, Any] = _converter.unstructure(wish)
    # The engine and the prompt are in the key as what they resolved to, so a moved label is a miss and `auto` shares
    # its entry with the engine that answered.
    del options["engine"], options["prompt"]
    return options


def _digest(head: bytes, texts: Iterable[bytes]) -> str:
    digest = hashlib.blake2b(head, digest_size=_DIGEST_BYTES)
    for text in texts:
        digest.update(b"\n%d " % len(text))
        digest.update(text)
    return digest.hexdigest()
