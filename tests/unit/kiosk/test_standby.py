"""A kiosk by itself: its own numbers, on disk before anything else, and handed in once, in order, with true times."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.document import TicketData
from kiosk.issue import Issuer, PrintDesk
from kiosk.offline.ledger import Ledger
from kiosk.offline.standby import NoNumbers, Standby
from kiosk.print_ledger import PrintLedger
from kiosk.state import Trouble
from kiosk.wish import Wish
from queue_server.client import ProblemAnswered, ServerUnreachable
from queue_server.contract.answers import Problem
from queue_server.contract.commands import HandInVisits, OfflineVisit
from queue_server.contract.common import HandedInAs
from queue_server.contract.leases import HandedIn, Lease, Leases
from queue_server.contract.problems import ProblemType
from tests.unit.kiosk.machine import MORNING, Machine
from tests.unit.kiosk.made import a_catalog, a_service

TODAY = date(2026, 11, 21)
OPENS, CLOSES = MORNING - timedelta(hours=1), MORNING + timedelta(hours=9)


def a_lease(first: int = 1, last: int = 3, day: date = TODAY, **more: Any) -> Lease:
    facts = {
        "lease_id": f"lease-{first}",
        "business_date": day,
        "series": "K1",
        "first_number": first,
        "last_number": last,
        "expires_at": datetime(day.year, day.month, day.day, 17, tzinfo=UTC),
    }
    return Lease.model_validate(facts | more)


class FarServer:
    """Takes in tickets as the real one does, or is away. `lose_answers`: so many are committed and not answered."""

    def __init__(self, machine: Machine, *leases: Lease) -> None:
        self.leases, self.machine = leases, machine
        self.is_away = False
        self.lose_answers = 0
        self.refuses: set[str] = set()
        self.taken: dict[str, OfflineVisit] = {}
        self.asked: list[str] = []
        self.ledgers: set[str] = set()
        self.time = machine.now()

    def take_leases(self, command: Any) -> Leases:
        self._be_there()
        self.ledgers.add(command.ledger_id)
        return Leases(now=self.time, leases=list(self.leases))

    def hand_in(self, command: HandInVisits) -> list[HandedIn]:
        self._be_there()
        answers = [self._take(visit) for visit in command.visits]
        if self.lose_answers:
            self.lose_answers -= 1
            raise ServerUnreachable("the answer is lost")
        return answers

    def start_visit(self, _: Any) -> Any:
        self.asked.append("online")
        self.machine.pass_by(2)
        raise ServerUnreachable("no answer in time")

    def _take(self, visit: OfflineVisit) -> HandedIn:
        if visit.request_id in self.refuses:
            return HandedIn(request_id=visit.request_id, outcome=HandedInAs.REFUSED, problem="unknown_service")
        outcome = HandedInAs.REPEATED if visit.request_id in self.taken else HandedInAs.ACCEPTED
        self.taken.setdefault(visit.request_id, visit)
        return HandedIn(request_id=visit.request_id, outcome=outcome)

    def _be_there(self) -> None:
        if self.is_away:
            raise ServerUnreachable("away")


class Stage:
    def __init__(self, folder: Path, *leases: Lease, machine: Machine | None = None) -> None:
        self.folder, self.machine = folder, machine or Machine()
        self.server = FarServer(self.machine, *(leases or (a_lease(),)))
        self.start()

    def start(self) -> None:
        """The kiosk's process begins: all it knows is on the disk."""
        self.standby = Standby(self.folder, self.server, self.machine)  # type: ignore[arg-type]

    def give(self, *requests: str, priority_class: str = "ordinary") -> list[str]:
        wishes = [Wish(one, "khai-sinh", priority_class, "vi") for one in requests]
        return [self.standby.give(wish).ticket_number for wish in wishes]

    def trouble(self) -> Trouble:
        with pytest.raises(NoNumbers) as none:
            self.give("one-too-many")
        return none.value.trouble

    def handed_in(self) -> list[tuple[str, int]]:
        return [(one.request_id, one.number) for one in self.server.taken.values()]

    def on_disk(self) -> bytes:
        return b"".join(path.read_bytes() for path in sorted(self.folder.iterdir()))


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    one = Stage(tmp_path)
    one.standby.keep(a_catalog())
    one.server.is_away = True
    return one


