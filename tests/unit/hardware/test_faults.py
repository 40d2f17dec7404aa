"""Faults speak to people and keep their codes."""

import re

import pytest

from hardware import faults
from hardware.faults import DeviceFault, JobUnconfirmed, PaperOut, PrinterFault
from hardware.ports import Paper, PrinterStatus

FAULTS = [kind for kind in vars(faults).values() if isinstance(kind, type) and issubclass(kind, DeviceFault)]
CODE_ON_THE_WIRE = re.compile(r"^[a-z][a-z_]{0,39}$")


@pytest.mark.parametrize("kind", FAULTS)
def test_every_fault_says_in_both_languages_what_to_do(kind: type[DeviceFault]) -> None:
    assert kind().in_words("vi").endswith(".")
    assert kind().in_words("en").endswith(".")
    assert kind().in_words("vi") != kind().in_words("en")
    assert CODE_ON_THE_WIRE.match(kind.code)


def test_no_two_faults_share_a_code() -> None:
    assert len({kind.code for kind in FAULTS}) == len(FAULTS)


def test_a_fault_is_careful_about_the_paper_only_when_bytes_were_sent() -> None:
    assert PaperOut().may_have_printed is False
    assert PaperOut(may_have_printed=True).may_have_printed is True
    assert JobUnconfirmed().may_have_printed is True


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (PrinterStatus(), None),
        (PrinterStatus(paper=Paper.NEAR_END), None),
        (PrinterStatus(paper=Paper.OUT, offline=True), "paper_out"),
        (PrinterStatus(paper=Paper.OUT, cover_open=True, offline=True), "cover_open"),
        (PrinterStatus(cutter_jammed=True, error=True, offline=True), "cutter_jammed"),
        (PrinterStatus(error=True), "printer_error"),
        (PrinterStatus(offline=True), "offline"),
    ],
)
def test_a_status_names_the_fault_to_mend_first(status: PrinterStatus, code: str | None) -> None:
    fault: PrinterFault | None = status.fault
    assert (fault.code if fault else None) == code


def test_little_paper_is_a_warning_and_no_fault() -> None:
    assert PrinterStatus(paper=Paper.NEAR_END).warning == "paper_near_end"
    assert PrinterStatus().warning is None
