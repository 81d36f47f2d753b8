"""The title and the author that an HTML page names: heading, ``og:`` tags, schema.org's JSON-LD, ``rel=author``."""

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_SITE = re.compile(r"\s+[|–—»·-]\s+[^|–—»·]{2,40}$")
_MOST_AUTHOR_CHARS = 120
_MOST_JSON_CHARS = 200_000  # of one script; a longer one is no description of an article
_MOST_THINGS = 200  # objects looked at in the JSON of a page
_MOST_HEADINGS = 20


def title(tree: LexborHTMLParser) -> str | None:
    """The only ``h1``, or the one that the head agrees with, or else what the head says, without the site's name."""
    headings = [text for node in tree.css("h1")[:_MOST_HEADINGS] if (text := plain(node.text()))]
    if len(headings) == 1:
        return headings[0]
    said = _meta(tree, 'meta[property="og:title"]') or _headline(tree) or _head_title(tree)
    if said is None:
        return None
    agreeing = [heading for heading in headings if heading.lower() in said.lower()]
    return max(agreeing, key=len) if agreeing else _without_site(said, _meta(tree, 'meta[property="og:site_name"]'))


def author(tree: LexborHTMLParser) -> str | None:
    """Who wrote it, by the head, the JSON-LD or an element marked as the author; a link in place of a name is none."""
    names = (
        _meta(tree, 'meta[name="author"]'),
        _meta(tree, 'meta[property="article:author"]'),
        ", ".join(_people(tree)),
        _first_text(tree, '[itemprop~="author"] [itemprop~="name"]'),
        _first_text(tree, '[rel~="author"], [itemprop~="author"]'),
    )
    return next((name for name in names if name and "/" not in name and len(name) <= _MOST_AUTHOR_CHARS), None)


def body(tree: LexborHTMLParser) -> str | None:
    """The article's text, where the page's JSON-LD tells it."""
    found = (thing.get("articleBody") for thing in _things(tree))
    return max((said for said in found if isinstance(said, str)), key=len, default=None)


def plain(text: str) -> str:
    """The text on one line, each run of white space one space."""
    return " ".join(text.split())


def _head_title(tree: LexborHTMLParser) -> str | None:
    said = _first_text(tree, "head > title")
    return (_SITE.sub("", said) or said) if said else None


def _without_site(said: str, site: str | None) -> str:
    if site and said.lower().endswith(site.lower()) and len(said) > len(site):
        return said[: -len(site)].rstrip(" |–—»·-:") or said
    return said


def _meta(tree: LexborHTMLParser, selector: str) -> str | None:
    node = tree.css_first(selector)
    return plain(node.attributes.get("content") or "") or None if node is not None else None


def _first_text(tree: LexborHTMLParser, selector: str) -> str | None:
    node = tree.css_first(selector)
    return plain(node.text()) or None if node is not None else None


def _headline(tree: LexborHTMLParser) -> str | None:
    found = (thing.get("headline") for thing in _things(tree))
    return next((plain(said) for said in found if isinstance(said, str) and said.strip()), None)


def _people(tree: LexborHTMLParser) -> list[str]:
    """The authors of the first thing with a headline: their names, each once."""
    said = next((thing.get("author") for thing in _things(tree) if "headline" in thing), None)
    people = said if isinstance(said, list) else [said]
    names = [one.get("name") if isinstance(one, dict) else one for one in people[:9]]
    return list(dict.fromkeys(plain(name) for name in names if isinstance(name, str) and name.strip()))


def _things(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD: the outermost ones and those of their ``@graph``."""
    left: list[object] = [
        _parse(node.text()) for node in tree.css('script[type="application/ld+json"]')[:_MOST_HEADINGS]
    ]
    for _ in range(_MOST_THINGS):
        if not left:
            return
        thing = left.pop(0)
        if isinstance(thing, list):
            left.extend(thing[:_MOST_THINGS])
        elif isinstance(thing, dict):
            yield thing
            left.append(thing.get("@graph"))


def _parse(text: str) -> object:
    try:
        return json.loads(text) if len(text) <= _MOST_JSON_CHARS else None
    except (ValueError, RecursionError):
        return None
