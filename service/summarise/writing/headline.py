"""Headlines: the article's own title within the asked length, else its lead; and others that differ from it."""

import re
from collections.abc import Iterator, Sequence

from service.summarise.article import Article
from service.summarise.statement import Output, Proposal
from service.summarise.wish import HeadlineWish
from service.summarise.writing import marks
from service.summarise.writing.lexicon import DANGLING
from service.summarise.writing.openings import is_heading
from service.summarise.writing.salience import contents
from service.summarise.writing.shortening import Shortener, clip
from service.summarise.writing.standalone import Standing

DIFFERENT = 0.5  # share of words, of both together, that two headlines may have in common
_PIPE = re.compile(r"\s+[|»]\s+|\s+::\s+")
_SITE = re.compile(
    r"\s+[-–—]\s+(?=(?:[^\W\d_a-z][\w.&'’]*|\w+\.(?:com|org|net|de|co\.uk))"
    r"(?: (?:[^\W\d_a-z][\w.&'’]*|of|the|and|der|und))*$)"
)
_SAYS_WHO = re.compile(
    r", (?:[^,;:]{2,60} )?(?:says?|said|claims?|warns?|reports?|insists?|reveals?|finds?|shows?|has insisted|has said|"
    r"told \w+)(?: [^,;:]{2,40})?$|, according to [^,;:]{2,60}$"
)
_WIRE = re.compile(r"^(?:UPDATE|CORRECTED|REFILE|WRAPUP|EXCLUSIVE|BRIEF|RPT|FLASH|URGENT)(?: \d{1,2})? ?[-:–] ?(?=\w)")
_MAX_TITLE_CHARS = 300  # characters; a longer "title" is not one


def propose(
    article: Article, wish: HeadlineWish, shortener: Shortener, statements: Sequence[Standing]
) -> tuple[Proposal, ...]:
    """The headline first, then its variants; fewer where the article gives no more."""
    chosen: list[Proposal] = []
    for text, numbers in _candidates(article, wish.max_chars, shortener, statements):
        if len(chosen) >= wish.variants:
            break
        if all(_differ(text, other.text, article.language) for other in chosen):
            chosen.append(Proposal(Output.HEADLINE, text, numbers))
    return tuple(chosen) or tuple(_last_resort(article, wish.max_chars))


def _candidates(
    article: Article, max_chars: int, shortener: Shortener, statements: Sequence[Standing]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    own, numbers = _own(article)
    if own and (title := _whole(own, max_chars) or shorten(own, max_chars, shortener)):
        yield title, numbers
    for statement in sorted(statements, key=lambda statement: statement.index > 0):
        if statement.needs is not None:
            continue
        text = shorten(statement.text, max_chars, shortener)
        text = text or (None if statement.index else shortener.without_tail(_without_stop(statement.text), max_chars))
        if text:
            yield text, statement.sentences


def _own(article: Article) -> tuple[str, tuple[int, ...]]:
    """The title and what it rests on: 0 is the title in the text, and a first sentence may be one in all but name."""
    if article.title:
        return own_title(article.title.text), (0,) if article.title.start is not None else ()
    lead = article.sentences[0]
    text = marks.clean(lead.text[:_MAX_TITLE_CHARS])
    return (text, (lead.number,)) if is_heading(text, (article.language or "en")[:2]) else ("", ())


def _last_resort(article: Article, max_chars: int) -> Iterator[Proposal]:
    """A phrase cut short, when nothing else fits."""
    lead = article.sentences[0]
    text, numbers = _own(article)
    text, numbers = (text, numbers) if text else (marks.clean(lead.text[: 4 * max_chars]), (lead.number,))
    yield Proposal(Output.HEADLINE, clip(text, max_chars) if len(text) > max_chars else text, numbers)


def own_title(text: str) -> str:
    """The title without the site's and the section's name, and without an agency's slug."""
    title = _WIRE.sub("", marks.clean(text[:_MAX_TITLE_CHARS]))
    pieces = _PIPE.split(title)
    longest = max(pieces, key=len)
    if len(pieces) > 1 and len(longest.split()) >= 4:
        title = longest
    site = _SITE.search(title)
    if site and len(title[: site.start()].split()) >= 4 and len(title[site.end() :].split()) <= 4:
        title = title[: site.start()]
    return title.strip()


def _whole(title: str, max_chars: int) -> str | None:
    """A title that fits as it stands, whatever word its editor ended it with ("stellt Nachtzug ein")."""
    line = _without_stop(title)
    return marks.balance(line) if 0 < len(line) <= max_chars else None


def shorten(text: str, max_chars: int, shortener: Shortener) -> str | None:
    """A statement as a headline: no full stop, and no longer than asked; None where that cannot be had safely."""
    line = _without_stop(text)
    if len(line) <= max_chars:
        return _sound(line)
    who = _SAYS_WHO.search(line)
    told = line[who.start() :] if who else ""
    body = line[: who.start()] if who else line
    fitted = shortener.fit(body, max_chars - len(told))
    return _sound(fitted + told) if fitted else None


def _without_stop(text: str) -> str:
    line = text.rstrip(";:, ")
    return line[:-1] if line.endswith(".") and not line.endswith("..") else line


def _sound(line: str) -> str | None:
    words = line.split()
    if not words or words[-1].lower() in DANGLING:
        return None
    return marks.balance(line)


def _differ(one: str, other: str, language: str | None) -> bool:
    ours, theirs = contents(one, language), contents(other, language)
    return len(ours & theirs) <= DIFFERENT * len(ours | theirs) if ours and theirs else one != other
