"""For what only reads and takes long: one question at a time, in a native thread, on a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TypeVar

from gevent.threadpool import ThreadPool

from queue_server.store.database import Connection

Value = TypeVar("Value")


class Aside:
    """A thread apart from those that commit: however many reports are asked for, a ticket waits for none of them."""

    def __init__(self, open_reader: Callable[[], Connection]) -> None:
        self._open_reader = open_reader
        self._thread = ThreadPool(1)

    def run(self, question: Callable[[Connection], Value]) -> Value:
        """The answer, after every question before it; the hub goes on meanwhile. Raises what the question raised."""
        answer: Value = self._thread.apply(self._ask, (question,))
        return answer

    def stop(self) -> None:
        """Let the thread end."""
        self._thread.kill()

    def _ask(self, question: Callable[[Connection], Value]) -> Value:
        with closing(self._open_reader()) as connection:
            return question(connection)
