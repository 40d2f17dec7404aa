"""When nobody is there any more."""

from __future__ import annotations

from dataclasses import replace

from kiosk.comfort import Comfort
from kiosk.idle import PRINTED_TICKET_SECONDS, UNPRINTED_TICKET_SECONDS, IdleWatch, Phase
from kiosk.state import Attempt, Paper, Screen, State
from tests.unit.kiosk.made import a_ticket

WATCH = IdleWatch(idle_seconds=45, warning_seconds=15, touched_at=100)
CHOOSING = State(screen=Screen.SERVICES, trouble=None)


def with_ticket(paper: Paper) -> State:
    return replace(CHOOSING, screen=Screen.TICKET, attempt=Attempt("r", a_ticket(), paper))


def test_a_warning_comes_before_the_end() -> None:
    phases = [WATCH.phase(CHOOSING, 100 + quiet) for quiet in (0, 44.9, 45, 59.9, 60)]
    assert phases == [Phase.ACTIVE, Phase.ACTIVE, Phase.WARNING, Phase.WARNING, Phase.OVER]


def test_a_touch_gives_the_whole_time_again() -> None:
    assert WATCH.touched(155).phase(CHOOSING, 199) is Phase.ACTIVE


def test_the_countdown_never_shows_a_second_too_few() -> None:
    assert [WATCH.seconds_left(CHOOSING, 100 + quiet) for quiet in (45, 45.1, 59.5, 60, 70)] == [15, 15, 1, 0, 0]


def test_nobody_is_sent_away_while_the_number_is_being_taken_or_printed() -> None:
    assert WATCH.phase(replace(CHOOSING, screen=Screen.ISSUING), 9999) is Phase.ACTIVE
    assert WATCH.phase(with_ticket(Paper.PRINTING), 9999) is Phase.ACTIVE


def test_a_number_without_paper_stays_longer_than_one_on_paper() -> None:
    assert WATCH.phase(with_ticket(Paper.PRINTED), 100 + PRINTED_TICKET_SECONDS) is Phase.OVER
    assert WATCH.phase(with_ticket(Paper.FAILED), 100 + PRINTED_TICKET_SECONDS) is Phase.ACTIVE
    assert WATCH.phase(with_ticket(Paper.FAILED), 100 + UNPRINTED_TICKET_SECONDS) is Phase.OVER


def test_before_a_visit_only_the_language_is_reset_without_a_question() -> None:
    attract = replace(CHOOSING, screen=Screen.ATTRACT)
    assert [WATCH.phase(attract, 100 + quiet) for quiet in (50, 60)] == [Phase.ACTIVE, Phase.OVER]


def test_who_uses_an_aid_or_asks_for_time_gets_more_of_it() -> None:
    enlarged, patient = (replace(CHOOSING, comfort=one) for one in (Comfort(text=150), Comfort(patience=4)))
    assert [WATCH.phase(enlarged, 100 + quiet) for quiet in (89, 90)] == [Phase.ACTIVE, Phase.WARNING]
    assert [WATCH.phase(patient, 100 + quiet) for quiet in (179, 180)] == [Phase.ACTIVE, Phase.WARNING]


def test_who_reads_aloud_has_longer_with_the_ticket() -> None:
    listening = replace(with_ticket(Paper.PRINTED), comfort=Comfort(voice=True))
    assert WATCH.phase(listening, 100 + PRINTED_TICKET_SECONDS) is Phase.ACTIVE
    assert WATCH.phase(listening, 100 + 2 * PRINTED_TICKET_SECONDS) is Phase.OVER
