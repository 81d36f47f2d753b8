"""Five planted secrets turn up in no log, error, header, page or store entry but the cached result."""

import json

from tests.hostile_input.canaries import Search, search


def test_planted_secrets_are_written_nowhere(tmp_path, flushed_redis_url):
    found = search(tmp_path, flushed_redis_url)
    assert found.hits == []
    assert found.statuses >= {200, 400, 401, 404, 405, 413, 415, 422}
    assert found.bytes_written["the log"] > 5_000
    assert found.bytes_written["error bodies"] > 1_000
    for log in tmp_path.glob("*.log"):
        for line in log.read_text().splitlines():
            assert line.startswith("standfirst: ") or isinstance(json.loads(line), dict)


def test_a_secret_that_is_written_is_found():
    found = Search()
    found.look("a log", b"... Quillfeather-7715 ...")
    assert found.hits == ["the article's text in a log"]
