"""Replies of a model whose JSON is broken, deep, huge, doubled or of the wrong types. Never a good statement but one.

``CONTENTS`` gives the text of each reply by name; ``step`` sends one, ``all_of_them`` one after the other.
"""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tests.scripted_model import Reply, says

HONEST = "There is no article."  # what the one honest claim among the hostile ones says
_GOOD = {"s": [1], "text": HONEST, "kind": "fact", "speaker": None}
_OTHER_TYPES: tuple[object, ...] = (None, 1, True, [HONEST], {"text": HONEST})
_OTHER_KINDS: tuple[object, ...] = (None, 1, [], {}, "lie", "FACT")
_DEEP = 100_000  # levels
_LONG = 2_000_000  # characters of one string
_MANY = 50_000  # items of one list, or keys of one object


def _claims(*items: object) -> str:
    return json.dumps({"claims": list(items)})


def _claim(**changes: object) -> dict[str, object]:
    return _GOOD | changes


def _contents() -> Iterator[tuple[str, str]]:
    yield "nothing", ""
    yield "only space", " \n\t "
    yield "only a brace", "{"
    yield "cut in a string", _claims(_GOOD)[:40]
    yield "cut before the end", _claims(_GOOD)[:-2]
    yield "no quotes around keys", '{claims: [{s: [1], text: "x"}]}'
    yield "single quotes", "{'claims': [{'s': [1], 'text': 'x'}]}"
    yield "a list", json.dumps([_GOOD])
    yield "a string of JSON", json.dumps(_claims(_GOOD))
    yield "null", "null"
    yield "other keys", json.dumps({"answer": [_GOOD], "__proto__": {"claims": [_GOOD]}})
    yield "keys doubled", f'{{"claims": [{json.dumps(_GOOD)}], "claims": "gone"}}'
    yield "keys of a claim doubled", '{"claims": [{"s": [1], "s": "x", "text": "a", "text": {"b": 1}}]}'
    yield "many braces", "{" * _MANY
    yield "deep lists", '{"claims": ' + "[" * _DEEP + "]" * _DEEP + "}"
    yield "deep objects", '{"claims": ' * _DEEP + "1" + "}" * _DEEP
    yield "a huge text", _claims(_claim(text="a " * (_LONG // 2)))
    yield "a huge word", _claims(_claim(text="a" * _LONG))
    yield "a huge speaker", _claims(_claim(speaker="A" * _LONG))
    yield "many claims", _claims(*([_GOOD] * _MANY))
    yield "many sentence numbers", _claims(_claim(s=list(range(_MANY))))
    yield "many keys", json.dumps({"claims": [_GOOD]} | {f"k{number}": 1 for number in range(_MANY)})
    yield "a huge number", f'{{"claims": [{{"s": [{"9" * 4000}], "text": "x"}}]}}'
    yield "numbers beyond Python's limit", f'{{"claims": [{{"s": [{"9" * 5000}], "text": "x"}}]}}'
    yield "a float beyond all", '{"claims": [{"s": [1e999], "text": "x"}]}'
    yield "NaN", '{"claims": [{"s": [NaN], "text": "x"}]}'
    yield "infinity", '{"claims": [{"s": [-Infinity], "text": "x", "kind": Infinity}]}'
    yield "numbers below one", _claims(_claim(s=[0]), _claim(s=[-1]), _claim(s=[-(2**63)]))
    yield "numbers out of range", _claims(_claim(s=[10**9]))
    yield "no numbers", _claims(_claim(s=[]))
    yield "booleans as numbers", _claims(_claim(s=[True, False]))
    yield "floats as numbers", _claims(_claim(s=[1.5]))
    yield "numbers as words", _claims(_claim(s=["one"]), _claim(s="1"), _claim(s={"1": 1}), _claim(s=None))
    yield "text of other types", _claims(*(_claim(text=other) for other in _OTHER_TYPES))
    yield "kind of other types", _claims(*(_claim(kind=other) for other in _OTHER_KINDS))
    yield "speaker of other types", _claims(*(_claim(speaker=other) for other in _OTHER_TYPES))
    yield "claims of other types", json.dumps({"claims": {"0": _GOOD}, "headline": 1, "summary": True})
    yield "items of other types", _claims(None, 1, "x", [], [[_GOOD]], True)
    yield "lone surrogates", '{"claims": [{"s": [1], "text": "There \\ud800 is \\udfff no", "speaker": "\\udc00"}]}'
    yield "surrogates the wrong way round", '{"claims": [{"s": [1], "text": "\\udc00\\ud800"}]}'
    yield "control characters", '{"claims": [{"s": [1], "text": "a\\u0000b\\u001b[31mc\\r\\nd\\u202ee"}]}'
    yield "raw control characters", '{"claims": [{"s": [1], "text": "a\x00b\x1b[31m\nc"}]}'
    yield "a mark at the beginning", "\ufeff" + _claims(_GOOD)
    yield "combining marks without end", _claims(_claim(text="a" + "\u0301" * 200_000))
    yield "markup", _claims(_claim(text="<script>alert(1)</script> [x](javascript:alert(1)) There is no article."))
    yield "empty texts", _claims(_claim(text=""), _claim(text=" "), _claim(text="\u200b"), _claim(text="…"))
    yield "comments", '{"claims": [/* one */ {"s": [1], "text": "x"} // two\n]}'
    yield "thoughts without an end", "<think>" + "{" * 1000 + _claims(_GOOD)
    yield "fences without an end", "```json\n```json\n```\n{"


CONTENTS: Mapping[str, str] = MappingProxyType(dict(_contents()))


def step(name: str) -> Reply:
    """The hostile reply of this name."""
    return says(CONTENTS[name])


def all_of_them() -> tuple[Reply, ...]:
    """A script of all hostile replies; the last one goes on."""
    return tuple(step(name) for name in CONTENTS)
