"""The keys in a file: looked up by the hash of what a caller shows, read again when the file changes."""

import hmac
import threading
from collections.abc import Set
from dataclasses import dataclass, field
from pathlib import Path

import marshmallow as ma
import orjson
import structlog

from service.adapters.key_file import record, secret
from service.adapters.key_file.record import Record
from service.summarise.key import Key
from service.summarise.ports import Clock

LOOK_SECONDS = 1.0
"""How often the file is looked at: a key that was revoked is dead in all workers that much later."""

FILE_MAX_BYTES = 20_000_000

_log = structlog.get_logger()


class BrokenKeys(Exception):
    """Raised with one line when the file cannot be used. It holds nothing of the file."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of which state of the file."""

    mark: tuple[int, ...]
    records: dict[str, Record] = field(default_factory=dict)


class KeyFile:
    """A file of keys. Reading it needs nobody else, so it works with Redis down. Raises ``BrokenKeys`` at once.

    A file that breaks later leaves the keys as they were read last, and says so in one line of the log.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._guard = threading.Lock()
        self._read = _read(path)
        self._looked = clock.monotonic()
        self._broken = False

    def find(self, shown: bytes) -> Key | None:
        """The live key whose secret this is. The same work for every text that is none."""
        self._look_again()
        digest = secret.digest(shown)
        found = self._read.records.get(digest)
        same = hmac.compare_digest(digest, found.sha256 if found else "0" * len(digest))
        return found.key if found and same and found.is_live(self._clock.now()) else None

    def origins(self) -> Set[str]:
        """The web origins of all live keys."""
        self._look_again()
        now = self._clock.now()
        return {origin for one in self._read.records.values() if one.is_live(now) for origin in one.key.origins}

    def _look_again(self) -> None:
        now = self._clock.monotonic()
        if now - self._looked < LOOK_SECONDS:
            return
        with self._guard:
            self._looked = now
            try:
                if _mark(self._path) != self._read.mark:
                    self._read = _read(self._path)
            except (BrokenKeys, OSError) as error:
                self._tell(broken=True, why=str(error) if isinstance(error, BrokenKeys) else type(error).__name__)
            else:
                self._tell(broken=False)

    def _tell(self, *, broken: bool, why: str = "") -> None:
        if broken and not self._broken:
            _log.error("keys_file_broken", reason=why, keys="as they were read last")
        elif self._broken and not broken:
            _log.info("keys_file_mended")
        self._broken = broken


def records(path: Path) -> tuple[Record, ...]:
    """The records in the file. Raises ``BrokenKeys``."""
    return tuple(_read(path).records.values())


def _read(path: Path) -> _Read:
    try:
        mark = _mark(path)
        if path.stat().st_size > FILE_MAX_BYTES:
            raise BrokenKeys(f"the keys file {path} is too large")
        found = checked(orjson.loads(path.read_bytes()), f"the keys file {path}")
    except OSError as error:
        raise BrokenKeys(f"the keys file {path} cannot be read: {error.strerror}") from None
    except ValueError:
        raise BrokenKeys(f"the keys file {path} is not JSON") from None
    return _Read(mark, {one.sha256: one for one in found})


def checked(document: object, what: str) -> tuple[Record, ...]:
    """The records of a file's JSON. Raises ``BrokenKeys`` that says where ``what`` is wrong."""
    try:
        return record.load(document)
    except ma.ValidationError as error:
        raise BrokenKeys(f"{what} is wrong at {_where(error.messages)}") from None


def _where(messages: object) -> str:
    """The first fault's place; its value stays out, a secret may stand where a hash should."""
    place = []
    while isinstance(messages, dict) and messages:
        name, messages = next(iter(messages.items()))
        place.append(str(name)[:40])
    return ".".join(place) or "its top"


def _mark(path: Path) -> tuple[int, ...]:
    state = path.stat()
    return state.st_mtime_ns, state.st_ino, state.st_size
