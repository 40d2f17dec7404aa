"""Which order the office calls in, as data: one key function, a few weights, and a bound on overtakes.

    key = place in line - head_start * head start of the class + service * its mean time
          - scarcity * min(longest_delay, projected delay of its service) [+ late_yield once the promise is broken]

The least key is called first. Whoever was overtaken `max_overtakes` times goes before every key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

UNBOUNDED = 1_000_000
"""More overtakes than a day has visits."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Weights are plain factors; `longest_delay`, `late_after` and `late_yield` are seconds."""

    name: str
    max_overtakes: int = UNBOUNDED
    head_start: float = 0.0
    service: float = 0.0
    scarcity: float = 0.0
    longest_delay: float = 1200.0
    late_after: float = 900.0
    late_yield: float = 0.0

    @property
    def keeps_keys_in_order(self) -> bool:
        """In one line a later place never has the lesser key."""
        return self.late_yield <= 0


FIFO = Policy("fifo", max_overtakes=UNBOUNDED)
# No head start is so small that a hundredfold day of waiting could make up for it.
STRICT = Policy("strict", max_overtakes=UNBOUNDED, head_start=10_000.0)
FAIR = Policy("fair", max_overtakes=5, head_start=1.0, service=1.0, scarcity=0.3)
BALANCED = Policy("balanced", max_overtakes=5, head_start=1.0, service=1.25, scarcity=0.3, late_yield=900.0)

POLICIES: Mapping[str, Policy] = MappingProxyType({one.name: one for one in (FAIR, BALANCED, FIFO, STRICT)})
