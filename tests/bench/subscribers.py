"""Readers of the public event stream: `python -m tests.bench.subscribers PORT COUNT`.

Opens COUNT streams, writes the line "ready" once all of them are open, and reads until standard input ends. Then it
writes one line of JSON: for each event seq, the moments (seconds of the machine's monotonic clock, which processes
share) at which the streams had it. Runs in a process of its own; it looks for the id of an event and nothing else, so
that 200 readers cost this process little.
"""

from __future__ import annotations

import json
import re
import selectors
import socket
import sys
import time
from array import array
from collections import defaultdict

ID = re.compile(rb"^id: ?(\d+)\r?$", re.MULTILINE)
REQUEST = b"GET /api/v1/events?scope=board HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n"


class Reader:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.sendall(REQUEST)
        self.socket.settimeout(10)
        first = self.socket.recv(65536)
        if b" 200 " not in first.split(b"\r\n", 1)[0]:
            raise ConnectionError(f"no event stream: {first[:200]!r}")
        self._rest = b""

    def seqs(self) -> list[int]:
        """The ids of the events that have just come."""
        piece = self.socket.recv(65536)
        if not piece:
            raise ConnectionError("the server dropped a reader")
        whole, newline, self._rest = (self._rest + piece).rpartition(b"\n")
        return [int(seq) for seq in ID.findall(whole + newline)]


def main() -> None:
    port, count = int(sys.argv[1]), int(sys.argv[2])
    seen: dict[int, array[float]] = defaultdict(lambda: array("d"))
    with selectors.DefaultSelector() as selector:
        for _ in range(count):
            reader = Reader(port)
            selector.register(reader.socket, selectors.EVENT_READ, reader)
        selector.register(sys.stdin, selectors.EVENT_READ, None)
        print("ready", flush=True)
        while True:
            for key, _ in selector.select():
                if key.data is None:
                    print(json.dumps({seq: list(moments) for seq, moments in seen.items()}))
                    return
                for seq in key.data.seqs():
                    seen[seq].append(time.monotonic())


if __name__ == "__main__":
    main()
