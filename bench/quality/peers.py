"""Two summarisers of the package index, to be measured against: sumy's LexRank and TextRank, with its English stemmer.

They are no part of the service; ``pip install -e '.[bench]'`` has them. Their sentences are split by the lead's own
rule, so that no tokenizer data has to be downloaded.
"""

import re
from collections.abc import Callable

PEER_SENTENCES = 4  # as many as come to about the length of the claims

Peer = Callable[[str], list[str]]


def found() -> dict[str, Peer]:
    """The peers by name; none, with a line that says so, where they are not installed."""
    try:
        return _load()
    except ImportError as error:
        print(f"note: no peers, {error.name} is not installed (pip install -e '.[bench]')")
        return {}


def _load() -> dict[str, Peer]:
    from sumy.nlp.stemmers import Stemmer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer
    from sumy.utils import get_stop_words

    def peer(kind: Callable[[object], object]) -> Peer:
        summarizer = kind(Stemmer("english"))
        summarizer.stop_words = get_stop_words("english")
        return lambda text: [
            str(one) for one in summarizer(PlaintextParser(text, _Splitter()).document, PEER_SENTENCES)
        ]

    return {"sumy's LexRank": peer(LexRankSummarizer), "sumy's TextRank": peer(TextRankSummarizer)}


class _Splitter:
    """What sumy asks of a tokenizer."""

    language = "english"

    def to_sentences(self, paragraph: str) -> list[str]:
        """The sentences of a paragraph."""
        return re.split(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])", paragraph)

    def to_words(self, sentence: str) -> list[str]:
        """The words of a sentence."""
        return re.findall(r"[^\W\d_]+", sentence)
