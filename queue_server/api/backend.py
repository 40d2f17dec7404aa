"""What every route works with, built once in `create_app`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from flask import current_app

from queue_server.api.alert_texts import AlertTexts
from queue_server.api.aside import Aside
from queue_server.api.auth import Doorkeeper
from queue_server.api.bridge import Bridge
from queue_server.api.guesses import Guesses
from queue_server.api.metrics import Metrics
from queue_server.api.papers import Papers
from queue_server.api.problems import Problems
from queue_server.api.stream import Stream
from queue_server.api.texts import Texts
from queue_server.api.wire import Wire
from queue_server.clock import Clock
from queue_server.config import Config
from queue_server.keys import Keys
from queue_server.operations.dossiers import Registry
from queue_server.operations.remembering import Memory
from queue_server.operations.work import Work
from queue_server.store.database import Connection
from queue_server.worker.quiet_watch import QuietWatch
from queue_server.worker.studies import Studies
from queue_server.worker.supervisor import Supervisor

Value = TypeVar("Value")
EXTENSION = "motcua"


class Voice(Protocol):
    """Speaks a sentence. Two ship: a synthesiser, and recorded clips before it."""

    def speak(self, text: str, language: str) -> bytes:
        """The sound as a WAV file."""


@dataclass(frozen=True, slots=True)
class Backend:
    config: Config
    clock: Clock
    bridge: Bridge
    stream: Stream
    reader: Connection
    aside: Aside
    wire: Wire
    alert_texts: AlertTexts
    doorkeeper: Doorkeeper
    problems: Problems
    texts: Texts
    metrics: Metrics
    voice: Voice
    foresight: Supervisor
    keys: Keys
    guesses: Guesses
    studies: Studies
    quiet: QuietWatch
    registry: Registry
    memory: Memory
    papers: Papers
    schema_version: int

    def run(self, operation: Callable[[Work], Value]) -> Value:
        """Run an operation durably; see `Bridge.run` for what it raises."""
        return self.bridge.run(operation)


def backend() -> Backend:
    found: Any = current_app.extensions[EXTENSION]
    assert isinstance(found, Backend)
    return found
