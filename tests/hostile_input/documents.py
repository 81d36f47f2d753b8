"""Odd and hostile request bodies, each with its exact status."""

import json
from dataclasses import dataclass

TEXT = (
    "The Harbour Bridge in Wexley will close for six weeks from 4 May, the council said on Monday. Dana Okafor, the "
    "chief engineer, said the joints were worn. About 18,000 drivers use the bridge every day."
)
PLAIN = json.dumps({"text": TEXT}).encode()
ECHOED = "Wexley"
"""Stands in the text of most bodies, and must stand in no error."""


@dataclass(frozen=True)
class Case:
    """A body, and the status of the answer to it."""

    name: str
    body: bytes
    status: int


def _with(more: str) -> bytes:
    """A good body and another field, written out."""
    return PLAIN[:-1] + b", " + more.encode("utf-8", "surrogatepass") + b"}"


def _text(raw: str) -> bytes:
    """A body whose text begins with these characters as they stand."""
    return PLAIN.replace(b"The Harbour", raw.encode("utf-8", "surrogatepass") + b"The Harbour", 1)


CASES = (
    Case("a plain body", PLAIN, 200),
    Case("nothing", b"", 400),
    Case("white space", b" \r\n\t ", 400),
    Case("null", b"null", 422),
    Case("a list", b"[]", 422),
    Case("a list of bodies", b"[" + PLAIN + b"]", 422),
    Case("a string", b'"x"', 422),
    Case("a string of JSON", json.dumps(PLAIN.decode()).encode(), 422),
    Case("a number", b"1", 422),
    Case("true", b"true", 422),
    Case("an empty object", b"{}", 422),
    Case("cut off", PLAIN[:-20], 400),
    Case("cut before the last brace", PLAIN[:-1], 400),
    Case("something behind it", PLAIN + b"x", 400),
    Case("two bodies", PLAIN + PLAIN, 400),
    Case("a NUL behind it", PLAIN + b"\x00", 400),
    Case("white space around it", b"\n\n" + PLAIN + b"\r\n", 200),
    Case("a byte order mark", b"\xef\xbb\xbf" + PLAIN, 400),
    Case("UTF-16", PLAIN.decode().encode("utf-16"), 400),
    Case("UTF-16 without a mark", PLAIN.decode().encode("utf-16-le"), 400),
    Case("UTF-32", PLAIN.decode().encode("utf-32"), 400),
    Case("Latin-1", _with('"title": "x"').replace(b'"x"', b'"\xe9t\xe9"'), 400),
    Case("bytes that are never UTF-8", _text("").replace(b"The", b"\xff\xfe", 1), 400),
    Case("an overlong slash", _text("").replace(b"The", b"\xc0\xaf", 1), 400),
    Case("a code point beyond the last", _text("").replace(b"The", b"\xf4\x90\x80\x80", 1), 400),
    Case("raw surrogate bytes", _text("\ud800"), 400),
    Case("a lone surrogate", _text("\\ud800"), 400),
    Case("a low surrogate before a high one", _text("\\udc00\\ud800"), 400),
    Case("a surrogate in a key", _with('"\\udfff": 1'), 400),
    Case("a pair of surrogates", _text("\\ud83d\\ude00 "), 200),
    Case("a broken escape", _text("\\x41"), 400),
    Case("a raw line break in a string", _text("\n"), 400),
    Case("a key twice", _with('"text": "The other bridge is shut, the council said on Monday."'), 400),
    Case("a key twice, once escaped", _with('"te\\u0078t": "The other bridge is shut."'), 400),
    Case("a key twice deep down", _with('"outputs": {"claims": {"max_items": 3, "max_items": 4}}'), 400),
    Case("the same key twice with the same value", _with('"language": "en", "language": "en"'), 400),
    Case("NaN", _with('"title": NaN'), 400),
    Case("infinity", _with('"title": -Infinity'), 400),
    Case("a float beyond all", _with('"title": 1e999'), 400),
    Case("a whole number of 5,000 digits", _with('"title": ' + "9" * 5000), 400),
    Case("a whole number of 5,000 digits and a point", _with('"title": 0.' + "9" * 5000), 422),
    Case("a number with a leading zero", _with('"title": 01'), 400),
    Case("a number in hexadecimal", _with('"title": 0x1'), 400),
    Case("true for a whole number", _with('"outputs": {"claims": {"max_items": true}}'), 422),
    Case("a float for a whole number", _with('"outputs": {"claims": {"max_items": 3.5}}'), 422),
    Case("a whole float for a whole number", _with('"outputs": {"claims": {"max_items": 3.0}}'), 422),
    Case("a string for a whole number", _with('"outputs": {"claims": {"max_items": "3"}}'), 422),
    Case("a number beyond 64 bits", _with('"outputs": {"claims": {"max_items": 99999999999999999999}}'), 422),
    Case("a whole number below zero", _with('"outputs": {"claims": {"max_items": -1}}'), 422),
    Case("null for the text", b'{"text": null}', 422),
    Case("a number for the text", b'{"text": 1}', 422),
    Case("a list for the text", b'{"text": ["a"]}', 422),
    Case("an object for the text", b'{"text": {"a": 1}}', 422),
    Case("text and HTML", _with('"html": "<p>The bridge in Wexley is shut.</p>"'), 422),
    Case("a list for the outputs", _with('"outputs": ["headline"]'), 422),
    Case("outputs in null", _with('"outputs": {"headline": null}'), 422),
    Case("a hundred levels", _with('"title": ' + "[" * 100 + "]" * 100), 422),
    Case("500 levels of objects", _with('"title": ' + '{"a": ' * 500 + "1" + "}" * 500), 422),
    Case("700 levels", _with('"title": ' + "[" * 700 + "]" * 700), 422),
    Case("1,100 levels", _with('"title": ' + "[" * 1100 + "]" * 1100), 400),
    Case("100,000 levels", _with('"title": ' + "[" * 100_000 + "]" * 100_000), 400),
    Case("100,000 levels that never close", b'{"text": ' + b"[" * 100_000, 400),
    Case("100,000 unknown fields", _with(", ".join(f'"field{number}": 1' for number in range(100_000))), 422),
    Case("9,000 unknown fields", _with(", ".join(f'"{number}{"x" * 200}": 1' for number in range(9_000))), 422),
    Case("a million elements", _with('"include": [' + "1," * 999_999 + "1]"), 422),
    Case("a million empty objects", _with('"include": [' + "{}," * 999_999 + "{}]"), 422),
    Case("9,000 wrong elements", _with('"include": [' + '"x",' * 8_999 + '"x"]'), 422),
    Case("a key of 40,000 characters", _with('"' + "Wexley" * 6_667 + '": 1'), 422),
    Case("a key of 1 MB", _with('"' + "k" * 1_000_000 + '": 1'), 422),
    Case("a key of control characters", _with('"\\u001b[31m\\u202e\\r\\n": 1'), 422),
    Case("an empty key", _with('"": 1'), 422),
    Case("__proto__", _with('"__proto__": {"admin": true}'), 422),
    Case("__class__", _with('"__class__": "Wish", "constructor": {"prototype": 1}'), 422),
    Case("_schema", _with('"_schema": ["Wexley"]'), 422),
    Case("keys in other letters", _with('"Text": "x", "tеxt": "x"'), 422),
    Case("NUL", _text("\\u0000"), 422),
    Case("NUL in the title", _with('"title": "a\\u0000b"'), 422),
    Case("NUL in the prompt's name", _with('"prompt": "brief\\u0000"'), 404),
    Case("a prompt that climbs", _with('"prompt": "../../etc/passwd"'), 404),
    Case("a prompt of another task", _with('"prompt": "verify"'), 404),
    Case("a prompt that is a template", _with('"prompt": "{{7*7}}"'), 404),
    Case("a prompt's version beyond all", _with('"prompt": "brief@99999999999999999999"'), 404),
    Case("a prompt's version below zero", _with('"prompt": "brief@-1"'), 404),
    Case("a prompt's version in other digits", _with('"prompt": "brief@３"'), 404),
    Case("an address of one's own for the model", _with('"base_url": "http://127.0.0.1:1/"'), 422),
    Case("a model of one's own", _with('"model": "gpt-0"'), 422),
    Case("a language with a line break", _with('"language": "en\\n"'), 422),
    Case("a language of tags", _with('"language": "<script>"'), 422),
    Case("an address of 3,000 characters", _with('"url": "http://' + "a" * 3000 + '"'), 422),
    Case("an address that runs", _with('"url": "javascript:alert(1)"'), 200),
    Case("a title of 501 characters", _with('"title": "' + "a" * 501 + '"'), 422),
    Case("1,000,001 characters", json.dumps({"text": "a" * 1_000_001}).encode(), 413),
    Case("1,000,001 characters of HTML", json.dumps({"html": "a" * 1_000_001}).encode(), 413),
    Case("a million characters of three bytes", json.dumps({"text": "桥。" * 3_000}, ensure_ascii=False).encode(), 200),
    Case("a million escaped characters", json.dumps({"text": "é" * 600_000}).encode(), 200),
    Case("tags a million deep", json.dumps({"html": "<div>" * 200_000}).encode(), 422),
    Case("comments in it", b"/* a */ " + PLAIN, 400),
    Case("single quotes", PLAIN.replace(b'"', b"'"), 400),
    Case("a trailing comma", PLAIN[:-1] + b",}", 400),
    Case("a form", b"text=The+bridge+in+Wexley+is+shut.", 400),
    Case("a document of XML", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", 400),
)  # fmt: skip
