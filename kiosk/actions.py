"""What can happen to the kiosk: first what a citizen does, then what the machine learns."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.state import Catalog, Trouble
from queue_server.contract.answers import Outlook, TicketIssued


@dataclass(frozen=True, slots=True)
class Begin:
    """The first touch."""


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    language: str


@dataclass(frozen=True, slots=True)
class ChooseGroup:
    group_id: str


@dataclass(frozen=True, slots=True)
class ChooseService:
    service_id: str


@dataclass(frozen=True, slots=True)
class ChoosePriority:
    code: str


@dataclass(frozen=True, slots=True)
class TurnPage:
    page: int


@dataclass(frozen=True, slots=True)
class GoBack:
    pass


@dataclass(frozen=True, slots=True)
class GoHome:
    """The visit is over: at a touch, or because nobody is there any more."""


@dataclass(frozen=True, slots=True)
class TakeTicket:
    """`request_id` is fresh for each wish of a citizen."""

    request_id: str


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Ask for the same ticket once more."""


@dataclass(frozen=True, slots=True)
class CatalogArrived:
    catalog: Catalog


@dataclass(frozen=True, slots=True)
class OutlookArrived:
    """`outlook` None: the server could not tell."""

    service_id: str
    priority_class: str
    outlook: Outlook | None


@dataclass(frozen=True, slots=True)
class TicketTaken:
    request_id: str
    ticket: TicketIssued


@dataclass(frozen=True, slots=True)
class TicketRefused:
    request_id: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class PaperDone:
    """The printer has finished with this ticket; `fault` None means that the paper is out."""

    request_id: str
    fault: str | None


@dataclass(frozen=True, slots=True)
class PrinterSeen:
    fault: str | None


@dataclass(frozen=True, slots=True)
class OutOfOrder:
    trouble: Trouble


Action = (
    Begin
    | ChooseLanguage
    | ChooseGroup
    | ChooseService
    | ChoosePriority
    | TurnPage
    | GoBack
    | GoHome
    | TakeTicket
    | TryAgain
    | CatalogArrived
    | OutlookArrived
    | TicketTaken
    | TicketRefused
    | PaperDone
    | PrinterSeen
    | OutOfOrder
)
