"""The one `TicketPrinter`: whatever the line, a job is composed, sent and confirmed the same way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock

from escpos.exceptions import Error as EscposError
from PIL import Image

from hardware.faults import BadAnswer, JobUnconfirmed, PaperOut, PrinterFault, PrinterOffline, PrinterTrouble
from hardware.ports import Paper, PrinterStatus
from hardware.printer.job import compose_job
from hardware.printer.lines import Line
from hardware.printer.models import PrinterModel
from hardware.printer.status import SECONDS_TO_ANSWER, ask_in_order, ask_status, hear_out

SECONDS_TO_PRINT = 5.0
"""How long a ticket may take after its last byte was sent; the longest takes about 3 s at 80 mm/s."""

SECONDS_BEFORE_ASKING_WHY = 1.0
SECONDS_OF_QUIET = 0.3

LINE_ERRORS = (OSError, EscposError, AssertionError, ValueError, NotImplementedError)
"""What python-escpos, pyserial and pyusb raise when a device is away, refuses or breaks off."""


class EscposPrinter:
    """Opens its line for each job and each question, so a printer that was switched off and on needs no mending here.

    `printed` means: the printer answered a query that it could only answer after the job. `on_close` ends whatever
    was started for this printer.
    """

    def __init__(
        self, open_line: Callable[[], Line], model: PrinterModel, on_close: Callable[[], None] | None = None
    ) -> None:
        self._open_line = open_line
        self._model = model
        self._on_close = on_close
        self._one_at_a_time = Lock()
        self._owes_answers = False

    @property
    def width(self) -> int:
        return self._model.width

    def print(self, image: Image.Image) -> None:
        job = compose_job(image, self._model)
        with self._one_at_a_time, self._line() as line:
            with _line_errors_as(PrinterOffline):
                self._refuse_if_unwell(line)
            self._owes_answers = True
            with _line_errors_as(JobUnconfirmed):
                line.send(job)
                self._confirm(line)
            self._owes_answers = False

    def status(self) -> PrinterStatus:
        with self._one_at_a_time, self._line() as line, _line_errors_as(PrinterOffline):
            return ask_status(line) if self._can_tell(line) else PrinterStatus()

    def close(self) -> None:
        with self._one_at_a_time:
            if self._on_close is not None:
                self._on_close()
                self._on_close = None

    @contextmanager
    def _line(self) -> Iterator[Line]:
        with _line_errors_as(PrinterOffline):
            line = self._open_line()
        try:
            yield line
        finally:
            # The outcome is known by now; a line that breaks while it is put down changes nothing.
            with suppress(*LINE_ERRORS):
                line.close()

    def _can_tell(self, line: Line) -> bool:
        return line.answers and self._model.answers_status

    def _refuse_if_unwell(self, line: Line) -> None:
        """Find out before a single byte of the job is sent."""
        if not self._can_tell(line):
            return
        fault = ask_status(line).fault
        if fault is not None:
            raise fault
        # A printer that still waits for the rest of a torn picture would swallow this job as part of it: it says that
        # it is well, but does not answer in order.
        if ask_in_order(line, SECONDS_TO_ANSWER) is None:
            raise PrinterTrouble("it is stuck in an earlier job")
        if self._owes_answers:
            hear_out(line, SECONDS_OF_QUIET)

    def _confirm(self, line: Line) -> None:
        if not line.answers:
            return
        if not self._model.answers_status:
            raise JobUnconfirmed(f"printers of model {self._model.name!r} never answer")
        try:
            paper = _await_end(line, time.monotonic() + SECONDS_TO_PRINT)
        except (BadAnswer, PrinterOffline) as silence:
            raise JobUnconfirmed(f"after the job: {silence.detail}") from silence
        if paper is Paper.OUT:
            raise PaperOut("the paper ended during or right after the job", may_have_printed=True)


def _await_end(line: Line, deadline: float) -> Paper:
    """Wait until the printer has worked off the job; raise the fault that stopped it as soon as it tells."""
    while time.monotonic() < deadline:
        paper = ask_in_order(line, SECONDS_BEFORE_ASKING_WHY)
        if paper is not None:
            return paper
        fault = ask_status(line).fault
        if fault is not None:
            fault.may_have_printed = True
            raise fault
    raise JobUnconfirmed("no answer after the job, though the printer says that it is well")


@contextmanager
def _line_errors_as(fault: type[PrinterFault]) -> Iterator[None]:
    try:
        yield
    except LINE_ERRORS as error:
        raise fault(f"{type(error).__name__}: {error}") from error
