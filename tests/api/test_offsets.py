from hypothesis import given
from hypothesis import strategies as st

from service.api.offsets import codepoints, utf16


@given(st.text(), st.integers(0, 50))
def test_utf16_counts_as_javascript_does(text, position):
    position = min(position, len(text))
    assert utf16(text)(position) == len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


def test_plain_text_has_one_unit():
    assert utf16("plain") is codepoints
    assert codepoints(3) == 3
