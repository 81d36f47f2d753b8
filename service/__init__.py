"""Standfirst: headlines, summaries, blurbs and key claims, pinned to the article's own sentences."""

from importlib.metadata import version

__version__ = version("standfirst")
