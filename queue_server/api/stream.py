"""Everyone who listens. Writes are joined on the wire; no event is dropped or merged; a dead reader is let go."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import gevent
from gevent.event import Event as Signal
from gevent.greenlet import Greenlet

from queue_server.api import wire
from queue_server.contract.events import EventName, EventScope
from queue_server.store.journal import Recorded

HEARTBEAT_SECONDS = 15.0
MOST_UNREAD_BYTES = 64 * 1024
PAGE = 500

PUBLIC = frozenset(name for name in EventName if name.value.startswith(("visit.", "counter.", "day.")))
ERRANDS = frozenset({EventName.PRINT_REQUESTED})

ReadAfter = Callable[[int, int], list[Recorded]]


def anybody() -> bool:
    """What is public may be listened to by everybody, always."""
    return True


class _Listener:
    """One open stream: what it may hear, and what it has not read yet."""

    def __init__(self, scope: EventScope, device_id: str | None) -> None:
        self.scope, self.device_id = scope, device_id
        self.unread = bytearray()
        self.signal = Signal()
        self.greenlet: Greenlet = gevent.getcurrent()
        self.closed = False

    def hears(self, recorded: Recorded) -> bool:
        name = EventName(recorded.fact.name)
        if self.scope is EventScope.BOARD:
            return name in PUBLIC
        if self.scope is EventScope.DEVICE:
            return name in ERRANDS and recorded.fact.device_id == self.device_id
        return True


class Stream:
    """The hub's side of the journal. Use it on the hub's thread only."""

    def __init__(self, read_after: ReadAfter, last_seq: int) -> None:
        self._read_after = read_after
        self.last_seq = last_seq
        self._listeners: set[_Listener] = set()
        self._closing = False

    @property
    def listeners(self) -> int:
        return len(self._listeners)

    def publish(self, recorded: list[Recorded]) -> None:
        """Tell everyone. Each event is encoded once for each scope."""
        for one in recorded:
            self.last_seq = one.seq
            encoded: dict[EventScope, bytes] = {}
            for listener in tuple(self._listeners):
                if listener.hears(one):
                    if listener.scope not in encoded:
                        encoded[listener.scope] = encode(one, listener.scope)
                    self._give(listener, encoded[listener.scope])

    def listen(
        self, scope: EventScope, device_id: str | None, after: int | None, may_listen: Callable[[], bool] = anybody
    ) -> Iterator[bytes]:
        """Server-sent events from after `after` (None: from now on), until the reader or the server goes, or the reader
        may not listen any more, which is asked before everything that is sent.
        """
        listener = _Listener(scope, device_id)
        yield b"retry: 1000\n\n"
        yield from self._catch_up(listener, self.last_seq if after is None else after)
        try:
            while not (listener.closed or self._closing):
                listener.signal.wait(HEARTBEAT_SECONDS)
                listener.signal.clear()
                if not may_listen():
                    return
                chunk = bytes(listener.unread) or b": still here\n\n"
                listener.unread.clear()
                yield chunk
        finally:
            self._listeners.discard(listener)

    def close(self) -> None:
        """End every stream: readers come back by themselves when the server does."""
        self._closing = True
        for listener in self._listeners:
            listener.signal.set()

    def _catch_up(self, listener: _Listener, after: int) -> Iterator[bytes]:
        """Read the journal up to what is published, then join in without a gap: nothing yields in between."""
        while after < self.last_seq:
            page = [one for one in self._read_after(after, PAGE) if one.seq <= self.last_seq]
            if not page:
                break
            after = page[-1].seq
            chunk = b"".join(encode(one, listener.scope) for one in page if listener.hears(one))
            if chunk:
                yield chunk
        self._listeners.add(listener)

    def _give(self, listener: _Listener, chunk: bytes) -> None:
        if len(listener.unread) + len(chunk) > MOST_UNREAD_BYTES:
            self._drop(listener)
            return
        listener.unread += chunk
        listener.signal.set()

    def _drop(self, listener: _Listener) -> None:
        """It has not read for long: close its connection, so that it starts again from what it has."""
        listener.closed = True
        self._listeners.discard(listener)
        listener.greenlet.kill(block=False)


def encode(recorded: Recorded, scope: EventScope) -> bytes:
    shown = wire.event(recorded, scope)
    return f"id: {shown.seq}\nevent: {shown.name.value}\ndata: {shown.model_dump_json()}\n\n".encode()
