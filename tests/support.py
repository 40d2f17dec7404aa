"""Helpers for tests that wait for something that happens in another process or thread."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
LOOK_EVERY = 0.02


def wait_until(condition: Callable[[], Found], timeout: float = 10.0, what: str = "the condition") -> Found:
    """Call `condition` until it answers something true, and return that. AssertionError naming `what` after `timeout`
    seconds. Returns as soon as the condition holds: prefer this to any fixed pause."""
    deadline = time.monotonic() + timeout
    pause = threading.Event()
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"Waited {timeout:g} s in vain for {what}; the last answer was {found!r}.")
        pause.wait(LOOK_EVERY)
