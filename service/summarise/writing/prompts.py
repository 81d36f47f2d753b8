"""A prompt: one version of the words that a model is asked with.

A prompt file is front matter, then the parts ``# system`` and ``# user``, and ``# repair`` where the task has a repair
turn. The parts are split before they are rendered, so nothing in an article can open a role; the templates run in a
sandbox and never see a value twice.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import frontmatter
from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from service.summarise.article import Sentence
from service.summarise.errors import BrokenPrompt


class Task(StrEnum):
    """What a prompt asks a model for."""

    SUMMARISE = "summarise"
    VERIFY = "verify"


PARTS = {Task.SUMMARISE: ("system", "user", "repair"), Task.VERIFY: ("system", "user")}

_PART_HEADING = re.compile(r"^# (system|user|repair)[ \t]*$", re.MULTILINE)
_SELECTOR = re.compile(
    r"(?P<name>[a-z][a-z0-9_-]{0,35})(?:@(?P<version>[1-9][0-9]{0,5})|:(?P<label>[a-z0-9_.-]{1,36}))?"
)


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, without its search for what a sentence, a plain record, cannot have: it is looked at often."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may see this attribute."""
        if type(obj) is Sentence:
            return not attr.startswith("_")
        return super().is_safe_attribute(obj, attr, value)


_environment = _Environment(
    undefined=StrictUndefined,
    autoescape=False,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
)


@lru_cache(maxsize=256)
def _template(text: str) -> Template:
    return _environment.from_string(text)


@dataclass(frozen=True, slots=True)
class Selector:
    """Which prompt is meant: ``brief`` (its production version), ``brief@3``, or ``brief:canary``."""

    name: str
    version: int | None = None
    label: str | None = None

    @classmethod
    def parse(cls, text: str) -> "Selector | None":
        """The selector written as text; None when it is not one (a path, say)."""
        found = _SELECTOR.fullmatch(text)
        if found is None:
            return None
        version = found["version"]
        return cls(found["name"], int(version) if version else None, found["label"])


@dataclass(frozen=True, slots=True)
class Prompt:
    """One version of a prompt. ``sha256`` is of the whole file, so it names the words exactly."""

    name: str
    version: int
    description: str
    defaults: Mapping[str, Any]
    sha256: str
    parts: Mapping[str, str]
    task: Task = Task.SUMMARISE

    @property
    def reference(self) -> str:
        """``name@version``."""
        return f"{self.name}@{self.version}"

    @property
    def temperature(self) -> float | None:
        """The sampling temperature to ask for; None leaves it to the endpoint."""
        value = self.defaults.get("temperature")
        return None if value is None else float(value)

    @property
    def mark(self) -> str:
        """What this version sets around words of the article, so that a model can tell them from its orders.

        Empty in versions that set none (datamarking, after Hines et al., "Defending Against Indirect Prompt Injection
        Attacks With Spotlighting", 2024).
        """
        return str(self.defaults.get("mark", ""))

    @property
    def rows(self) -> bool:
        """Whether this version has a reply's items written as rows without keys, which cost tokens each time."""
        return bool(self.defaults.get("rows", False))

    def render(self, part: str, **values: object) -> str:
        """The text of one part, which is given ``mark`` too.

        Raises ``BrokenPrompt`` when the template asks for what it is not given.
        """
        try:
            return _template(self.parts[part]).render(values, mark=self.mark).strip()
        except TemplateError as error:
            raise BrokenPrompt(f"prompt {self.reference}, part {part}: {error}") from error


def parse_prompt(raw: bytes, name: str, version: int) -> Prompt:
    """The prompt in a file's bytes. Raises ``BrokenPrompt`` with one line that says what is wrong."""
    where = f"prompt {name}@{version}"
    try:
        document = frontmatter.loads(raw.decode())
    except Exception as error:
        raise BrokenPrompt(f"{where}: cannot be read: {type(error).__name__}") from error
    matter = document.metadata
    if (matter.get("name"), matter.get("version")) != (name, version):
        raise BrokenPrompt(f"{where}: its front matter says {matter.get('name')}@{matter.get('version')}")
    task = _task(matter.get("task", Task.SUMMARISE), where)
    defaults = matter.get("defaults") or {}
    if not isinstance(defaults, dict):
        raise BrokenPrompt(f"{where}: defaults is not a mapping")
    return Prompt(
        name=name,
        version=version,
        description=str(matter.get("description", "")),
        defaults=defaults,
        sha256=hashlib.sha256(raw).hexdigest(),
        parts=_split_parts(document.content, PARTS[task], where),
        task=task,
    )


def _task(named: object, where: str) -> Task:
    try:
        return Task(str(named))
    except ValueError:
        raise BrokenPrompt(f"{where}: its task is none of {', '.join(Task)}") from None


def _split_parts(content: str, wanted: tuple[str, ...], where: str) -> dict[str, str]:
    pieces = _PART_HEADING.split(content)
    parts = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    if pieces[0].strip() or tuple(parts) != wanted or len(pieces) != 2 * len(wanted) + 1:
        raise BrokenPrompt(f"{where}: wants the parts {_headings(wanted)}, once each, in this order")
    return parts


def _headings(wanted: tuple[str, ...]) -> str:
    return f"{', '.join(f'# {part}' for part in wanted[:-1])} and # {wanted[-1]}"
