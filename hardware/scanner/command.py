"""`python -m hardware virtual-scanner` and `scan-test`."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from pathlib import Path

from hardware.faults import DeviceFault, ScannerOffline
from hardware.scanner.opening import HOW_TO_WRITE, open_scanner
from hardware.virtual.scanner import ScanTrouble, VirtualScanner

READ_SECONDS = 1.0


def add_virtual_scanner(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_run_virtual_scanner)
    parser.add_argument("--folder", required=True, type=Path, help="what is written into its file `scan` is scanned")


def add_scan_test(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_run_scan_test)
    parser.add_argument("--scanner", required=True, metavar="ADDRESS", help=HOW_TO_WRITE.replace("\n", " "))
    parser.add_argument("--seconds", type=float, default=60.0, help="how long to wait (60)")


def _run_virtual_scanner(options: argparse.Namespace) -> None:
    scanner, stopping = VirtualScanner(options.folder.resolve()), threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    _say(f"scanning at serial://{scanner.start()}")
    _say(f"to scan, write a code into {scanner.folder / 'scan'}")
    _say(f"to spoil the next, write one of {', '.join(ScanTrouble)} into {scanner.folder / 'trouble'}")
    stopping.wait()
    scanner.stop()


def _run_scan_test(options: argparse.Namespace) -> None:
    """Says how long the code is, never what it holds: it may be somebody's card."""
    scanner = open_scanner(options.scanner)
    _say("waiting for a code ...")
    deadline, code, fault = time.monotonic() + options.seconds, None, DeviceFault("no code came")
    while code is None and time.monotonic() < deadline:
        try:
            code = scanner.read(READ_SECONDS)
        except ScannerOffline as gone:
            fault = gone
    scanner.close()
    if code is None:
        raise fault
    _say(f"a code of {len(code)} characters in {code.count('|') + 1} parts")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
