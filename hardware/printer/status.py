"""Asks a printer how it is and reads its answers.

A real-time query (`DLE EOT n`) is answered at once, even by a printer that has stopped, and may overtake a job. An
ordered query (`GS r 1`) waits its turn, so its answer means that all bytes before it were worked off. The fixed bits
tell the two answers apart: 0xx1xx10 and 0xx0xxxx.
"""

from __future__ import annotations

import time

from escpos.constants import GS, RT_STATUS

from hardware.faults import BadAnswer, PrinterOffline
from hardware.ports import Paper, PrinterStatus
from hardware.printer.lines import Line

SECONDS_TO_ANSWER = 2.0
ORDERED_QUERY: bytes = GS + b"r\x01"

REALTIME_FIXED, REALTIME_PATTERN = 0x93, 0x12
ORDERED_FIXED, ORDERED_PATTERN = 0x90, 0x00
FLOW_CONTROL = (0x11, 0x13)

PRINTER, OFFLINE_CAUSE, ERROR_CAUSE, PAPER_SENSOR = 1, 2, 3, 4
OFFLINE = 0x08
COVER_OPEN, STOPPED_WITHOUT_PAPER, ERROR = 0x04, 0x20, 0x40
CUTTER_ERROR, FATAL_ERROR, PASSING_ERROR = 0x08, 0x20, 0x40
SENSOR_NEAR_END, SENSOR_END = 0x0C, 0x60
ORDERED_NEAR_END, ORDERED_END = 0x03, 0x0C


def ask_status(line: Line, limit_seconds: float = SECONDS_TO_ANSWER) -> PrinterStatus:
    """Ask in real time. Raises `PrinterOffline` when nothing comes, `BadAnswer` when what comes is no status."""
    printer, offline, error, paper = (
        _ask(line, query, limit_seconds) for query in (PRINTER, OFFLINE_CAUSE, ERROR_CAUSE, PAPER_SENSOR)
    )
    return PrinterStatus(
        paper=_paper(
            out=bool(paper & SENSOR_END or offline & STOPPED_WITHOUT_PAPER), near_end=bool(paper & SENSOR_NEAR_END)
        ),
        cover_open=bool(offline & COVER_OPEN),
        cutter_jammed=bool(error & CUTTER_ERROR),
        error=bool(offline & ERROR or error & (FATAL_ERROR | PASSING_ERROR)),
        offline=bool(printer & OFFLINE),
    )


def ask_in_order(line: Line, limit_seconds: float) -> Paper | None:
    """Ask for the paper behind all that was sent before: an answer means that all of it was worked off.

    Returns None when no answer comes in time. Raises `BadAnswer`.
    """
    line.send(ORDERED_QUERY)
    answer = _receive(line, limit_seconds, ORDERED_FIXED, ORDERED_PATTERN)
    if answer is None:
        return None
    return _paper(out=bool(answer & ORDERED_END), near_end=bool(answer & ORDERED_NEAR_END))


def hear_out(line: Line, quiet_seconds: float) -> None:
    """Drop what still arrives, until nothing has for `quiet_seconds`."""
    while line.receive(quiet_seconds):
        pass


def _ask(line: Line, query: int, limit_seconds: float) -> int:
    line.send(RT_STATUS + bytes([query]))
    answer = _receive(line, limit_seconds, REALTIME_FIXED, REALTIME_PATTERN)
    if answer is None:
        raise PrinterOffline(f"no answer to a status query in {limit_seconds:g} s")
    return answer


def _receive(line: Line, limit_seconds: float, fixed: int, pattern: int) -> int | None:
    deadline = time.monotonic() + limit_seconds
    while (left := deadline - time.monotonic()) > 0:
        for byte in line.receive(left):
            if byte & fixed == pattern:
                return byte
            # The other kind of answer is no fault: a late one, or one to picture bytes that look like a query.
            if byte not in FLOW_CONTROL and not _is_status(byte):
                raise BadAnswer(f"0x{byte:02x} is no status byte")
    return None


def _is_status(byte: int) -> bool:
    return byte & REALTIME_FIXED == REALTIME_PATTERN or byte & ORDERED_FIXED == ORDERED_PATTERN


def _paper(*, out: bool, near_end: bool) -> Paper:
    if out:
        return Paper.OUT
    return Paper.NEAR_END if near_end else Paper.OK
