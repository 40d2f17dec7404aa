"""Who asks, and what they may do at a counter. Which roles may use a route is settled before, at the edge."""

from __future__ import annotations

from dataclasses import dataclass

from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import SYSTEM, Actor
from queue_server.domain.hall import CounterNow

MANAGERS = frozenset({"supervisor", "administrator"})


@dataclass(frozen=True, slots=True)
class Asker:
    """A person with roles, a device of a kind, or the system itself."""

    actor: Actor
    roles: frozenset[str] = frozenset()
    device_kind: str | None = None

    @property
    def person_id(self) -> str | None:
        return self.actor.id if self.actor.kind == "person" else None

    @property
    def device_id(self) -> str | None:
        return self.actor.id if self.actor.kind == "device" else None

    @property
    def manages(self) -> bool:
        """Supervisors and administrators may act on any counter; so may the system."""
        return bool(self.roles & MANAGERS) or self.actor == SYSTEM


THE_SYSTEM = Asker(SYSTEM)


def require_holds(asker: Asker, counter: CounterNow) -> None:
    """A clerk acts at the counter he holds. Raises Refused: counter_held, counter_not_held."""
    if asker.manages or (counter.person_id is not None and counter.person_id == asker.person_id):
        return
    code = Refusal.COUNTER_HELD if counter.person_id else Refusal.COUNTER_NOT_HELD
    raise Refused(code, counter_id=counter.desk.id)
