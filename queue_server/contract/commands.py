"""What may be asked of the server: one body class for each POST that has a body."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AwareDatetime, Field, SecretStr, StringConstraints, model_validator

from queue_server.contract.common import (
    Channel,
    Command,
    Delivery,
    DeskPrinter,
    DeviceKind,
    HealthState,
    Id,
    KioskHealth,
    LanguageCode,
    PrintState,
    Reason,
)
from queue_server.contract.pins import PIN

RequestId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
"""Chosen by the sender, kept through its retries: the same id gives the same ticket."""

PaperCode = Annotated[str, StringConstraints(pattern=r"^\d{8}$")]
"""Eight digits as they stand on a ticket or an appointment slip, without the blank between."""

FaultCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,39}$")]


class SignIn(Command):
    username: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    password: Annotated[SecretStr, Field(max_length=256)]


class StartVisit(Command):
    """Take a ticket. Exactly one of `service_id`, `service_ids` and `appointment_code`; several services give several
    legs, in that order.

    `person_digest`: of the card that was read, as `client.card_digest` makes it under the key of `GET /card-key`; only
    where the office limits numbers a day. `walk_in_reason`: staff take somebody although the service is closed now.
    """

    request_id: RequestId
    service_id: Id | None = None
    service_ids: Annotated[list[Id], Field(min_length=1, max_length=8)] | None = None
    appointment_code: PaperCode | None = None
    person_digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    walk_in_reason: Reason | None = None
    priority_class: Id = "ordinary"
    language: LanguageCode = "vi"
    channel: Channel | None = None
    delivery: Delivery = Delivery.COUNTER
    offline_number: Annotated[str, StringConstraints(min_length=4, max_length=12)] | None = None
    """Staff only: the number on a ticket that a kiosk gave while the server was away, such as K1-004."""

    @model_validator(mode="after")
    def one_way_to_name_services(self) -> Self:
        ways = (self.service_id, self.service_ids, self.appointment_code)
        if sum(way is not None for way in ways) != 1:
            raise ValueError("give exactly one of service_id, service_ids and appointment_code")
        return self

    @property
    def services(self) -> list[str]:
        """Empty for an appointment: its code says which."""
        if self.service_ids is not None:
            return self.service_ids
        return [self.service_id] if self.service_id is not None else []


class TakeLeases(Command):
    """Borrow numbers for when the server is away. `ledger_id` is made with the kiosk's book of what it gave: a new book
    has another, and gets other numbers. `used` is the highest number given today, 0 for none.
    """

    ledger_id: RequestId
    used: Annotated[int, Field(ge=0, le=9999)] = 0


class PrintResult(Command):
    state: PrintState
    fault: FaultCode | None = None

    @model_validator(mode="after")
    def a_failure_names_its_fault(self) -> Self:
        if self.state is PrintState.REQUESTED:
            raise ValueError("state is printed or failed")
        if (self.state is PrintState.FAILED) != (self.fault is not None):
            raise ValueError("a failed job names its fault, a printed one has none")
        return self


class OfflineVisit(Command):
    """A ticket that a kiosk gave while the server was away; `arrived_at` by the kiosk's clock.

    `request_id` is the one that was tried with the server first, if it was: then no second visit comes of it.
    """

    request_id: RequestId
    lease_id: Id
    number: Annotated[int, Field(ge=1, le=9999)]
    service_ids: Annotated[list[Id], Field(min_length=1, max_length=8)]
    priority_class: Id = "ordinary"
    language: LanguageCode = "vi"
    delivery: Delivery = Delivery.COUNTER
    assisted_online: bool = False
    """Somebody who wants help with filing online: counted as that channel, as it would have been by the server."""
    paper: PrintResult | None = None
    """What became of the ticket's paper; null: the kiosk does not know yet."""
    arrived_at: AwareDatetime


class HandInVisits(Command):
    """In the order in which they were given. `sent_at` is what the kiosk's clock shows now, to correct it by."""

    sent_at: AwareDatetime
    visits: Annotated[list[OfflineVisit], Field(min_length=1, max_length=100)]


class OpenCounter(Command):
    """No fields: the counter is opened by whoever is signed in."""


class PauseCounter(Command):
    reason: Reason | None = None


class CloseCounter(Command):
    pass


class CallNext(Command):
    pass


class Call(Command):
    """Call a chosen visit out of order; the reason is kept and the call is counted apart."""

    counter_id: Id
    reason: Reason


class Recall(Command):
    pass


class Serve(Command):
    pass


class Hold(Command):
    """Set a visit aside; with `minutes` it goes back to waiting by itself when they have passed."""

    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    reason: Reason


class Resume(Command):
    """Go on with a held visit: at `counter_id`, else at the asker's free counter, else it waits in its old place."""

    counter_id: Id | None = None


class Transfer(Command):
    """Send a visit on. Exactly one target; with `return` it comes back to this service afterwards."""

    service_id: Id | None = None
    counter_id: Id | None = None
    clerk_id: Id | None = None
    return_: Annotated[bool, Field(alias="return")] = False

    @model_validator(mode="after")
    def one_target(self) -> Self:
        if sum(target is not None for target in (self.service_id, self.counter_id, self.clerk_id)) != 1:
            raise ValueError("give exactly one of service_id, counter_id and clerk_id")
        return self


class Complete(Command):
    pass


class MarkNoShow(Command):
    pass


class Cancel(Command):
    reason: Reason


class CorrectPriority(Command):
    """The class was declared wrongly. The visit keeps its place and its overtakes; the reason is kept with it."""

    priority_class: Id
    reason: Reason


class Reprint(Command):
    """Print a ticket again at `device_id`, else at the device that printed it first."""

    device_id: Id | None = None


class ReportHealth(Command):
    state: HealthState
    fault: FaultCode | None = None
    version: Annotated[str, StringConstraints(max_length=40)] | None = None
    kiosk: KioskHealth | None = None
    desk: DeskPrinter | None = None


class SetPin(Command):
    """The PIN of a kiosk's operator corner: 6 to 12 digits. It is digested at once and kept nowhere."""

    pin: Annotated[SecretStr, Field(min_length=6, max_length=12)]

    @model_validator(mode="after")
    def digits_only(self) -> Self:
        if not PIN.fullmatch(self.pin.get_secret_value()):
            raise ValueError("a PIN has 6 to 12 digits")
        return self


class PinTaken(Command):
    """The kiosk has the PIN with this salt."""

    salt: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class AddDevice(Command):
    kind: DeviceKind
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class EnrolDevice(Command):
    """Swap the enrolment code an administrator was shown for the device's own token."""

    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=6, max_length=40)]
