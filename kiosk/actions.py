"""What can happen to the kiosk: first what a citizen does, then what the machine learns."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.state import Catalog, Trouble
from kiosk.typing.methods import Method
from queue_server.contract.answers import Outlook, TicketIssued


class Action:
    """Anything that can happen. A path with many actions of its own keeps them in its own module."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Begin(Action):
    """The first touch."""


@dataclass(frozen=True, slots=True)
class ChooseLanguage(Action):
    language: str


@dataclass(frozen=True, slots=True)
class ChooseGroup(Action):
    group_id: str


@dataclass(frozen=True, slots=True)
class ChooseService(Action):
    service_id: str


@dataclass(frozen=True, slots=True)
class ChoosePriority(Action):
    code: str


@dataclass(frozen=True, slots=True)
class TurnPage(Action):
    page: int


@dataclass(frozen=True, slots=True)
class ChooseTypingMethod(Action):
    """Keys are read like this for the rest of the visit."""

    method: Method


@dataclass(frozen=True, slots=True)
class GoBack(Action):
    pass


@dataclass(frozen=True, slots=True)
class GoHome(Action):
    """The visit is over: at a touch, or because nobody is there any more."""


@dataclass(frozen=True, slots=True)
class TakeTicket(Action):
    """`request_id` is fresh for each wish of a citizen."""

    request_id: str


@dataclass(frozen=True, slots=True)
class TryAgain(Action):
    """Ask for the same ticket once more."""


@dataclass(frozen=True, slots=True)
class CatalogArrived(Action):
    catalog: Catalog


@dataclass(frozen=True, slots=True)
class OutlookArrived(Action):
    """`outlook` None: the server could not tell."""

    service_id: str
    priority_class: str
    outlook: Outlook | None


@dataclass(frozen=True, slots=True)
class TicketTaken(Action):
    request_id: str
    ticket: TicketIssued


@dataclass(frozen=True, slots=True)
class TicketRefused(Action):
    request_id: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class PaperDone(Action):
    """The printer has finished with this ticket; `fault` None means that the paper is out."""

    request_id: str
    fault: str | None


@dataclass(frozen=True, slots=True)
class PrinterSeen(Action):
    fault: str | None


@dataclass(frozen=True, slots=True)
class OutOfOrder(Action):
    trouble: Trouble
