"""An office printer for A4 documents: a PDF goes from memory to the printer, and is told to be out by the printer."""

from __future__ import annotations

import http.client
import itertools
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from urllib.parse import urlsplit

from hardware.faults import (
    BadAnswer,
    CoverOpen,
    JobUnconfirmed,
    PaperOut,
    PrinterFault,
    PrinterOffline,
    PrinterTrouble,
    SetupError,
)
from hardware.ipp.message import Attributes, Group, Message, NotIpp, decode, encode

PORT = 631
TALK_SECONDS = 10.0
PRINT_SECONDS = 90.0
"""A job that is not out by then is taken back: it must not come out when nobody stands there any more."""

LOOK_SECONDS = 0.5
PDF = "application/pdf"
LARGEST_ANSWER = 1 << 20
HOW_TO_WRITE = "write ipp://HOST[:PORT]/PATH, such as ipp://192.0.2.7/ipp/print, or cups:NAME for a queue here"
QUEUE = re.compile(r"cups:([A-Za-z0-9._-]+)")


class Operation(IntEnum):
    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB = 0x0009
    GET_PRINTER = 0x000B


class JobState(IntEnum):
    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


REASONS: tuple[tuple[str, type[PrinterFault]], ...] = (
    ("media-empty", PaperOut),
    ("media-needed", PaperOut),
    ("cover-open", CoverOpen),
    ("door-open", CoverOpen),
    ("media-jam", PrinterTrouble),
    ("toner-empty", PrinterTrouble),
    ("marker-supply-empty", PrinterTrouble),
    ("paused", PrinterOffline),
    ("shutdown", PrinterOffline),
    ("offline", PrinterOffline),
)
"""What keeps a printer from printing, by the beginning of its `printer-state-reasons`; warnings and reports do not."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How time passes while a document comes out, in seconds."""

    pause: Callable[[float], None] = time.sleep
    seconds: Callable[[], float] = time.monotonic
    limit: float = PRINT_SECONDS


class DocumentPrinter:
    """One job at a time; use it from one thread at a time. Raises `SetupError` for an address that cannot be used.

    `uri` is where it is, a queue of CUPS spelled out.
    """

    def __init__(self, address: str, patience: Patience | None = None) -> None:
        queue = QUEUE.fullmatch(address)
        uri = f"ipp://127.0.0.1:{PORT}/printers/{queue[1]}" if queue else address
        try:
            parts = urlsplit(uri)
            self._host, self._port = parts.hostname or "", parts.port or PORT
        except ValueError as error:
            raise SetupError(f"document printer {address!r}: {error}; {HOW_TO_WRITE}") from error
        if parts.scheme != "ipp" or not self._host or parts.username is not None:
            raise SetupError(f"document printer {address!r} is not understood; {HOW_TO_WRITE}")
        self.uri, self._path = uri, parts.path or "/"
        self._patience = patience or Patience()
        self._numbers = itertools.count(1)

    def status(self) -> PrinterFault | None:
        """What keeps the printer from printing, None when it can print. Raises `PrinterOffline`, `BadAnswer`."""
        told = self._ask(Operation.GET_PRINTER, {}).group(Group.PRINTER)
        if "printer-state" not in told:
            raise BadAnswer("no printer-state")
        if PDF not in told.get("document-format-supported", (PDF,)):
            return PrinterTrouble("the printer takes no PDF: use a queue of CUPS for it")
        return _fault_of(told)

    def print(self, pdf: bytes, name: str) -> None:
        """Print, and return when the printer says that it is out. Never tries twice.

        Raises `PrinterFault`; then the job was taken back, so that nothing comes out later, as far as the printer lets.
        """
        fault = self.status()
        if fault is not None:
            raise fault
        wishes: Attributes = {"job-name": (name,), "document-format": (PDF,)}
        try:
            taken = self._ask(Operation.PRINT_JOB, wishes, pdf, {"media": ("iso_a4_210x297mm",)})
        except (PrinterOffline, BadAnswer) as silent:
            # It may have all of the document.
            raise JobUnconfirmed(str(silent)) from silent
        job = taken.group(Group.JOB).get("job-id", (0,))[0]
        if not isinstance(job, int) or isinstance(job, bool) or job <= 0:
            raise JobUnconfirmed("the printer took it and named no job")
        try:
            self._wait(job)
        except PrinterFault:
            self._take_back(job)
            raise

    def _wait(self, job: int) -> None:
        until = self._patience.seconds() + self._patience.limit
        while self._patience.seconds() < until:
            state = self._job_state(job)
            if state == JobState.COMPLETED:
                return
            if state in (JobState.CANCELED, JobState.ABORTED):
                raise PrinterTrouble("the printer gave the job up", may_have_printed=True)
            if state == JobState.STOPPED:
                raise _while_printing(self.status())
            self._patience.pause(LOOK_SECONDS)
        fault = self.status()
        raise JobUnconfirmed("it took too long") if fault is None else _while_printing(fault)

    def _job_state(self, job: int) -> int:
        try:
            told = self._ask(Operation.GET_JOB, {"job-id": (job,)}).group(Group.JOB)
        except PrinterFault as fault:
            raise JobUnconfirmed(f"the printer went silent: {fault}") from fault
        state = told.get("job-state", (0,))[0]
        return state if isinstance(state, int) else 0

    def _take_back(self, job: int) -> None:
        try:
            self._ask(Operation.CANCEL_JOB, {"job-id": (job,)})
        except PrinterFault:
            return

    def _ask(
        self, operation: Operation, more: Attributes, document: bytes = b"", job: Attributes | None = None
    ) -> Message:
        named: Attributes = {
            "attributes-charset": ("utf-8",),
            "attributes-natural-language": ("en",),
            "printer-uri": (self.uri,),
            "requesting-user-name": ("mot-cua",),
        }
        groups = ((Group.OPERATION, named | more), *(((Group.JOB, job),) if job else ()))
        answer = self._talk(encode(Message(operation, next(self._numbers), groups, document)))
        if answer.code >= 0x0100:
            raise PrinterTrouble(f"the printer says no: 0x{answer.code:04x}")
        return answer

    def _talk(self, request: bytes) -> Message:
        line = http.client.HTTPConnection(self._host, self._port, timeout=TALK_SECONDS)
        try:
            line.request("POST", self._path, request, {"Content-Type": "application/ipp"})
            answer = line.getresponse()
            content = answer.read(LARGEST_ANSWER)
        except (OSError, http.client.HTTPException) as error:
            raise PrinterOffline(str(error)) from error
        finally:
            line.close()
        if answer.status != http.client.OK:
            raise BadAnswer(f"HTTP {answer.status}")
        try:
            return decode(content)
        except NotIpp as error:
            raise BadAnswer(str(error)) from error


def _fault_of(told: Attributes) -> PrinterFault | None:
    said = [one for one in told.get("printer-state-reasons", ()) if isinstance(one, str)]
    grave = [one for one in said if not one.endswith(("-warning", "-report")) and one != "none"]
    return next((kind(one) for one in grave for start, kind in REASONS if one.startswith(start)), None)


def _while_printing(fault: PrinterFault | None) -> PrinterFault:
    kind = type(fault) if fault is not None else PrinterTrouble
    return kind("in the middle of a document", may_have_printed=True)
