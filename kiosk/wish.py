"""What a citizen asks for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """One number wanted. `request_id` stays the same however often, and of whomever, it is asked."""

    request_id: str
    service_id: str
    priority_class: str
    language: str
    online: bool = False
    """Somebody is to help with filing it online."""
