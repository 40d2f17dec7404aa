"""What is remembered of print jobs, also through a crash."""

from __future__ import annotations

from pathlib import Path

from kiosk.print_ledger import PRINTED, UNCONFIRMED, PrintLedger


def test_a_job_is_claimed_once(tmp_path: Path) -> None:
    ledger = PrintLedger(tmp_path / "ledger.json")
    assert ledger.begin("job-1")
    assert not ledger.begin("job-1")


def test_a_job_in_hand_is_not_reported_yet(tmp_path: Path) -> None:
    ledger = PrintLedger(tmp_path / "ledger.json")
    ledger.begin("job-1")
    assert ledger.outcomes() == {}
    ledger.finish("job-1", PRINTED)
    assert ledger.outcomes() == {"job-1": PRINTED}


def test_a_kiosk_that_died_in_mid_job_does_not_know_whether_it_printed(tmp_path: Path) -> None:
    PrintLedger(tmp_path / "ledger.json").begin("job-1")
    reborn = PrintLedger(tmp_path / "ledger.json")
    assert reborn.outcomes() == {"job-1": UNCONFIRMED}
    assert not reborn.begin("job-1")


def test_an_outcome_waits_on_disk_until_the_server_has_it(tmp_path: Path) -> None:
    ledger = PrintLedger(tmp_path / "ledger.json")
    ledger.begin("job-1")
    ledger.finish("job-1", "paper_out")
    reborn = PrintLedger(tmp_path / "ledger.json")
    assert reborn.outcomes() == {"job-1": "paper_out"}
    reborn.forget("job-1")
    assert PrintLedger(tmp_path / "ledger.json").outcomes() == {}


def test_a_ledger_that_cannot_be_read_does_not_stop_the_kiosk(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    for rubbish in (b"\x00\x00", b"[1]", b'{"job": '):
        path.write_bytes(rubbish)
        assert PrintLedger(path).outcomes() == {}
        assert (tmp_path / "ledger.bad").read_bytes() == rubbish
