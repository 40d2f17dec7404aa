"""What the kiosk knows at one moment: which screen it shows, what the citizen chose, what the server said."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.cards.desk import CardDesk
from kiosk.choice import MOST_SERVICES, ORDINARY, Choice, Extras
from kiosk.comfort import Comfort
from kiosk.finding import Finding, Guide
from kiosk.forms.carrying import Carried, forms_of
from kiosk.forms.declaring import Declaring
from kiosk.forms.remembering import Memory
from kiosk.operator.corner import Corner
from kiosk.procedures.model import Procedure
from kiosk.typing.methods import Method
from kiosk.voices import Keyed, Petition, Rated
from queue_server.contract.answers import Office, PriorityClass, Service, ServiceRef, TicketIssued
from queue_server.contract.common import Delivery, Purpose
from queue_server.contract.forms.schema import Form
from queue_server.contract.remembered import Consent

HOME_LANGUAGE = "vi"


class Screen(StrEnum):
    ATTRACT = "attract"
    FIND = "find"
    TOPIC = "topic"
    SEARCH = "search"
    PROCEDURE = "procedure"
    PAPERS = "papers"
    FEE = "fee"
    ONLINE = "online"
    SAMPLE = "sample"
    GROUPS = "groups"
    SERVICES = "services"
    PRIORITY = "priority"
    OUTLOOK = "outlook"
    ISSUING = "issuing"
    PATHS = "paths"
    DELIVERY = "delivery"
    CARD = "card"
    CODE = "code"
    VOICES = "voices"
    RATING = "rating"
    FEEDBACK = "feedback"
    WORDS = "words"
    THANKS = "thanks"
    TICKET = "ticket"
    REFUSED = "refused"
    OUT_OF_ORDER = "out_of_order"
    DECLARE_WHICH = "declare_which"
    DECLARE_CARD = "declare_card"
    DECLARE_REMEMBERED = "declare_remembered"
    DECLARE_CHOICE = "declare_choice"
    DECLARE_WRITE = "declare_write"
    DECLARE_REVIEW = "declare_review"
    DECLARE_KEEP = "declare_keep"
    FORGET = "forget"
    PIN = "pin"
    OPERATOR = "operator"


class Trouble(StrEnum):
    """Why there is no ticket now; each has its own words on the screen."""

    STARTING = "starting"
    SERVER_AWAY = "server_away"
    LEASE_USED_UP = "lease_used_up"
    LEASE_OVER = "lease_over"
    NO_SERVICES = "no_services"
    NOT_ALLOWED = "not_allowed"
    SCREEN_FAULT = "screen_fault"
    SERVICE_CLOSED = "service_closed"
    OFFICE_CLOSED = "office_closed"
    OFFICE_BREAK = "office_break"
    OFFICE_HOLIDAY = "office_holiday"
    SERVICE_HOURS = "service_hours"
    LAST_TICKET = "last_ticket"
    SERVICE_FULL = "service_full"
    DAILY_LIMIT = "daily_limit"
    CARD_NEEDED = "card_needed"
    UNKNOWN_APPOINTMENT = "unknown_appointment"
    APPOINTMENT_USED = "appointment_used"
    APPOINTMENT_CANCELLED = "appointment_cancelled"
    APPOINTMENT_OTHER_DAY = "appointment_other_day"
    APPOINTMENT_TOO_EARLY = "appointment_too_early"
    APPOINTMENT_TOO_LATE = "appointment_too_late"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    SERIES_FULL = "series_full"
    BUSY = "busy"
    REFUSED = "refused"


CUT_OFF = (Trouble.SERVER_AWAY, Trouble.LEASE_USED_UP, Trouble.LEASE_OVER)
"""The server is away, and there is no number of the kiosk's own to give."""


