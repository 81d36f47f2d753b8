import json

import pytest
from click.testing import CliRunner

from service.adapters.key_file import secret
from service.cli import main


@pytest.fixture
def keys(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDFIRST_KEYS_FILE", str(tmp_path / "keys.json"))
    return lambda *arguments: CliRunner().invoke(main, ["keys", *arguments])


def test_a_key_is_made_listed_and_revoked(keys, tmp_path):
    made = keys("create", "--name", "The desk", "--tenant", "desk", "--requests-per-minute", "60")
    assert made.exit_code == 0
    shown = made.stdout.strip()
    assert secret.is_sound(shown)
    identifier = json.loads((tmp_path / "keys.json").read_text())["keys"][0]["id"]
    listed = keys("list").output
    for word in (identifier, "desk", "The desk", "live", "60 a minute"):
        assert word in listed
    assert shown not in listed
    assert keys("revoke", identifier).exit_code == 0
    assert "ended" in keys("list").output


def test_dates_are_days_from_now_or_moments(keys):
    assert keys("create", "--name", "a", "--expires", "30d").exit_code == 0
    assert keys("create", "--name", "b", "--expires", "2027-01-31T06:00+02:00").exit_code == 0
    assert keys("create", "--name", "c", "--starts", "2099-01-01").exit_code == 0
    listed = keys("list").output
    assert "2027-01-31 04:00" in listed
    assert "not yet" in listed


@pytest.mark.parametrize(
    "arguments",
    [
        ["create"],
        ["create", "--name", "x", "--expires", "soon"],
        ["create", "--name", "x", "--scope", "everything"],
        ["create", "--name", "x", "--tenant", "a b"],
        ["create", "--name", "x", "--origin", "*"],
        ["create", "--name", "x", "--requests-per-minute", "0"],
        ["revoke", "key_9"],
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(keys, tmp_path, arguments):
    keys("create", "--name", "first")
    before = (tmp_path / "keys.json").read_bytes()
    refused = keys(*arguments)
    assert refused.exit_code != 0
    assert "Traceback" not in refused.output
    assert (tmp_path / "keys.json").read_bytes() == before


def test_without_a_file_it_is_asked_which(monkeypatch):
    monkeypatch.delenv("STANDFIRST_KEYS_FILE", raising=False)
    refused = CliRunner().invoke(main, ["keys", "list"])
    assert refused.exit_code == 1
    assert "STANDFIRST_KEYS_FILE" in refused.output
