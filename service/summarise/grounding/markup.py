"""No markup, and no address or invisible character that the evidence lacks."""

import re
import unicodedata

from service.summarise.grounding.subject import Subject, failed
from service.summarise.statement import Check

NAME = "markup"
# Bounded repeats: a statement may be hostile too.
_MARKUP = re.compile(
    r"</?[a-zA-Z!][^<>]{0,200}>?|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});|\]\(|!\[|```|\{\{|\}\}|\$\{"
    r"|(?:javascript|data|vbscript)\s?:\s?\S",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:https?|ftp|mailto|tel)\s?:\s?\S{1,200}|\bwww\.\S{1,200}|\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}"
    r"|\b[\w-]{1,63}\.(?:com|org|net|info|biz|io|co|ru|cn|xyz|top|example|test)\b(?:/\S{0,200})?",
    re.IGNORECASE,
)
_ALLOWED_CONTROL = "\n\t\r"
_HIDDEN = ("Cc", "Cf", "Co", "Cs", "Cn")


def check(subject: Subject) -> Check | None:
    """Fails on tags, entities, Markdown links and templates, and on addresses, hidden characters and mixed scripts.

    The latter three are allowed where the evidence holds them itself; markup never is, as pages would render it.
    Works in every language.
    """
    text = subject.proposal.text
    held = "\n".join(passage.text for passage in subject.evidence)
    if _MARKUP.search(text):
        return failed(NAME, "markup, which no statement may hold")
    if any(match[0].rstrip(".,;:!?)") not in held for match in _ADDRESS.finditer(text)):
        return failed(NAME, "an address that the evidence lacks")
    if any(is_hidden(char) and char not in held for char in text):
        return failed(NAME, "an invisible character that the evidence lacks")
    if not text.isascii() and any(
        is_mixed(token.text) and token.text not in held for token in subject.statement.tokens
    ):
        return failed(NAME, "a word of letters from several scripts that the evidence lacks")
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
