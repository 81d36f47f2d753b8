"""gunicorn's threaded worker with our refusals."""

from gunicorn.workers.gthread import ThreadWorker as Original

from service.front.refusals import Refusing


class ThreadWorker(Refusing, Original):  # type: ignore[misc]  # gunicorn has no types
    """Threads."""
