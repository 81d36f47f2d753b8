"""The file of keys: what it holds, who is found in it, and what happens when it changes or breaks."""

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from service.adapters.clock import SystemClock
from service.adapters.key_file import BrokenKeys, KeyFile
from service.adapters.key_file.key_file import LOOK_SECONDS, records
from service.adapters.key_file.registry import add, end
from service.summarise.allowance import Allowance, OverBudget
from service.summarise.key import Key, Scope

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class MovableClock(SystemClock):
    moment = 1000.0
    today = NOW

    def monotonic(self):
        return self.moment

    def now(self):
        return self.today

    def wait(self):
        self.moment += LOOK_SECONDS


def key(identifier="key_1", **changes):
    return Key(**{"id": identifier, "tenant": "desk", "name": "The desk", "scopes": frozenset({Scope.CHECK})} | changes)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys.json"


def test_a_key_comes_back_as_it_was_made_and_its_secret_is_nowhere(path):
    allowance = Allowance(60, 4, 1000, None, 0.5, None, OverBudget.REFUSE)
    made = key(origins=("https://cms.example",), allowance=allowance, expires=NOW + timedelta(days=1))
    shown = add(path, made, NOW)
    assert KeyFile(path, MovableClock()).find(shown.encode()) == made
    assert shown not in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("shown", [b"", b"sfk_", b"x" * 1_000_000, "schlüssel".encode(), b"\xff", b"key_1"])
def test_what_is_no_secret_finds_nothing(path, shown):
    add(path, key(), NOW)
    assert KeyFile(path, MovableClock()).find(shown) is None


def test_a_key_is_good_from_its_start_to_its_end(path):
    clock = MovableClock()
    shown = add(path, key(starts=NOW, expires=NOW + timedelta(hours=1)), NOW).encode()
    file, found = KeyFile(path, clock), []
    for minutes in (-1, 0, 59, 60):
        clock.today = NOW + timedelta(minutes=minutes)
        found.append(file.find(shown) is not None)
    assert found == [False, True, True, False]


def test_two_keys_of_a_tenant_overlap_while_one_replaces_the_other(path):
    clock = MovableClock()
    old = add(path, key("key_1"), NOW).encode()
    file = KeyFile(path, clock)
    new = add(path, key("key_2"), NOW).encode()
    end(path, "key_1", NOW + timedelta(days=7))
    clock.wait()
    assert {file.find(old).tenant, file.find(new).tenant} == {"desk"}
    clock.today = NOW + timedelta(days=7)
    assert (file.find(old), file.find(new).id) == (None, "key_2")


def test_a_key_that_was_revoked_is_dead_at_the_next_look_and_does_not_come_back(path):
    clock = MovableClock()
    shown = add(path, key(), NOW).encode()
    file = KeyFile(path, clock)
    assert file.find(shown)
    end(path, "key_1", NOW)
    end(path, "key_1", NOW + timedelta(days=1))
    clock.wait()
    assert file.find(shown) is None


def test_a_file_that_breaks_leaves_the_keys_as_they_were_and_is_told_of_once(path):
    clock = MovableClock()
    shown = add(path, key(), NOW).encode()
    sound = path.read_bytes()
    file = KeyFile(path, clock)
    with capture_logs() as lines:
        for content in (b"{", b"{}"):
            path.write_bytes(content)
            clock.wait()
            assert file.find(shown)
        path.unlink()
        clock.wait()
        assert file.find(shown)
        path.write_bytes(sound)
        clock.wait()
        assert file.find(shown)
    assert [line["event"] for line in lines] == ["keys_file_broken", "keys_file_mended"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda row: row.pop("sha256"),
        lambda row: row.update(sha256="sfk_secret"),
        lambda row: row.update(scopes=["everything"]),
        lambda row: row.update(tenant="a b"),
        lambda row: row.update(origins=["*"]),
        lambda row: row.update(allowance={"requests_per_minute": 0}),
        lambda row: row.update(allowance={"requests_per_hour": 5}),
        lambda row: row.update(expires="soon"),
        lambda row: row.update(admin=True),
    ],
)
def test_a_wrong_file_is_refused_in_one_line_that_holds_nothing_of_it(path, spoil):
    add(path, key(), NOW)
    document = json.loads(path.read_text())
    spoil(document["keys"][0])
    path.write_text(json.dumps(document))
    with pytest.raises(BrokenKeys) as caught:
        KeyFile(path, MovableClock())
    told = str(caught.value).replace(str(path), "")
    assert "\n" not in told
    assert "sfk_secret" not in told


@pytest.mark.parametrize("content", [None, "", "[]", "null", '{"version": 2, "keys": []}'])
def test_a_file_that_is_none_is_refused(path, content):
    if content is not None:
        path.write_text(content)
    with pytest.raises(BrokenKeys):
        KeyFile(path, MovableClock())


def test_a_key_twice_is_refused(path):
    add(path, key(), NOW)
    document = json.loads(path.read_text())
    document["keys"] *= 2
    path.write_text(json.dumps(document))
    with pytest.raises(BrokenKeys):
        KeyFile(path, MovableClock())


def test_writers_at_once_lose_no_key(path):
    threads = [threading.Thread(target=add, args=(path, key(f"key_{number}"), NOW)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(records(path)) == 20
    assert sorted(one.name for one in path.parent.iterdir()) == ["keys.json", "keys.json.lock"]


def test_revoking_what_is_not_there_changes_nothing(path):
    add(path, key(), NOW)
    before = path.read_bytes()
    with pytest.raises(KeyError):
        end(path, "key_9", NOW)
    assert path.read_bytes() == before


def test_the_origins_are_those_of_live_keys(path):
    clock = MovableClock()
    add(path, key("key_1", origins=("https://a.example",)), NOW)
    add(path, key("key_2", origins=("https://b.example",), expires=NOW), NOW)
    assert KeyFile(path, clock).origins() == {"https://a.example"}
