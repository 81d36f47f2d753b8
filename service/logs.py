"""Logs: one JSON object a line on standard error, never article text."""

import logging
import sys

import structlog


def configure(level: str) -> None:
    """Log events of this level (``debug`` to ``error``) and above."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        # The stream is looked up for each line: it may have been redirected since.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
