"""gevent's WSGI server, made quick: no Nagle delay, and one send for a whole answer."""

from __future__ import annotations

import socket
from typing import Any

import gevent
from flask import Flask
from gevent.pool import Pool
from gevent.pywsgi import WSGIHandler, WSGIServer

MOST_CONNECTIONS = 4000


class _Handler(WSGIHandler):  # type: ignore[misc]
    _held: bytearray | None = None

    def handle(self) -> None:
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().handle()

    def _write_with_headers(self, data: bytes) -> None:
        """Hold the headers back until the body is there: two sends would wait for the reader's delayed ACK."""
        self._held = bytearray()
        try:
            super()._write_with_headers(data)
        finally:
            whole, self._held = bytes(self._held), None
        super()._sendall(whole)

    def _sendall(self, data: bytes) -> None:
        if self._held is None:
            super()._sendall(data)
        else:
            self._held += data

    def log_request(self) -> None:
        """The application logs what matters; a line for each request would only be formatted and thrown away."""

    def log_error(self, msg: str, *args: Any) -> None:
        """A client that speaks no HTTP or goes away is not our error."""


def listen(app: Flask, host: str, port: int) -> WSGIServer:
    """A server bound to its port (0: any free one), not yet accepting. Raises OSError when the port is taken."""
    server = WSGIServer(
        (host, port), app, handler_class=_Handler, log=None, error_log=None, spawn=Pool(MOST_CONNECTIONS)
    )
    server.init_socket()
    return server


def stop(server: WSGIServer, grace_seconds: float) -> None:
    """Take no new requests, let those under way be answered, then close."""
    server.stop_accepting()
    with gevent.Timeout(grace_seconds, exception=False):
        server.stop(timeout=grace_seconds)
