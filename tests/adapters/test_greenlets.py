"""Long pure work beside greenlets: in a process that is patched as a worker is."""

import subprocess
import sys

from service.adapters.greenlets import aside
from service.summarise.turns import here

PATCHED = """
from gevent import monkey
monkey.patch_all()
import gevent, time
from service.adapters.greenlets import aside

run, ticks, stop = aside(), [], []

def tick():
    while not stop:
        ticks.append(1)
        gevent.sleep(0.001)

def long_work():
    ends = time.process_time() + 0.5
    while time.process_time() < ends:
        pass
    return "done"

ticking = gevent.spawn(tick)
assert run(long_work) == "done"
stop.append(1)
assert len(ticks) > 5, f"the greenlets had {len(ticks)} turns"
try:
    run(lambda: 1 / 0)
except ZeroDivisionError:
    print("well")
"""


def test_greenlets_go_on_beside_long_work_and_its_error_reaches_the_caller():
    ran = subprocess.run([sys.executable, "-c", PATCHED], capture_output=True, text=True, timeout=60, check=False)
    assert ran.stdout == "well\n", ran.stderr


def test_without_gevent_it_runs_where_it_is_called():
    assert aside() is here
