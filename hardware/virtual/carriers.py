"""How bytes reach a virtual printer: by TCP, or by a pseudo terminal that looks like a serial port."""

from __future__ import annotations

import os
import select
import socket
import threading
import tty
from pathlib import Path
from typing import Protocol

READ_AT_ONCE = 4096
SECONDS_BETWEEN_LOOKS = 0.02
RECEIVE_BUFFER = 1 << 20
"""Room for a whole job, so that a stalled printer still notices when the other side leaves."""


class Carrier(Protocol):
    """One conversation."""

    def receive(self, limit_seconds: float) -> bytes | None:
        """Return bytes, None when none came in time, or empty bytes when the other side has left."""

    def send(self, data: bytes) -> None: ...

    def is_deserted(self) -> bool:
        """Whether the other side has left, told without reading."""

    def hang_up(self) -> None:
        """Break off, as when the cable is pulled."""


class SocketCarrier:
    def __init__(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.settimeout(SECONDS_BETWEEN_LOOKS)
        self._connection = connection
        self._poll = select.poll()
        self._poll.register(connection, select.POLLRDHUP)

    def receive(self, limit_seconds: float) -> bytes | None:
        self._connection.settimeout(limit_seconds)
        try:
            return self._connection.recv(READ_AT_ONCE)
        except TimeoutError:
            return None
        except OSError:
            return b""

    def send(self, data: bytes) -> None:
        self._connection.sendall(data)

    def is_deserted(self) -> bool:
        return bool(self._poll.poll(0))

    def hang_up(self) -> None:
        self._connection.close()


class PtyCarrier:
    """The printer's end of a pseudo terminal. Conversations follow one another on it until it is hung up."""

    def __init__(self, master: int, stopping: threading.Event) -> None:
        self._master = master
        self._stopping = stopping
        self._in_talk = False
        self._poll = select.poll()
        self._poll.register(master, select.POLLIN)

    def receive(self, limit_seconds: float) -> bytes | None:
        if not self._poll.poll(limit_seconds * 1000):
            return None
        try:
            data = os.read(self._master, READ_AT_ONCE)
        except OSError:
            if self._in_talk:
                self._in_talk = False
                return b""
            # Nobody has the device open: Linux tells so at once and for ever, so this wait sets the pace.
            self._stopping.wait(SECONDS_BETWEEN_LOOKS)
            return None
        self._in_talk = True
        return data

    def send(self, data: bytes) -> None:
        os.write(self._master, data)

    def is_deserted(self) -> bool:
        return any(what & select.POLLHUP for _, what in self._poll.poll(0))

    def hang_up(self) -> None:
        os.close(self._master)


def open_pty() -> tuple[int, Path]:
    """Return (the printer's end, the device a driver opens)."""
    master, device = os.openpty()
    tty.setraw(device)
    path = Path(os.ttyname(device))
    os.close(device)
    return master, path


class Door:
    """A listening socket that can be shut and opened again at the same port."""

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._lock = threading.Lock()
        self._opened = threading.Event()
        self._listener: socket.socket | None = self._listen(port)
        self.port: int = self._listener.getsockname()[1]

    def accept(self, limit_seconds: float) -> SocketCarrier | None:
        """Wait for somebody to come in; None when nobody did. Waits out the time too when the door is shut."""
        listener = self._listener
        if listener is None:
            self._opened.wait(limit_seconds)
            return None
        try:
            listener.settimeout(limit_seconds)
            return SocketCarrier(listener.accept()[0])
        except OSError:
            return None

    def shut(self) -> None:
        """Refuse connections from the moment this returns."""
        with self._lock:
            if self._listener is not None:
                # Closing alone would keep the socket listening while another thread waits in accept.
                self._listener.shutdown(socket.SHUT_RDWR)
                self._listener.close()
                self._listener = None
                self._opened.clear()

    def open(self) -> None:
        with self._lock:
            if self._listener is None:
                self._listener = self._listen(self.port)
                self._opened.set()

    def _listen(self, port: int) -> socket.socket:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        try:
            listener.bind((self._host, port))
            listener.listen()
        except OSError:
            listener.close()
            raise
        return listener
