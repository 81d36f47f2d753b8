import pytest

from service.adapters.prompt_files import PromptShelf, release
from service.settings import load_settings
from service.summarise.errors import BrokenPrompt, UnknownPrompt

FILE = """---
name: note
version: {version}
description: A test
---
# system
Version {version}.
# user
Write.
# repair
Again.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "note").mkdir()
    for version in (1, 2):
        (tmp_path / "note" / f"{version}.md").write_text(FILE.format(version=version))
    release(tmp_path, "note@1")
    (tmp_path / "labels.toml").write_text("[note]\nproduction = 1\n")
    return tmp_path


def test_selecting_by_name_version_and_label(folder):
    shelf = PromptShelf.load(folder)
    assert shelf.select("note").version == 1
    assert shelf.select("note@2").version == 2
    assert shelf.select("note:production").version == 1
    assert shelf.select("note:latest").version == 2
    assert shelf.labels_of(shelf.select("note@2")) == ("latest",)


@pytest.mark.parametrize("selector", ["other", "note@3", "note:canary", "../note", "note:", "labels.toml"])
def test_an_unknown_prompt_never_falls_back(folder, selector):
    with pytest.raises(UnknownPrompt):
        PromptShelf.load(folder).select(selector)


def test_an_edited_release_stops_the_start_with_one_clear_line(folder):
    file = folder / "note" / "1.md"
    file.write_text(file.read_text() + "One more word.\n")
    with pytest.raises(BrokenPrompt, match=r"^prompt note@1 was edited after its release.*note@2$"):
        PromptShelf.load(folder)


def test_a_draft_may_be_edited(folder):
    file = folder / "note" / "2.md"
    file.write_text(file.read_text() + "One more word.\n")
    assert not PromptShelf.load(folder).is_released(PromptShelf.load(folder).select("note@2"))


def test_a_release_that_is_gone_stops_the_start(folder):
    (folder / "note" / "1.md").unlink()
    with pytest.raises(BrokenPrompt, match="gone"):
        PromptShelf.load(folder)


def test_a_label_points_to_released_versions_only(folder):
    (folder / "labels.toml").write_text("[note]\nproduction = 1\ncanary = 2\n")
    with pytest.raises(BrokenPrompt, match="canary"):
        PromptShelf.load(folder)


@pytest.mark.parametrize("labels", ["[note]\nproduction = 'one'\n", "note = 1\n", "[note", "[note]\nlatest = 1\n"])
def test_labels_that_are_none_are_refused(folder, labels):
    (folder / "labels.toml").write_text(labels)
    with pytest.raises(BrokenPrompt):
        PromptShelf.load(folder)


def test_a_prompt_file_whose_name_is_no_version_is_refused(folder):
    (folder / "note" / "draft.md").write_text("x")
    with pytest.raises(BrokenPrompt, match=r"draft\.md"):
        PromptShelf.load(folder)


def test_an_empty_folder_and_a_broken_sum_are_refused(folder, tmp_path_factory):
    with pytest.raises(BrokenPrompt):
        PromptShelf.load(tmp_path_factory.mktemp("empty"))
    (folder / "SHA256SUMS").write_text("not a sum\n")
    with pytest.raises(BrokenPrompt):
        PromptShelf.load(folder)


def test_releasing_twice_changes_nothing(folder):
    before = (folder / "SHA256SUMS").read_text()
    release(folder, "note@1")
    assert (folder / "SHA256SUMS").read_text() == before
    release(folder, "note@2")
    assert (folder / "SHA256SUMS").read_text().splitlines()[0] == before.strip()


def test_the_shipped_prompts_are_sound_and_in_production():
    shelf = PromptShelf.load(load_settings().prompts_dir)
    assert shelf.is_released(shelf.select("brief"))
