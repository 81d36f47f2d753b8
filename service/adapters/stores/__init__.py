"""Where summaries are kept: Redis for all workers, or the memory of one process. One contract, one seal."""

from service.adapters.stores.memory_store import MemoryStore
from service.adapters.stores.redis_store import RedisStore

__all__ = ["MemoryStore", "RedisStore"]
