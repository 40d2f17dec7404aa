"""A scanner on a pseudo terminal, and all that can go wrong with it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.faults import ScannerOffline, SetupError
from hardware.scanner.opening import open_scanner
from hardware.scanner.serial_scanner import SerialScanner, SerialSettings
from hardware.scanner.splitter import LONGEST
from hardware.virtual.scanner import ScanTrouble, VirtualScanner
from tests.support import wait_until

CODE = "064090012345||Rơ Châm H’Mẫu|15031990|Nữ|Gia Lai|12052021"
PATIENCE = 10.0


@pytest.fixture
def virtual(tmp_path: Path) -> Iterator[VirtualScanner]:
    scanner = VirtualScanner(tmp_path / "scanner")
    scanner.start()
    yield scanner
    scanner.stop()


@pytest.fixture
def scanner(virtual: VirtualScanner) -> Iterator[SerialScanner]:
    reader = SerialScanner(SerialSettings(str(virtual.device)))
    assert reader.read(0.05) is None
    yield reader
    reader.close()


def next_code(scanner: SerialScanner) -> str:
    """The next code, over whatever faults come before it."""
    found: list[str] = []

    def arrived() -> bool:
        try:
            found.extend(code for code in [scanner.read(0.5)] if code)
        except ScannerOffline:
            return False
        return bool(found)

    wait_until(arrived, PATIENCE, "a code")
    return found[0]


@pytest.mark.parametrize("trouble", [None, ScanTrouble.PIECES, ScanTrouble.NO_END])
def test_a_code_arrives_whole_however_it_is_sent(
    virtual: VirtualScanner, scanner: SerialScanner, trouble: ScanTrouble | None
) -> None:
    if trouble is not None:
        virtual.fail_next(trouble)
    virtual.scan(CODE)
    assert next_code(scanner) == CODE


def test_a_code_sent_twice_arrives_twice_and_half_a_code_as_half(
    virtual: VirtualScanner, scanner: SerialScanner
) -> None:
    virtual.fail_next(ScanTrouble.TWICE, ScanTrouble.HALF)
    virtual.scan(CODE)
    virtual.scan(CODE)
    assert [next_code(scanner), next_code(scanner)] == [CODE, CODE]
    half = next_code(scanner)
    assert half
    assert CODE.startswith(half.rstrip("\ufffd"))


def test_five_megabytes_of_garbage_are_one_long_code_and_the_next_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "scanner"
    scanner = open_scanner(f"virtual:{folder}")
    try:
        scanner.read(0.05)
        (folder / "trouble").write_text("garbage")
        wait_until(lambda: not (folder / "trouble").exists(), PATIENCE, "the trouble to be seen")
        (folder / "scan").write_text(CODE + "\n")
        codes: list[str] = []
        wait_until(lambda: codes.extend(c for c in [scanner.read(1.0)] if c) or CODE in codes, 60.0, "the card")
        assert [len(code) > LONGEST for code in codes] == [True, False]
    finally:
        scanner.close()


def test_a_pulled_cable_is_a_fault_and_the_scanner_comes_back_by_itself(
    virtual: VirtualScanner, scanner: SerialScanner
) -> None:
    virtual.fail_next(ScanTrouble.UNPLUG)
    virtual.scan(CODE)
    with pytest.raises(ScannerOffline):
        wait_until(lambda: scanner.read(0.5) == CODE, PATIENCE, "a fault")
    virtual.plug()

    def is_read_again() -> bool:
        virtual.scan(CODE)
        try:
            return scanner.read(1.0) == CODE
        except ScannerOffline:
            return False

    wait_until(is_read_again, PATIENCE, "a code")


def test_a_scanner_that_was_never_there_is_a_fault_in_words_without_the_code(tmp_path: Path) -> None:
    scanner = open_scanner(f"serial://{tmp_path}/nothing")
    with pytest.raises(ScannerOffline) as caught:
        scanner.read(0.1)
    assert "máy quét" in caught.value.in_words("vi")
    assert scanner.read(0.05) is None


@pytest.mark.parametrize(
    "address", ["", "usb:", "serial:relative", "virtual:", "serial:///dev/x?baud=fast", "tcp://x:1"]
)
def test_an_address_that_is_none_is_refused_with_what_to_write(address: str) -> None:
    with pytest.raises(SetupError, match="write one of"):
        open_scanner(address)


def test_a_virtual_scanner_can_be_run_by_itself_and_read(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hardware"]
    folder = tmp_path / "scanner"
    with subprocess.Popen(
        [*command, "virtual-scanner", "--folder", str(folder)], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        address = running.stdout.readline().split()[-1]
        reading = subprocess.Popen(
            [*command, "scan-test", "--scanner", address, "--seconds", "20"], stdout=subprocess.PIPE, text=True
        )
        assert reading.stdout is not None
        assert "waiting" in reading.stdout.readline()
        (folder / "scan").write_text(CODE + "\n")
        assert reading.communicate(timeout=30)[0].strip() == f"a code of {len(CODE)} characters in 7 parts"
        running.terminate()
