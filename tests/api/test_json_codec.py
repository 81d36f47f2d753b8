import json

import pytest
from flask import Flask

from service.api.json_codec import StrictJSON, dump_bytes


def test_what_is_dumped_is_inert_in_a_page():
    dumped = dump_bytes({"text": "</script><b>&\u2028\u2029"})
    for raw in (b"<", b">", b"&", "\u2028".encode(), "\u2029".encode()):
        assert raw not in dumped
    assert json.loads(dumped) == {"text": "</script><b>&\u2028\u2029"}


@pytest.mark.parametrize("text", ['{"a": "\\ud800"}', '{"a": NaN}', "[" * 2000 + "]" * 2000, "{", "", '{"a": 1e999}'])
def test_json_that_would_fail_later_is_refused_now(text):
    with pytest.raises(ValueError):
        StrictJSON(Flask("test")).loads(text)
