"""The other ways to the same texts: a call for each of them, and one call whose evidence is copied.

The three calls are shaped as a CMS plugin makes them: the task in the system turn, the whole post between triple quotes
in the user turn; ClassifAI's lengths (a title of 50 to 60 characters, an excerpt of 55 words, two to four takeaways).
Its default prompts of autumn 2026 (10up/classifai, includes/Classifai/Features/Prompts) have some 950, 1,000 and 930
characters; these have a little fewer, and their wording is ours.

The call that copies is our own, words and JSON Schema, but for sentences in the place of their numbers.
"""

import json
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from openai.types.chat import ChatCompletionMessageParam
from openai.types.shared_params import ResponseFormatJSONSchema

from service.summarise.ports import Message
from service.summarise.wish import Outputs
from service.summarise.writing.reply_schema import schema_for

TITLE = """\
You will be provided with content delimited by triple quotes. You help the editors of a website and write the title of \
an article.

What to do: read the article and write one title for it.

A good title
- says truthfully what the article is about: it does not tease, overstate or hold the point back
- has its topic in the first words, so that it can be found in a list of search results
- is put in plain and particular words, those that a reader would look for
- is in sentence case: a capital at its beginning and for names, nowhere else
- has 50 to 60 characters with its spaces, and never more than 70
- is in the language that the article is written in
- keeps the article's own tone, be it formal, technical or conversational

Leave out
- quotation marks around the title
- a label such as "Title:" before it
- remarks, reasons, second proposals

Return the title and nothing else."""
EXCERPT = """\
You will be provided with content delimited by triple quotes. You are an experienced editor whose summaries are short \
and readable.

What to do: write one excerpt that sums up the article.

Where it is shown: on overview pages, among search results, and where the article is shared. From it a reader decides \
whether to open the article, so it has to give the main point truthfully. It stands beside the title, goes well with \
it and does not say the same again.
- The title: {title}
- The author, for your information; the excerpt does not name the author: {author}

How it looks
- only the excerpt: no quotation marks, no label such as "Summary:" before it, no remarks
- no more than 55 words
- one paragraph of running text: no lists, no headings, no markup
- in the third person: neither "I" nor "we", and no "you" for the reader

Tone: that of the article, and in the language of the article."""
TAKEAWAYS = """\
You will be provided with content delimited by triple quotes. You help the editors of a website and pick out the key \
takeaways of an article that is about to be published. They are shown as a short list above the article, so that a \
reader sees at a glance what is in it.

The title, for your information: {title}

Pick two to four takeaways. They
- hold what is most important, most worth remembering or of most use
- come from what the article says and from nothing else: nothing concluded, nothing added
- are one full sentence each
- can be understood alone, without the others and without the title
- are in the language of the article
- do not say the title or a heading again word for word

Return the list only, as JSON with the structure {{"takeaways": ["..."]}}: no heading before it, no introduction, no \
numbers before the items, no remarks after it."""
THREE = (TITLE, EXCERPT, TAKEAWAYS)

_COPYING = (
    'In this answer no item has "s". In its place each has "evidence": [the sentence of the article that says it, '
    "copied to the letter, seldom two]."
)
_COPYING_ROWS = (
    "In this answer no row begins with a number. In its place stands the sentence of the article that says it, copied "
    'to the letter: ["the copied sentence","one sentence close to its words"].'
)


def copied(messages: Sequence[Message], *, rows: bool) -> list[ChatCompletionMessageParam]:
    """Our own conversation, system turn and user turn, that asks for copied evidence before its last paragraph."""
    system, user = (message.content for message in messages)
    told, _, last = user.rpartition("\n\n")
    return _turns(system, f"{told}\n\n{_COPYING_ROWS if rows else _COPYING}\n\n{last}")


def copied_shape(outputs: Outputs, *, rows: bool) -> ResponseFormatJSONSchema:
    """The shape of our own reply, with sentences of the article where we ask for their numbers."""
    schema = deepcopy(schema_for(outputs, rows=rows))
    for texts in schema["properties"].values():
        texts["items"] = _copying_row(texts["items"]) if rows else _copying(texts["items"])
    return {"type": "json_schema", "json_schema": {"name": "copied", "schema": schema, "strict": True}}


def _copying(item: dict[str, Any]) -> dict[str, Any]:
    own = item["properties"]
    quoted = {"evidence": own["s"] | {"items": {"type": "string"}}}
    properties = quoted | {name: part for name, part in own.items() if name != "s"}
    return item | {"properties": properties, "required": list(properties)}


def _copying_row(row: dict[str, Any]) -> dict[str, Any]:
    # One sentence, where we allow two numbers: which cell is which could not be told apart otherwise.
    return row | {"items": {"type": "string"}, "maxItems": row["minItems"]}


def items_of(reply: str) -> int:
    """How many items or rows a reply holds; 0 when it cannot be read."""
    try:
        texts = json.loads(reply)
    except ValueError:
        return 0
    lists = texts.values() if isinstance(texts, dict) else ()
    return sum(len(items) for items in lists if isinstance(items, list))


def three(title: str, author: str, article: str) -> list[list[ChatCompletionMessageParam]]:
    """The conversations of the three calls."""
    return [_turns(system.format(title=title, author=author), f'"""{article}"""') for system in THREE]


def _turns(system: str, user: str) -> list[ChatCompletionMessageParam]:
    return [{"role": "system", "content": system}, {"role": "user", "content": user}]
