"""Listens to the card scanner, on a thread of its own, for as long as the kiosk runs."""

from __future__ import annotations

import logging
from collections.abc import Callable

from hardware.faults import ScannerOffline
from hardware.ports import CodeScanner
from kiosk.actions import Action
from kiosk.cards.actions import CardScanned, ScannerSeen
from kiosk.cards.reading import read_card
from kiosk.clock import Clock, today

READ_SECONDS = 1.0
WEDGE = "wedge:"
"""The address of a scanner that types like a keyboard."""

log = logging.getLogger("kiosk.scanning")


def scanned(code: str, clock: Clock) -> CardScanned:
    """What a scanned code means to the kiosk."""
    return CardScanned(read_card(code, today()), clock.since_boot(), today())


class ScanWatch:
    """`tell` is called with an action for each code, and when the scanner goes away or comes back."""

    def __init__(self, scanner: CodeScanner, clock: Clock, tell: Callable[[Action], None]) -> None:
        self._scanner = scanner
        self._clock = clock
        self._tell = tell
        self._is_there: bool | None = None

    def listen(self, keep_on: Callable[[], bool]) -> None:
        """Until `keep_on` says no; then lets go of the scanner."""
        while keep_on():
            try:
                code = self._scanner.read(READ_SECONDS)
            except ScannerOffline as fault:
                self._see(fault)
            else:
                self._take(code)
        self._scanner.close()

    def _take(self, code: str | None) -> None:
        if code is not None:
            self._see(None)
            # How long it was, never what it held.
            log.info("a code of %d characters", len(code))
            self._tell(scanned(code, self._clock))
        elif self._scanner.is_there:
            self._see(None)

    def _see(self, fault: ScannerOffline | None) -> None:
        if self._is_there is (fault is None):
            return
        self._is_there = fault is None
        log.info("the scanner is there") if fault is None else log.warning("%s", fault)
        self._tell(ScannerSeen(fault is None))
