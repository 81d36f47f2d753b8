"""Whose request it is: the door leaves it in the environ for whoever is inside."""

from wsgiref.types import WSGIEnvironment

from service.summarise.key import OPEN, Key

KEY = "standfirst.key"
"""The caller's key."""


def caller_key(environ: WSGIEnvironment) -> Key:
    """The caller's key; ``OPEN`` where there is no door, or no keys are wanted."""
    return environ.get(KEY, OPEN)  # type: ignore[no-any-return]
