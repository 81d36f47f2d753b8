"""The keys file written anew: whole or not at all, by one writer at a time."""

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import orjson

from service.adapters.key_file import record, secret
from service.adapters.key_file.key_file import checked, records
from service.adapters.key_file.record import Record
from service.summarise.key import Key


def change(path: Path, change_records: Callable[[tuple[Record, ...]], tuple[Record, ...]]) -> None:
    """Write the file anew with changed records, whole or not at all; one writer at a time. A missing file is made.

    Raises ``BrokenKeys``, and ``OSError`` when the folder cannot be written.
    """
    with _alone(path):
        before = records(path) if path.exists() else ()
        document = record.dump(change_records(before))
        checked(document, f"what the keys file {path} would be")
        _write(path, orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n")


def add(path: Path, key: Key, created: datetime) -> str:
    """Add a key with a new secret, and give the secret. Raises as ``change`` does."""
    made = secret.make()
    change(path, lambda known: (*known, Record(key, secret.digest(made.encode()), created)))
    return made


def end(path: Path, identifier: str, at: datetime) -> None:
    """Have a key end at that time. Raises ``KeyError`` when there is none of that id, else as ``change`` does."""

    def ended(known: tuple[Record, ...]) -> tuple[Record, ...]:
        if identifier not in {one.key.id for one in known}:
            raise KeyError(identifier)
        return tuple(one.ending(at) if one.key.id == identifier else one for one in known)

    change(path, ended)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Two writers at once would lose one's key."""
    handle = os.open(path.with_name(path.name + ".lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as new:
        try:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
            if path.exists():  # a service under another user goes on reading it
                state = path.stat()
                os.fchmod(new.fileno(), state.st_mode & 0o777)
                if os.geteuid() == 0:
                    os.fchown(new.fileno(), state.st_uid, state.st_gid)
            Path(new.name).replace(path)
        except BaseException:
            Path(new.name).unlink(missing_ok=True)
            raise