def test_numbers_go_up_and_the_same_wish_gets_the_same_number(stage: Stage) -> None:
    assert stage.give("wish-one", "wish-two", "wish-one") == ["K1-001", "K1-002", "K1-001"]


def test_the_ticket_says_honestly_that_nothing_is_known_of_the_wait(stage: Stage) -> None:
    ticket = stage.standby.give(Wish("wish-one", "khai-sinh", "elderly_75", "en"))
    assert (ticket.ahead, ticket.forecast, ticket.offline, ticket.priority) == (None, None, True, True)
    assert ticket.issued_at == MORNING
    assert TicketData.from_answer(ticket.model_dump(mode="json")).offline


def test_a_kiosk_that_starts_without_its_server_goes_on_where_it_was(stage: Stage) -> None:
    stage.give("wish-one")
    stage.start()
    assert stage.standby.catalog().is_cut_off
    assert stage.give("wish-one", "wish-two") == ["K1-001", "K1-002"]


def test_numbers_used_up_and_numbers_of_another_day_say_where_to_go(stage: Stage) -> None:
    stage.give("wish-one", "wish-two", "wish-three")
    assert stage.trouble() is Trouble.LEASE_USED_UP
    stage.machine.pass_by(24 * 3600)
    assert stage.trouble() is Trouble.LEASE_OVER


def test_a_kiosk_that_never_met_its_server_has_no_numbers(tmp_path: Path) -> None:
    assert Stage(tmp_path).trouble() is Trouble.SERVER_AWAY


def test_the_next_lease_follows_the_first(tmp_path: Path) -> None:
    stage = Stage(tmp_path, a_lease(1, 1), a_lease(201, 202))
    stage.standby.keep(a_catalog())
    assert stage.give("wish-one", "wish-two") == ["K1-001", "K1-201"]
    assert stage.standby.stock().left == 1


def test_outside_the_hours_of_the_lease_everything_is_closed_and_inside_open(tmp_path: Path) -> None:
    hours = [{"from_at": OPENS, "until_at": CLOSES}]
    stage = Stage(tmp_path, a_lease(hours=hours))
    closed = a_service("khai-sinh", "ho-tich", open=False, closed_reason="office_closed")
    stopped = a_service("ket-hon", "ho-tich", open=False, closed_reason="service_closed", closed_text={"vi": "Ngừng"})
    stage.standby.keep(a_catalog(closed, stopped))
    assert [one.open for one in stage.standby.catalog().services] == [True, False]
    assert stage.give("wish-one") == ["K1-001"]
    stage.machine.pass_by(10 * 3600 - 1)
    assert [one.open for one in stage.standby.catalog().services] == [False, False]
    assert stage.trouble() is Trouble.OFFICE_CLOSED


def test_everything_is_handed_in_once_in_order(stage: Stage) -> None:
    stage.give("wish-one", "wish-two")
    stage.server.is_away = False
    stage.standby.keep(a_catalog())
    stage.standby.keep(a_catalog())
    assert stage.handed_in() == [("wish-one", 1), ("wish-two", 2)]
    assert stage.standby.stock().unsent == 0
    assert not stage.standby.is_cut_off


def test_a_lost_answer_doubles_nothing_and_loses_nothing(stage: Stage) -> None:
    stage.give("wish-one", "wish-two")
    stage.server.is_away, stage.server.lose_answers = False, 1
    with pytest.raises(ServerUnreachable):
        stage.standby.keep(a_catalog())
    assert stage.standby.is_cut_off
    stage.start()
    stage.standby.keep(a_catalog())
    assert stage.handed_in() == [("wish-one", 1), ("wish-two", 2)]


