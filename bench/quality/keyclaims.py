"""How many of the key facts that people wrote down an extract holds, beside the article's first words and two peers."""

import re
from collections.abc import Sequence
from statistics import mean

from quality import peers
from quality.rows import DataFolder, read, write

HELD = 0.58  # share of a fact's words in two sentences in a row; agrees with 76 % of 26,400 human labels
_SMALL = re.compile(
    "a|an|the|of|in|on|at|to|for|from|by|with|and|or|but|as|is|are|was|were|be|been|being|it|its|this|that|has|had|"
    "have|do|does|did|will|would"
)
_ENDINGS = ("ational", "ations", "ation", "ingly", "edly", "ings", "ing", "ies", "ied", "ers", "er", "es", "ed", "ly")
_ENDINGS += ("s", "e")
_SHORTEST_STEM = 3  # letters
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
_LEAD_SENTENCES = 40  # looked at, at most


def held(data: DataFolder) -> None:
    """Mean share of an article's key facts held, and the words that it takes; each beside the lead at that length."""
    rows = data.rows("keyclaims")
    texts = [row["article"] for row in rows]
    facts = [row["key_claims"] for row in rows]
    extracts = {"lead-3": [_sentences(text)[:3] for text in texts]}
    written = [write(article) if (article := read(text)) else {"summary": [], "claims": []} for text in texts]
    extracts |= {name: [one[name] for one in written] for name in ("summary", "claims")}
    extracts |= {name: [peer(text) for text in texts] for name, peer in peers.found().items()}
    for name, found in extracts.items():
        beside = [_lead(text, _length(sentences)) for text, sentences in zip(texts, found, strict=True)]
        share, base = (_mean_share(facts, one) for one in (found, beside))
        words = mean(map(_length, found))
        print(
            f"keyclaims: {name} holds {share:.3f} in {words:.0f} words, the lead at that length {base:.3f} "
            f"({share - base:+.3f}); {len(rows)} articles"
        )


def _mean_share(facts: Sequence[Sequence[str]], extracts: Sequence[Sequence[str]]) -> float:
    return mean(
        mean(_is_held(fact, extract) for fact in wanted) for wanted, extract in zip(facts, extracts, strict=True)
    )


def _is_held(fact: str, sentences: Sequence[str]) -> bool:
    wanted = _roots(fact)
    roots = [_roots(sentence) for sentence in sentences] or [set()]
    pairs = zip(roots, [*roots[1:], set()], strict=True)
    return not wanted or max(len(wanted & (one | following)) for one, following in pairs) / len(wanted) >= HELD


def _roots(text: str) -> set[str]:
    return {_root(word) for word in re.findall("[a-z0-9]+", text.lower()) if not _SMALL.fullmatch(word)}


def _root(word: str) -> str:
    fits = (end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM)
    return word.removesuffix(next(fits, ""))


def _sentences(text: str) -> list[str]:
    return _BETWEEN_SENTENCES.split(re.sub(r"\s+", " ", text))


def _lead(text: str, words: int) -> list[str]:
    """The article's first sentences, cut off after so many words."""
    found: list[str] = []
    for sentence in _sentences(text)[:_LEAD_SENTENCES]:
        part = sentence.split()[:words]
        if not part:
            break
        found.append(" ".join(part))
        words -= len(part)
    return found


def _length(sentences: Sequence[str]) -> int:
    return len(" ".join(sentences).split())
