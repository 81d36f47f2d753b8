"""What HTML elements say by their tag and their class: blocks, silent and hidden ones, furniture and its reason."""

import re
from collections.abc import Mapping
from functools import lru_cache

from service.summarise.article import DropReason
from service.summarise.reading.function_words import word_set

SILENT = word_set(
    """
    script style noscript template svg math head iframe object embed canvas audio video map select option
    datalist textarea input button dialog link meta source track amp-sidebar amp-ad
    """
)
ASKING = frozenset({"input", "button", "select", "textarea"})  # what asks a reader to do something
BLOCKS = word_set(
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
_HINTS: tuple[tuple[re.Pattern[str], DropReason], ...] = tuple(
    (re.compile(rf"(?:^|[\s_-])(?:{names})(?:$|[\s_-])"), reason)
    for names, reason in (
        ("cookies|cmp|didomi|onetrust|privacy", DropReason.COOKIE),
        ("commentaires?|kommentare?|comentarios?|commenti|replies", DropReason.COMMENTS),
        ("sharebar|partage|partager|teilen|condividi|compartir|toolbar|social-tools", DropReason.SHARE),
        (
            "see-also|read-also|also-read|read-next|up-next|upnext|recommendations?|recommends|lire-aussi|a-lire|"
            "lesen-sie-auch|meistgelesen|leggi-anche|lea-tambien|links-block|topic-list|podcasts?|carousel|slideshow|"
            "onward|motscles|keywords|tagged|pull-?quotes?|quotebox",
            DropReason.RELATED,
        ),
        ("newsletters|nl|mailing-?list|signups|registration|cta", DropReason.NEWSLETTER),
        (
            "adverts|advertising|adslot|adsense|adsbygoogle|mpu|dfp|banner|werbung|anzeige|publicite|pub|publicidad|"
            "promos|promotion|sponsor|affiliate",
            DropReason.ADVERT,
        ),
        (
            "subscribe|subscription|subscribers?|abo|abonnement|abonnes|offers?|meter|donate|donation|membership",
            DropReason.PAYWALL,
        ),
        ("captions|credits|legende|bildunterschrift|bildtext|didascalia|photographer", DropReason.CAPTION),
        ("authors?|author-(?:card|line|info|name|meta)|biography|autore?n?|auteur|contributor", DropReason.AUTHOR),
        ("bylines?|by-line|signature", DropReason.BYLINE),
        ("dateline|timestamp|datetime|pub-?date|published|datum|(?:entry|post|article|story)-?meta", DropReason.DATE),
        (
            "deck|dek|standfirst|sub-?title|sub-?headline|chapo|chapeau|vorspann|strapline",
            DropReason.TITLE,
        ),
        ("kicker|eyebrow|dachzeile|overline|categories", DropReason.SECTION),
        ("breadcrumb|nav|topbar|fil-ariane|toc|search|login|footer|foot|rail", DropReason.NAVIGATION),
        ("disclosure|corrections?-policy|terms", DropReason.LEGAL),
    )
)
_UNCLASSED = frozenset({"html", "body", "article", "main", "p", "h1"})  # too much hangs on them to go by a class
_UNCLASSED_HINTS = frozenset({"html", "body", "article", "main", "h1", "header"})
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BODY = re.compile(
    r"(?:^|[\s_-])(?:(?:article|story|post|entry|node|news|text)[_-]{0,2}(?:body|content|text|copy)|"
    r"articlebody|articletext|body-?(?:text|copy)|fliesstext|texte?-article)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_CLASS_CHARS = 200

Attributes = Mapping[str, str | None]


def is_hidden(attributes: Attributes) -> bool:
    """Whether the element is not shown to a reader."""
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(attributes.get("style") or "") is not None
    )


def furniture(tag: str, attributes: Attributes) -> DropReason | None:
    """Why an element is furniture, by its tag or its class; None where neither says so."""
    return _TAGS.get(tag) or _by_class(tag, attributes)


def hints(tag: str, attributes: Attributes) -> DropReason | None:
    """Why an element of a whole page may be furniture: by names that are less certain, in five languages."""
    if not attributes or tag in _UNCLASSED_HINTS:
        return None
    return _hint(_names(attributes))


def names_body(attributes: Attributes) -> bool:
    """Whether an element calls itself the text of an article."""
    if not attributes:
        return False
    if "articleBody" in (attributes.get("itemprop") or ""):
        return True
    return _BODY.search(_names(attributes)) is not None


def _by_class(tag: str, attributes: Attributes) -> DropReason | None:
    if not attributes or tag in _UNCLASSED:
        return None
    return _named(_names(attributes))


@lru_cache(maxsize=2_000)
def _named(names: str) -> DropReason | None:
    return next((reason for pattern, reason in _CLASSES if pattern.search(names)), None) if names else None


@lru_cache(maxsize=2_000)
def _hint(names: str) -> DropReason | None:
    split = _HUMP.sub("-", names).lower()
    known = _named(split)
    return known or next((reason for pattern, reason in _HINTS if pattern.search(split)), None) if names else None


def _names(attributes: Attributes) -> str:
    said = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"
    return said[:_MOST_CLASS_CHARS].strip()
