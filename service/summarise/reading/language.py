"""Which language a text is in, from its script and its smallest words. No download, no model.

For languages in Latin and Cyrillic letters the evidence is the share of function words, the method of Grefenstette
(1995), "Comparing two language identification schemes"; other scripts tell the language, or nearly, by themselves.
"""

import re
from collections import Counter

from service.summarise.reading.function_words import FUNCTION_WORDS
from service.summarise.reading.letter_runs import letter_runs

SAMPLE_CHARS = 6_000  # characters that are looked at: more does not change the answer
_FEWEST_HITS = 2.0  # function words, each counted by how few languages share it
_LEAD = 1.15  # times the runner-up
_MOST_TIMES = 20  # that one word counts

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
)
_NOT_LATIN = re.compile("[\u0370-\u11ff\u3040-\ud7af]")  # holds all of the scripts above
_DENSE = frozenset({"ja", "ko", "zh", "th"})  # scripts where a letter says as much as a word elsewhere
_FEWEST_LETTERS, _FEWEST_DENSE = 8, 4  # of a script
_KANA_SHARE = 0.05  # of kana and Han together: less is Chinese that quotes a Japanese name
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06af\u06cc]")
_URDU = re.compile("[\u0679\u0688\u0691\u06ba\u06d2\u06be]")
_LETTER = re.compile(r"[^\W\d_]")


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language, None when the evidence is thin. Looks at ``SAMPLE_CHARS`` at most."""
    sample = text[:SAMPLE_CHARS]
    return _by_script(sample) or _by_function_words(sample)


def _by_script(sample: str) -> str | None:
    if sample.isascii() or len(_NOT_LATIN.findall(sample)) < _FEWEST_DENSE:
        return None
    letters = len(_LETTER.findall(sample))
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS}
    kana, han = counts["ja"], counts["zh"]
    if kana + han and kana >= _KANA_SHARE * (kana + han):
        counts["ja"], counts["zh"] = kana + han, 0
    code, most = max(counts.items(), key=lambda entry: entry[1])
    if most < (_FEWEST_DENSE if code in _DENSE else _FEWEST_LETTERS) or 2 * most < letters:
        return None
    return _arabic_letters(sample) if code == "ar" else code


def _arabic_letters(sample: str) -> str:
    if len(_URDU.findall(sample)) >= 3:
        return "ur"
    return "fa" if len(_PERSIAN.findall(sample)) >= 3 else "ar"


def _shares() -> dict[str, dict[str, float]]:
    spread = Counter(word for words in FUNCTION_WORDS.values() for word in words)
    tables: dict[str, dict[str, float]] = {}
    for code, words in FUNCTION_WORDS.items():
        for word in words:
            tables.setdefault(word, {})[code] = 1.0 / spread[word] ** 0.5
    return tables


_SHARES = _shares()


def _by_function_words(sample: str) -> str | None:
    scores: dict[str, float] = {}
    words = [word for word in letter_runs(sample) if word in _SHARES]
    for word, times in Counter(words).items():
        counted = min(times, _MOST_TIMES)
        for code, share in _SHARES[word].items():
            scores[code] = scores.get(code, 0.0) + share * counted
    best, second = sorted([*scores.items(), ("", 0.0), ("", 0.0)], key=lambda entry: -entry[1])[:2]
    return best[0] if best[1] >= _FEWEST_HITS and best[1] >= _LEAD * second[1] else None
