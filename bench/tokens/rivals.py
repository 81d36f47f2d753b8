"""The other ways to the same texts: a call for each of them, and one call whose evidence is copied.

The three calls are shaped as a CMS plugin makes them: the task in the system turn, the whole post between triple quotes
in the user turn; ClassifAI's lengths (a title of 50 to 60 characters, an excerpt of 55 words, two to four takeaways).
The wording is ours.
"""

from openai.types.chat import ChatCompletionMessageParam

TITLE = (
    "You are given an article between triple quotes. Write a title for it of 50 to 60 characters, at most 70. "
    "Begin with the topic. Sentence case, no clickbait, no question, no quotation marks. Return only the title."
)
EXCERPT = (
    "You are given an article between triple quotes. Write an excerpt of at most 55 words that gives its main point "
    "accurately. It stands beside the title and must not repeat it. Third person, in the tone and the language of the "
    "article; do not name its author. Return only the excerpt, with nothing before it."
)
TAKEAWAYS = (
    "You are given an article between triple quotes. List its two to four key takeaways, drawn only from what the "
    "article states. Each is one full sentence that stands alone; do not repeat the title, do not number them. "
    'Return JSON: {"takeaways": ["...", "..."]}'
)
THREE = (TITLE, EXCERPT, TAKEAWAYS)

_COPIED = (
    "You are a careful sub-editor. You are given an article between triple quotes. Answer with one JSON object with "
    '"headline", "summary" and "claims", each a list of items. Each item is {{"text": one sentence, "evidence": the '
    "sentences of the article that say it, copied to the letter}}; an item of claims also has "
    '"kind" (fact, attributed, opinion or forecast) and "speaker" (the full name of who said it, or null). '
    "Headline: one line of at most {headline} characters. Summary: at most {sentences} sentences and {summary} "
    "characters. Claims: {claims} key statements from all parts of the article."
)


def copied(headline: int, sentences: int, summary: int, claims: int) -> str:
    """The system turn that asks for the same texts with copied evidence."""
    return _COPIED.format(headline=headline, sentences=sentences, summary=summary, claims=claims)


def turns(system: str, article: str) -> list[ChatCompletionMessageParam]:
    """The conversation of one call."""
    return [{"role": "system", "content": system}, {"role": "user", "content": f'"""{article}"""'}]
