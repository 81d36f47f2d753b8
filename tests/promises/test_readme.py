"""The README keeps its word: its settings are the code's settings, its prices and names are real."""

import json
import re
from dataclasses import fields, replace
from pathlib import Path

from service.app import create_app
from service.settings import Settings

README = (Path(__file__).parents[2] / "README.md").read_text()


def settings_table():
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| (.*) \|$", README, re.MULTILINE)
    return {name: (default, text) for name, default, text in rows}


def shown_default(setting):
    shown = setting.metadata["shown"]
    if shown is not None:
        return shown
    if setting.default == "" or setting.default is None:
        return "not set"
    if isinstance(setting.default, bool):
        return f"`{str(setting.default).lower()}`"
    return f"`{setting.default}`"


def test_every_setting_is_in_the_table_with_its_default_and_its_words():
    table = settings_table()
    for setting in fields(Settings):
        name = setting.metadata["env"]
        assert name in table, f"{name} is missing from README.md"
        assert table[name] == (shown_default(setting), setting.metadata["help"])


def test_the_table_names_nothing_that_is_no_setting():
    assert set(settings_table()) == {setting.metadata["env"] for setting in fields(Settings)}


def test_every_make_target_in_the_readme_exists():
    makefile = (Path(__file__).parents[2] / "Makefile").read_text()
    for target in re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_curl_line_gives_the_answer_that_is_printed_below_it():
    request = json.loads(re.search(r"-d '(\{.*?\})'\n```", README, re.DOTALL)[1])
    printed = json.loads(re.search(r"<!-- answer -->\n```json\n(.*?)\n```", README, re.DOTALL)[1])
    app = create_app(replace(Settings(), log_level="error"))
    answer = app.test_client().post("/v1/summaries", json=request).get_json()
    for one in (answer, printed):
        del one["id"], one["created"], one["disclosure"]["date"]
    assert answer == printed
