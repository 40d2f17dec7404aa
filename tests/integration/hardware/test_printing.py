"""From a picture to paper, over every line, with the virtual printer at the other end."""

import threading
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from hardware.ports import Paper, TicketPrinter
from hardware.registry import open_printer
from hardware.virtual import Kind, VirtualPrinter
from hardware.virtual.paper import PaperRoll
from hardware.virtual.parser import EscPosParser, Raster
from tests.support import wait_until
from tests.unit.hardware.tickets import TRACKING_URL, drawn, shows_exactly

LINES = ("tcp", "serial", "device file")


def reach(virtual: VirtualPrinter, line: str, options: str = "") -> TicketPrinter:
    if line == "tcp":
        return open_printer(f"tcp://127.0.0.1:{virtual.start()}{options}")
    scheme = "serial" if line == "serial" else "file"
    return open_printer(f"{scheme}://{virtual.start_serial()}{options}")


@pytest.mark.parametrize("line", LINES)
def test_what_comes_out_is_what_was_drawn(virtual: VirtualPrinter, line: str) -> None:
    image = drawn(language="en", priority=True, tracking_url=TRACKING_URL)
    reach(virtual, line).print(image)
    (piece,) = virtual.wait_for_pieces(1)
    assert piece.whole
    assert shows_exactly(piece.image(), image)
    assert [code.text for code in zxingcpp.read_barcodes(piece.image().convert("L"))] == [TRACKING_URL]


@pytest.mark.parametrize(("model", "width"), [("58mm", 384), ("80mm-512", 512), ("80mm-feeds-to-cutter", 576)])
def test_other_widths_and_cutters_come_out_as_drawn(tmp_path: Path, model: str, width: int) -> None:
    with VirtualPrinter(tmp_path, width) as virtual:
        printer = reach(virtual, "tcp", f"?model={model}")
        assert printer.width == width
        printer.print(drawn(width))
        assert shows_exactly(virtual.wait_for_pieces(1)[0].image(), drawn(width))


@pytest.mark.parametrize("line", LINES)
def test_many_tickets_one_after_the_other_each_come_out_once(virtual: VirtualPrinter, line: str) -> None:
    printer = reach(virtual, line)
    images = [drawn(ticket_number=f"A{number:03d}") for number in range(1, 11)]
    for image in images:
        printer.print(image)
    pieces = virtual.wait_for_pieces(len(images))
    assert all(shows_exactly(piece.image(), image) for piece, image in zip(pieces, images, strict=True))


def test_jobs_of_several_threads_never_mix(virtual: VirtualPrinter) -> None:
    printer = reach(virtual, "tcp")
    images = [drawn(ticket_number=f"B{number:03d}") for number in range(8)]
    threads = [threading.Thread(target=printer.print, args=(image,)) for image in images]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    papers = [piece.image() for piece in virtual.wait_for_pieces(len(images))]
    assert all(sum(shows_exactly(paper, image) for paper in papers) == 1 for image in images)


def test_little_paper_left_is_told_and_still_printed_on(virtual: VirtualPrinter) -> None:
    virtual.break_down(Kind.PAPER_NEAR_END)
    printer = reach(virtual, "tcp")
    assert printer.status().paper is Paper.NEAR_END
    printer.print(drawn())
    assert virtual.wait_for_pieces(1)[0].whole


def test_picture_bytes_that_look_like_a_question_do_not_confuse_the_answer(virtual: VirtualPrinter) -> None:
    row = b"\x10\x04\x01\x10\x04\x02\x10\x04\x04" + bytes(63)
    image = Image.frombytes("1", (576, 40), bytes(byte ^ 0xFF for byte in row) * 40)
    reach(virtual, "tcp").print(image)
    assert shows_exactly(virtual.wait_for_pieces(1)[0].image(), image)


def test_a_plain_file_collects_jobs_one_after_the_other(tmp_path: Path) -> None:
    printer = open_printer(f"file://{tmp_path}/jobs.bin")
    images = [drawn(ticket_number="A001"), drawn(ticket_number="A002")]
    for image in images:
        printer.print(image)
    commands = EscPosParser().feed((tmp_path / "jobs.bin").read_bytes())
    printed = b"".join(command.data for command in commands if isinstance(command, Raster))
    roll = PaperRoll(tmp_path / "paper", 576)
    roll.print_rows(Raster(72, printed))
    both = Image.new("1", (576, sum(image.height for image in images)))
    both.paste(images[0], (0, 0))
    both.paste(images[1], (0, images[0].height))
    assert shows_exactly(roll.part(b"", whole=True).image(), both)


def test_the_virtual_driver_prints_into_its_folder_and_ends_with_its_printer(tmp_path: Path) -> None:
    printer = open_printer(f"virtual:{tmp_path / 'giấy in'}")
    printer.print(drawn())
    printer.close()
    with Image.open(tmp_path / "giấy in" / "paper-000001.png") as paper:
        assert shows_exactly(paper.convert("1"), drawn())
    assert not any("virtual-printer" in thread.name for thread in threading.enumerate())


def test_no_directory_or_descriptor_is_left_behind_by_many_jobs(virtual: VirtualPrinter) -> None:
    printer = reach(virtual, "tcp")
    printer.print(drawn())
    virtual.wait_until_idle()
    before = open_descriptors()
    for _ in range(10):
        printer.print(drawn())
        printer.status()
    virtual.wait_until_idle()
    wait_until(lambda: open_descriptors() <= before, what="every descriptor to be closed")


def open_descriptors() -> int:
    return len([*Path("/proc/self/fd").iterdir()])