def test_numbers_go_on_after_the_hand_in_and_are_never_used_again(stage: Stage) -> None:
    stage.give("wish-one")
    stage.server.is_away = False
    stage.standby.keep(a_catalog())
    stage.start()
    assert stage.give("wish-two") == ["K1-002"]


def test_a_ticket_that_the_server_refuses_holds_up_no_other_and_is_kept_in_view(stage: Stage) -> None:
    stage.give("wish-one", "wish-two")
    stage.server.is_away, stage.server.refuses = False, {"wish-one"}
    stage.standby.keep(a_catalog())
    stage.start()
    assert stage.standby.stock().refused == ("K1-001",)
    assert stage.handed_in() == [("wish-two", 2)]


def test_a_ticket_that_the_server_cannot_read_holds_up_no_other(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.give("wish-one", "wish-two", "wish-three")
    usual = stage.server.hand_in

    def hand_in(command: HandInVisits) -> list[HandedIn]:
        if any(visit.request_id == "wish-two" for visit in command.visits):
            raise ProblemAnswered(Problem(type=ProblemType.INVALID_FIELDS, title="", status=422, detail=""))
        return usual(command)

    monkeypatch.setattr(stage.server, "hand_in", hand_in)
    stage.server.is_away = False
    stage.standby.keep(a_catalog())
    assert stage.handed_in() == [("wish-one", 1), ("wish-three", 3)]
    assert stage.standby.stock().refused == ("K1-002",)


@pytest.mark.parametrize("wrong_by", [timedelta(0), timedelta(hours=-7), timedelta(days=3)])
def test_arrivals_are_true_whatever_the_kiosk_clock_shows_or_is_set_to(tmp_path: Path, wrong_by: timedelta) -> None:
    stage = Stage(tmp_path, machine=Machine(MORNING + wrong_by))
    stage.server.time = MORNING
    stage.standby.keep(a_catalog())
    stage.server.is_away = True
    stage.machine.pass_by(60)
    [_] = stage.give("wish-one")
    stage.machine.pass_by(600)
    stage.machine.wall += timedelta(hours=5)
    stage.start()
    stage.give("wish-two")
    stage.machine.pass_by(60)
    stage.server.is_away, stage.server.time = False, MORNING + timedelta(seconds=720)
    stage.standby.keep(a_catalog())
    ages = [MORNING + timedelta(seconds=720) - one.arrived_at for one in stage.server.taken.values()]
    assert ages == [timedelta(seconds=660), timedelta(seconds=60)]


def test_after_a_restart_of_the_machine_a_wrong_clock_is_known_to_be_as_wrong_as_before(tmp_path: Path) -> None:
    stage = Stage(tmp_path, machine=Machine(MORNING + timedelta(hours=7)))
    stage.server.time = MORNING
    stage.standby.keep(a_catalog())
    stage.machine.restart()
    stage.start()
    stage.give("wish-one")
    stage.standby.hand_in()
    assert stage.server.taken["wish-one"].arrived_at == MORNING + timedelta(seconds=60)


def test_what_somebody_claimed_cannot_be_read_from_the_disk_and_its_key_is_destroyed(stage: Stage) -> None:
    stage.give("wish-one", priority_class="elderly_75")
    assert b"elderly_75" not in (stage.folder / "ledger.jsonl").read_bytes()
    key = stage.folder / "ledger.key"
    assert key.stat().st_mode & 0o077 == 0
    secret = key.read_bytes()
    stage.server.is_away = False
    stage.standby.keep(a_catalog())
    assert stage.server.taken["wish-one"].priority_class == "elderly_75"
    assert not key.exists()
    assert b"wish-one" not in (stage.folder / "ledger.jsonl").read_bytes()
    stage.give("wish-two")
    assert key.read_bytes() != secret


def test_a_ledger_that_is_gone_is_another_one_and_uses_no_old_numbers(stage: Stage) -> None:
    stage.give("wish-one")
    for path in stage.folder.glob("ledger*"):
        path.unlink()
    stage.start()
    assert stage.trouble() is Trouble.SERVER_AWAY
    stage.server.is_away = False
    stage.standby.keep(a_catalog())
    assert len(stage.server.ledgers) == 2


def test_a_damaged_line_costs_that_line_only_and_its_numbers_are_not_used(stage: Stage) -> None:
    stage.give("wish-one", "wish-two")
    path = stage.folder / "ledger.jsonl"
    head, _, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(head + b"\x00" * 40 + b"\n" + second)
    stage.start()
    assert stage.trouble() is Trouble.SERVER_AWAY
    ledger_id = Ledger(stage.folder).ledger_id
    assert Ledger(stage.folder).ledger_id == ledger_id
    stage.server.is_away = False
    stage.standby.keep(a_catalog())
    assert stage.handed_in() == [("wish-two", 2)]
    assert ledger_id in stage.server.ledgers


def test_a_lost_key_is_told_and_not_passed_over_in_silence(stage: Stage) -> None:
    stage.give("wish-one")
    (stage.folder / "ledger.key").unlink()
    stage.start()
    assert stage.standby.stock().refused == ("K1-001",)
    assert stage.give("wish-two") == ["K1-002"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_ledger_cut_short_at_any_byte_loses_only_the_number_that_was_not_given(data: st.DataObject) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        stage = Stage(Path(name), a_lease(1, 9))
        stage.standby.keep(a_catalog())
        stage.give("wish-one", "wish-two", "wish-three")
        path = stage.folder / "ledger.jsonl"
        content = path.read_bytes()
        head = content.index(b"\n") + 1
        cut = data.draw(st.integers(head, len(content)))
        os.truncate(path, cut)
        whole = content[:cut].count(b"\n") - 1
        stage.start()
        assert [one.number for one in Ledger(stage.folder).unsent()] == list(range(1, whole + 1))
        assert stage.give("wish-next") == [f"K1-{whole + 1:03d}"]


def test_a_full_disk_gives_no_number_and_spoils_no_line(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.give("wish-one")
    usual = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: usual(handle, content[: len(content) // 2]))
    with pytest.raises(OSError, match="full"):
        stage.give("wish-two")
    monkeypatch.undo()
    assert stage.give("wish-three") == ["K1-002"]
    stage.start()
    assert stage.standby.stock().unsent == 2


def test_a_citizen_waits_for_one_answer_that_does_not_come_and_the_next_one_not_at_all(
    stage: Stage, tmp_path: Path
) -> None:
    desk = PrintDesk(None, PrintLedger(tmp_path / "papers.json"))  # type: ignore[arg-type]
    issuer = Issuer(stage.server, desk, stage.machine, stage.standby)  # type: ignore[arg-type]
    began = stage.machine.seconds()
    assert issuer.take(Wish("wish-one", "khai-sinh", "ordinary", "vi")).ticket_number == "K1-001"
    assert stage.machine.seconds() - began <= 5
    assert issuer.take(Wish("wish-two", "khai-sinh", "ordinary", "vi")).ticket_number == "K1-002"
    assert stage.server.asked == ["online"]


def test_a_server_that_says_it_cannot_is_away_and_one_that_says_no_is_not(stage: Stage, tmp_path: Path) -> None:
    desk = PrintDesk(None, PrintLedger(tmp_path / "papers.json"))  # type: ignore[arg-type]
    answers = {ProblemType.INTERNAL: "K1-001", ProblemType.BUSY: "K1-002", ProblemType.SERVICE_CLOSED: None}
    for kind, number in answers.items():
        stage.standby.is_cut_off = False
        server = _Refusing(kind)
        issuer = Issuer(server, desk, stage.machine, stage.standby)  # type: ignore[arg-type]
        wish = Wish(f"wish-{kind.value}", "khai-sinh", "ordinary", "vi")
        if number is not None:
            assert issuer.take(wish).ticket_number == number
            continue
        with pytest.raises(ProblemAnswered):
            issuer.take(wish)


class _Refusing:
    def __init__(self, kind: ProblemType) -> None:
        self._problem = Problem(type=kind, title="", status=500, detail="")

    def start_visit(self, _: Any) -> Any:
        raise ProblemAnswered(self._problem)
