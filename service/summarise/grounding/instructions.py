"""Sentences that speak to a machine or to the reader: they are never evidence."""

import re

from service.summarise.grounding.folding import fold
from service.summarise.grounding.lexicon import words

_LONGEST_LOOK = 2_000  # characters of a sentence that are looked at
_TWINS = str.maketrans("ıİſ\N{KELVIN SIGN}", "iisk")  # letters that are read as another, and do not become it in small

# What speaks to a machine, in small letters, with what stands in whatever a pattern finds: a look for that is far
# cheaper than the pattern, and most sentences hold nothing of it.
_MACHINE: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (holds, re.compile(pattern))
    for holds, pattern in (
        (
            ("ignor", "disregard", "forget", "override", "bypass", "negeer"),
            r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}"
            r"\b(?:instruction|prompt|previous|above|prior|rule|rest)"
            r"|\b(?:ignora|ignorez|ignorer|ignoriere|ignorieren|negeer)\b.{0,60}"
            r"\b(?:text|texto|texte|testo|tekst|instruc|anweisung|istruzion)",
        ),
        (
            ("ai",),  # is in "said": the pattern begins with it, which is searched for as fast as any text
            r"ai(?<=\bai)s?\b.{0,30}(?:\b(?:must|should|shall|please|note)\b|:)",
        ),
        ((" ai", "language model"), r"\bas an? (?:ai|language model)\b"),
        (
            ("language model", "assistant", "chatbot", "chatgpt", "llm", "summar", "automated reader"),
            r"\b(?:language model|assistant|chatbot|chatgpt|llm|summari[sz]er|automated reader)s?\b"
            r".{0,30}(?:\b(?:must|should|shall|please|note)\b|:)",
        ),
        (
            ("your ",),
            r"\byour (?:entire |whole |final |next )?"
            r"(?:summary|answer|response|reply|headline|output|message|text|claims?)\b",
        ),
        (
            ("summary", "headline", "blurb", "answer", "response", "output"),
            r"\b(?:summary|headline|blurb|answer|response|output) (?:must|should|shall) "
            r"(?:say|be|include|contain|read|end)\b"
            r"|\b(?:include|append|put|insert|mention|repeat)\b.{0,60}"
            r"\bin the (?:summary|headline|blurb|answer|response)\b"
            r"|\bfor the (?:newsletter )?(?:summary|headline|blurb)\b.{0,30}\b(?:always|append|add|use|write)\b",
        ),
        ((" you ",), r"\b(?:can|could|would|will) you (?:please )?(?:repeat|print|say|write|translate)\b"),
        (
            ("instruction", "prompt", "system", "developer"),
            r"\b(?:system|developer) (?:prompt|message|instruction)|\bprompt injection\b"
            r"|\b(?:follow|new|updated|core) instructions?\b"
            r"|\binstructions? (?:to|for) (?:the )?(?:ai|model|assistant|summari[sz]er)",
        ),
        (("<", "[", "{"), r"^\W{0,8}[<\[{][^<>\[\]{}]{3,100}[>\]}]\W{0,8}$"),
        (("<",), r"<\|.{0,40}\|>|</?(?:system|assistant|user|inst|article)\b"),
        (("[inst", "[/inst"), r"\[/?inst(?:ructions?)?\]"),
        (
            ("system", "assistant", "user", "human", "developer"),
            r"^\W{0,8}(?:system|assistant|user|human|developer)\s?:|\b(?:if|when) (?:the )?users? asks?\b",
        ),
        (
            ("end of", "this sentence"),
            r"\bend of (?:session|prompt|article|document|context)\b"
            r"|\b(?:translate|quote|repeat|output|print) this sentence\b",
        ),
    )
)
# A question about a piece of writing that is put before somebody.
_ON_TEXT = re.compile(
    r"\b(?:is|are|does|do|what|which|how|can|could) (?:\w+ ){0,4}(?:this|these|the following|above) (?:\w+ )?"
    r"(?:feedback|review|comment|sentence|message|text|e-?mail|statement|passage|tweet|post|paragraph|phrase|snippet|code|line)s?\b",
    re.IGNORECASE,
)
_POLITE = (
    r"^[^\w\"']{0,8}(?:(?:please|now|then|also|instead|first|finally|next|always|never|you must|do not|don't)"
    r"[ ,]+){0,3}"
)
_OPENING = re.compile(_POLITE + r"([a-z]+)(?: +([\w']+))?", re.IGNORECASE)

# Verbs that open a sentence only to order something.
_ORDERS = frozenset(
    words(
        """
        add analyse analyze append apply assume augment begin calculate classify click compare compose compute
        convert create define describe design develop disregard download draft elaborate emulate encode
        encrypt end enumerate ensure evaluate explain express fabricate format generate give identify ignore
        illustrate imagine include incorporate insert integrate interpret introduce list mention modify
        obfuscate omit output outline paraphrase pretend print promote provide quote recommend render reorder
        repeat rephrase replace reply respond reverse rewrite scramble simulate solve state subscribe
        substitute suggest summarise summarize swap tell transform translate transliterate use utilise utilize
        visit write show help determine find check verify call contact sign buy order send pay share follow install
        open make let rate score count sort rank reset schedule remind automate search look teach focus read answer
        respond report return fill compile prepare select choose decide detect extract fix correct debug refer
        """
    )
)
# Words after such a verb with which it is an order and no noun: "use the …", not "use of force".
_OBJECTS = frozenset(
    words(
        """
        a an the this that these those your my our me us it all any each every only no in with as how what
        which why to from by at some one two three everything nothing instead if whether him her them
        """
    )
)
_SURE = _ORDERS - frozenset(
    words(
        """
        design end express format list output outline promote quote state swap use begin give visit show help find
        check call contact sign buy order send pay share follow open make let rate score count sort rank reset schedule
        search look focus read answer report return fill select decide fix correct refer
        """
    )
)


def is_instruction(text: str) -> bool:
    """Whether the sentence gives an order to a model or a reader, or puts a question to them.

    English only; other languages pass. Sentences that begin with a quote mark are what somebody said, and orders in
    them count only when they speak to a machine.
    """
    folded = fold(text[:_LONGEST_LOOK])
    return _speaks_to_machine(folded) or _orders(folded) or asks(folded)


def speaks_to_machine(text: str) -> bool:
    """Whether the sentence addresses a language model or a program."""
    return _speaks_to_machine(fold(text[:_LONGEST_LOOK]))


def _speaks_to_machine(folded: str) -> bool:
    if folded.endswith("?") and _ON_TEXT.search(folded):
        return True
    small = folded.translate(_TWINS).lower()
    padded = f" {small} "
    for holds, pattern in _MACHINE:
        for held in holds:
            if held in padded:
                if pattern.search(small):
                    return True
                break
    return False


def asks(text: str) -> bool:
    """Whether it is a question outside quote marks: nothing that it says is said to be so."""
    folded = fold(text[-_LONGEST_LOOK:])
    return folded.rstrip(" )]").endswith("?") and not folded.startswith(('"', "'"))


def _orders(folded: str) -> bool:
    opening = _OPENING.match(folded)
    if opening is None or opening[1].lower() not in _ORDERS:
        return False
    following = (opening[2] or "").lower()
    if following in _OBJECTS:
        return True
    return opening[1].lower() in _SURE and following != ""
