"""An answer of the domain in the words of the API."""

from collections.abc import Iterable
from typing import Any

from service.api.offsets import Unit, codepoints, utf16
from service.api.request_schemas import View
from service.summarise.answer import Answer, Source
from service.summarise.article import Article, Speaker, weighed
from service.summarise.checking import Checked
from service.summarise.reading import quotations
from service.summarise.statement import Output, Statement
from service.summarise.summary import ArticleFacts, Summary


def present(answer: Answer, view: View, *, show_text: bool = False) -> dict[str, Any]:
    """The answer as ``SummarySchema`` dumps it. ``show_text`` adds the text that was read out of HTML."""
    unit = utf16(answer.article.source) if view.utf16 and answer.article else codepoints
    summary = answer.summary
    opinion = _second_opinion(summary)
    headlines = [_statement(one, unit) for one in summary.of(Output.HEADLINE)]
    return {
        "id": summary.id,
        "created": summary.created.isoformat().replace("+00:00", "Z"),
        "headline": headlines[0] if headlines else None,
        "headline_variants": headlines[1:],
        "summary": _paragraph(summary.of(Output.SUMMARY), unit),
        "blurb": _paragraph(summary.of(Output.BLURB), unit),
        "meta_description": _paragraph(summary.of(Output.META_DESCRIPTION), unit),
        "claims": [_claim(one, unit) for one in summary.of(Output.CLAIMS)],
        "rejected": [{"output": one.output.value, "text": one.text, "checks": one.checks} for one in summary.rejected],
        "article": _article(answer, view, unit, show_text=show_text),
        "engine": summary.engine,
        "degraded": answer.degraded,
        "usage": _usage(answer),
        "disclosure": _disclosure(summary),
    } | ({"second_opinion": opinion} if opinion else {})


def present_article(article: Article) -> dict[str, Any]:
    """An article as ``ArticleSchema`` dumps it, with its lists and its text, in code points."""
    return _facts(ArticleFacts.of(article)) | _reading(article, codepoints) | {"text": article.source}


def present_opening(article: Article, view: View, *, show_text: bool = False) -> dict[str, Any]:
    """An article as ``ArticleSchema`` dumps it, before anything about it is written."""
    unit = utf16(article.source) if view.utf16 else codepoints
    shown = _facts(ArticleFacts.of(article))
    if view.article:
        shown |= _reading(article, unit) | ({"text": article.source} if show_text else {})
    return shown


def present_statement(statement: Statement, article: Article, view: View) -> dict[str, Any]:
    """One statement as ``ClaimSchema`` or ``StatementSchema`` dumps it."""
    unit = utf16(article.source) if view.utf16 else codepoints
    return _claim(statement, unit) if statement.output is Output.CLAIMS else _statement(statement, unit)


def present_checks(checked: Checked, view: View, *, show_text: bool = False) -> dict[str, Any]:
    """Findings as ``ChecksSchema`` dumps them. ``show_text`` adds the text that was read out of HTML."""
    article = checked.article
    unit = utf16(article.source) if view.utf16 else codepoints
    findings = [_statement(one.statement, unit) | {"score": round(one.score, 3)} for one in checked.findings]
    if not view.article:
        return {"statements": findings}
    read = _facts(ArticleFacts.of(article)) | _reading(article, unit)
    return {"statements": findings, "article": read | ({"text": article.source} if show_text else {})}


def _statement(statement: Statement, unit: Unit) -> dict[str, Any]:
    evidence = [
        {"sentence": piece.sentence, "start": unit(piece.start), "end": unit(piece.end), "text": piece.text}
        for piece in statement.evidence
    ]
    return {"text": statement.text, "evidence": evidence, "verdict": statement.verdict, "checks": statement.checks}


def _claim(statement: Statement, unit: Unit) -> dict[str, Any]:
    return _statement(statement, unit) | {"kind": statement.kind, "speaker": _speaker(statement.speaker, unit)}


def _speaker(speaker: Speaker | None, unit: Unit) -> dict[str, Any] | None:
    if speaker is None:
        return None
    return {"name": speaker.name, "role": speaker.role, "start": unit(speaker.start), "end": unit(speaker.end)}


def _paragraph(statements: Iterable[Statement], unit: Unit) -> dict[str, Any] | None:
    shown = [_statement(one, unit) for one in statements]
    return {"text": " ".join(one["text"] for one in shown), "statements": shown} if shown else None


def _article(answer: Answer, view: View, unit: Unit, *, show_text: bool) -> dict[str, Any]:
    facts, read = answer.summary.article, answer.summary.sentences_read
    shown = _facts(facts) | {"sentences_read": weighed(facts.starts) if read is None else read}
    if view.article and answer.article:
        shown |= _reading(answer.article, unit)
        if show_text:
            shown["text"] = answer.article.source
    return shown


def _facts(facts: ArticleFacts) -> dict[str, Any]:
    return {
        "title": facts.title,
        "byline": facts.byline,
        "language": facts.language,
        "suitability": facts.suitability,
        "sentences_total": len(facts.starts),
    }


def _reading(article: Article, unit: Unit) -> dict[str, Any]:
    return {
        "sentences": [
            {"sentence": one.number, "start": unit(one.start), "end": unit(one.end)} for one in article.sentences
        ],
        "quotations": [
            {
                "start": unit(one.start),
                "end": unit(one.end),
                "kind": one.kind,
                "speaker": _speaker(one.speaker, unit),
            }
            for one in article.quotations
        ],
        "sentences_searched": len(quotations.searched(article.sentences)),
        "dropped": [{"start": unit(one.start), "end": unit(one.end), "reason": one.reason} for one in article.dropped],
    }


def _usage(answer: Answer) -> dict[str, Any]:
    usage = answer.summary.usage
    if answer.source is Source.WRITTEN:
        tokens = {"input_tokens": usage.input_tokens, "output_tokens": usage.output_tokens, "cost": usage.cost}
        return tokens | {"currency": usage.currency, "saved_by_cache": 0.0}
    return {
        "input_tokens": 0,
        "output_tokens": 0,
        "cost": 0.0,
        "currency": usage.currency,
        "saved_by_cache": usage.cost,
    }


def _second_opinion(summary: Summary) -> dict[str, Any] | None:
    used = summary.engine.verifier
    if used is None:
        return None
    return {"outcome": summary.second_opinion, "prompt": used.prompt, "version": used.version, "sha256": used.sha256}


def _disclosure(summary: Summary) -> dict[str, Any]:
    return {
        "generated": True,
        "model": summary.engine.model,
        "date": summary.created.date().isoformat(),
        "reviewed_by": None,
    }
