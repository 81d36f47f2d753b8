import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from service.adapters.model.bounded_transport import CONNECTIONS_MAX, BoundedTransport

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class CountingServer:
    """Answers when told to, and knows over how many connections it was asked."""

    def __init__(self):
        self.may_answer = threading.Event()
        self.waiting = threading.Semaphore(0)
        self.lines = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                line = self._listener.accept()[0]
            except OSError:
                return
            self.lines.append(line)
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line):
        while line.recv(65_536):
            self.waiting.release()
            self.may_answer.wait(20)
            line.sendall(ANSWER)

    def close(self):
        self._listener.close()
        for line in self.lines:
            line.close()


@pytest.fixture
def server():
    server = CountingServer()
    yield server
    server.close()


@pytest.fixture
def client(server):
    with httpx2.Client(transport=BoundedTransport(server.url, 1_000), timeout=20) as client:
        yield client


def test_calls_in_turn_share_one_connection(server, client):
    server.may_answer.set()
    assert [client.get(server.url).status_code for _ in range(20)] == [200] * 20
    assert len(server.lines) == 1


def test_more_calls_at_once_than_a_pool_holds_wait_for_no_connection(server, client):
    crowd = 2 * CONNECTIONS_MAX + 10
    with ThreadPoolExecutor(crowd) as threads:
        calls = [threads.submit(client.get, server.url) for _ in range(crowd)]
        arrived = all(server.waiting.acquire(timeout=20) for _ in range(crowd))
        server.may_answer.set()
        assert arrived, "some calls waited for another's connection"
        assert {call.result().status_code for call in calls} == {200}
    assert len(server.lines) == crowd
