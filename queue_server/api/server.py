"""gevent's WSGI server, made quick: no Nagle delay, and one send for a whole answer."""

from __future__ import annotations

import socket
from typing import Any

import gevent
from flask import Flask
from gevent.event import Event as Signal
from gevent.pool import Pool
from gevent.pywsgi import WSGIHandler, WSGIServer

from queue_server.api.headers import Headers, Reader

MOST_CONNECTIONS = 4000


class _Handler(WSGIHandler):  # type: ignore[misc]
    _held: bytearray | None = None

    def handle(self) -> None:
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().handle()

    def MessageClass(self, lines: Reader, *_: object) -> Headers:  # noqa: N802 - gevent's name for it
        return Headers(lines)

    def read_requestline(self) -> str:
        """The first line of the next request; an empty one ends the connection."""
        return "" if self.server.is_stopping else str(super().read_requestline())

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

    def handle_one_response(self) -> None:
        self.server.under_way += 1
        try:
            super().handle_one_response()
        finally:
            self.server.under_way -= 1
            if not self.server.under_way:
                self.server.nothing_under_way.set()

    def handle_error(self, kind: Any, error: Any, trace: Any) -> None:
        """A request cut off by our own end is left unanswered: an error would tell its sender not to ask again."""
        if issubclass(kind, gevent.GreenletExit):
            self.close_connection = True
        else:
            super().handle_error(kind, error, trace)

    def log_request(self) -> None:
        """The application logs what matters; a line for each request would only be formatted and thrown away."""

    def log_error(self, msg: str, *args: Any) -> None:
        """A client that speaks no HTTP or goes away is not our error."""


class Server(WSGIServer):  # type: ignore[misc]
    """Knows how many requests are under way: a connection that is only kept open need not be waited for."""

    def __init__(self, app: Flask, host: str, port: int) -> None:
        pool = Pool(MOST_CONNECTIONS)
        super().__init__((host, port), app, handler_class=_Handler, log=None, error_log=None, spawn=pool)
        self.is_stopping = False
        self.under_way = 0
        self.nothing_under_way = Signal()


def listen(app: Flask, host: str, port: int) -> Server:
    """A server bound to its port (0: any free one), not yet accepting. Raises OSError when the port is taken."""
    server = Server(app, host, port)
    server.init_socket()
    return server


def stop(server: Server, grace_seconds: float) -> None:
    """Take no new requests, let those under way be answered, then close every connection."""
    server.stop_accepting()
    server.is_stopping = True
    with gevent.Timeout(grace_seconds, exception=False):
        # One that was just read may begin while the last but one ends.
        while server.under_way:
            server.nothing_under_way.clear()
            server.nothing_under_way.wait()
    server.stop(timeout=0)
