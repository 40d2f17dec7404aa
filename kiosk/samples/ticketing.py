"""The screens of the ticket: asked for, given, refused."""

from __future__ import annotations

from dataclasses import replace

from hardware.faults import JobUnconfirmed, PaperOut
from kiosk.cards.desk import CardDesk
from kiosk.cards.reading import Kind
from kiosk.cards.words import NO_CARD
from kiosk.forms.carrying import Carried
from kiosk.forms.remembering import Memory, Phase
from kiosk.phrases import REFUSED
from kiosk.samples.props import USUAL, Props, Sample, Samples
from kiosk.state import Attempt, Paper, Screen, Trouble

REQUEST = "sample"


def _issuing(props: Props) -> tuple[Sample, ...]:
    return (Sample(USUAL, replace(props.at(Screen.ISSUING), attempt=Attempt(REQUEST))),)


def _ticket(props: Props) -> tuple[Sample, ...]:
    def with_paper(paper: Paper, fault: str | None = None, *, priority: bool = False) -> Attempt:
        return Attempt(REQUEST, props.ticket.model_copy(update={"priority": priority}), paper, fault)

    state = props.at(Screen.TICKET)
    unknown: dict[str, object] = {"ahead": None, "forecast": None, "counters": []}
    own = unknown | {"ticket_number": "K1-004", "offline": True}
    kept = Memory(phase=Phase.KEPT, until=props.catalog.office.business_date)
    cut_off = Attempt(REQUEST, props.ticket.model_copy(update=own), Paper.PRINTED)
    return (
        Sample(USUAL, replace(state, attempt=with_paper(Paper.PRINTED))),
        Sample("cut-off", replace(state, attempt=cut_off)),
        Sample("declared", replace(state, attempt=with_paper(Paper.PRINTED), carried=Carried(("a", "b")), memory=kept)),
        Sample("printing", replace(state, attempt=with_paper(Paper.PRINTING))),
        Sample("no-paper", replace(state, attempt=with_paper(Paper.FAILED, PaperOut.code, priority=True))),
        Sample("unconfirmed", replace(state, attempt=with_paper(Paper.FAILED, JobUnconfirmed.code))),
    )


def _refused(props: Props) -> tuple[Sample, ...]:
    state = replace(props.at(Screen.REFUSED), attempt=Attempt(REQUEST))
    return tuple(
        Sample(
            USUAL if trouble is Trouble.SERVER_AWAY else trouble.value.replace("_", "-"),
            replace(state, trouble=trouble),
        )
        for trouble in REFUSED
    )


def _card(props: Props) -> tuple[Sample, ...]:
    limited = props.catalog.office.model_copy(update={"visits_per_person": 1})
    state = replace(
        props.at(Screen.CARD),
        attempt=Attempt(REQUEST),
        catalog=replace(props.catalog, office=limited),
        cards=CardDesk(has_scanner=True),
    )
    wrong = CardDesk(has_scanner=True, said=NO_CARD[Kind.INSURANCE], is_refused=True)
    return Sample(USUAL, state), Sample("wrong", replace(state, cards=wrong))


SAMPLES: Samples = {Screen.ISSUING: _issuing, Screen.CARD: _card, Screen.TICKET: _ticket, Screen.REFUSED: _refused}
