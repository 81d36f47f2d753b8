"""What is delivered of an answer, and what a careless page makes of it."""

import re
import unicodedata
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

OUTPUTS = ("headline", "summary", "blurb", "meta_description")
_LIVE = re.compile(r"[<>]|javascript:|vbscript:|data:\w|\]\(|!\[|\]:\s|\{\{|\$\{", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|ftp|mailto):\S+|\bwww\.\S+|[\w.+-]+@[\w-]+\.[\w.]+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_PAGE = """<article><h1>{text}</h1><p title="{attribute}" data-text='{attribute}'>{text}</p><div>{markdown}</div></article>"""
_NODES = {"html", "head", "body", "article", "h1", "p", "div"}


def delivered(answer: dict) -> Iterator[tuple[str, str]]:
    """Every string that was written for the caller, with the evidence that it rests on."""
    for name in OUTPUTS:
        for one in (answer[name] or {}).get("statements", [answer[name]] if answer[name] else []):
            yield one["text"], _evidence(one)
    for one in (*answer["headline_variants"], *answer["claims"]):
        yield one["text"], _evidence(one)
        speaker = one.get("speaker") or {}
        yield from ((speaker[part], _evidence(one)) for part in ("name", "role") if speaker.get(part))


def assert_inert(text: str, evidence: str, source: str) -> None:
    """Nothing that runs, leads away, hides or pretends to be another word."""
    assert not _LIVE.search(text), text
    for address in _ADDRESS.findall(text):
        assert address.rstrip(".,;:!?)”’") in evidence, text
    for char in text:
        assert unicodedata.category(char) not in {"Cc", "Co", "Cs"}, ascii(text)
        assert not 0xE0000 <= ord(char) <= 0xE007F, ascii(text)
        hidden = unicodedata.category(char) == "Cf" or 0xFE00 <= ord(char) <= 0xFE0F
        assert not hidden or char in source, ascii(text)
    for word in _WORD.findall(text):
        scripts = {unicodedata.name(letter, "?").split()[0] for letter in word} & {"LATIN", "GREEK", "CYRILLIC"}
        assert len(scripts) < 2 or word in source, word


def rendered(text: str) -> LexborHTMLParser:
    """A page that takes the text as it is for HTML, for an attribute and for Markdown."""
    attribute = text.replace('"', "&quot;").replace("'", "&#39;")
    markdown = re.sub(r"!\[([^\]]*)\]\(([^)]*)\)", r'<img alt="\1" src="\2">', text)
    markdown = re.sub(r"\[([^\]]*)\]\(([^)]*)\)", r'<a href="\2">\1</a>', markdown)
    markdown = re.sub(r"<((?:https?|mailto|javascript):[^>]*)>", r'<a href="\1">\1</a>', markdown)
    return LexborHTMLParser(_PAGE.format(text=text, attribute=attribute, markdown=markdown))


def strange_nodes(page: LexborHTMLParser) -> list[str]:
    """Elements that the page's own frame does not have, and attributes that run or lead somewhere."""
    found = []
    for node in page.root.traverse(include_text=False):
        found += [node.tag] if node.tag not in _NODES and not node.tag.startswith("-") else []
        found += [name for name in node.attributes if name.startswith("on") or name in {"href", "src", "style"}]
    return found


def _evidence(one: dict) -> str:
    return "\n".join(piece["text"] for piece in one["evidence"])
