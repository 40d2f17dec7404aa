"""The screens from the first touch to what the citizen wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from kiosk.cards.desk import CardDesk
from kiosk.cards.hand import REQUESTER, Hand
from kiosk.cards.reading import Kind
from kiosk.cards.words import NO_CARD
from kiosk.samples.props import USUAL, Props, Sample, Samples
from kiosk.state import Screen
from queue_server.contract.planning import Basis, Quieter


def _groups(props: Props) -> tuple[Sample, ...]:
    return (Sample(USUAL, props.at(Screen.GROUPS)),)


def _services(props: Props) -> tuple[Sample, ...]:
    usual = props.at(Screen.SERVICES)
    return Sample(USUAL, usual), Sample("next-page", replace(usual, page=1))


def _priority(props: Props) -> tuple[Sample, ...]:
    usual = props.at(Screen.PRIORITY)
    held = Hand().offer(REQUESTER, props.card, at=0.0)[0]
    desk = CardDesk(has_scanner=True, hand=held, today=props.card.born_on.replace(year=props.card.born_on.year + 78))
    no_card = CardDesk(has_scanner=True, said=NO_CARD[Kind.INSURANCE], is_refused=True)
    return (
        Sample(USUAL, usual),
        Sample("scanner", replace(usual, cards=CardDesk(has_scanner=True))),
        Sample("card", replace(usual, cards=desk)),
        Sample("card-shown", replace(usual, cards=replace(desk, is_bare=True))),
        Sample("no-card", replace(usual, cards=no_card)),
    )


def _outlook(props: Props) -> tuple[Sample, ...]:
    state = props.at(Screen.OUTLOOK)
    code = props.catalog.special_classes[0].code if props.catalog.special_classes else props.choice.priority_class
    nobody = props.outlook.model_copy(update={"ahead": 0, "forecast": None, "open_counters": 0})
    later = Quieter(at=datetime(2026, 3, 2, 8, 30, tzinfo=UTC), time="15:30", basis=Basis.USUAL_WEEK)
    long_wait = props.outlook.model_copy(update={"ahead": 24, "quieter": later})
    return (
        Sample(USUAL, replace(state, choice=replace(props.choice, outlook=props.outlook))),
        Sample("quieter", replace(state, choice=replace(props.choice, outlook=long_wait))),
        Sample("asking", replace(state, choice=replace(props.choice, asking=True))),
        Sample("unknown", state),
        Sample("cut-off", replace(state, catalog=replace(props.catalog, is_cut_off=True))),
        Sample("priority", replace(state, choice=replace(props.choice, priority_class=code, outlook=nobody))),
    )


SAMPLES: Samples = {
    Screen.GROUPS: _groups,
    Screen.SERVICES: _services,
    Screen.PRIORITY: _priority,
    Screen.OUTLOOK: _outlook,
}
