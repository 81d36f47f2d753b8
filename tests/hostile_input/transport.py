"""Odd and hostile requests as bytes on a connection, each with the statuses that come back and whether it then ends."""

import gzip
import json
from dataclasses import dataclass

TEXT = (
    "The Harbour Bridge in Wexley will close for six weeks from 4 May, the council said on Monday. Dana Okafor, the "
    "chief engineer, said the joints were worn. About 18,000 drivers use the bridge every day."
)
BODY = json.dumps({"text": TEXT}).encode()
BODY_MAX_BYTES = 4_000_000
PATH = "/v1/summaries"


@dataclass(frozen=True)
class Case:
    """``statuses`` of all answers in their order; ``closes`` is whether the server ends the connection after them."""

    name: str
    sent: bytes
    statuses: tuple[int, ...]
    closes: bool = True


def post(
    body: bytes = BODY, *lines: str, path: str = PATH, version: str = "1.1", length: object = None, type_: str | None = "application/json"
) -> bytes:  # fmt: skip
    """A request with that body; ``length`` is what it says of it, "" nothing."""
    said = len(body) if length is None else length
    fields = ["Host: standfirst.test", *lines]
    fields += [f"Content-Type: {type_}"] if type_ is not None else []
    fields += [f"Content-Length: {said}"] if said != "" else []
    return f"POST {path} HTTP/{version}\r\n".encode() + "\r\n".join(fields).encode("latin-1") + b"\r\n\r\n" + body


def get(target: str = "/livez", *lines: str, version: str = "1.1", method: str = "GET") -> bytes:
    """A request without a body."""
    head = "\r\n".join([f"{method} {target} HTTP/{version}", "Host: standfirst.test", *lines])
    return head.encode("latin-1") + b"\r\n\r\n"


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    """A request whose body comes in these chunks."""
    framed = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return post(framed + end, "Transfer-Encoding: chunked", length="")


SMALL = [BODY[place : place + 7] for place in range(0, len(BODY), 7)]
ZIPPED = gzip.compress(BODY)
LARGE = b" " * 10_000_000

