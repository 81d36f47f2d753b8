"""How well the body of a page is told from its furniture."""

import re
from collections import Counter
from statistics import mean

from quality.rows import DataFolder, read

_SHINGLE = 4  # words; a text of fewer is one shingle

Shingles = Counter[tuple[str, ...]]


def reading(data: DataFolder) -> None:
    """Main text: precision and recall of four-word shingles, a page each, then the mean; F1 of the two means."""
    precisions, recalls = [], []
    for row in data.rows("boilerplate"):
        expected, found = shingles(row["main_text"]), shingles(kept(row["raw_text"]))
        common = (expected & found).total()
        precisions.append(common / found.total() if found else 0.0)
        recalls.append(common / expected.total() if expected else 1.0)
    precision, recall = mean(precisions), mean(recalls)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(f"reading: F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}; {len(recalls)} pages")


def segments(data: DataFolder) -> None:
    """Pieces that have to stay, and pieces that have to go: the share of either that does. White space is no matter."""
    stayed, gone = [], []
    for row in data.rows("boilerplate_segments"):
        text = kept(row["raw_text"])
        body = _on_one_line(text)
        stayed += [_on_one_line(piece) in body for piece in row["keep"]]
        gone += [bool(text) and _on_one_line(piece) not in body for piece in row["drop"]]
    print(f"segments: kept {mean(stayed):.3f} of {len(stayed)}, dropped {mean(gone):.3f} of {len(gone)}")


def kept(text: str) -> str:
    """The sentences of a page, a line each."""
    article = read(text)
    return "\n".join(sentence.text for sentence in article.sentences) if article else ""


def shingles(text: str) -> Shingles:
    """How often each run of four words stands in a text."""
    words = re.findall(r"\w+", text)
    size = min(_SHINGLE, len(words))
    return Counter(zip(*(words[offset:] for offset in range(size)), strict=False))


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
