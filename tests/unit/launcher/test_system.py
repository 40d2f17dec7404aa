"""What ./run says and does about libraries and programs that pip cannot bring."""

from pathlib import Path

import pytest

from launcher import system
from launcher.say import Stop

THERE = system.Need("library", ("libc.so.6",), ("libc6",), "everything")
NOT_THERE = system.Need("program", ("no-such-program",), ("no-such-package",), "a proof")


@pytest.fixture(autouse=True)
def nobody_special(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "may_install", lambda: False)


def test_what_is_there_is_not_asked_for(tmp_path: Path) -> None:
    system.provide((THERE,), tmp_path / "tried", must=True)


def test_a_tester_without_rights_gets_one_line_to_type(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stop:
        system.provide((THERE, NOT_THERE), tmp_path / "tried", must=True)
    assert "no-such-program" in str(stop.value)
    assert "for a proof" in str(stop.value)
    assert "no-such-package" in str(stop.value).splitlines()[-1]
    assert "libc6" not in str(stop.value)


def test_serving_goes_on_without_what_it_can_spare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    system.provide((NOT_THERE,), tmp_path / "tried", must=False)
    assert "Going on without" in capsys.readouterr().err


def test_a_failed_installation_is_not_paid_for_at_every_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts: list[list[system.Need]] = []
    monkeypatch.setattr(system, "may_install", lambda: True)
    monkeypatch.setattr(system, "install", attempts.append)
    for _ in range(3):
        system.provide((NOT_THERE,), tmp_path / "tried", must=False)
    assert attempts == [[NOT_THERE]]


def test_a_library_is_met_by_any_of_its_names() -> None:
    assert system.Need("library", ("libno.so.1", "libc.so.6"), ("libc6",), "a proof").is_met()
    assert system.Need("module", ("json",), ("python3",), "a proof").is_met()
    assert not NOT_THERE.is_met()
