"""How well the article is told from a whole HTML page, on the pages of this project in ``tests/pages``."""

from collections.abc import Sequence
from pathlib import Path
from statistics import mean

from quality.page_text import shingles
from quality.rows import DataFolder, read_html

PAGES = Path(__file__).parents[2] / "tests" / "pages"

Scored = tuple[float, float]


def whole_pages(_: DataFolder) -> None:
    """Precision and recall of four-word shingles, a page each, then the mean; F1 of the two means; the worst pages."""
    scored = {page.stem: _score(page) for page in sorted(PAGES.glob("*.html"))}
    print(f"html: {_line(list(scored.values()))}; {len(scored)} pages of our own")
    worst = sorted(scored, key=lambda name: min(scored[name]))[:3]
    print("html: worst are " + ", ".join(f"{name} ({_line([scored[name]])})" for name in worst))


def _score(page: Path) -> Scored:
    article = read_html(page.read_text(encoding="utf-8"))
    found = shingles("\n".join(sentence.text for sentence in article.sentences) if article else "")
    expected = shingles(page.with_suffix(".txt").read_text(encoding="utf-8"))
    common = (expected & found).total()
    return (common / found.total() if found else 0.0, common / expected.total())


def _line(scored: Sequence[Scored]) -> str:
    precision, recall = (mean(one[at] for one in scored) for at in (0, 1))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}"
