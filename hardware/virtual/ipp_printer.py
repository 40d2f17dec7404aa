"""An office printer without paper: speaks the Internet Printing Protocol, keeps what it printed, fails on demand."""

from __future__ import annotations

import itertools
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

from hardware.ipp.message import Attributes, Group, Message, NotIpp, decode, encode
from hardware.ipp.printer import PDF, JobState, Operation
from hardware.virtual.troubles import Kind

IDLE, STOPPED = 3, 5
OK, NOT_FOUND, BAD_FORMAT = 0x0000, 0x0406, 0x040A
NOT_SUPPORTED = 0x0501
REASON = {
    Kind.PAPER_OUT: "media-empty-error",
    Kind.COVER_OPEN: "cover-open",
    Kind.PRINTER_ERROR: "media-jam-error",
}
LARGEST = 50_000_000
LONGEST_LINE = 1000
NONE = "none"


class VirtualDocumentPrinter:
    """Close it when done. `papers` are the PDFs that came out, in order; with a folder each is also a file there.

    `trouble` makes it fail until it is None again: `PAPER_OUT`, `COVER_OPEN` and `PRINTER_ERROR` stop the paper,
    `STALL` never ends a job, `DROP` loses the line in the middle of one, `OFFLINE` and `MUTE` answer nobody, `GARBAGE`
    answers something else. A file `trouble` in the folder with one of these words does the same from outside.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.papers: list[bytes] = []
        self.trouble: Kind | None = None
        self._folder = folder
        self._numbers = itertools.count(1)
        self._jobs: dict[int, JobState] = {}
        self._lock = threading.Lock()
        self._server: ThreadingHTTPServer | None = None
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self, port: int = 0, host: str = "127.0.0.1") -> str:
        """Listen, and return the address to print at."""
        printer = self

        class Line(_Line):
            twin = printer

        self._server = ThreadingHTTPServer((host, port), Line)
        threading.Thread(target=self._server.serve_forever, name="virtual-documents", daemon=True).start()
        return f"ipp://{host}:{self._server.server_address[1]}/ipp/print"

    def close(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    @property
    def waiting(self) -> list[int]:
        """Jobs that may still come out."""
        return [number for number, state in self._jobs.items() if state < JobState.CANCELED]

    def now(self) -> Kind | None:
        """What is wrong with it at this moment."""
        file = self._folder / "trouble" if self._folder else None
        if file is None or not file.exists():
            return self.trouble
        word = file.read_text().strip()
        return Kind(word) if word in set(Kind) else self.trouble

    def answer(self, request: Message) -> Message:
        """What the printer says."""
        with self._lock:
            self._work_off()
            doing = {
                Operation.GET_PRINTER: self._describe,
                Operation.PRINT_JOB: self._print,
                Operation.GET_JOB: self._tell,
                Operation.CANCEL_JOB: self._cancel,
            }
            act = doing.get(Operation(request.code)) if request.code in set(Operation) else None
            code, group, attributes = act(request) if act else (NOT_SUPPORTED, Group.JOB, {})
        named: Attributes = {"attributes-charset": ("utf-8",), "attributes-natural-language": ("en",)}
        groups = ((Group.OPERATION, named), *(((group, attributes),) if attributes else ()))
        return Message(code, request.request_id, groups, version=request.version)

    def _describe(self, _: Message) -> tuple[int, Group, Attributes]:
        reason = REASON.get(self.now() or Kind.STALL, NONE)
        state = IDLE if reason == NONE else STOPPED
        facts: Attributes = {
            "printer-state": (state,),
            "printer-state-reasons": (reason,),
            "document-format-supported": (PDF,),
        }
        return OK, Group.PRINTER, facts

    def _print(self, request: Message) -> tuple[int, Group, Attributes]:
        if not request.document.startswith(b"%PDF-"):
            return BAD_FORMAT, Group.JOB, {}
        number = next(self._numbers)
        self._jobs[number] = JobState.PENDING
        self._keep(number, request.document)
        return OK, Group.JOB, self._facts(number, request)

    def _keep(self, number: int, pdf: bytes) -> None:
        if self.now() in (None, Kind.PAPER_NEAR_END):
            self._jobs[number] = JobState.COMPLETED
            self.papers.append(pdf)
            if self._folder is not None:
                (self._folder / f"document-{len(self.papers):03d}.pdf").write_bytes(pdf)

    def _tell(self, request: Message) -> tuple[int, Group, Attributes]:
        number = _job_of(request)
        return (OK, Group.JOB, self._facts(number, request)) if number in self._jobs else (NOT_FOUND, Group.JOB, {})

    def _cancel(self, request: Message) -> tuple[int, Group, Attributes]:
        number = _job_of(request)
        if number not in self._jobs:
            return NOT_FOUND, Group.JOB, {}
        self._jobs[number] = max(self._jobs[number], JobState.CANCELED)
        return OK, Group.JOB, {}

    def _facts(self, number: int, request: Message) -> Attributes:
        (printer,) = request.group(Group.OPERATION).get("printer-uri", ("ipp:",))[:1]
        return {"job-uri": (f"{printer}/{number}",), "job-id": (number,), "job-state": (int(self._jobs[number]),)}

    def _work_off(self) -> None:
        is_stopped = self.now() in REASON
        for number in self.waiting:
            self._jobs[number] = JobState.STOPPED if is_stopped else JobState.PROCESSING


class _Line(BaseHTTPRequestHandler):
    twin: VirtualDocumentPrinter
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        content = self._content()
        wrong = self.twin.now()
        if wrong in (Kind.OFFLINE, Kind.MUTE):
            self.close_connection = True
            return
        try:
            request = decode(content)
        except NotIpp:
            self._send(400, b"")
            return
        if wrong is Kind.DROP and request.code in (Operation.PRINT_JOB, Operation.GET_JOB):
            self.twin.answer(request)
            self.close_connection = True
            return
        self._send(200, b"hello" if wrong is Kind.GARBAGE else encode(self.twin.answer(request)))

    def log_message(self, *_: object) -> None:
        """Nothing of a document stands in a log."""

    def _content(self) -> bytes:
        """What was sent: of a length told before, or in chunks, as CUPS sends documents."""
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(min(int(self.headers.get("Content-Length", "0")), LARGEST))
        chunks: list[bytes] = []
        while size := int(self.rfile.readline(LONGEST_LINE).split(b";")[0], 16):
            chunks.append(self.rfile.read(min(size, LARGEST)))
            self.rfile.readline(LONGEST_LINE)
        self.rfile.readline(LONGEST_LINE)
        return b"".join(chunks)

    def _send(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/ipp")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _job_of(request: Message) -> int:
    number = request.group(Group.OPERATION).get("job-id", (0,))[0]
    return number if isinstance(number, int) else 0
