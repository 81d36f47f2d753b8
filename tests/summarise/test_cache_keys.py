"""Whatever decides an answer is part of its name: each part is changed in turn, and each change is another summary."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum

import pytest

from service.summarise import keeping
from service.summarise.article import Submission
from service.summarise.keeping import summary_id
from service.summarise.reading.reader import read
from service.summarise.summary import EngineKind, EngineUsed, PromptUsed
from service.summarise.wish import EngineChoice, MetaDescriptionWish, Outputs, Verify, Wish

TEXT = "Ferry to stop\n\nThe Wexley ferry will stop on 3 March, the council said on Monday. It has run for 80 years."
ENGINE = EngineUsed(EngineKind.LLM, "scripted", "brief", 1, "a" * 64, PromptUsed("verify", 1, "b" * 64))
WISH = Wish(Outputs(meta_description=MetaDescriptionWish()), language_out="en", verify=Verify.MODEL)
OUTPUTS = [field.name for field in fields(Outputs)]


def named(tenant="desk", engine=ENGINE, base_url="http://model/v1", wish=WISH, article=None):
    return summary_id(tenant, engine, base_url, wish, article or read(Submission(text=TEXT)))


def variants(whole):
    """What is changed, and the same with that one leaf changed, for each leaf of a tree of dataclasses."""
    for field in fields(whole):
        value = getattr(whole, field.name)
        if is_dataclass(value):
            for name, other in variants(value):
                yield f"{field.name}.{name}", replace(whole, **{field.name: other})
        else:
            yield field.name, replace(whole, **{field.name: changed(value)})


def changed(value):
    if isinstance(value, Enum):
        return next((other for other in type(value) if other is not value), None)
    if isinstance(value, bool):
        return not value
    return "other" if isinstance(value, str) or value is None else value + 1


def options():
    left_out = [(f"no {name}", replace(WISH, outputs=replace(WISH.outputs, **{name: None}))) for name in OUTPUTS]
    return [(name, wish) for name, wish in variants(WISH) if name not in {"engine", "prompt"}] + left_out


def test_the_options_are_all_there():
    names = [name for name, _ in options()]
    assert {"language_out", "verify", "ungrounded", "outputs.headline.variants", "outputs.claims.max_items"} < set(
        names
    )
    assert len(names) > 15


@pytest.mark.parametrize(("name", "wish"), options())
def test_each_option_is_part_of_the_name(name, wish):
    assert named(wish=wish) != named(), name


@pytest.mark.parametrize(("name", "engine"), list(variants(ENGINE)))
def test_the_engine_its_model_and_the_prompts_name_version_and_hash_are_part_of_it(name, engine):
    assert named(engine=engine) != named(), name


@pytest.mark.parametrize(
    "part",
    [
        {"tenant": "other"},
        {"base_url": "http://other/v1"},
        {"article": read(Submission(text=TEXT.replace("80", "81")))},
        {"article": read(Submission(text=TEXT.replace("Ferry to stop", "Ferry will stop")))},
        {"article": replace(read(Submission(text=TEXT)), language="cy")},
    ],
    ids=["tenant", "base URL", "text", "title", "language"],
)
def test_tenant_endpoint_and_article_are_part_of_it(part):
    assert named(**part) != named()


@pytest.mark.parametrize("version", ["ENTRY_VERSION", "GATE_VERSION", "CLEANER_VERSION"])
def test_a_new_gate_cleaner_or_entry_is_another_name(version, monkeypatch):
    before = named()
    monkeypatch.setattr(keeping, version, "of tomorrow")
    assert named() != before


def test_how_the_engine_was_asked_for_is_no_part_only_what_it_came_to():
    assert named(wish=replace(WISH, engine=EngineChoice.LLM, prompt="brief@production")) == named()
