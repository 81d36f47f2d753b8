"""What is read of a process tree."""

import os
import subprocess
import sys

from bench.speed import usage

SPINNER = "import subprocess, sys; sum(range(30_000_000)); print('done', flush=True); sys.stdin.read()"


def test_the_cpu_of_children_counts_while_they_live_and_after():
    before = usage.cpu_seconds(os.getpid())
    child = subprocess.Popen([sys.executable, "-c", SPINNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with child:
        child.stdout.readline()
        living = usage.cpu_seconds(os.getpid())
        child.stdin.close()
    assert living > before
    assert usage.cpu_seconds(os.getpid()) >= living


def test_a_server_without_children_is_its_own_worker():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert [one.pid for one in usage.uses(child.pid)] == [child.pid]
        assert 0 < usage.rss_mb(child.pid) <= usage.peak_rss_mb(child.pid) + 1
        child.communicate(b"\n")
