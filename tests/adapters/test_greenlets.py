"""Long pure work beside greenlets: in a process that is patched as a worker is."""

import subprocess
import sys

from service.adapters.greenlets import aside, pause
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

TURNS = """
from gevent import monkey
monkey.patch_all()
import gevent
from service.adapters.greenlets import pause
from service.summarise.turns import Turns

turns, order = Turns(pause=pause), []

def article(number):
    for _ in range(3):
        turns.run(lambda: order.append(number))

def late():
    turns.run(lambda: order.append("late"), urgent=True)

def other():
    for _ in range(3):
        order.append("other")
        gevent.sleep(0)

gevent.joinall([gevent.spawn(article, 1), gevent.spawn(article, 2), gevent.spawn(late), gevent.spawn(other)])
print(order)
"""


def test_greenlets_meet_at_the_turn_and_others_go_on_between_two():
    ran = subprocess.run([sys.executable, "-c", TURNS], capture_output=True, text=True, timeout=60, check=False)
    order = eval(ran.stdout)  # noqa: S307
    assert order.index("late") < order.index(2), ran.stderr
    places = [place for place, who in enumerate(order) if who == "other"]
    assert places[-1] - places[0] > 2
    assert order.index(2) < len(order) - 1 - order[::-1].index(1)


def test_without_gevent_nobody_pauses():
    pause()


def test_greenlets_go_on_beside_long_work_and_its_error_reaches_the_caller():
    ran = subprocess.run([sys.executable, "-c", PATCHED], capture_output=True, text=True, timeout=60, check=False)
    assert ran.stdout == "well\n", ran.stderr


def test_without_gevent_it_runs_where_it_is_called():
    assert aside() is here
