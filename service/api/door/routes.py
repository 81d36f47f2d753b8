"""What each route asks of a key. What is not named here, and is the API's, asks for a key of any kind."""

from enum import Enum

from service.summarise.key import Scope


class Wants(Enum):
    """What a route wants where no scope is named."""

    NOTHING = "nothing"
    A_KEY = "a key"


_GUARDED = "/v1"
_SUMMARIES = "/v1/summaries"


def wanted(method: str, path: str) -> Scope | Wants:
    """The scope, or whether a key is wanted at all."""
    if path == _SUMMARIES or path.startswith(f"{_SUMMARIES}/"):
        return Scope.PURGE if method == "DELETE" else Scope.SUMMARISE
    for beginning, scope in (("/v1/checks", Scope.CHECK), ("/v1/jobs", Scope.JOBS), ("/metrics", Scope.METRICS)):
        if path == beginning or path.startswith(f"{beginning}/"):
            return scope
    return Wants.A_KEY if path == _GUARDED or path.startswith(f"{_GUARDED}/") else Wants.NOTHING
