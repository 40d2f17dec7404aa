"""A child process that must not outlive the server."""

from __future__ import annotations

import ctypes
import pickle
import signal
import sys
from typing import Any

DIES_WITH_PARENT = 1


def die_with_the_server() -> None:
    """Also when it is killed while we compute, or while we are stopped."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(DIES_WITH_PARENT, signal.SIGKILL)


def errand() -> Any:
    """What the server says first, once it has started us.

    Ends the process in silence when the server was gone, or changed its mind, before that was said: nobody is left to
    answer."""
    try:
        return pickle.load(sys.stdin.buffer)
    except (EOFError, pickle.UnpicklingError):
        sys.exit(0)
