"""The seal on every stored entry: a value that was cut, changed, swapped or written by another release is a miss."""

import hashlib
import hmac

MAGIC = b"SF2"
"""Names the entry's shape; another release's shape has another name."""

_SUM_BYTES = 16


def seal(key: str, value: bytes) -> bytes:
    """The value with its shape's name and a checksum over key and value in front."""
    return MAGIC + _sum(key, value) + value


def unseal(key: str, sealed: bytes | None) -> bytes | None:
    """The value, or None when there is none or the seal does not fit it and its key."""
    head = len(MAGIC) + _SUM_BYTES
    if not isinstance(sealed, bytes) or len(sealed) < head or not sealed.startswith(MAGIC):
        return None
    value = sealed[head:]
    return value if hmac.compare_digest(sealed[len(MAGIC) : head], _sum(key, value)) else None


def _sum(key: str, value: bytes) -> bytes:
    digest = hashlib.sha256()  # which processors have instructions for
    name = key.encode()
    digest.update(b"%d " % len(name))  # so that no other key and value read on as the same bytes
    digest.update(name)
    digest.update(value)
    return digest.digest()[:_SUM_BYTES]
