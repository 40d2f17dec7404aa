"""A ticket is never called printed unless the printer said so, and never printed twice."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hardware.faults import (
    BadAnswer,
    CoverOpen,
    CutterJammed,
    JobUnconfirmed,
    PaperOut,
    PrinterFault,
    PrinterOffline,
    PrinterTrouble,
)
from hardware.ports import TicketPrinter
from hardware.printer.job import compose_job
from hardware.printer.models import load_model
from hardware.registry import open_printer
from hardware.virtual import Kind, Trouble, VirtualPrinter
from tests.support_server import free_port
from tests.unit.hardware.tickets import drawn, shows_exactly

IMAGE = drawn()
JOB_BYTES = len(compose_job(IMAGE, load_model("80mm")))
EVERY_4_KB = [*range(0, JOB_BYTES, 4096), JOB_BYTES - 1, JOB_BYTES, JOB_BYTES + 2]


def by_tcp(virtual: VirtualPrinter) -> TicketPrinter:
    return open_printer(f"tcp://127.0.0.1:{virtual.start()}")


def by_serial(virtual: VirtualPrinter) -> TicketPrinter:
    return open_printer(f"serial://{virtual.start_serial()}")


LINES = pytest.mark.parametrize("reach", [by_tcp, by_serial])
Reach = Callable[[VirtualPrinter], TicketPrinter]


@LINES
@pytest.mark.parametrize("sent", EVERY_4_KB)
def test_a_line_cut_in_mid_job_is_never_called_printed_and_never_sent_again(
    virtual: VirtualPrinter, reach: Reach, sent: int
) -> None:
    printer = reach(virtual)
    virtual.fail_next(Trouble(Kind.DROP, after_bytes=sent))
    with pytest.raises(JobUnconfirmed) as caught:
        printer.print(IMAGE)
    assert caught.value.may_have_printed
    virtual.wait_until_idle()
    assert virtual.jobs_begun == 1
    assert len(virtual.pieces) <= 1


def test_the_job_after_a_cut_line_prints_one_ticket(virtual: VirtualPrinter) -> None:
    printer = by_tcp(virtual)
    virtual.fail_next(Trouble(Kind.DROP, after_bytes=20_000))
    with pytest.raises(JobUnconfirmed):
        printer.print(IMAGE)
    printer.print(IMAGE)
    torn, whole = virtual.wait_for_pieces(2)
    assert (torn.whole, whole.whole) == (False, True)
    assert shows_exactly(whole.image(), IMAGE)


@LINES
@pytest.mark.parametrize("fault", [PaperOut, CoverOpen, CutterJammed, PrinterTrouble])
def test_a_printer_that_says_it_cannot_print_is_sent_no_byte_of_the_job(
    virtual: VirtualPrinter, reach: Reach, fault: type[PrinterFault]
) -> None:
    printer = reach(virtual)
    virtual.break_down(fault())
    with pytest.raises(fault) as caught:
        printer.print(IMAGE)
    assert not caught.value.may_have_printed
    assert printer.status().fault is not None
    virtual.wait_until_idle()
    assert virtual.jobs_begun == 0
    virtual.mend()
    printer.print(IMAGE)
    assert len(virtual.wait_for_pieces(1)) == 1


@LINES
@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(Kind.PAPER_OUT, 30_000),
        Trouble(Kind.COVER_OPEN, 30_000),
        Trouble(Kind.CUTTER_JAMMED),
        Trouble(Kind.PRINTER_ERROR, 1),
    ],
)
def test_a_fault_in_mid_job_is_named_and_the_paper_left_to_a_person(
    virtual: VirtualPrinter, reach: Reach, trouble: Trouble
) -> None:
    printer = reach(virtual)
    virtual.fail_next(trouble)
    with pytest.raises(PrinterFault) as caught:
        printer.print(IMAGE)
    assert caught.value.code == trouble.kind
    assert caught.value.may_have_printed
    virtual.wait_until_idle()
    assert not any(piece.whole for piece in virtual.pieces)
    printer.print(IMAGE)
    assert shows_exactly(virtual.pieces[-1].image(), IMAGE)


@LINES
@pytest.mark.parametrize("kind", [Kind.STALL, Kind.MUTE, Kind.GARBAGE])
def test_a_job_that_is_not_confirmed_is_not_printed_though_every_byte_was_taken(
    virtual: VirtualPrinter, reach: Reach, kind: Kind
) -> None:
    printer = reach(virtual)
    virtual.fail_next(kind)
    with pytest.raises(JobUnconfirmed):
        printer.print(IMAGE)
    virtual.wait_until_idle()
    assert virtual.jobs_begun == 1


@pytest.mark.parametrize(
    ("kind", "fault"), [(Kind.STALL, PrinterOffline), (Kind.MUTE, PrinterOffline), (Kind.GARBAGE, BadAnswer)]
)
def test_a_printer_that_makes_no_sense_before_the_job_gets_no_job(
    virtual: VirtualPrinter, kind: Kind, fault: type[PrinterFault]
) -> None:
    printer = by_tcp(virtual)
    virtual.break_down(kind)
    with pytest.raises(fault) as caught:
        printer.print(IMAGE)
    assert not caught.value.may_have_printed
    virtual.wait_until_idle()
    assert virtual.jobs_begun == 0


def test_a_printer_that_refuses_is_offline_until_it_listens_again(virtual: VirtualPrinter) -> None:
    printer = by_tcp(virtual)
    virtual.break_down(PrinterOffline())
    for ask in (printer.status, lambda: printer.print(IMAGE)):
        with pytest.raises(PrinterOffline):
            ask()
    virtual.mend()
    printer.print(IMAGE)
    assert len(virtual.wait_for_pieces(1)) == 1


@pytest.mark.parametrize(
    "address",
    ["tcp://127.0.0.1:{free_port}", "serial:///dev/ttyNOTHERE0", "file:///dev/usb/lp77", "usb://dead:beef"],
)
def test_a_device_that_is_not_there_is_offline(address: str) -> None:
    printer = open_printer(address.format(free_port=free_port()))
    for ask in (printer.status, lambda: printer.print(IMAGE)):
        with pytest.raises(PrinterOffline) as caught:
            ask()
        assert not caught.value.may_have_printed


def test_a_printer_still_waiting_for_an_earlier_picture_is_not_fed_another_one(virtual: VirtualPrinter) -> None:
    device = virtual.start_serial()
    held = os.open(device, os.O_RDWR | os.O_NOCTTY)
    os.write(held, b"\x1b@\x1dv0\x00\x48\x00\x00\x04torn off here")
    with pytest.raises(PrinterTrouble, match="earlier job"):
        open_printer(f"file://{device}").print(IMAGE)
    os.close(held)
    virtual.wait_until_idle()
    assert virtual.pieces == []


def test_a_model_that_never_answers_ends_each_job_as_unconfirmed(virtual: VirtualPrinter) -> None:
    printer = open_printer(f"tcp://127.0.0.1:{virtual.start()}?model=80mm-mute")
    with pytest.raises(JobUnconfirmed, match="never answer"):
        printer.print(IMAGE)
    assert len(virtual.wait_for_pieces(1)) == 1


def test_a_file_that_cannot_be_written_is_offline(tmp_path: Path) -> None:
    with pytest.raises(PrinterOffline):
        open_printer(f"file://{tmp_path}").print(IMAGE)
