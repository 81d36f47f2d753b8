"""No markup, and no address or invisible character that the evidence lacks."""

import re
import unicodedata

from service.summarise.grounding.subject import Subject, failed
from service.summarise.statement import Check, Statement

NAME = "markup"
# Bounded repeats: a statement may be hostile too.
_MARKUP = re.compile(
    r"[<>]|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});|\]\(|\]:\s?\S|!\[|```|\{\{|\}\}|\$\{"
    r"|(?:javascript|data|vbscript)\s?:\s?\S",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:https?|ftp|mailto|tel)\s?:\s?\S{1,200}|\bwww\.\S{1,200}|\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}"
    r"|\b[\w-]{1,63}\.(?:com|org|net|info|biz|io|co|ru|cn|xyz|top|example|test)\b(?:/\S{0,200})?",
    re.IGNORECASE,
)
# One of these stands in every address; looking for it first saves nine tenths of the time.
_ADDRESS_MARK = re.compile(r"[:@]|\.\S")
_STEERING = re.compile(r"(?<![\w&])#\w{2,}|\[\w{1,20}\]\(|[\U000e0000-\U000e007f\u202a-\u202e\u2066-\u2069]")
_SPELLED_OUT = re.compile(r"(?:(?<!\S)[^\W\d_] ){5}")
_CODE = re.compile(r"(?<!\S)(?=\S*\d)(?=\S*[A-Za-z])[A-Za-z0-9+/=]{24,}(?!\S)|\b(?:[0-9a-fA-F]{2} ){6}")
_LEAST_WORDS = 2
_ALLOWED_CONTROL = "\n\t\r"
_HIDDEN = ("Cc", "Cf", "Co", "Cs", "Cn")
_NEVER = ("Cc", "Co", "Cs")  # of these no script and no emoji is made


def check(subject: Subject) -> Check | None:
    """Fails on tags, entities, Markdown links and templates, and on addresses, hidden characters and mixed scripts.

    The latter three are allowed where the evidence holds them itself, but for control characters; markup never is, as
    pages would render it, nor are hashtags, characters that steer, letters spelled out one by one, codes, and what has
    no two words. Works in every language.
    """
    faults = (_rendered(subject), _unworded(subject), _unheld(subject))
    detail = next((fault for fault in faults if fault), None)
    return failed(NAME, detail) if detail else None


def is_unfit(statement: Statement) -> bool:
    """Whether this check failed."""
    return any(found.check == NAME for found in statement.checks)


def _rendered(subject: Subject) -> str | None:
    text = subject.proposal.text
    if _MARKUP.search(text):
        return "markup, which no statement may hold"
    return "a tag or a steering character, which no statement may hold" if _STEERING.search(text) else None


def _unworded(subject: Subject) -> str | None:
    text = subject.proposal.text
    if _SPELLED_OUT.search(text) or _CODE.search(text):
        return "letters spelled out or a code in place of words"
    words = sum(any(map(str.isalpha, piece)) for piece in text.split())
    if words < (_LEAST_WORDS if text.isascii() else 1):
        return "no sentence: it has too few words"
    return None


def _unheld(subject: Subject) -> str | None:
    text = subject.proposal.text
    held = "\n".join(passage.text for passage in subject.evidence)
    addresses = _ADDRESS.finditer(text) if _ADDRESS_MARK.search(text) else ()
    if any(match[0].rstrip(".,;:!?)") not in held for match in addresses):
        return "an address that the evidence lacks"
    hidden = [char for char in frozenset(text) if is_hidden(char)]
    if any(char not in held or unicodedata.category(char) in _NEVER for char in hidden):
        return "an invisible character that the evidence lacks, or that no text needs"
    mixed = frozenset[str]() if text.isascii() else subject.statement.pieces
    if any(not piece.isascii() and is_mixed(piece) and piece not in held for piece in mixed):
        return "a word of letters from several scripts that the evidence lacks"
    return None


def is_hidden(char: str) -> bool:
    """Whether a character shows nothing: controls, format characters, private use, variation selectors."""
    if char.isascii():
        return char < " " and char not in _ALLOWED_CONTROL
    return unicodedata.category(char) in _HIDDEN or 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF


def is_mixed(word: str) -> bool:
    """Whether a word mixes Latin, Greek and Cyrillic letters, which look alike."""
    return len({script for char in word if (script := _script(ord(char)))}) > 1


def _script(code: int) -> str:
    if code < 0x0250:
        return "latin" if chr(code).isalpha() else ""
    if 0x0370 <= code < 0x0400:
        return "greek"
    return "cyrillic" if 0x0400 <= code < 0x0530 else ""
