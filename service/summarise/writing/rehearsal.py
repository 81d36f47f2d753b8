"""A dry run of a prompt, so that a template's fault shows at start and not in the first request that meets it."""

from dataclasses import replace

from service.summarise.article import Sentence
from service.summarise.statement import Evidence
from service.summarise.wish import HeadlineWish, MetaDescriptionWish, Outputs
from service.summarise.writing.prompts import Prompt, Task
from service.summarise.writing.second_opinion import Questioned

_SENTENCE = Sentence(number=1, start=0, end=13, text="It rained on.", paragraph=0)
_EVERYTHING = Outputs(headline=HeadlineWish(variants=2), meta_description=MetaDescriptionWish())
_STATEMENT = Questioned("It rained.", speaker="A name", before="It was May.", evidence=("It rained on.",))
_NOTHING = Outputs(headline=None, summary=None, blurb=None, claims=None)


def rehearse(prompt: Prompt) -> None:
    """Render every part with all that can be there and with nothing. Raises ``BrokenPrompt``."""
    prompt.render("system")
    if prompt.task is Task.VERIFY:
        prompt.render("user", statements=(_STATEMENT, replace(_STATEMENT, speaker=None, before=None, evidence=())))
    else:
        _rehearse_summary(prompt)


def _rehearse_summary(prompt: Prompt) -> None:
    for outputs, title, language in ((_EVERYTHING, "A title", "en"), (_NOTHING, None, None)):
        prompt.render("user", sentences=(_SENTENCE,), title=title, language=language, outputs=outputs)
    lines = (Evidence(_SENTENCE.number, _SENTENCE.start, _SENTENCE.end, _SENTENCE.text),)
    fault = {"output": "claims", "text": "A text.", "reasons": "numbers", "lines": lines}
    prompt.render("repair", faults=[fault], outputs="claims")
