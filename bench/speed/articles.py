"""Articles of a newspaper's length, as many different ones as are wanted: names and figures differ in each sentence.

A nonce in a line of page furniture would be cleaned away, and all would be one article to the cache.
What stands before the first comma of a sentence is true by itself, so that the stub model can shorten by one rule.
"""

import json
import random
from pathlib import Path

TITLE, *SENTENCES = Path(__file__).with_name("story.txt").read_text(encoding="utf-8").splitlines()
PARAGRAPH = 3  # sentences

_NAMES = {
    "town": ("Wexley", "Port Callan", "Ostermouth", "Hallowby", "Carrick Sound", "Dunmere"),
    "bridge": ("Harbour Bridge", "Mercer Bridge", "Chain Bridge", "Long Bridge", "Ropewalk Bridge"),
    "street": ("Quay Street", "Tanner Street", "Salt Lane", "Mill Road", "Anchor Street"),
    "firm": ("Borland Steel", "Haddow Works", "Pryce and Lowe", "Kestrel Marine"),
    "chief": ("Dana Okafor", "Ines Falk", "Moira Lindqvist", "Ruth Abara"),
    "suburb": ("Netherfield", "Stonegate", "Easter Vale", "Lower Combe"),
}
_NUMBERS = {
    "weeks": (4, 9),
    "day": (2, 28),
    "cars": (10_000, 60_000),
    "line": (11, 79),
    "joints": (60, 480),
    "cost": (12, 94),
    "share": (30, 80),
    "minutes": (8, 25),
    "seats": (90, 400),
    "tonnes": (7, 18),
    "days": (14, 40),
    "cracks": (13, 48),
    "years": (11, 29),
    "opened": (1911, 1968),
    "early": (900, 7000),
    "stones": (1200, 9800),
    "cut": (11, 45),
    "stalls": (31, 99),
    "detour": (11, 19),
    "later": (15, 45),
    "households": (1500, 9800),
    "hour": (6, 8),
    "back": (3, 28),
    "nights": (13, 29),
    "knots": (4, 9),
    "scaffold": (110, 480),
    "bikes": (31, 99),
    "fund": (150, 900),
    "lorries": (11, 26),
    "lamps": (120, 640),
}


def article(nonce: int) -> str:
    """One of some 5 KB, different for every nonce."""
    chance = random.Random(nonce)  # noqa: S311 - to be repeatable is the point
    words: dict[str, object] = {name: chance.choice(names) for name, names in _NAMES.items()}
    words |= {name: chance.randint(*bounds) for name, bounds in _NUMBERS.items()} | {"nonce": 100_000 + nonce}
    lines = [sentence.format(**words) for sentence in SENTENCES]
    paragraphs = [" ".join(lines[place : place + PARAGRAPH]) for place in range(0, len(lines), PARAGRAPH)]
    return "\n\n".join([TITLE.format(**words), *paragraphs])


def for_us(nonce: int) -> bytes:
    """The body of a request to us."""
    return json.dumps({"text": article(nonce)}).encode()


def for_model(nonce: int, model: str = "stub") -> bytes:
    """The body of a chat completion over the same article, for the model itself or another gateway before it."""
    sentences = article(nonce).replace("\n\n", " ").split(". ")
    numbered = "\n".join(f"[{place}] {sentence}." for place, sentence in enumerate(sentences, start=1))
    turns = [{"role": "system", "content": "Summarise."}, {"role": "user", "content": numbered}]
    return json.dumps({"model": model, "messages": turns, "max_tokens": 1000}).encode()
