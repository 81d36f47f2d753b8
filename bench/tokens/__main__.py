"""Ask a real endpoint for the same texts in three ways, and print what each took. One article after the other."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

import openai
from openai.types.chat import ChatCompletionMessageParam
from openai.types.shared_params import ResponseFormatJSONSchema

from bench.tokens import rivals
from bench.tokens.bill import Bill, Tokens, as_record, lines
from service import logs
from service.adapters.clock import SystemClock
from service.adapters.prompt_files import PromptShelf
from service.app import build_model, build_writer
from service.evaluation.trial import RecordingModel
from service.readings import read
from service.settings import Settings
from service.summarise.errors import ModelFailure
from service.summarise.wish import ClaimsWish, HeadlineWish, Outputs, SummaryWish, Wish
from service.summarise.writing import reply
from service.summarise.writing.abstractive import Abstractive
from service.summarise.writing.prompts import Prompt

ARTICLES = Path(__file__).parents[1] / "grounding" / "articles"
HEADLINE, SUMMARY, CLAIMS = HeadlineWish(), SummaryWish(max_chars=350), ClaimsWish(max_items=4)
WISH = Wish(outputs=Outputs(HEADLINE, SUMMARY, None, None, CLAIMS))
WAIT_SECONDS = 900.0
LONGEST_TOKENS = 2000


def main() -> None:
    """Print the figures, and write them where asked."""
    asked = _arguments()
    logs.configure("error")
    settings = replace(
        Settings(), openai_base_url=asked.base_url, openai_model=asked.model, model_timeout_seconds=WAIT_SECONDS
    )
    writer = build_writer(build_model(settings, SystemClock()), SystemClock(), settings)
    prompt = PromptShelf.load(settings.prompts_dir).select(asked.prompt)
    client = openai.OpenAI(base_url=asked.base_url, api_key="none", max_retries=0, timeout=WAIT_SECONDS)
    bills = []
    for file in sorted(asked.data.glob("*.txt"))[: asked.articles]:
        try:
            bills.append(_bill(file, writer, prompt, client, asked.model))
        except (ModelFailure, openai.OpenAIError) as error:
            print(f"{file.name}: {type(error).__name__}, left out", file=sys.stderr)
            continue
        print(bills[-1], file=sys.stderr)
    if not bills:
        sys.exit("no article could be measured")
    print(f"{len(bills)} articles, {asked.model}, {prompt.reference}; median, least and greatest")
    print(*lines(bills), sep="\n")
    if asked.json:
        asked.json.write_text(json.dumps(as_record(asked.model, prompt.reference, bills), indent=1) + "\n")


def _bill(file: Path, writer: Abstractive, prompt: Prompt, client: openai.OpenAI, model: str) -> Bill:
    text = file.read_text(encoding="utf-8")
    article = read(text)
    recording = RecordingModel(writer.model)
    for _ in replace(writer, model=recording).write(article, WISH, prompt):
        pass
    bills = [Tokens(one.usage.input_tokens, one.usage.output_tokens) for one in recording.replies]
    plain = "\n".join(sentence.plain for sentence in article.sentences)
    title = article.title.text if article.title else ""
    three = [_called(client, model, turns)[0] for turns in rivals.three(title, article.byline or "", plain)]
    copying = rivals.copied(recording.asked[0].messages, rows=prompt.rows)
    copied, said = _called(client, model, copying, rivals.copied_shape(WISH.outputs, rows=prompt.rows))
    first = reply.parse(recording.replies[0].text, WISH.outputs, prompt.mark, article.language)
    return Bill(
        file.name, bills[0], sum(bills, Tokens()), sum(three, Tokens()), copied, len(first), rivals.items_of(said)
    )


def _called(
    client: openai.OpenAI,
    model: str,
    turns: list[ChatCompletionMessageParam],
    shape: ResponseFormatJSONSchema | openai.Omit = openai.omit,
) -> tuple[Tokens, str]:
    """What a call took and said. Raises ``OpenAIError`` for a reply that was cut: its length would say nothing."""
    answer = client.chat.completions.create(
        model=model, messages=turns, max_tokens=LONGEST_TOKENS, temperature=0.1, response_format=shape
    )
    if answer.choices[0].finish_reason == "length":
        raise openai.LengthFinishReasonError(completion=answer)
    if answer.usage is None:
        raise openai.OpenAIError("the endpoint counts no tokens")
    return Tokens(answer.usage.prompt_tokens, answer.usage.completion_tokens), answer.choices[0].message.content or ""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--base-url", required=True, help="an OpenAI-compatible endpoint")
    parser.add_argument("--model", default="local")
    parser.add_argument("--prompt", default="brief")
    parser.add_argument("--data", type=Path, default=ARTICLES, help="a folder of articles, *.txt")
    parser.add_argument("--articles", type=int, default=6, help="how many of them")
    parser.add_argument("--json", type=Path, help="where to write the figures down")
    return parser.parse_args()


if __name__ == "__main__":
    main()
