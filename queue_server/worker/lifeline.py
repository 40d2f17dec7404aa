"""A child process that must not outlive the server."""

from __future__ import annotations

import ctypes
import signal

DIES_WITH_PARENT = 1


def die_with_the_server() -> None:
    """Also when it is killed while we compute, or while we are stopped."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(DIES_WITH_PARENT, signal.SIGKILL)
