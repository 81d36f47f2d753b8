"""gunicorn's settings, each with its reason; ``standfirst serve`` and the container both start with this file."""

import gc
import os
import sys
from pathlib import Path
from typing import Any

# First of all, and nowhere else: whoever takes a lock or a socket class out of the standard library after this line
# has one that yields to other greenlets. gunicorn itself would patch in the worker, after what is loaded below.
if os.environ.get("STANDFIRST_WORKER_CLASS", "gevent") == "gevent":
    from gevent import baseserver, monkey

    monkey.patch_all()

    # Of a hundred new connections the first worker to wake would take all; one at a time, who is less busy takes more.
    baseserver.BaseServer.max_accept = 1

# A worker has no terminal, and structlog would load rich for one: 6 MB and a tenth of a second.
sys.modules["rich"] = None  # type: ignore[assignment] # how an import is told to fail

# The collector finds nothing while modules load, and looks at all of them again and again.
gc.disable()

# Before the metrics' library is loaded: the workers' counts lie in one folder, where whichever is asked finds them.
from service.metrics import directory  # noqa: E402

directory.prepare()

# Loaded here, once: a worker is a fork that starts in a tenth of the time, and shares the memory. What connects is
# built in the worker. A changed release wants a restart (or SIGUSR2): SIGHUP makes new workers of the old code.
import service.app  # noqa: E402, F401
from service.adapters import private_engine  # noqa: E402
from service.front import garbage  # noqa: E402
from service.startup import checked_settings  # noqa: E402

_settings = checked_settings(serving=True)

bind = _settings.bind
workers = _settings.workers

# Waiting for a model is all that most requests do, and slow clients stop threads: greenlets hold both at no cost.
worker_class = {
    "gevent": "service.front.gevent_worker.GeventWorker",
    "gthread": "service.front.thread_worker.ThreadWorker",
}[_settings.worker_class]
worker_connections = 1000
threads = _settings.threads if _settings.worker_class == "gthread" else 1

# The application is built in each worker: connections must not be shared over a fork.
preload_app = False

# Whatever leaks, leaks only so long; the jitter keeps the workers from going at one time.
max_requests = _settings.worker_requests_max
max_requests_jitter = max_requests // 4

# Does not end a long request under gevent (deadlines are ours); it replaces a worker whose loop hangs.
timeout = 60

# Longer than the default deadline, so that a restart loses no request.
graceful_timeout = 40

# Longer than a load balancer's usual idle minute: of the two, the balancer should be the one that hangs up.
keepalive = 75

# The heartbeat file in memory: a slow disk must not look like a hung worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - gunicorn makes its own file there

# It would open in $HOME, which a container may not have.
control_socket_disable = True

# The service logs requests itself; gunicorn's own log would print query strings and Referer in full.
accesslog = None
errorlog = "-"
logger_class = "service.front.server_log.ServerLog"
loglevel = "warning"


def pre_fork(server: Any, worker: Any) -> None:  # noqa: ANN401, ARG001 - gunicorn's hook
    """What is loaded stays: with the collector's hands off it, its pages stay shared."""
    gc.freeze()


def post_fork(server: Any, worker: Any) -> None:  # noqa: ANN401, ARG001 - gunicorn's hook
    """From here on there is garbage, and something to count."""
    garbage.collect_seldom()
    directory.reserve()


def worker_exit(server: Any, worker: Any) -> None:  # noqa: ANN401, ARG001 - gunicorn's hook
    """Write what the worker has counted and not written yet, and close its connections."""
    # Not ``worker.wsgi``: our workers put a front before the application.
    if loaded := sys.modules.get("service.wsgi"):
        loaded.application.extensions["standfirst"].close()


def child_exit(server: Any, worker: Any) -> None:  # noqa: ANN401, ARG001 - gunicorn's hook
    """In the master, however a worker ended: what it has counted stays."""
    directory.bury(worker.pid)


def on_exit(server: Any) -> None:  # noqa: ANN401 - gunicorn's hook
    """Stop the private engine that ``standfirst serve`` started, if this process is the last that uses it."""
    directory.remove()
    # In an upgrade (SIGUSR2) old and new master hold one and the same lock: the one that stays needs the engine.
    if not (server.reexec_pid or server.master_pid):
        private_engine.stop_inherited()
