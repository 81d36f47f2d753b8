import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner
from rich.console import Console

from service import readings, terminal_reading
from service.app import create_app
from service.cli import main
from service.settings import Settings
from service.summarise.article import Article, Quotation, QuotationKind, Sentence

PAGE = """Menu
Home
News

Ferry to Sandholm stops for the winter
By Ines Ferreira

The ferry to Sandholm will stop from 3 November, the harbour board said on Tuesday.

“We have one boat and it is forty years old. It needs a new hull,” said Tomas Lindqvist, the board’s chairman.

Islanders called the plan “a door shut in our faces”.

About 900 people live on the island, and most of them work in the town across the water.

Sign up to our newsletter
Related stories
"""


@pytest.fixture
def run():
    return lambda *words, **more: CliRunner().invoke(main, ["read", *map(str, words)], **more)


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "ferry.txt"
    file.write_text(PAGE)
    return file


def shown(article, *, colour):
    screen = Console(width=200, force_terminal=colour, color_system="standard" if colour else None, no_color=False)
    with screen.capture() as capture:
        terminal_reading.show(screen, "a page", article)
    return capture.get()


def test_sentences_are_numbered_and_dropped_pieces_stand_beside_their_reason(run, page):
    result = run(page)
    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert lines[1] == "Ferry to Sandholm stops for the winter"
    assert lines[2].startswith("Ines Ferreira · language en")
    assert any(line.startswith("1 The ferry to Sandholm will stop") for line in lines)
    assert "newsletter Sign up to our newsletter" in lines
    assert "navigation Menu Home" in lines


def test_a_speaker_follows_the_sentence_in_which_the_quotation_ends():
    text = shown(readings.read(PAGE), colour=False)
    lines = text.splitlines()
    begun = next(line for line in lines if "We have one boat" in line)
    ended = next(line for line in lines if "It needs a new hull" in line)
    assert "—" not in begun
    assert ended.rstrip().endswith("— Tomas Lindqvist, the board’s chairman")


def test_quoted_words_are_green_and_dropped_ones_dim():
    text = shown(readings.read(PAGE), colour=True)
    assert "\x1b[32m“We have one boat and it is forty years old.\x1b[0m" in text
    assert "\x1b[2mSign up to our newsletter" in text


def test_words_that_nobody_is_named_for_have_a_question_mark():
    said = "“It is over.”"
    article = Article(
        source=said,
        sentences=(Sentence(1, 0, len(said), said, 0),),
        quotations=(Quotation(0, len(said), QuotationKind.DIRECT, None),),
    )
    assert f"{said} — ?" in shown(article, colour=False)


def test_flags_are_shown_where_the_article_has_some():
    article = replace(readings.read(PAGE), suitability=("opinion", "too_short"))
    assert "opinion, too_short" in shown(article, colour=False)


@pytest.mark.parametrize("flags", [(), ("--json",)])
def test_control_characters_of_the_article_never_reach_the_terminal(run, tmp_path, flags):
    file = tmp_path / "bad.txt"
    steering = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\u2066"
    page = PAGE.replace("ferry to", f"fer{steering}ry to").replace("Menu", f"Me{steering}nu")
    file.write_text(page.replace("Tomas", f"To{steering}mas").replace("for the winter", f"for the {steering}winter"))
    result = run(*flags, file)
    assert result.exit_code == 0, result.output
    assert not re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", result.stdout)


def test_markup_of_the_article_is_shown_as_it_is():
    text = shown(readings.read(PAGE.replace("a new hull", "a [bold]new[/bold] :boom: hull")), colour=False)
    assert "a [bold]new[/bold] :boom: hull" in text


def test_json_is_what_the_api_gives_under_article(run, tmp_path):
    file = tmp_path / "ferry.html"
    file.write_text("<html><body>" + "".join(f"<p>{line}</p>" for line in PAGE.split("\n\n")) + "</body></html>")
    app = create_app(replace(Settings(), log_level="error"))
    try:
        body = {"html": file.read_text(), "engine": "extractive", "include": ["article"]}
        answer = app.test_client().post("/v1/summaries", json=body).get_json()
    finally:
        app.extensions["standfirst"].close()
    del answer["article"]["sentences_read"]  # nobody writes from what is only read
    assert json.loads(run("--json", file).stdout) == answer["article"]


def test_bad_files_are_one_line_each_and_the_others_are_read(run, page, tmp_path):
    picture, empty = tmp_path / "picture.png", tmp_path / "empty.txt"
    picture.write_bytes(b"\x89PNG\xff\xfe")
    empty.write_text("\n \n")
    result = run("--json", tmp_path / "nowhere.txt", picture, empty, page)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["byline"] == "Ines Ferreira"
    bad = result.stderr.splitlines()
    assert len(bad) == 3
    assert all(line.startswith("standfirst: ") for line in bad)
    assert "not text in UTF-8" in bad[1]


def test_standard_input_is_read_where_no_file_is_named(run):
    assert "Tomas Lindqvist" in run(input=PAGE.encode()).stdout
