"""Each article here is read and summarised as its golden file says; an editor has been through every one of them."""

import json
from pathlib import Path

import pytest

from service.summarise.article import Submission
from service.summarise.grounding import gate
from service.summarise.reading import reader
from service.summarise.statement import Output, of_output
from service.summarise.wish import Wish
from service.summarise.writing import extractive

HERE = Path(__file__).parent
ARTICLES = sorted(path for path in HERE.iterdir() if path.suffix in (".txt", ".html"))


def look_at(path):
    """Everything that an editor would look at, as JSON."""
    article = reader.read(Submission(**{path.suffix[1:].replace("txt", "text"): path.read_text(encoding="utf-8")}))
    grounded = gate.ground(extractive.draft(article, Wish()), article, Wish())

    def words(piece):
        return " ".join(article.source[piece.start : piece.end].split())

    def texts(output):
        return [statement.text for statement in of_output(grounded.statements, output)]

    return {
        "title": article.title and article.title.text,
        "byline": article.byline,
        "language": article.language,
        "suitability": list(article.suitability),
        "sentences": [sentence.plain for sentence in article.sentences],
        "dropped": [[piece.reason.value, words(piece)] for piece in article.dropped],
        "quotations": [[one.kind.value, one.speaker and one.speaker.name, words(one)] for one in article.quotations],
        "headline": texts(Output.HEADLINE),
        "summary": texts(Output.SUMMARY),
        "blurb": texts(Output.BLURB),
        "claims": [
            [claim.kind.value, claim.speaker and claim.speaker.name, claim.text]
            for claim in of_output(grounded.statements, Output.CLAIMS)
        ],
    }


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_an_article_is_read_and_summarised_as_an_editor_would(path, rewrite):
    seen = look_at(path)
    golden = path.with_suffix(".json")
    if rewrite:
        golden.write_text(json.dumps(seen, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert seen == json.loads(golden.read_text(encoding="utf-8"))


def test_there_are_twelve_articles_in_six_languages():
    languages = {json.loads(path.read_text(encoding="utf-8"))["language"] for path in HERE.glob("*.json")}
    assert len(ARTICLES) >= 12
    assert languages >= {"de", "en", "es", "fr", "it", "nl"}