CASES = (
    Case("a plain request", post(), (200,), closes=False),
    Case("10 MB with its length", post(LARGE), (413,)),
    Case("10 MB in chunks", chunked(*(LARGE[:65_536] for _ in range(160))), (413,)),
    Case("10 MB in one chunk", chunked(LARGE), (413,)),
    Case("a little over the limit in chunks", chunked(LARGE[: BODY_MAX_BYTES + 1]), (413,), closes=False),
    Case("10 GB promised and 10 bytes sent", post(b"0123456789", length=10_000_000_000), (413,)),
    Case("a length beyond all", post(b"", length="9" * 400), (413,)),
    Case("the limit to the byte, in chunks", chunked(BODY + LARGE[: BODY_MAX_BYTES - len(BODY)]), (200,), closes=False),
    Case("the limit to the byte", post(BODY + LARGE[: BODY_MAX_BYTES - len(BODY)]), (200,), closes=False),
    Case("a small body in chunks", chunked(*SMALL), (200,), closes=False),
    Case("one byte a chunk", chunked(*(bytes([byte]) for byte in BODY)), (200,), closes=False),
    Case("chunks with trailers", chunked(BODY, end=b"0\r\nX-After: 1\r\n\r\n"), (200,), closes=False),
    Case("chunks with extensions", post(b"%x;a=b\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY), "Transfer-Encoding: chunked", length=""), (200,), closes=False),
    Case("a chunk of no size", post(b"zz\r\nabc\r\n0\r\n\r\n", "Transfer-Encoding: chunked", length=""), (400,)),
    Case("a chunk of negative size", post(b"-5\r\nabcde\r\n0\r\n\r\n", "Transfer-Encoding: chunked", length=""), (400,)),
    Case("a chunk longer than it says", post(b"3\r\nabcdef\r\n0\r\n\r\n", "Transfer-Encoding: chunked", length=""), (400,)),
    Case("a chunk line without an end", post(b"1" * 20_000, "Transfer-Encoding: chunked", length=""), (400,)),
    Case("length and chunks", post(b"0\r\n\r\n", "Transfer-Encoding: chunked", length=5), (400,)),
    Case("length and chunks, the other way round", post(b"5\r\n{\"a\"}\r\n0\r\n\r\n", "Content-Length: 5", "Transfer-Encoding: chunked", length=""), (400,)),
    Case("two lengths", post(BODY, f"Content-Length: {len(BODY) - 1}"), (400,)),
    Case("two lengths that agree", post(BODY, f"Content-Length: {len(BODY)}"), (400,)),
    Case("two lengths in one field", post(BODY, length=f"{len(BODY)}, {len(BODY)}"), (400,)),
    Case("a length below zero", post(b"", length=-1), (400,)),
    Case("a length with a plus", post(BODY, length=f"+{len(BODY)}"), (400,)),
    Case("a length of letters", post(BODY, length="ten"), (400,)),
    Case("a length in other digits", post(BODY, length="\xb2"), (400,)),
    Case("an unknown transfer coding", post(BODY, "Transfer-Encoding: sausage", length=""), (501,)),
    Case("chunked twice", post(b"0\r\n\r\n", "Transfer-Encoding: chunked, chunked", length=""), (400,)),
    Case("chunked spelled oddly", post(b"0\r\n\r\n", "Transfer-Encoding: \x0bchunked", length=""), (400,)),
    Case("gzip as transfer coding", post(b"%x\r\n%s\r\n0\r\n\r\n" % (len(ZIPPED), ZIPPED), "Transfer-Encoding: gzip, chunked", length=""), (400,)),
    Case("a 20 KB header", get("/livez", "X-Long: " + "a" * 20_000), (431,)),
    Case("a 1 MB header", get("/livez", "User-Agent: " + "a" * 1_000_000), (431,)),
    Case("300 headers", get("/livez", *(f"X-{number}: 1" for number in range(300))), (431,)),
    Case("a bare carriage return in a header", get("/livez", "X-Odd: a\rb"), (400,)),
    Case("a bare line feed in a header", get("/livez", "X-Odd: a\nX-Two: b"), (400,)),
    Case("a NUL in a header", get("/livez", "X-Odd: a\x00b"), (400,)),
    Case("an escape sequence in a header", get("/livez", "X-Odd: \x1b[31m"), (400,)),
    Case("a folded header", get("/livez", "X-Odd: a", " b"), (400,)),
    Case("a space before the colon", get("/livez", "X-Odd : a"), (400,)),
    Case("a header without a colon", get("/livez", "nonsense"), (400,)),
    Case("a header without a name", get("/livez", ": x"), (400,)),
    Case("letters beyond ASCII in a header", get("/livez", "X-Odd: \xe9\xff"), (200,), closes=False),
    Case("a request line of 20 KB", get("/" + "a" * 20_000), (414,)),
    Case("a request line without a version", b"GET /livez\r\n\r\n", (400,)),
    Case("a version of the future", get(version="3.7"), (400,)),
    Case("a method in lower case", get(method="get"), (400,)),
    Case("a method that nobody knows", get(method="BREW"), (405,), closes=False),
    Case("a method of signs", get(method="G(T"), (400,)),
    Case("another protocol", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", (400,)),
    Case("bytes of no protocol", bytes(range(256)) + b"\r\n\r\n", (400,)),
    Case("HTTP/1.0", post(version="1.0"), (200,)),
    Case("HTTP/1.0 that stays", post(BODY, "Connection: keep-alive", version="1.0"), (200,), closes=False),
    Case("HTTP/1.0 with chunks", post(b"0\r\n\r\n", "Transfer-Encoding: chunked", version="1.0", length=""), (400,)),
    Case("who wants to close", get("/livez", "Connection: close"), (200,)),
    Case("three requests at once", get() + post() + get("/nowhere"), (200, 200, 404), closes=False),
    Case("a request behind a body that is not read", post(b"x" * 300, type_="text/plain") + get(), (415,)),
    Case("a request behind a refused length", post(BODY, f"Content-Length: {len(BODY) - 1}") + get(), (400,)),
    Case("who waits for 100", post(BODY, "Expect: 100-continue"), (100, 200), closes=False),
    Case("who expects wonders", post(BODY, "Expect: wonders"), (417,)),
    Case("a compressed body", post(ZIPPED, "Content-Encoding: gzip"), (415,)),
    Case("a body said to be compressed twice", post(BODY, "Content-Encoding: gzip, gzip"), (415,)),
    Case("a form", post(b"text=The+bridge", type_="application/x-www-form-urlencoded"), (415,)),
    Case("several parts", post(b"--x\r\n\r\n{}\r\n--x--", type_="multipart/form-data; boundary=x"), (415,)),
    Case("plain text", post(TEXT.encode(), type_="text/plain"), (415,)),
    Case("no type", post(type_=None), (415,)),
    Case("an empty type", post(type_=""), (415,)),
    Case("two types", post(BODY, "Content-Type: text/plain"), (400,)),
    Case("JSON said to be UTF-16", post(BODY.decode().encode("utf-16"), type_="application/json; charset=utf-16"), (415,)),
    Case("JSON said to be Latin-1", post(type_="application/json; charset=iso-8859-1"), (415,)),
    Case("JSON said to be UTF-8", post(type_='application/json; charset="UTF-8"'), (200,), closes=False),
    Case("a body with GET", post().replace(b"POST", b"GET", 1).replace(PATH.encode(), b"/livez", 1), (200,)),
    Case("no body with POST", post(b"", length=""), (400,), closes=False),
    Case("a target with a host", get("http://standfirst.test/livez"), (200,), closes=False),
    Case("a target with a key in it", get("/livez?api_key=sk-planted"), (200,), closes=False),
    Case("a target that climbs", get("/v1/../../etc/passwd"), (404,), closes=False),
    Case("a target that climbs in disguise", get("/docs/%2e%2e%2f%2e%2e%2fsettings.py"), (404,), closes=False),
    Case("a target with a NUL", get("/v1/prompts/%00"), (404,), closes=False),
    Case("a target with line breaks", get("/v1/prompts/a%0d%0aSet-Cookie:%20x"), (404,), closes=False),
    Case("a target that is not UTF-8", get("/v1/summaries/%ff%fe"), (404,), closes=False),
    Case("a star for a target", get("*", method="OPTIONS"), (404,), closes=False),
    Case("a tunnel", get("standfirst.test:443", method="CONNECT"), (404,)),
    Case("no host", b"GET /livez HTTP/1.1\r\n\r\n", (200,), closes=False),
    Case("two hosts", get("/livez", "Host: other.test"), (400,)),
    Case("a host with a path in it", b"GET /livez HTTP/1.1\r\nHost: a/b@c\r\n\r\n", (200,), closes=False),
    Case("an upgrade to HTTP/2", get("/livez", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"), (200,), closes=False),
    Case("a deadline of a thousand digits", post(BODY, "Prefer: wait=" + "9" * 1000), (200,), closes=False),
    Case("a deadline below zero", post(BODY, "Prefer: wait=-1"), (200,), closes=False),
    Case("a cache age of letters", post(BODY, "Cache-Control: max-age=abc, max-age=99999999999999999999"), (200,), closes=False),
    Case("tags without end", post(BODY, 'If-None-Match: ' + '"a",' * 1900), (200,), closes=False),
    Case("an odd accepted type", post(BODY, "Accept: ;;;q=9,text/event-stream;q=nan"), (200,), closes=False),
)  # fmt: skip
