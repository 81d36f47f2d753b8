"""Tokens, money and counts by tenant: in one process, or in Redis for all of them."""

from service.adapters.books.memory_books import MemoryBooks
from service.adapters.books.redis_books import RedisBooks

__all__ = ["MemoryBooks", "RedisBooks"]
