"""gunicorn's settings, each with its reason; ``standfirst serve`` and the container both start with this file."""

import gc
from pathlib import Path
from typing import Any

from service.adapters import private_engine
from service.startup import checked_settings

_settings = checked_settings(serving=True)

bind = _settings.bind
workers = _settings.workers

# Waiting for a model is all that most requests do, and slow clients stop threads: greenlets hold both at no cost.
# gunicorn's gevent worker patches the standard library in each worker before it loads the application; nothing that
# this file imports may hold on to sockets, locks or TLS before that, and nothing is preloaded.
worker_class = _settings.worker_class
worker_connections = 1000
threads = _settings.threads if worker_class == "gthread" else 1
preload_app = False

# Whatever leaks, leaks only so long; the jitter keeps the workers from going at one time.
max_requests = 200_000
max_requests_jitter = 50_000

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
loglevel = "warning"


def post_worker_init(worker: Any) -> None:  # noqa: ANN401, ARG001 - gunicorn's hook
    """What a worker has loaded stays: the collector need not look at it again with every full pass."""
    gc.collect()
    gc.freeze()


def on_exit(server: Any) -> None:  # noqa: ANN401 - gunicorn's hook
    """Stop the private engine that ``standfirst serve`` started, if this process is the last that uses it."""
    # In an upgrade (SIGUSR2) old and new master hold one and the same lock: the one that stays needs the engine.
    if not (server.reexec_pid or server.master_pid):
        private_engine.stop_inherited()
