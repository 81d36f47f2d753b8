"""HTML, a fragment from a content system or a whole page, read out as text: one line a block, entities decoded.

What the markup itself says is furniture (``nav``, ``footer``, ``figcaption``, a class named "share") stays in the
text, so that it can be shown, and is marked with the reason why it goes. Scripts, styles and what is hidden leave no
trace.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from service.summarise.article import DropReason
from service.summarise.errors import BadArticle
from service.summarise.reading.function_words import word_set

_SILENT = word_set(
    """
    script style noscript template svg math head iframe object embed canvas audio video map select option
    datalist textarea input button dialog link meta source track
    """
)
_BLOCKS = word_set(
    """
    address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section summary table tbody td
    tfoot th thead tr ul
    """
)
_TAGS: Mapping[str, DropReason] = {
    "nav": DropReason.NAVIGATION,
    "footer": DropReason.NAVIGATION,
    "menu": DropReason.NAVIGATION,
    "aside": DropReason.RELATED,
    "form": DropReason.NEWSLETTER,
    "figcaption": DropReason.CAPTION,
}
_CLASSES: tuple[tuple[re.Pattern[str], DropReason], ...] = tuple(
    (re.compile(rf"(?:^|[\s_-])(?:{names})(?:$|[\s_-])", re.IGNORECASE), reason)
    for names, reason in (
        ("comments?|disqus|respond", DropReason.COMMENTS),
        ("share|sharing|social|sharedaddy|addtoany", DropReason.SHARE),
        (
            "related|recirc|recommended|outbrain|taboola|trending|most-read|popular|read-?more|teasers?",
            DropReason.RELATED,
        ),
        ("newsletter|signup|subscribe-form", DropReason.NEWSLETTER),
        ("advert|advertisement|ads?|sponsored|promo", DropReason.ADVERT),
        ("cookie|consent|gdpr", DropReason.COOKIE),
        ("paywall|piano|regwall", DropReason.PAYWALL),
        ("caption|wp-caption-text|credit", DropReason.CAPTION),
        ("author-bio|author-box|about-author|bio", DropReason.AUTHOR),
        (
            "breadcrumbs?|navbar|navigation|sidebar|widget|menu|skip-link|pagination|site-footer|site-header|masthead",
            DropReason.NAVIGATION,
        ),
        ("tags|tag-list|post-tags|cat-links", DropReason.RELATED),
        ("copyright|legal|disclaimer", DropReason.LEGAL),
    )
)
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
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_DEEPEST, _MOST_OPEN = 500, 2_000  # elements inside one another, and loose ones left open; browsers stop at 512
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_SITE = re.compile(r"\s+[|–—»·-]\s+[^|–—»·]{2,40}$")
_MOST_AUTHOR_CHARS = 120


@dataclass(frozen=True, slots=True)
class Page:
    """The text that HTML shows, what its head says of title and author, and the lines that its markup calls furniture.

    ``furniture`` has the offset at which such a line starts, and the reason.
    """

    text: str
    title: str | None = None
    byline: str | None = None
    furniture: Mapping[int, DropReason] = field(default_factory=dict)


def read(html: str) -> Page:
    """The text of the HTML; whatever is wrong with the markup is mended as browsers do.

    Raises ``BadArticle`` when elements nest deeper than browsers allow: parsers take quadratic time there.
    """
    if _nests_too_deep(html):
        raise BadArticle(f"the HTML nests more than {_DEEPEST} elements")
    tree = LexborHTMLParser(html)
    writer = _Writer()
    if tree.root is not None:
        _write(tree.root, writer)
    writer.end_line()
    return Page("\n".join(writer.lines), _title(tree), _author(tree), writer.furniture())


def _nests_too_deep(html: str) -> bool:
    depth = loose = 0
    for closing, name in _TAG.findall(html):
        tag = name.lower()
        step = -1 if closing else 1
        if tag in _LOOSE:
            loose = max(0, loose + step)
        elif tag not in _VOID:
            depth = max(0, depth + step)
        if depth > _DEEPEST or loose > _MOST_OPEN:
            return True
    return False


class _Writer:
    """Collects text into lines, white space collapsed, each with the reason that held when it was written."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._reasons: list[DropReason | None] = []
        self._parts: list[str] = []
        self._reason: DropReason | None = None

    def add(self, text: str, reason: DropReason | None) -> None:
        self._reason = reason
        self._parts.append(text)

    def end_line(self) -> None:
        if not self._parts:
            return
        line = _SPACE.sub(" ", "".join(self._parts)).strip(" ")
        self._parts.clear()
        if line:
            self.lines.append(line)
            self._reasons.append(self._reason)

    def furniture(self) -> dict[int, DropReason]:
        found: dict[int, DropReason] = {}
        offset = 0
        for line, reason in zip(self.lines, self._reasons, strict=True):
            if reason is not None:
                found[offset] = reason
            offset += len(line) + 1
        return found


def _write(root: LexborNode, writer: _Writer) -> None:
    """Walks the tree without recursion: a page may nest as deep as it likes."""
    stack: list[tuple[LexborNode | None, DropReason | None, bool]] = [(root, None, False)]
    while stack:
        node, reason, leaves = stack.pop()
        if leaves or node is None:
            writer.end_line()
            continue
        tag = node.tag or ""
        if tag == "-text":
            writer.add(node.text_content or "", reason)
        elif tag not in _SILENT and not tag.startswith(("-", "!")):
            _enter(node, tag, reason, writer, stack)


def _enter(
    node: LexborNode,
    tag: str,
    reason: DropReason | None,
    writer: _Writer,
    stack: list[tuple[LexborNode | None, DropReason | None, bool]],
) -> None:
    attributes = node.attributes
    if _is_hidden(attributes):
        return
    if tag in _BLOCKS:
        writer.end_line()
        stack.append((None, None, True))
    inner = reason or _TAGS.get(tag) or _by_class(tag, attributes)
    children = []
    child = node.child
    while child is not None:
        children.append((child, inner, False))
        child = child.next
    stack.extend(reversed(children))


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(attributes.get("style") or "") is not None
    )


def _by_class(tag: str, attributes: Mapping[str, str | None]) -> DropReason | None:
    if not attributes or tag in ("html", "body", "article", "main", "p", "h1"):
        return None
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"[:300]
    return next((reason for pattern, reason in _CLASSES if pattern.search(names)), None) if len(names) > 2 else None


def _title(tree: LexborHTMLParser) -> str | None:
    headings = [text for node in tree.css("h1") if (text := _plain(node.text()))]
    if len(headings) == 1:
        return headings[0]
    said = _meta(tree, 'meta[property="og:title"]', "content")
    if said:
        return said
    node = tree.css_first("head > title")
    text = _plain(node.text()) if node is not None else ""
    return _SITE.sub("", text) or None


def _author(tree: LexborHTMLParser) -> str | None:
    said = _meta(tree, 'meta[name="author"]', "content") or _meta(tree, 'meta[property="article:author"]', "content")
    if said and "/" not in said and len(said) <= _MOST_AUTHOR_CHARS:
        return said
    node = tree.css_first('[rel~="author"], [itemprop~="author"]')
    text = _plain(node.text()) if node is not None else ""
    return text if 0 < len(text) <= _MOST_AUTHOR_CHARS else None


def _meta(tree: LexborHTMLParser, selector: str, attribute: str) -> str | None:
    node = tree.css_first(selector)
    return _plain(node.attributes.get(attribute) or "") or None if node is not None else None


def _plain(text: str) -> str:
    return " ".join(text.split())
