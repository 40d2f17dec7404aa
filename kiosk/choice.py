"""What a visit asks for: the service chosen, and what it may have beside it on the same ticket."""

from __future__ import annotations

from dataclasses import dataclass

from queue_server.contract.answers import Outlook
from queue_server.contract.common import Delivery, Purpose

ORDINARY = "ordinary"
MOST_SERVICES = 4
"""More would be a morning's work, and would not fit the ticket."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the citizen has chosen so far. `asking` is true while the outlook is being fetched.

    `online`: somebody is to help with filing it online. `purpose` is what was chosen in place of a group.
    """

    group_id: str | None = None
    service_id: str | None = None
    priority_class: str = ORDINARY
    outlook: Outlook | None = None
    asking: bool = False
    online: bool = False
    purpose: Purpose | None = None


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
