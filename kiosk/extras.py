"""What a visit may have beside its first service: more services on the same ticket, and how the result is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from queue_server.contract.common import Delivery

if TYPE_CHECKING:
    from kiosk.state import Choice

MOST_SERVICES = 4
"""More would be a morning's work, and would not fit the ticket."""


@dataclass(frozen=True, slots=True)
class Extras:
    """`services` come after the first. `kept` is the choice so far while one more is being looked for, None else.
    `delivery` is None as long as nobody was asked.
    """

    services: tuple[str, ...] = ()
    kept: Choice | None = None
    delivery: Delivery | None = None

    @property
    def is_adding(self) -> bool:
        return self.kept is not None
