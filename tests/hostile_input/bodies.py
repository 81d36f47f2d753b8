"""Any number of random bodies out of one seed: JSON that is nearly a request, and bytes that are nearly JSON."""

import json
import random
from collections.abc import Callable, Iterator

TEXT = (
    "The Harbour Bridge in Wexley will close for six weeks from 4 May, the council said on Monday. Dana Okafor, the "
    "chief engineer, said the joints were worn. About 18,000 drivers use the bridge every day."
)
FIELDS = (
    "text", "html", "title", "byline", "url", "language", "outputs", "engine", "prompt", "ungrounded", "verify",
    "language_out", "include", "offset_unit", "statements", "headline", "summary", "blurb", "meta_description", "claims",
    "max_chars", "max_items", "max_sentences", "variants", "tone", "speaker", "__proto__", "",
)  # fmt: skip
WORDS = (
    "auto", "llm", "extractive", "brief", "brief@1", "brief:production", "drop", "flag", "model", "en", "de-AT", "article",
    "codepoint", "utf16", "neutral", "lively", "\x00", "\u202e", "<script>alert(1)</script>", "javascript:alert(1)",
    "{{7*7}}", "%s%n", "../../etc/passwd", "$" * 99, "\U0001f469\u200d\U0001f469", "е", "٣", "ﷺ" * 50, "a\u0301" * 60, "' OR 1=1",
    "&lt;b&gt;", "\r\nSet-Cookie: a", "\x1b[31m", "NaN", "=HYPERLINK(1)",
)  # fmt: skip
NUMBERS = (0, 1, -1, 3, 20, 70, 155, 280, 400, 2**31, 2**63, 2**64, -(2**63), 1.5, 1e308, -0.0, 3.0)


def bodies(count: int, seed: int) -> Iterator[bytes]:
    """``count`` bodies, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - to be the same again is the point
    for _ in range(count):
        yield chance.choice(_KINDS)(chance)


def _request(chance: random.Random) -> dict[str, object]:
    """A good request with some of its fields, most of them with a value of theirs."""
    fits: dict[str, tuple[object, ...]] = {
        "title": ("Bridge shut", None), "byline": ("Noor Haddad", None), "language": ("en", "de", None),
        "engine": ("auto", "extractive", "llm"), "prompt": ("brief", "brief@1", "brief:canary"), "ungrounded": ("drop", "flag"),
        "include": (["article"], []), "offset_unit": ("utf16", "codepoint"), "verify": ("model", None), "language_out": ("en", None),
        "outputs": ({"headline": {}}, {"claims": {"max_items": 3}}, {"summary": {"max_chars": 90}, "blurb": None}),
    }  # fmt: skip
    body: dict[str, object] = {chance.choice(("text", "html")): _text(chance)}
    for name in chance.sample(sorted(fits), chance.randint(0, 4)):
        body[name] = chance.choice(fits[name])
    return body


def _text(chance: random.Random) -> str:
    pieces = TEXT.split(" ")
    for _ in range(chance.randint(0, 12)):
        pieces.insert(chance.randrange(len(pieces)), chance.choice((*WORDS, "\n\n", "“", "”", "(", "said", ". ")))
    return " ".join(pieces)[: chance.choice((0, 1, 40, 400, 4000))]


def _value(chance: random.Random, depth: int = 0) -> object:
    kind = chance.randrange(8 if depth < 4 else 6)
    if kind < 2:
        return chance.choice(WORDS)
    if kind < 6:
        return (chance.choice(NUMBERS), None, chance.random() < 0.5, _text(chance))[kind - 2]
    if kind == 6:
        return [_value(chance, depth + 1) for _ in range(chance.randint(0, 5))]
    return {chance.choice(FIELDS): _value(chance, depth + 1) for _ in range(chance.randint(0, 5))}


def _good(chance: random.Random) -> bytes:
    return _dumped(chance, _request(chance))


def _spoiled(chance: random.Random) -> bytes:
    """A good request with a field or two of any value."""
    return _dumped(
        chance, _request(chance) | {chance.choice(FIELDS): _value(chance) for _ in range(chance.randint(1, 2))}
    )


def _checks(chance: random.Random) -> bytes:
    statements = [{"text": _text(chance), "speaker": chance.choice((None, "Dana Okafor", 1))} for _ in range(3)]
    return _dumped(chance, {"text": TEXT, "statements": statements[: chance.randint(0, 3)]})


def _any(chance: random.Random) -> bytes:
    return _dumped(chance, _value(chance))


def _torn(chance: random.Random) -> bytes:
    """A good request with bytes changed, lost, doubled or put in."""
    body = bytearray(_dumped(chance, _request(chance)))
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(body))
        piece = chance.choice(
            (b"", bytes([chance.randrange(256)]), body[place : place + 9] * 2, b"\\ud800", b"\x00", b'"', b"}")
        )
        body[place : place + chance.randint(0, 3)] = piece
        body = body or bytearray(b" ")
    return bytes(body)


def _noise(chance: random.Random) -> bytes:
    return chance.randbytes(chance.choice((0, 1, 16, 512)))


def _dumped(chance: random.Random, value: object) -> bytes:
    return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


_KINDS: tuple[Callable[[random.Random], bytes], ...] = (_good, _spoiled, _spoiled, _checks, _any, _torn, _torn, _noise)
