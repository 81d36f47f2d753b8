"""A small TCP balancer: new connections in turn to those that are admitted; one that ends is ended at both sides."""

import itertools
import socket
import threading
from contextlib import suppress


class Balancer:
    """Listens on a port of loopback."""

    def __init__(self, ports: list[int]) -> None:
        self._ports = list(ports)
        self._turn = itertools.count()
        self.handed_on = 0
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def drain(self, port: int) -> None:
        """Send no new connections there."""
        self._ports.remove(port)

    def admit(self, port: int) -> None:
        """Send new connections there again."""
        self._ports.append(port)

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                self.handed_on += 1
                ports = list(self._ports)
                far = socket.create_connection(("127.0.0.1", ports[next(self._turn) % len(ports)]))
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=_hand_on, args=pair, daemon=True).start()


def _hand_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
