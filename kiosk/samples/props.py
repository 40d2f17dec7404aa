"""What samples are made of: the recorded demo office, or whatever a test would rather see."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from kiosk.cards.reading import Card, read_card
from kiosk.choice import Choice
from kiosk.finding import Guide
from kiosk.procedures.reading import load_library
from kiosk.state import Catalog, Screen, State
from queue_server.contract.answers import Office, Outlook, PriorityClass, Service, TicketIssued
from queue_server.contract.forms.book import load_book

RECORDING = Path(__file__).resolve().parents[2] / "assets" / "samples" / "kiosk.json"
USUAL = ""
"""The name of the sample that shows a screen as it mostly is."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A state to look at. `name` tells the looks of one screen apart, in small letters; the first is `USUAL`."""

    name: str
    state: State


@dataclass(frozen=True, slots=True)
class Props:
    catalog: Catalog
    outlook: Outlook
    ticket: TicketIssued
    guide: Guide
    card: Card
    """Of a made-up person."""

    @property
    def service(self) -> Service:
        """The service that sample visits are about: the first of the group that offers most."""
        groups = {service.group.id: self.catalog.services_of(service.group.id) for service in self.catalog.services}
        return max(groups.values(), key=len)[0]

    @property
    def choice(self) -> Choice:
        return Choice(group_id=self.service.group.id, service_id=self.service.id)

    def at(self, screen: Screen) -> State:
        """A healthy kiosk at this screen, its service chosen."""
        return State(screen=screen, trouble=None, catalog=self.catalog, choice=self.choice, guide=self.guide)


def remembering(props: Props) -> Props:
    """The same office, which remembers for a year what citizens want remembered."""
    office = props.catalog.office.model_copy(update={"remember_days": 365})
    return replace(props, catalog=replace(props.catalog, office=office))


SampleMaker = Callable[[Props], tuple[Sample, ...]]
Samples = dict[Screen, SampleMaker]


def demo_props(recording: Path = RECORDING) -> Props:
    """The recorded demo office. Raises `OSError` and `ValueError` when the recording cannot be read."""
    facts = json.loads(recording.read_text(encoding="utf-8"))
    catalog = Catalog(
        office=Office.model_validate(facts["office"]),
        services=tuple(Service.model_validate(one) for one in facts["services"]),
        priority_classes=tuple(PriorityClass.model_validate(one) for one in facts["priority_classes"]),
    )
    outlook, ticket = Outlook.model_validate(facts["outlook"]), TicketIssued.model_validate(facts["ticket"])
    return Props(catalog, outlook, ticket, _guide(), _card(facts["card"]))


@lru_cache(maxsize=1)
def _guide() -> Guide:
    return Guide.over(load_library(), load_book())


def _card(code: str) -> Card:
    card = read_card(code, date.max - timedelta(days=1)).card
    if card is None:
        raise ValueError("the recorded card is none")
    return card
