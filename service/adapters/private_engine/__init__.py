"""A private engine that speaks Redis, for a machine that has none: ``standfirst serve`` starts, shares and stops it."""

from service.adapters.private_engine.engine import NoEngine, PrivateEngine, start, stop_inherited

__all__ = ["NoEngine", "PrivateEngine", "start", "stop_inherited"]
