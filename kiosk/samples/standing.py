"""The screens outside a visit."""

from __future__ import annotations

from dataclasses import replace

from hardware.faults import PaperOut
from kiosk.cards.desk import CardDesk
from kiosk.samples.props import USUAL, Props, Sample, Samples, remembering
from kiosk.state import Screen, State, Trouble


def _attract(props: Props) -> tuple[Sample, ...]:
    usual = props.at(Screen.ATTRACT)
    after_hours = replace(props.catalog, office=props.catalog.office.model_copy(update={"open_now": False}))
    return (
        Sample(USUAL, usual),
        Sample("after-hours", replace(usual, catalog=after_hours)),
        Sample("cut-off", replace(usual, catalog=replace(props.catalog, is_cut_off=True))),
        Sample("remembers", replace(remembering(props).at(Screen.ATTRACT), cards=CardDesk(has_scanner=True))),
        Sample("no-printer", replace(usual, printer_fault=PaperOut.code)),
    )


def _out_of_order(props: Props) -> tuple[Sample, ...]:
    troubles = (
        Trouble.SERVER_AWAY, Trouble.STARTING, Trouble.NO_SERVICES, Trouble.NOT_ALLOWED, Trouble.SCREEN_FAULT,
        Trouble.LEASE_USED_UP, Trouble.LEASE_OVER,
    )  # fmt: skip
    return tuple(
        Sample(
            USUAL if trouble is Trouble.SERVER_AWAY else trouble.value.replace("_", "-"),
            State(screen=Screen.OUT_OF_ORDER, trouble=trouble, catalog=props.catalog),
        )
        for trouble in troubles
    )


SAMPLES: Samples = {Screen.ATTRACT: _attract, Screen.OUT_OF_ORDER: _out_of_order}
