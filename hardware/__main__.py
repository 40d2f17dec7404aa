"""`python -m hardware agent | virtual-printer | print-test | virtual-scanner | scan-test`."""

from __future__ import annotations

import argparse
import json
import logging
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from hardware.document import TicketDrawer
from hardware.document.layout import STANDARD_LAYOUT
from hardware.document.sample import sample_ticket
from hardware.faults import DeviceFault, SetupError
from hardware.registry import HOW_TO_WRITE, open_printer
from hardware.scanner import command as scanning
from hardware.virtual import Kind, VirtualPrinter

if TYPE_CHECKING:
    from hardware.agent import Desk

SECONDS_BETWEEN_PIECES = 0.5


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, 1 after a fault of a device, 2 after a mistake in a setting."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    run: Callable[[argparse.Namespace], None] = options.run
    try:
        run(options)
    except DeviceFault as fault:
        print(f"{fault.in_words('vi')}\n{fault.in_words('en')}\n({fault})", file=sys.stderr)
        return 1
    except (SetupError, OSError) as mistake:
        print(mistake, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m hardware", description="Printers and scanners here.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_agent(commands.add_parser("agent", help="print what the server asks of this machine"))
    _add_virtual_printer(
        commands.add_parser("virtual-printer", help="a printer without paper: ESC/POS in, pictures out")
    )
    _add_virtual_documents(
        commands.add_parser("virtual-document-printer", help="an office printer without paper: IPP in, PDF out")
    )
    _add_print_test(commands.add_parser("print-test", help="print one trial ticket"))
    scanning.add_virtual_scanner(commands.add_parser("virtual-scanner", help="a scanner without glass"))
    scanning.add_scan_test(commands.add_parser("scan-test", help="wait for one code"))
    return parser


def _add_agent(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_run_agent)
    parser.add_argument("--server", required=True, metavar="URL", help="such as http://127.0.0.1:8080")
    parser.add_argument("--token-file", required=True, type=Path, help="holds this device's token, or `agent_token`")
    parser.add_argument("--data", required=True, type=Path, help="directory for the journal of print jobs")
    parser.add_argument("--documents-to", metavar="ADDRESS", help="a printer for A4 documents: ipp://… or cups:NAME")
    parser.add_argument("--counter", metavar="ID", help="the counter at which it stands, within the clerk's reach")
    _add_printer(parser)


def _add_virtual_documents(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_run_virtual_documents)
    parser.add_argument("--port", type=int, default=8631, help="0 takes any free port")
    parser.add_argument("--folder", required=True, type=Path, help="where the printed documents go, as PDF")


def _add_virtual_printer(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_run_virtual_printer)
    parser.add_argument("--port", type=int, default=9100, help="0 takes any free port")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--folder", required=True, type=Path, help="where the pictures of the tickets go")
    parser.add_argument("--width", type=int, default=576, help="dots across: 576, 512 or 384")
    parser.add_argument("--serial", action="store_true", help="also listen on a pseudo serial port")


def _add_print_test(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_run_print_test)
    parser.add_argument("--language", default="en", choices=("vi", "en"))
    _add_printer(parser)


def _add_printer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--printer", required=True, metavar="ADDRESS", help=HOW_TO_WRITE.replace("\n", " "))
    parser.add_argument("--layout", type=Path, default=STANDARD_LAYOUT, help="the layout of the ticket")


def _run_agent(options: argparse.Namespace) -> None:
    from hardware.agent import PrintAgent
    from hardware.job_journal import JobJournal
    from queue_server.client import QueueClient

    printer = open_printer(options.printer)
    journal = JobJournal(options.data / "print-jobs.jsonl")
    with QueueClient(options.server, _token(options.token_file)) as client:
        agent = PrintAgent(client, printer, journal, TicketDrawer.from_file(options.layout), desk=_desk(options))
        _on_signal(agent.stop)
        agent.run()
    printer.close()
    journal.close()


def _desk(options: argparse.Namespace) -> Desk | None:
    if options.documents_to is None and options.counter is None:
        return None
    if options.documents_to is None or options.counter is None:
        raise SetupError("--documents-to and --counter go together: documents are printed at the clerk's own desk")
    from hardware.agent import Desk
    from hardware.ipp.printer import DocumentPrinter

    return Desk(DocumentPrinter(options.documents_to), options.counter)


def _run_virtual_documents(options: argparse.Namespace) -> None:
    from hardware.virtual.ipp_printer import VirtualDocumentPrinter

    stopping = threading.Event()
    _on_signal(stopping.set)
    with VirtualDocumentPrinter(options.folder) as printer:
        print(f"listening at {printer.start(options.port)}", flush=True)
        print(f"to make it fail, write a word such as paper_out into {options.folder / 'trouble'}", flush=True)
        stopping.wait()


def _run_virtual_printer(options: argparse.Namespace) -> None:
    stopping = threading.Event()
    _on_signal(stopping.set)
    with VirtualPrinter(options.folder, options.width) as printer:
        print(f"listening at tcp://{options.host}:{printer.start(options.port, options.host)}", flush=True)
        if options.serial:
            print(f"and at serial://{printer.start_serial()}", flush=True)
        print(f"pictures go to {options.folder.resolve()}")
        print(f"to make it fail, write one of {', '.join(Kind)} into {options.folder / 'trouble'}", flush=True)
        shown = 0
        while not stopping.wait(SECONDS_BETWEEN_PIECES):
            for piece in printer.pieces[shown:]:
                shown += 1
                print(piece.picture, flush=True)


def _run_print_test(options: argparse.Namespace) -> None:
    drawer = TicketDrawer.from_file(options.layout)
    printer = open_printer(options.printer)
    try:
        status = printer.status()
        print(f"printer: {status.fault or status.warning or 'ready'}")
        printer.print(drawer.draw(sample_ticket(datetime.now().astimezone(), options.language), printer.width))
        print("printed, and confirmed by the printer")
    finally:
        printer.close()


def _token(path: Path) -> str:
    text = path.read_text(encoding="utf-8").strip()
    if not text.startswith("{"):
        return text
    token = json.loads(text).get("agent_token")
    if not isinstance(token, str):
        raise SetupError(f"{path}: has no agent_token")
    return token


def _on_signal(stop: Callable[[], None]) -> None:
    def handle(_number: int, _frame: FrameType | None) -> None:
        stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handle)


if __name__ == "__main__":
    sys.exit(main())
