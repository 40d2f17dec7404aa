"""A program that receives webhooks: a real HTTP server that checks what it gets as the README says, and can refuse."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

FRESH_SECONDS = 300


@dataclass
class Hooks:
    """Everything that came, in order. `refuse` holds the statuses of the next answers; then it is 204."""

    secret: bytes
    port: int = 0
    came: list[dict[str, Any]] = field(default_factory=list)
    taken: list[dict[str, Any]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    refuse: list[int] = field(default_factory=list)
    hang: Event | None = None
    clock: Callable[[], float] = time.time

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/alerts?key=of-the-receiver"

    def receive(self, headers: dict[str, str], body: bytes) -> int:
        """The status to answer with."""
        message = json.loads(body)
        self.complaints += [complaint for complaint in self._complaints(headers, body, message) if complaint]
        self.came.append(message)
        if self.hang is not None:
            self.hang.wait(30)
        if self.refuse:
            return self.refuse.pop(0)
        self.taken.append(message)
        return 204

    def events(self) -> list[tuple[str, str]]:
        """Name and kind of what was taken, in order, each once."""
        once = {one["delivery"]: one["event"] for one in self.taken}
        return [(event["name"], event["body"]["kind"]) for event in once.values()]

    def _complaints(self, headers: dict[str, str], body: bytes, message: dict[str, Any]) -> Iterator[str]:
        timestamp, signature = headers["Motcua-Timestamp"], headers["Motcua-Signature"]
        expected = hmac.new(self.secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        yield "" if hmac.compare_digest("sha256=" + expected, signature) else "the signature is wrong"
        yield "" if abs(self.clock() - int(timestamp)) < FRESH_SECONDS else "the message is old"
        yield "" if headers["Motcua-Delivery"] == message["delivery"] else "two delivery ids"


@contextmanager
def receiving(hooks: Hooks) -> Iterator[Hooks]:
    """Listen until the end of the block, on the port of last time if there was one."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(hooks.receive(dict(self.headers), body))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Tests read the messages, not a log."""

    class Server(ThreadingHTTPServer):
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", hooks.port), Handler) as server:
        hooks.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield hooks
        finally:
            server.shutdown()
            thread.join()
