"""A key's secret: 256 random bits, written so that a scanner of leaked files knows one when it sees it.

A fixed prefix and a checksum at the end, as GitHub's tokens have them: what fits both is a key of ours, what fits one
is not. A random key of this length needs no slow hash; SHA-256 of it tells nothing about it.
"""

import hashlib
import re
import secrets
import string
import zlib

PREFIX = "sfk_"
_DIGITS = string.digits + string.ascii_letters
_BODY_CHARS, _SUM_CHARS = 43, 6
PATTERN = re.compile(rf"{PREFIX}[0-9A-Za-z]{{{_BODY_CHARS + _SUM_CHARS}}}")
"""For scanners; ``is_sound`` tells the rest."""


def make() -> str:
    """A new secret. It is shown once, and kept by nobody here."""
    body = _in_base62(secrets.randbits(256), _BODY_CHARS)
    return PREFIX + body + _checksum(body)


def is_sound(text: str) -> bool:
    """Whether it is one of ours, and not cut or mistyped."""
    body = text[len(PREFIX) : -_SUM_CHARS]
    return bool(PATTERN.fullmatch(text)) and text.endswith(_checksum(body))


def digest(secret: bytes) -> str:
    """What the file holds in the secret's place: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret).hexdigest()


def _checksum(body: str) -> str:
    return _in_base62(zlib.crc32(body.encode()), _SUM_CHARS)


def _in_base62(number: int, chars: int) -> str:
    written = ""
    while number:
        number, place = divmod(number, 62)
        written = _DIGITS[place] + written
    return written.rjust(chars, "0")
