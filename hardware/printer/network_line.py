"""A printer on the network, by TCP, usually at port 9100."""

from __future__ import annotations

import socket

from hardware.printer.escpos_library import load_escpos_driver

SECONDS_TO_CONNECT = 3.0
SECONDS_TO_SEND = 5.0


class NetworkLine:
    answers = True

    def __init__(self, host: str, port: int) -> None:
        self._printer = load_escpos_driver("network").Network(host, port, timeout=SECONDS_TO_CONNECT)
        self._printer.open()
        self._socket: socket.socket = self._printer.device
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes) -> None:
        self._socket.settimeout(SECONDS_TO_SEND)
        self._printer._raw(data)

    def receive(self, limit_seconds: float) -> bytes:
        self._socket.settimeout(max(0.001, limit_seconds))
        try:
            answer: bytes = self._printer._read()
        except TimeoutError:
            return b""
        if not answer:
            raise ConnectionError("the printer closed the connection")
        return answer

    def close(self) -> None:
        self._printer.close()
