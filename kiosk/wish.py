"""What a citizen asks for."""

from __future__ import annotations

from dataclasses import dataclass, field

from queue_server.contract.common import Delivery


@dataclass(frozen=True, slots=True)
class Wish:
    """One number wanted. `request_id` stays the same however often, and of whomever, it is asked.

    `more_services` come after the first on the same ticket. By appointment there is a code in place of services.
    """

    request_id: str
    service_id: str
    priority_class: str
    language: str
    online: bool = False
    """Somebody is to help with filing it online."""
    more_services: tuple[str, ...] = ()
    delivery: Delivery = Delivery.COUNTER
    appointment_code: str | None = None
    card_number: str | None = field(default=None, repr=False)
    """Of the card that was scanned, where numbers are counted per card. It leaves this machine as a digest only."""
