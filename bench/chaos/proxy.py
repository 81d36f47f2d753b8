"""A TCP proxy that can hold up what goes through it."""

import random
import socket
import threading
import time
from contextlib import suppress


class Proxy:
    """Listens on a port of loopback and hands on to another; a ``share`` of all pieces is held up ``delay_seconds``."""

    def __init__(self, port: int) -> None:
        self.delay_seconds = 0.0
        self.share = 1.0
        self.held_up = 0
        self._chance = random.Random(7)  # noqa: S311 - the same faults each time
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._hand_on, args=pair, daemon=True).start()

    def _hand_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                if self.delay_seconds and self._chance.random() < self.share:
                    self.held_up += 1
                    time.sleep(self.delay_seconds)
                target.sendall(data)
        for line in (source, target):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
