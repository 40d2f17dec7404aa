"""The operator's corner: who may in, how long it stays shut, and what its screens do."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk.actions import Begin, GoBack, GoHome, OutOfOrder
from kiosk.flow import step
from kiosk.operator.actions import OpenCorner, Operate, Operated, PinTried
from kiosk.operator.command import main
from kiosk.operator.corner import Outcome, Task
from kiosk.operator.new_pin import NewPins
from kiosk.operator.pin import LONGEST_LOCK_SECONDS, PinLock, Tried, Verdict, lock_seconds
from kiosk.samples.operating import WELL
from kiosk.state import Screen, State, Trouble
from queue_server.client import ServerUnreachable
from queue_server.contract.common import DeviceKind
from queue_server.contract.devices import Device, NewPin
from queue_server.contract.pins import new_salt, pin_digest
from tests.unit.kiosk.machine import Machine
from tests.unit.kiosk.made import a_catalog

PIN = "482915"
MAY_TRY = OpenCorner(Tried(Verdict.WRONG))
RIGHT = PinTried(Tried(Verdict.RIGHT))
FIRST = State(screen=Screen.ATTRACT, trouble=None, catalog=a_catalog())


@pytest.fixture
def machine() -> Machine:
    return Machine()


def a_lock(folder: Path, machine: Machine, token: str = "token-of-this-kiosk") -> PinLock:
    return PinLock(folder / "operator.json", token, machine)


def test_without_a_pin_the_corner_stays_shut(tmp_path: Path, machine: Machine) -> None:
    lock = a_lock(tmp_path, machine)
    assert lock.state().verdict is Verdict.NOT_SET
    assert lock.try_pin("").verdict is Verdict.NOT_SET
    assert lock.try_pin("000000").verdict is Verdict.NOT_SET


def test_the_right_pin_opens_and_a_wrong_one_does_not(tmp_path: Path, machine: Machine) -> None:
    lock = a_lock(tmp_path, machine)
    lock.set(PIN)
    assert lock.try_pin("482916") == Tried(Verdict.WRONG)
    assert a_lock(tmp_path, machine).try_pin(PIN) == Tried(Verdict.RIGHT)
    assert PIN not in (tmp_path / "operator.json").read_text()


class Console:
    """What the server says of this device, and what it is told."""

    def __init__(self, token: str) -> None:
        salt = new_salt()
        self.pin = NewPin(salt=salt.hex(), digest=pin_digest(PIN, salt, sha256(token.encode()).digest()).hex())
        self.device = Device(id="k", kind=DeviceKind.KIOSK, name="K", enrolled=True, revoked=False, new_pin=self.pin)
        self.taken: list[str] = []
        self.is_away = False

    def pin_taken(self, salt: str) -> None:
        if self.is_away:
            raise ServerUnreachable("away")
        self.taken.append(salt)


def test_a_pin_of_the_console_opens_the_corner_and_its_lock(tmp_path: Path, machine: Machine) -> None:
    lock, console = a_lock(tmp_path, machine), Console("token-of-this-kiosk")
    lock.set("111111")
    for _ in range(4):
        lock.try_pin("222222")
    assert lock.state().verdict is Verdict.LOCKED
    NewPins(console, lock).hear(console.device)  # type: ignore[arg-type]
    assert lock.try_pin("111111").verdict is Verdict.WRONG
    assert lock.try_pin(PIN).verdict is Verdict.RIGHT
    assert console.taken == [console.pin.salt]


def test_a_pin_of_the_console_is_kept_also_when_the_server_goes_away_just_then(
    tmp_path: Path, machine: Machine
) -> None:
    lock, console = a_lock(tmp_path, machine), Console("token-of-this-kiosk")
    console.is_away = True
    NewPins(console, lock).hear(console.device)  # type: ignore[arg-type]
    assert lock.try_pin(PIN).verdict is Verdict.RIGHT


def test_a_digest_is_worth_nothing_with_another_credential(tmp_path: Path, machine: Machine) -> None:
    a_lock(tmp_path, machine).set(PIN)
    assert a_lock(tmp_path, machine, "token-of-another").try_pin(PIN).verdict is Verdict.WRONG


def test_wrong_tries_shut_the_corner_longer_and_longer_and_a_restart_does_not_help(
    tmp_path: Path, machine: Machine
) -> None:
    lock = a_lock(tmp_path, machine)
    lock.set(PIN)
    for _ in range(3):
        lock.try_pin("000000")
    assert lock.try_pin(PIN).verdict is Verdict.LOCKED
    lock = a_lock(tmp_path, machine)
    assert lock.try_pin(PIN).verdict is Verdict.LOCKED
    machine.pass_by(31)
    assert lock.try_pin("000000").seconds > 30
    machine.pass_by(61)
    assert lock.try_pin(PIN).verdict is Verdict.RIGHT
    assert lock.try_pin("000000") == Tried(Verdict.WRONG)


def test_the_lock_doubles_up_to_an_hour() -> None:
    assert [lock_seconds(failures) for failures in (2, 3, 4, 5)] == [0, 30, 60, 120]
    assert lock_seconds(10_000) == LONGEST_LOCK_SECONDS


@pytest.mark.parametrize("pin", ["", "12345", "1234567890123", "12a456", "١٢٣٤٥٦"])
def test_what_is_no_pin_is_refused_when_it_is_set(tmp_path: Path, machine: Machine, pin: str) -> None:
    with pytest.raises(ValueError, match="6 to 12 digits"):
        a_lock(tmp_path, machine).set(pin)
    assert not (tmp_path / "operator.json").exists()


def test_a_damaged_file_opens_nothing(tmp_path: Path, machine: Machine) -> None:
    for content in ("", "[]", json.dumps({"salt": "zz"}), "\x00" * 20):
        (tmp_path / "operator.json").write_text(content)
        assert a_lock(tmp_path, machine).try_pin(PIN).verdict is Verdict.NOT_SET


def test_the_command_sets_what_the_corner_asks_for(
    tmp_path: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io

    (tmp_path / "token").write_text("token-of-this-kiosk\n")
    arguments = ["--data", str(tmp_path), "--token-file", str(tmp_path / "token"), "--stdin"]
    monkeypatch.setattr("sys.stdin", io.StringIO(PIN + "\n"))
    assert main(arguments) == 0
    assert a_lock(tmp_path, machine).try_pin(PIN).verdict is Verdict.RIGHT
    monkeypatch.setattr("sys.stdin", io.StringIO("12\n"))
    assert main(arguments) == 2
    assert "6 to 12 digits" in capsys.readouterr().err


def test_the_corner_opens_before_a_visit_only_and_never_without_the_pin() -> None:
    visiting = step(FIRST, Begin())
    assert step(visiting, MAY_TRY) is visiting
    assert step(FIRST, RIGHT) is FIRST
    asking = step(FIRST, MAY_TRY)
    assert asking.screen is Screen.PIN
    wrong = step(asking, PinTried(Tried(Verdict.WRONG)))
    assert (wrong.screen, wrong.corner.tries) == (Screen.PIN, 1)
    inside = step(wrong, RIGHT)
    assert (inside.screen, inside.corner.busy) == (Screen.OPERATOR, Task.LOOK)


def test_a_task_is_done_once_and_what_came_of_it_is_shown() -> None:
    inside = replace(step(step(FIRST, MAY_TRY), RIGHT))
    assert step(inside, Operate(Task.TEST_PRINT)) is inside
    shown = step(inside, Operated(Outcome(Task.LOOK), WELL))
    assert (shown.corner.report, shown.corner.busy) == (WELL, None)
    printing = step(shown, Operate(Task.TEST_PRINT))
    assert printing.corner.busy is Task.TEST_PRINT
    assert step(printing, Operated(Outcome(Task.LOOK), WELL)) is printing


@pytest.mark.parametrize("way", [GoHome(), GoBack()])
def test_leaving_the_corner_forgets_it_and_leads_back_to_where_it_was_opened(way: GoHome | GoBack) -> None:
    inside = step(step(FIRST, MAY_TRY), RIGHT)
    left = step(inside, way)
    assert (left.screen, left.corner) == (Screen.ATTRACT, State().corner)
    broken = step(State(), OutOfOrder(Trouble.SERVER_AWAY))
    back = step(step(step(broken, MAY_TRY), RIGHT), way)
    assert (back.screen, back.trouble) == (Screen.OUT_OF_ORDER, Trouble.SERVER_AWAY)
