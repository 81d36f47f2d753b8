"""HTML, a fragment from a content system or a whole page, read out as text: one line a block, entities decoded.

What the markup itself says is furniture (``nav``, ``footer``, ``figcaption``, a class named "share") stays in the
text, so that it can be shown, and is marked with the reason why it goes. Scripts, styles and what is hidden leave no
trace. Of a whole page it is also said how far markup and an extractor speak for each line, see ``outlook``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from service.summarise.article import DropReason
from service.summarise.errors import BadArticle
from service.summarise.reading import extractor, html_head, markup, outlook
from service.summarise.reading.function_words import word_set
from service.summarise.reading.html_lines import HtmlLine, Writer

_VOID = word_set(
    """
    area base br col embed hr img input link meta param source track wbr
    """
)
_LOOSE = word_set(
    """
    p li dt dd td th tr tbody thead tfoot option colgroup optgroup
    """
)  # whose end tag may be left out
_SHAPES = word_set("path circle rect line polygon polyline ellipse use stop image animate g")  # of SVG, closed by "/>"
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)")
# Possessive, so that each character is looked at once; quotes count behind "=" alone, as in HTML itself.
_WHOLE_TAG = re.compile(r"""<[a-zA-Z](?:[^=>]++|=\s*+(?:"[^"]*+"?|'[^']*+'?)?)*+>?""")
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"?|'[^']*+'?)""")
_MOST_ATTRIBUTES = 1_000
_SCRIPT, _SCRIPT_END = re.compile(r"<script\b", re.IGNORECASE), re.compile(r"</script\b", re.IGNORECASE)
_DEEPEST, _MOST_OPEN = 500, 2_000  # elements inside one another, and loose ones left open; browsers stop at 512
_WHOLE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_Said = TypeVar("_Said")
# A node to go on with, the number of the element that it is in, whether that is in a link, and whether it ends a line.
_Walk = tuple[LexborNode | None, int, bool, bool]
_UNSEEN = markup.SILENT | {"-comment"}
_WHOLE_WITHIN = 5_000  # characters, comments and licences included, after which a page has said that it is one


@dataclass(frozen=True, slots=True)
class Page:
    """The text that HTML shows, what its head says of title and author, and the lines that its markup calls furniture.

    ``furniture`` has the offset at which such a line starts, and the reason. ``weights`` is None for a fragment, where
    markup alone decides; for a whole page it has, by the same offsets, the log-odds that speak for each line.
    """

    text: str
    title: str | None = None
    byline: str | None = None
    furniture: Mapping[int, DropReason] = field(default_factory=dict)
    weights: Mapping[int, float] | None = None


def read(html: str) -> Page:
    """The text of the HTML; whatever is wrong with the markup is mended as browsers do.

    Raises ``BadArticle`` when elements nest deeper than browsers allow, or hold attributes without end: parsers take
    quadratic time there.
    """
    if _nests_too_deep(html):
        raise BadArticle(f"the HTML nests more than {_DEEPEST} elements")
    if _has_too_many_attributes(html):
        raise BadArticle(f"an element of the HTML has more than {_MOST_ATTRIBUTES} attributes")
    tree = LexborHTMLParser(html)
    writer = Writer()
    if tree.root is not None:
        _write(tree.root, writer)
    lines = writer.finish()
    text = "\n".join(line.text for line in lines)
    title, author = html_head.title(tree), html_head.author(tree)
    whole = is_whole_page(html)
    reasons = outlook.reasons(lines, writer.elements, with_hints=whole)
    furniture = {start: reason for start, reason in _by_offset(lines, reasons).items() if reason is not None}
    if not whole:
        return Page(text, title, author, furniture)
    told = extractor.read(html_head.body(tree))
    weights = outlook.weigh(lines, writer.elements, extractor.extract(tree), told)
    return Page(text, title, author, furniture, _by_offset(lines, weights))


def is_whole_page(html: str) -> bool:
    """Whether the HTML is a page of a site and not a piece of one."""
    return _WHOLE.search(html, 0, _WHOLE_WITHIN) is not None


def _nests_too_deep(html: str) -> bool:
    depth = loose = 0
    for closing, name, rest in _TAG.findall(_drop_scripts(html)):
        tag = name.lower()
        if tag in _LOOSE:
            loose += -1 if closing else 1
            if loose < 0:
                loose = 0
            elif loose > _MOST_OPEN:
                return True
        elif tag not in _VOID and not (tag in _SHAPES and rest.endswith("/")):
            depth += -1 if closing else 1
            if depth < 0:
                depth = 0
            elif depth > _DEEPEST:
                return True
    return False


def _has_too_many_attributes(html: str) -> bool:
    """Whether a tag may hold so many; where quotes are left open, what follows is counted as well, to be safe."""
    for tag in _WHOLE_TAG.findall(html):
        if len(tag) > _MOST_ATTRIBUTES:
            names = _QUOTED.sub(" ", tag).replace("/", " ").split()
            if len(names) > _MOST_ATTRIBUTES:
                return True
    return False


def _drop_scripts(html: str) -> str:
    """The HTML without what stands in scripts: strings of markup there open no element."""
    parts, at = [], 0
    while opening := _SCRIPT.search(html, at):
        parts.append(html[at : opening.start()])
        closing = _SCRIPT_END.search(html, opening.end())
        at = closing.end() if closing else len(html)
    parts.append(html[at:])
    return "".join(parts)


def _by_offset(lines: Sequence[HtmlLine], said: Sequence[_Said]) -> dict[int, _Said]:
    """What is said of each line, by the offset in the text at which it starts."""
    starts = accumulate((len(line.text) + 1 for line in lines), initial=0)
    return dict(zip(starts, said, strict=False))


def _write(root: LexborNode, writer: Writer) -> None:
    """Walks the tree without recursion: a page may nest as deep as it likes."""
    waiting: list[_Walk] = [(root, 0, False, False)]
    while waiting:
        node, inside, in_link, ends_line = waiting.pop()
        while node is not None:
            tag, following = node.tag or "", node.next
            if tag == "-text":
                writer.add(node.text_content or "", inside, in_link=in_link)
            elif tag in markup.ASKING:
                writer.elements.asks[inside] += 1
            elif tag not in _UNSEEN and not tag.startswith(("-", "!")):
                below = _enter(node, tag, inside, writer, in_link=in_link)
                if below is not None:
                    waiting.append((following, inside, in_link, ends_line))
                    node, inside, in_link, ends_line = below
                    continue
            node = following
        if ends_line:
            writer.end_line()


def _enter(node: LexborNode, tag: str, inside: int, writer: Writer, *, in_link: bool) -> _Walk | None:
    """Where to go on in an element; None where nothing in it is left to walk through."""
    attributes = node.attributes
    if attributes and markup.is_hidden(attributes):
        return None
    inner = writer.elements.enter(inside, tag, attributes)
    in_link = in_link or tag == "a"
    child = node.first_child
    if tag in markup.BLOCKS:
        writer.end_line()
        if child is not None and child.is_text_node and child.next is None:  # as nearly all blocks of a large page
            writer.add_line(child.text_content or "", inner, in_link=in_link)
            return None
    return None if child is None else (child, inner, in_link, tag in markup.BLOCKS)
