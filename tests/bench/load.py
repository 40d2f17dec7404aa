"""A light load: `python -m tests.bench.load PORT TOKEN FILE [CONNECTIONS]`.

FILE holds one request a line, path and JSON body with a tab between. They are POSTed over that many keep-alive
connections at once, each waiting for its answer before it sends the next. Writes one line of JSON: seconds, requests a
second, a count for each status, and latencies in milliseconds. Runs in a process of its own, so that its work is not
counted as the server's; raw sockets, because a full HTTP client would be the slower side.
"""

from __future__ import annotations

import json
import selectors
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.figures import percentile

CONNECTIONS = 32
HEADER_END = b"\r\n\r\n"


class Line:
    """One keep-alive connection: sends, and gathers an answer piece by piece."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent_at = 0.0
        self._answer = b""

    def send(self, request: bytes) -> None:
        self._answer = b""
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> int | None:
        """The status once the whole answer is here, None before."""
        piece = self.socket.recv(65536)
        if not piece:
            raise ConnectionError("the server closed a keep-alive connection")
        self._answer += piece
        head, end, body = self._answer.partition(HEADER_END)
        if not end or len(body) < content_length(head):
            return None
        return int(head[9:12])


def content_length(head: bytes) -> int:
    lower = head.lower()
    at = lower.find(b"content-length:")
    return int(lower[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0


def requests(port: int, token: str, file: Path) -> list[bytes]:
    head = f"Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
    made = []
    for line in file.read_text().splitlines():
        path, body = line.split("\t")
        made.append(f"POST {path} HTTP/1.1\r\n{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
    return made


def run(port: int, todo: list[bytes], connections: int) -> dict[str, Any]:
    lines = [Line(port) for _ in range(min(connections, len(todo)))]
    queue = iter(todo)
    statuses: Counter[int] = Counter()
    latencies: list[float] = []
    with selectors.DefaultSelector() as selector:
        began = time.perf_counter()
        for line in lines:
            selector.register(line.socket, selectors.EVENT_READ, line)
            line.send(next(queue))
        while len(latencies) < len(todo):
            for status, latency in answered(selector, queue):
                statuses[status] += 1
                latencies.append(latency)
        seconds = time.perf_counter() - began
    for line in lines:
        line.socket.close()
    return {
        "seconds": seconds,
        "per_second": len(todo) / seconds,
        "statuses": dict(statuses),
        "p50_ms": percentile(latencies, 50) * 1000,
        "p99_ms": percentile(latencies, 99) * 1000,
    }


def answered(selector: selectors.BaseSelector, queue: Iterator[bytes]) -> Iterator[tuple[int, float]]:
    """Status and latency of each answer that has come; its connection goes on with the next request."""
    for key, _ in selector.select():
        line: Line = key.data
        status = line.receive()
        if status is None:
            continue
        yield status, time.perf_counter() - line.sent_at
        request = next(queue, None)
        if request is not None:
            line.send(request)


def main() -> None:
    port, token, file = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    connections = int(sys.argv[4]) if len(sys.argv) > 4 else CONNECTIONS
    print(json.dumps(run(port, requests(port, token, file), connections)))


if __name__ == "__main__":
    main()
