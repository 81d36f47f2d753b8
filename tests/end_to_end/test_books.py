"""What workers count is in the books when they have stopped."""

from tests.running_service import serving


def test_a_stop_loses_no_count(tmp_path, flushed_redis_url):
    article = "The Harbour Bridge in Wexley will close for six weeks from 4 May. The joints are worn, the council said."
    settings = {"REDIS_URL": flushed_redis_url, "STANDFIRST_LOG_LEVEL": "error"}
    with serving(tmp_path, **settings) as service:
        assert {service.post({"text": article}).status for _ in range(30)} == {200}
        assert service.stop() == 0
    with serving(tmp_path, **settings) as service:
        answers = service.ask("GET", "/v1/usage").json()["day"]["answers"]
    assert answers == {"model": 0, "cache": 29, "collapsed": 0, "extractive": 1, "degraded": 0}
