"""A document at an office printer, over the true protocol, and every way in which that goes wrong."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from hardware.faults import BadAnswer, CoverOpen, JobUnconfirmed, PaperOut, PrinterOffline, PrinterTrouble, SetupError
from hardware.ipp.message import Group, Message, decode, encode
from hardware.ipp.printer import DocumentPrinter, Operation, Patience
from hardware.virtual import Kind
from hardware.virtual.ipp_printer import VirtualDocumentPrinter

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 300


@pytest.fixture
def twin() -> Iterator[VirtualDocumentPrinter]:
    with VirtualDocumentPrinter() as printer:
        yield printer


@pytest.fixture
def printer(twin: VirtualDocumentPrinter) -> DocumentPrinter:
    passed = [0.0]
    patience = Patience(lambda seconds: passed.append(passed[-1] + seconds), lambda: passed[-1], limit=5.0)
    return DocumentPrinter(twin.start(), patience)


def test_a_document_comes_out_as_it_was_sent(twin: VirtualDocumentPrinter, printer: DocumentPrinter) -> None:
    assert printer.status() is None
    printer.print(PDF, "Tờ khai")
    printer.print(PDF + b"2", "Tờ khai")
    assert twin.papers == [PDF, PDF + b"2"]


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        (Kind.PAPER_OUT, PaperOut),
        (Kind.COVER_OPEN, CoverOpen),
        (Kind.PRINTER_ERROR, PrinterTrouble),
        (Kind.OFFLINE, PrinterOffline),
        (Kind.GARBAGE, BadAnswer),
    ],
)
def test_a_printer_that_cannot_print_is_handed_nothing(
    twin: VirtualDocumentPrinter, printer: DocumentPrinter, kind: Kind, fault: type[Exception]
) -> None:
    twin.trouble = kind
    with pytest.raises(fault):
        printer.print(PDF, "Tờ khai")
    twin.trouble = None
    assert (twin.papers, twin.waiting) == ([], [])
    printer.print(PDF, "Tờ khai")
    assert twin.papers == [PDF]


def test_a_job_that_does_not_end_is_taken_back_so_that_nothing_comes_out_later(
    twin: VirtualDocumentPrinter, printer: DocumentPrinter
) -> None:
    twin.trouble = Kind.STALL
    with pytest.raises(JobUnconfirmed):
        printer.print(PDF, "Tờ khai")
    assert twin.waiting == []
    twin.trouble = None
    assert printer.status() is None
    assert twin.papers == []


def test_a_line_that_breaks_in_the_middle_is_told_as_such(
    twin: VirtualDocumentPrinter, printer: DocumentPrinter
) -> None:
    twin.trouble = Kind.DROP
    with pytest.raises(JobUnconfirmed) as broken:
        printer.print(PDF, "Tờ khai")
    assert broken.value.may_have_printed


def test_what_is_no_document_is_not_printed(twin: VirtualDocumentPrinter, printer: DocumentPrinter) -> None:
    with pytest.raises(PrinterTrouble):
        printer.print(b"hello", "Tờ khai")
    assert twin.papers == []


def test_nobody_at_the_address_is_a_printer_that_is_away() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(PrinterOffline):
            DocumentPrinter(f"ipp://127.0.0.1:{free.getsockname()[1]}/ipp/print").status()


WRONG = ("cups:", "cups:a/b", "lp:laser", "http://h/p", "ipp:///p", "ipp://m:s@h/p", "ipp://h:99999/p", "ipp://[", "")


@pytest.mark.parametrize("address", WRONG)
def test_an_address_that_cannot_be_used_says_what_to_write(address: str) -> None:
    with pytest.raises(SetupError, match="write ipp://"):
        DocumentPrinter(address)


def test_a_queue_of_cups_is_named_shortly() -> None:
    assert DocumentPrinter("cups:Quay_1").uri == "ipp://127.0.0.1:631/printers/Quay_1"


def test_from_outside_a_word_in_a_file_breaks_the_virtual_printer(tmp_path: Path) -> None:
    with VirtualDocumentPrinter(tmp_path / "tray") as twin:
        printer = DocumentPrinter(twin.start())
        (tmp_path / "tray" / "trouble").write_text("cover_open\n")
        assert isinstance(printer.status(), CoverOpen)
        (tmp_path / "tray" / "trouble").unlink()
        printer.print(PDF, "Tờ khai")
        assert (tmp_path / "tray" / "document-001.pdf").read_bytes() == PDF


def test_a_document_in_chunks_is_taken_as_cups_sends_it(twin: VirtualDocumentPrinter) -> None:
    address = urlsplit(twin.start())
    wishes = ((Group.OPERATION, {"attributes-charset": ("utf-8",)}),)
    request = encode(Message(Operation.PRINT_JOB, 7, wishes, PDF, version=(1, 1)))
    line = http.client.HTTPConnection(str(address.hostname), address.port)
    pieces = iter([request[:100], request[100:]])
    line.request("POST", address.path, pieces, {"Content-Type": "application/ipp"}, encode_chunked=True)
    answer = decode(line.getresponse().read())
    line.close()
    assert (answer.code, answer.request_id, answer.version) == (0, 7, (1, 1))
    assert twin.papers == [PDF]
