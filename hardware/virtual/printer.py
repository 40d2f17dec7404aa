"""A thermal printer without paper or metal: it speaks true ESC/POS on a socket or a serial line.

It ships with the product: the demonstration prints on it, and the tests make it fail.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from hardware.faults import PrinterFault, SetupError
from hardware.virtual.carriers import Carrier, Door, PtyCarrier, open_pty
from hardware.virtual.mechanism import Mechanism, Then
from hardware.virtual.paper import PaperRoll, Piece
from hardware.virtual.troubles import Kind, Trouble, read_trouble, trouble_for

SECONDS_BETWEEN_LOOKS = 0.2
TROUBLE_FILE = "trouble"

Carried = TypeVar("Carried", Door, PtyCarrier)


class VirtualPrinter:
    """What it prints lands in `folder` as `paper-000001.png` and `.bin`; a piece that was never cut as `torn-….png`.

    To make it fail, call `fail_next` or `break_down`, or write a word such as `paper_out` or `drop 4096` into the file
    `trouble` in the folder; deleting the file mends it. One conversation at a time, as in most printers; a trouble
    holds from the next conversation on.
    """

    def __init__(self, folder: Path, width: int = 576, keep: int = 500) -> None:
        self._roll = PaperRoll(folder, width, keep)
        self._trouble_file = folder / TROUBLE_FILE
        self._next: list[Trouble] = []
        self._lasting: Trouble | None = None
        self._pieces: list[Piece] = []
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._talks = 0
        self._jobs_begun = 0
        self._threads: list[threading.Thread] = []
        self._door: Door | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, port: int = 0, host: str = "127.0.0.1") -> int:
        """Listen on TCP; 0 takes any free port. Returns the port. Raises `OSError` when it is taken."""
        self._door = Door(host, port)
        self._run(self._serve_tcp, self._door)
        return self._door.port

    def start_serial(self) -> Path:
        """Listen on a pseudo terminal. Returns the device a serial driver opens."""
        master, device = open_pty()
        self._run(self._serve_pty, PtyCarrier(master, self._stopping))
        return device

    def stop(self) -> None:
        self._stopping.set()
        if self._door is not None:
            self._door.shut()
        for thread in self._threads:
            thread.join()

    def fail_next(self, wish: Trouble | PrinterFault | Kind) -> None:
        """Let the next job fail, and be well again after it."""
        with self._changed:
            self._next.append(trouble_for(wish))

    def break_down(self, wish: Trouble | PrinterFault | Kind) -> None:
        """Fail from now on, until `mend`."""
        with self._changed:
            self._lasting = trouble_for(wish)
        self._open_or_shut()

    def mend(self) -> None:
        """Be well: paper in, cover closed, line up."""
        with self._changed:
            self._lasting = None
            self._next.clear()
        self._trouble_file.unlink(missing_ok=True)
        self._open_or_shut()

    @property
    def pieces(self) -> list[Piece]:
        """What came out since this object was made, oldest first."""
        with self._changed:
            return [*self._pieces]

    @property
    def jobs_begun(self) -> int:
        """Conversations in which at least a byte of a job came, whatever became of it."""
        with self._changed:
            return self._jobs_begun

    def wait_for_pieces(self, count: int, limit_seconds: float = 5.0) -> list[Piece]:
        """Return all pieces once there are `count`. Raises `TimeoutError`."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._pieces) >= count, limit_seconds):
                raise TimeoutError(f"{len(self._pieces)} of {count} pieces after {limit_seconds:g} s")
            return [*self._pieces]

    def wait_until_idle(self, limit_seconds: float = 5.0) -> None:
        """Return once nobody talks to it: only then is the last job's paper, torn or not, complete."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._talks == 0, limit_seconds):
                raise TimeoutError(f"somebody still talks to the printer after {limit_seconds:g} s")

    # Serving, each carrier on a thread of its own

    def _serve_tcp(self, door: Door) -> None:
        while not self._stopping.is_set():
            self._open_or_shut()
            carrier = door.accept(SECONDS_BETWEEN_LOOKS)
            if carrier is None:
                continue
            self._talk(carrier)
            carrier.hang_up()

    def _serve_pty(self, carrier: PtyCarrier) -> None:
        plugged_in = True
        while plugged_in and not self._stopping.is_set():
            plugged_in = self._talk(carrier) is not Then.HANG_UP
        carrier.hang_up()

    def _talk(self, carrier: Carrier) -> Then:
        """Hold one conversation, and return how it ended."""
        data = self._hear(carrier)
        if not data:
            return Then.GO_ON
        with self._counted():
            return self._converse(carrier, data)

    def _converse(self, carrier: Carrier, data: bytes) -> Then:
        lasting = self._lasting_trouble()
        trouble = self._next[0] if self._next else lasting
        if trouble is not None and trouble.kind is Kind.OFFLINE:
            self._forget(trouble)
            return Then.HANG_UP
        mechanism = Mechanism(self._roll, self._keep, trouble, at_once=trouble is lasting)
        try:
            return self._exchange(carrier, mechanism, data)
        finally:
            mechanism.end()
            if mechanism.job_seen:
                self._note_job(trouble)

    def _exchange(self, carrier: Carrier, mechanism: Mechanism, data: bytes) -> Then:
        with suppress(OSError):  # the other side broke off: it knows why
            while data:
                answer, then = mechanism.take(data)
                carrier.send(answer)
                if then is Then.STOP_READING:
                    self._wait_for_desertion(carrier)
                if then is not Then.GO_ON:
                    return then
                data = self._hear(carrier)
        return Then.GO_ON

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._changed:
            self._talks += 1
        try:
            yield
        finally:
            with self._changed:
                self._talks -= 1
                self._changed.notify_all()

    def _hear(self, carrier: Carrier) -> bytes:
        """The next bytes; none when the other side has left or the printer is being stopped."""
        while not self._stopping.is_set():
            data = carrier.receive(SECONDS_BETWEEN_LOOKS)
            if data is not None:
                return data
        return b""

    def _wait_for_desertion(self, carrier: Carrier) -> None:
        while not carrier.is_deserted() and not self._stopping.wait(SECONDS_BETWEEN_LOOKS / 4):
            pass
        while carrier.receive(0):
            pass  # what a stalled printer never read must not look like the next job

    def _note_job(self, trouble: Trouble | None) -> None:
        with self._changed:
            self._jobs_begun += 1
        if trouble is not None:
            self._forget(trouble)

    def _forget(self, trouble: Trouble) -> None:
        with self._changed:
            if self._next and self._next[0] is trouble:
                self._next.pop(0)

    def _keep(self, piece: Piece) -> None:
        with self._changed:
            self._pieces.append(piece)
            self._changed.notify_all()

    def _lasting_trouble(self) -> Trouble | None:
        if self._lasting is not None:
            return self._lasting
        try:
            words = self._trouble_file.read_text(encoding="utf-8")
            return read_trouble(words) if words.strip() else None
        except (OSError, UnicodeDecodeError, SetupError):
            return None  # no file, or one that somebody is still writing

    def _open_or_shut(self) -> None:
        if self._door is None:
            return
        trouble = self._lasting_trouble()
        if trouble is not None and trouble.kind is Kind.OFFLINE:
            self._door.shut()
        elif not self._stopping.is_set():
            self._door.open()

    def _run(self, serve: Callable[[Carried], None], carried: Carried) -> None:
        thread = threading.Thread(target=serve, args=(carried,), name="virtual-printer", daemon=True)
        self._threads.append(thread)
        thread.start()
