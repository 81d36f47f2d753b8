"""The stores as gunicorn's gevent workers have them: everything patched, each caller a greenlet."""

import subprocess
import sys

CROWD = """
from gevent import monkey
monkey.patch_all()
import sys, time
import gevent
from service.adapters.clock import SystemClock
from service.adapters.stores import MemoryStore, RedisStore
from service.summarise.leases import Leases

store = MemoryStore(1_000_000, SystemClock()) if sys.argv[1] == "memory" else RedisStore(sys.argv[1], timeout_seconds=5)
leases = Leases(store, SystemClock(), gevent.spawn, lease_seconds=60)
token = leases.acquire("lease")
assert token and leases.acquire("lease") is None
began = time.monotonic()
waits = [gevent.spawn(leases.wait, "lease", 30) for _ in range(500)]
others = [gevent.spawn(store.put, f"k{n}", b"v", 60) for n in range(500)]
gevent.joinall(others, timeout=10)
assert all(other.value for other in others), "the waiting ones hold up the others"
assert not any(wait.ready() for wait in waits), "a wait ended under a held lease"
leases.release("lease", token)
gevent.joinall(waits, timeout=10)
assert all(wait.successful() for wait in waits), "a wait went on after the release"
assert time.monotonic() - began < 15
print("well")
"""


def crowd(where):
    return subprocess.run([sys.executable, "-c", CROWD, where], capture_output=True, text=True, timeout=60, check=False)


def test_five_hundred_greenlets_wait_on_redis(flushed_redis_url):
    ran = crowd(flushed_redis_url)
    assert ran.stdout == "well\n", ran.stderr


def test_five_hundred_greenlets_wait_in_memory():
    ran = crowd("memory")
    assert ran.stdout == "well\n", ran.stderr