class Paper(StrEnum):
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Catalog:
    """What the office offers, as last heard. `is_cut_off`: the server is away, numbers are the kiosk's own."""

    office: Office
    services: tuple[Service, ...]
    priority_classes: tuple[PriorityClass, ...]
    is_cut_off: bool = False

    @property
    def groups(self) -> tuple[ServiceRef, ...]:
        """The groups in the order in which their first services come."""
        return tuple({service.group.id: service.group for service in self.services}.values())

    @property
    def special_classes(self) -> tuple[PriorityClass, ...]:
        """The classes that somebody has to claim; empty means that the question is not asked."""
        return tuple(one for one in self.priority_classes if one.code != ORDINARY)

    def services_of(self, group_id: str) -> tuple[Service, ...]:
        return tuple(service for service in self.services if service.group.id == group_id)

    def services_for(self, purpose: Purpose) -> tuple[Service, ...]:
        """What somebody can come for who does not begin anything new."""
        return tuple(service for service in self.services if service.purpose is purpose)

    def service(self, service_id: str) -> Service | None:
        return next((service for service in self.services if service.id == service_id), None)

    def service_of_procedure(self, code: str) -> Service | None:
        """The service whose ticket a procedure takes, an open one if there is one; None: not at this office."""
        named = [service for service in self.services if code in service.procedures]
        return next((service for service in named if service.open), named[0] if named else None)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One wish for a ticket. `request_id` stays the same however often the server has to be asked."""

    request_id: str
    ticket: TicketIssued | None = None
    paper: Paper = Paper.PRINTING
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """`printer_fault` is what the printer last complained of, None when it is ready or was never asked."""

    screen: Screen = Screen.OUT_OF_ORDER
    trouble: Trouble | None = Trouble.STARTING
    language: str = HOME_LANGUAGE
    catalog: Catalog | None = None
    page: int = 0
    choice: Choice = field(default_factory=Choice)
    attempt: Attempt | None = None
    printer_fault: str | None = None
    typing_method: Method = Method.TELEX
    comfort: Comfort = field(default_factory=Comfort)
    corner: Corner = field(default_factory=Corner)
    guide: Guide | None = None
    finding: Finding = field(default_factory=Finding)
    cards: CardDesk = field(default_factory=CardDesk)
    extras: Extras = field(default_factory=Extras)
    keyed: Keyed | None = None
    rated: Rated | None = None
    petition: Petition | None = None
    declaring: Declaring | None = None
    carried: Carried = field(default_factory=Carried)
    memory: Memory = field(default_factory=Memory)

    @property
    def service(self) -> Service | None:
        """The service chosen, None before."""
        if self.catalog is None or self.choice.service_id is None:
            return None
        return self.catalog.service(self.choice.service_id)

    @property
    def procedure(self) -> Procedure | None:
        """The procedure somebody reads about, None before."""
        if self.guide is None or self.finding.code is None:
            return None
        return self.guide.library.procedures.get(self.finding.code)

    @property
    def offered(self) -> tuple[Service, ...]:
        """What the list of services shows: of a purpose, or of a group."""
        if self.catalog is None:
            return ()
        if self.choice.purpose is not None:
            return self.catalog.services_for(self.choice.purpose)
        return self.catalog.services_of(self.choice.group_id) if self.choice.group_id else ()

    @property
    def wanted(self) -> tuple[str, ...]:
        """The services of the ticket, the first one first; also while one more is being looked for."""
        first = (self.extras.kept or self.choice).service_id
        return (first, *self.extras.services) if first else ()

    @property
    def wanted_services(self) -> tuple[Service, ...]:
        found = (self.catalog.service(one) for one in self.wanted) if self.catalog else ()
        return tuple(service for service in found if service is not None)

    @property
    def limit(self) -> int:
        """Numbers that one card may take a day, 0 for any; none is kept to without a scanner or without the server."""
        if self.catalog is None or self.catalog.is_cut_off or not self.cards.has_scanner:
            return 0
        return self.catalog.office.visits_per_person

    @property
    def wants_card(self) -> bool:
        """Whether a card has to be shown before the number. Who has an appointment has been promised one."""
        return self.limit > 0 and self.keyed is None and self.cards.card is None

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """The ways that are asked about: those of whatever service of the ticket asks."""
        asked = [service.deliveries for service in self.wanted_services if len(service.deliveries) > 1]
        return tuple(one for one in Delivery if any(one in those for those in asked))

    @property
    def may_add(self) -> bool:
        """Whether one more service can go on the ticket; a kiosk that is cut off gives one at a time."""
        if self.catalog is None or self.catalog.is_cut_off or len(self.wanted) >= MOST_SERVICES:
            return False
        return any(service.open and service.id not in self.wanted for service in self.catalog.services)

    @property
    def forms_offered(self) -> tuple[Form, ...]:
        """The declarations of what the ticket is for that can be made here and were not; first what was looked up."""
        ticket, catalog = self.attempt.ticket if self.attempt else None, self.catalog
        book = self.guide.book if self.guide else None
        if ticket is None or ticket.offline or catalog is None or book is None:
            return ()
        procedures = tuple(code for service in self.wanted_services for code in service.procedures)
        chosen = (self.finding.code,) if self.finding.code in procedures else ()
        found = forms_of(book, (*chosen, *procedures), catalog.office.business_date)
        return tuple(form for form in found if form.id not in self.carried.done)

    @property
    def remembers(self) -> bool:
        """Whether this office keeps facts until the next visit of those who want it, and can be asked now."""
        if self.catalog is None or self.catalog.is_cut_off:
            return False
        return self.catalog.office.remember_days > 0 and self.consent is not None

    @property
    def consent(self) -> Consent | None:
        """The words under which that is done."""
        book = self.guide.book if self.guide else None
        return book.consent if book else None

    @property
    def may_forget(self) -> bool:
        """Whether somebody can have that destroyed here, with a card."""
        return self.remembers and self.cards.has_scanner

    @property
    def is_waiting_for_people(self) -> bool:
        """Nobody's visit is under way: the catalog may change under the screen."""
        return self.screen in (Screen.ATTRACT, Screen.OUT_OF_ORDER)


def page_count(items: int, size: int) -> int:
    """How many pages of `size` hold so many items; an empty list still has one page."""
    return max(1, -(-items // size))


def name_in(names: dict[str, str], language: str) -> str:
    """A name in the reader's language, else in Vietnamese."""
    return names.get(language) or names.get(HOME_LANGUAGE, "")
