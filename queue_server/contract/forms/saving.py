"""How much a citizen did not have to type: honestly counted."""

from __future__ import annotations

from dataclasses import dataclass

from queue_server.contract.forms.declaration import Answer, Declaration
from queue_server.contract.forms.schema import Kind, Source

UNCOUNTED = {Source.OFFICE, Source.CONSTANT, Source.DEFAULT}
"""The office's name, constants and defaults that nobody touched are neither typed nor saved."""


@dataclass(frozen=True, slots=True)
class Saving:
    """`counted` fields have an answer that somebody would else have typed; `typed` of them were typed."""

    counted: int
    typed: int

    @property
    def saved(self) -> int:
        return self.counted - self.typed

    @property
    def typed_share(self) -> float:
        """From 0 to 1; 0 for a form without a counted field."""
        return self.typed / self.counted if self.counted else 0.0


def saving_of(declaration: Declaration) -> Saving:
    """Fields left empty and signatures count on neither side; each item of a section that repeats counts for itself."""
    signatures = {one.id for one in declaration.asked if one.kind is Kind.SIGNATURE}
    once = [answer for name, answer in declaration.answers.items() if name not in signatures]
    many = [answer for items in declaration.items.values() for item in items for answer in item.values()]
    counted: list[Answer] = [answer for answer in (*once, *many) if answer.source not in UNCOUNTED]
    return Saving(len(counted), sum(answer.source is Source.TYPED for answer in counted))
