"""The virtual printer as people use it: its folder, its trouble file, its commands."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hardware.faults import PaperOut, PrinterOffline
from hardware.registry import open_printer
from hardware.virtual import VirtualPrinter
from tests.support import wait_until
from tests.unit.hardware.tickets import drawn

ROOT = Path(__file__).resolve().parents[3]


def test_a_word_in_the_trouble_file_breaks_it_and_deleting_the_file_mends_it(tmp_path: Path) -> None:
    with VirtualPrinter(tmp_path) as virtual:
        printer = open_printer(f"tcp://127.0.0.1:{virtual.start()}")
        (tmp_path / "trouble").write_text("paper_out\n")
        with pytest.raises(PaperOut):
            printer.print(drawn())
        (tmp_path / "trouble").unlink()
        printer.print(drawn())
        assert len(virtual.wait_for_pieces(1)) == 1


def test_the_trouble_file_can_make_it_refuse_connections(tmp_path: Path) -> None:
    with VirtualPrinter(tmp_path) as virtual:
        printer = open_printer(f"tcp://127.0.0.1:{virtual.start()}")
        (tmp_path / "trouble").write_text("offline")
        wait_until(lambda: is_offline(printer), what="the printer to refuse")
        virtual.mend()
        # It opens its door again when it looks next.
        wait_until(lambda: not is_offline(printer), what="the printer to answer again")


def is_offline(printer: object) -> bool:
    try:
        printer.status()  # type: ignore[attr-defined]
    except PrinterOffline:
        return True
    return False


def test_numbers_go_on_after_a_restart_and_old_pictures_are_let_go(tmp_path: Path) -> None:
    for expected in (["paper-000001", "paper-000002"], ["paper-000002", "paper-000003", "paper-000004"]):
        with VirtualPrinter(tmp_path, keep=3) as virtual:
            printer = open_printer(f"tcp://127.0.0.1:{virtual.start()}")
            printer.print(drawn())
            printer.print(drawn())
            virtual.wait_for_pieces(2)
        assert sorted(path.stem for path in tmp_path.glob("*.png")) == expected
        assert sorted(path.stem for path in tmp_path.glob("*.bin")) == expected


@contextmanager
def command(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "hardware", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def print_test(address: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hardware", "print-test", "--printer", address],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_commands_print_a_trial_ticket_on_a_virtual_printer(tmp_path: Path) -> None:
    with command("virtual-printer", "--port", "0", "--folder", str(tmp_path)) as process:
        assert process.stdout is not None
        address = re.search(r"tcp://[\d.:]+", process.stdout.readline())
        assert address is not None
        done = print_test(address[0])
        assert done.returncode == 0, done.stderr
        assert "confirmed" in done.stdout
        wait_until((tmp_path / "paper-000001.png").exists, what="the picture of the trial ticket")
        (tmp_path / "trouble").write_text("cover_open")
        failed = print_test(address[0])
        assert failed.returncode == 1
        assert "Nắp máy in đang mở" in failed.stderr
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_an_address_that_cannot_be_read_ends_the_command_with_an_example() -> None:
    failed = print_test("parallel:1")
    assert failed.returncode == 2
    assert "tcp://192.168.1.50:9100" in failed.stderr
