"""Odd and hostile texts and pages, each grown to any length. Tests read them short, the bench at the limit."""

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
    "Chinese without white space": _repeated("桥。"),
    "long Chinese sentences without white space": _repeated("桥" * 20 + "。"),
    "Thai without white space": _repeated("สะพานจะปิดเป็นเวลาหกสัปดาห์"),
    "numbers and units": _repeated("1,234.5 kg or £3.2bn (12%) on 4 May 2026 at 10:30; "),
    "one-letter lines": _repeated("a\n"),
    "short lines": _repeated("The bridge is shut\n"),
    "one name again and again": _repeated("Dana Okafor "),
    "abbreviations": _repeated("U.S. Gen. e.g. Mr. St. No. 4 vs. Inc. "),
    "capitals": _repeated("THE BRIDGE WILL CLOSE. "),
    "quotations of one word": _repeated("“Yes,” said Dana Okafor. “No,” she said. "),
}

MARKUP: dict[str, Grown] = {
    "an article": _repeated(f"<p>{NEWS}</p>"),
    "paragraphs that never close": _repeated("<p>The bridge is shut."),
    "deep divisions": lambda size: "<div>" * (size // 24) + f"<p>{NEWS}</p>" + "</div>" * (size // 24),
    "a thousand levels of spans": lambda size: ("<span>" * 100 + NEWS + "</span>" * 100) * (size // 1600),
    "tag soup": _repeated("<b><i><p></b>The bridge is shut.</i><td></table><li><a href=x>"),
    "tables in tables": _repeated("<table><tr><td>The bridge is shut.</td>"),
    "attributes": lambda size: "<p " + " ".join(f"a{n}=b" for n in range(size // 9)) + f">{NEWS}</p>",
    "one long attribute": lambda size: f"<p title='{'a' * size}'>{NEWS}</p>"[:size],
    "entities": _repeated("<p>&amp;&lt;&#x26;&nbsp;&notanentity;&#99999999;</p>"),
    "comments": _repeated("<!-- a --><!--><!-- > --><p>The bridge is shut.</p>"),
    "scripts": _repeated("<script>var a = '<p>x</p>';</script><p>The bridge is shut.</p>"),
    "links": _repeated("<a href='https://example.test/a'>The bridge is shut today</a> "),
    "lists": _repeated("<ul><li>The bridge is shut.<li>It was worn.</ul>"),
    "pictures": _repeated("<figure><img src=x onerror=alert(1)><figcaption>The bridge, shut.</figcaption></figure>"),
    "data of a machine": lambda size: (
        '<script type=\'application/ld+json\'>{"articleBody": "' + "The bridge is shut. " * (size // 20) + '"}</script>'
    )[:size],
}
