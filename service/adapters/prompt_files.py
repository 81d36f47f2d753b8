"""Prompts from a folder: ``<name>/<version>.md``, ``labels.toml`` and ``SHA256SUMS`` of the released versions.

A released version never changes: its sum stands in ``SHA256SUMS`` (the format of ``sha256sum``), and a file that no
longer matches stops the start. Labels point to released versions; ``latest`` is kept by the shelf itself.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.summarise.errors import BrokenPrompt, UnknownPrompt
from service.summarise.writing.prompts import Prompt, Selector, parse_prompt
from service.summarise.writing.rehearsal import rehearse

SUMS = "SHA256SUMS"
LABELS = "labels.toml"
PRODUCTION = "production"
LATEST = "latest"

_VERSION_FILE = re.compile(r"[1-9][0-9]{0,5}\.md")
_SUM_LINE = re.compile(r"(?P<sum>[0-9a-f]{64})  (?P<name>[a-z][a-z0-9_-]*)/(?P<version>[1-9][0-9]*)\.md")


@dataclass(frozen=True, slots=True)
class PromptShelf:
    """All prompts of a folder, checked.

    ``prompts`` by name and version, ``labels`` the version by name and label, ``released`` the sum by name and version.
    """

    prompts: Mapping[str, Mapping[int, Prompt]]
    labels: Mapping[str, Mapping[str, int]]
    released: Mapping[tuple[str, int], str]

    @classmethod
    def load(cls, folder: Path) -> "PromptShelf":
        """Read and check a folder. Raises ``BrokenPrompt`` with one line that says what is wrong."""
        prompts = _read_prompts(folder)
        shelf = cls(prompts, _read_labels(folder / LABELS), _read_sums(folder / SUMS))
        shelf._check()
        return shelf

    def select(self, selector: str) -> Prompt:
        """The prompt that a selector means. Raises ``UnknownPrompt``; there is never a silent fallback."""
        parsed = Selector.parse(selector)
        if parsed is None or parsed.name not in self.prompts:
            raise UnknownPrompt("no such prompt")
        versions = self.prompts[parsed.name]
        version = parsed.version or self._labelled(parsed.name, parsed.label or PRODUCTION)
        if version is None or version not in versions:
            raise UnknownPrompt(f"prompt {parsed.name} has no such version or label")
        return versions[version]

    def is_released(self, prompt: Prompt) -> bool:
        """Whether the version is frozen."""
        return (prompt.name, prompt.version) in self.released

    def labels_of(self, prompt: Prompt) -> tuple[str, ...]:
        """The labels that point to this version, ``latest`` included."""
        named = (label for label, version in self.labels.get(prompt.name, {}).items() if version == prompt.version)
        newest = (LATEST,) if prompt.version == max(self.prompts[prompt.name]) else ()
        return (*sorted(named), *newest)

    def _labelled(self, name: str, label: str) -> int | None:
        return max(self.prompts[name]) if label == LATEST else self.labels.get(name, {}).get(label)

    def _check(self) -> None:
        for (name, version), expected in self.released.items():
            prompt = self.prompts.get(name, {}).get(version)
            if prompt is None:
                raise BrokenPrompt(f"prompt {name}@{version} was released and its file is gone")
            if prompt.sha256 != expected:
                raise BrokenPrompt(
                    f"prompt {name}@{version} was edited after its release: undo the edit, or add {name}@{version + 1}"
                )
        for name, labels in self.labels.items():
            for label, version in labels.items():
                self._check_label(name, label, version)

    def _check_label(self, name: str, label: str, version: int) -> None:
        if label == LATEST:
            raise BrokenPrompt(f"prompt {name}: the label latest is kept by the service")
        if (name, version) not in self.released:
            raise BrokenPrompt(f"prompt {name}: label {label} points to version {version}, which is not released")


def release(folder: Path, selector: str) -> Prompt:
    """Freeze a version: write its sum down. Raises ``UnknownPrompt``, and ``BrokenPrompt`` in an unsound folder."""
    shelf = PromptShelf.load(folder)
    prompt = shelf.select(selector)
    if not shelf.is_released(prompt):
        lines = [f"{sha256}  {name}/{version}.md" for (name, version), sha256 in shelf.released.items()]
        lines.append(f"{prompt.sha256}  {prompt.name}/{prompt.version}.md")
        (folder / SUMS).write_text("\n".join(sorted(lines, key=lambda line: line.split()[1])) + "\n")
    return prompt


def _read_prompts(folder: Path) -> dict[str, dict[int, Prompt]]:
    found: dict[str, dict[int, Prompt]] = {}
    for file in sorted(folder.glob("*/*.md")):
        if _VERSION_FILE.fullmatch(file.name) is None:
            raise BrokenPrompt(f"prompt file {file.parent.name}/{file.name}: its name is not a version number")
        version = int(file.stem)
        prompt = parse_prompt(file.read_bytes(), file.parent.name, version)
        rehearse(prompt)
        found.setdefault(prompt.name, {})[version] = prompt
    if not found:
        raise BrokenPrompt(f"no prompts in the folder {folder.name}")
    return found


def _read_labels(file: Path) -> dict[str, dict[str, int]]:
    try:
        labels = tomllib.loads(file.read_text()) if file.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenPrompt(f"{LABELS}: {error}") from error
    sound = all(isinstance(named, dict) and all(type(v) is int for v in named.values()) for named in labels.values())
    if not sound:
        raise BrokenPrompt(f"{LABELS}: wants a table for each prompt, of label = version number")
    return labels


def _read_sums(file: Path) -> dict[tuple[str, int], str]:
    sums: dict[tuple[str, int], str] = {}
    for line in file.read_text().splitlines() if file.exists() else ():
        found = _SUM_LINE.fullmatch(line)
        if found is None:
            raise BrokenPrompt(f"{SUMS}: a line is not a sum and a prompt file")
        sums[found["name"], int(found["version"])] = found["sum"]
    return sums
