"""Helpers for tests that wait for something that happens in another process or thread."""

import os
import threading
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
LOOK_EVERY = 0.02
MOST_PATIENCE = 4.0


def wait_until(condition: Callable[[], Found], timeout: float = 10.0, what: str = "the condition") -> Found:
    """Call `condition` until it answers something true, and return that. AssertionError naming `what` after `timeout`
    seconds, or more on a busy machine. Returns as soon as the condition holds: prefer this to any fixed pause."""
    timeout *= patience()
    deadline = time.monotonic() + timeout
    pause = threading.Event()
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"Waited {timeout:g} s in vain for {what}; the last answer was {found!r}.")
        pause.wait(LOOK_EVERY)


def patience() -> float:
    """How many times longer than on a machine of its own a test waits before it gives up: it may share this one."""
    return min(max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)), MOST_PATIENCE)
