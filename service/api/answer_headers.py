"""The headers of an answer that holds a summary."""

import time


def timing(began: float) -> dict[str, str]:
    """``Server-Timing`` of a request that began at that monotonic time."""
    return {"Server-Timing": f"total;dur={(time.monotonic() - began) * 1000:.1f}"}


def of_hit(etag: str, age_seconds: int, ttl_seconds: int) -> dict[str, str]:
    """A cached answer: its validator, its age and how long it is still kept (RFC 9111, RFC 9211)."""
    return {
        "ETag": etag,
        "Cache-Control": "private",
        "Cache-Status": f"standfirst; hit; ttl={max(0, ttl_seconds - age_seconds)}",
        "Age": str(age_seconds),
    }
