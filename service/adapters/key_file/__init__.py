"""The file of keys: their hashes, what they may do, until when. Auth needs no more, so it works with Redis down."""

from service.adapters.key_file.key_file import BrokenKeys, KeyFile
from service.adapters.key_file.record import Record

__all__ = ["BrokenKeys", "KeyFile", "Record"]
