"""What staff hear about the data of a kiosk, and citizens do not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kiosk.procedure_data import BROKEN, OUTDATED, ProcedureData
from tests.unit.kiosk.procedures.made import a_copy

IN_FORCE, LATER = date(2026, 12, 1), date(2027, 3, 1)


def test_data_in_force_give_no_warning_and_none_before_they_are_read() -> None:
    data = ProcedureData(this_day=lambda: IN_FORCE)
    assert data.warning() is None
    data.read()
    assert data.warning() is None


def test_data_past_their_day_warn_the_staff_and_still_serve_the_citizens() -> None:
    data = ProcedureData(this_day=lambda: LATER)
    assert len(data.read().library.procedures) == 67
    assert data.warning() == OUTDATED


def test_a_broken_file_warns_the_staff_and_the_others_serve(tmp_path: Path) -> None:
    folder = a_copy(tmp_path)
    (folder / "by-code" / "1.000894.json").write_text("{")
    data = ProcedureData(folder, lambda: IN_FORCE)
    guide = data.read()
    assert data.warning() == BROKEN
    assert guide.search.find("khai sinh")[0].procedure.code == "1.001193"
