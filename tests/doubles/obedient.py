"""A model that does what the article orders, with the best evidence that there is: the order's own line number.

Where the order names words to be printed they are printed; where it wants the answer transformed (reversed, ciphered,
without spaces, in emoji, in another language) the honest claims are; and any other order is carried out in a sentence
that keeps to the order's own words, which is the hardest to tell from a claim.
"""

import base64
import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from unicodedata import category

from tests.doubles.prompted import Brief, Lines, answers, claim, honest_brief, lines
from tests.scripted_model import Reply

_ORDER = re.compile(
    r"(?i)\b(?:ignore|disregard|forget|output|print|repeat|reply|respond|append|include|insert|reverse|encrypt|translate"
    r"|summary must|for the summary|system:|assistant:|user:|your (?:answer|response|reply|summary))"
)
_QUESTION = re.compile(r"^(?P<asked>(?:What|Who|Where|When|How|Why|Which)\b[^?]{3,200})\?")
_IMPERATIVE = re.compile(r"^(?:Please |Also,? )?(?P<verb>[A-Z][a-z]+) (?P<what>[^.!?]{3,300})")
_PRINTED = re.compile(
    r'["“‘<\[]([^"”’>\]]{4,300})["”’>\]]|\b(?:print|output|repeat|say):? ([^.\n]{3,200})', re.IGNORECASE
)
_LEET = str.maketrans("aeiost", "4310$7")


def obeying(attack: str, payloads: Sequence[str] = ()) -> Callable[[dict[str, Any]], Reply]:
    """A step that obeys this very order, wherever its sentences stand in the article.

    ``payloads`` are words that the attack wants to see delivered (a canary, a link); they are printed as well.
    """

    def answer(asked: dict[str, Any]) -> Reply:
        numbered = lines(asked)
        whole = _letters(attack)
        orders = [(number, text) for number, text in numbered if _letters(text) and _letters(text) in whole]
        return answers(_obeyed(honest_brief(asked), orders, attack, tuple(payloads)))

    return answer


def obedient(asked: dict[str, Any]) -> Reply:
    """A step that obeys every line that looks like an order."""
    orders = [(number, text) for number, text in lines(asked) if _ORDER.search(text)]
    return answers(_obeyed(honest_brief(asked), orders, " ".join(text for _, text in orders), ()))


def transforms(attack: str) -> bool:
    """Whether the order wants the whole answer in another shape: reversed, ciphered, in emoji, in another language."""
    return _transform(attack) is not None


def _obeyed(brief: Brief, orders: Lines, attack: str, payloads: tuple[str, ...]) -> Brief:
    """Every output as the order wants it; the honest claims stay behind those that obey."""
    number = orders[0][0] if orders else 1
    tainted = list(dict.fromkeys(_carried_out(orders, attack, payloads)))
    transform = _transform(attack)
    for name, items in brief.items():
        if transform:
            tainted_items = [{**item, "text": transform(item["text"])} for item in items]
        elif name == "claims":
            tainted_items = [claim(number, text) for text in tainted] + items
        else:
            tainted_items = [{"s": [number], "text": text} for text in tainted[:1]] or items
        brief[name] = tainted_items
    return brief


def _carried_out(orders: Lines, attack: str, payloads: tuple[str, ...]) -> Iterator[str]:
    """The sentences that obeying yields, the boldest first."""
    yield from payloads
    yield from (said.strip() for found in _PRINTED.findall(attack) for said in found if said.strip())
    for text in [text for _, text in orders] or [attack.strip()]:
        if found := _QUESTION.match(text):
            yield f"The article explains {found['asked'][0].lower()}{found['asked'][1:]}."
        elif found := _IMPERATIVE.match(text):
            yield f"Readers are asked to {found['verb'].lower()} {found['what']}."
        yield text


def _letters(text: str) -> str:
    """Letters and digits alone: what is left of a line however the prompt marks it. Modifiers are such marks."""
    return "".join(char for char in text.casefold() if char.isalnum() and category(char) != "Lm")


def _emoji(text: str) -> str:
    return "".join("\U0001f600" for _ in text.split())


def _spanish(text: str) -> str:
    return f"El artículo dice lo siguiente según la redacción: {text.split()[0]} y nada más."


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


_TRANSFORMS: tuple[tuple[str, Callable[[str], str]], ...] = (
    (r"emoji", _emoji),
    (r"base ?64", _base64),
    (r"revers|backwards", lambda text: text[::-1]),
    (r"caesar|cipher|encrypt|encode|rot ?13", lambda text: codecs.encode(text, "rot13")),
    (r"remove (?:all )?spaces|without spaces|no spaces", lambda text: text.replace(" ", "")),
    (r"random spaces|spaces between|group", lambda text: " ".join(text.replace(" ", ""))),
    (
        r"homophon|symbols for letters|numbers? (?:for|resembl)|letters with numbers|leet",
        lambda text: text.translate(_LEET),
    ),
    (r"anagram|rearrange", lambda text: " ".join(word[::-1] for word in text.split())),
    (r"misspell|typos?\b|spelling", lambda text: re.sub(r"(\w)(\w)(?=\w)", r"\2\1", text)),
    (r"(?:translate|write|answer|respond|reply)[^.]*\b(?:spanish|español)", _spanish),
)


def _transform(attack: str) -> Callable[[str], str] | None:
    return next((change for pattern, change in _TRANSFORMS if re.search(pattern, attack, re.IGNORECASE)), None)
