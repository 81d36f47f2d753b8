"""Counting requests: in one process, or in Redis for all of them."""

from service.adapters.limits.local_turnstile import LocalTurnstile
from service.adapters.limits.redis_turnstile import RedisTurnstile

__all__ = ["LocalTurnstile", "RedisTurnstile"]
