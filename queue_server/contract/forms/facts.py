"""Facts of one person that a later form finds again, by `kept_as`: where they are from, and whose they are not."""

from __future__ import annotations

from collections.abc import Mapping

from queue_server.contract.forms.declaration import Declaration
from queue_server.contract.forms.schema import Form, Source

Facts = Mapping[str, str]

NUMBER = "nyc_so_dinh_danh"
WHO = (NUMBER, "nyc_ho_ten")
"""By which facts a person is told from another: the number, and where that is not known the name."""

NOBODYS = (Source.DEFAULT, Source.CONSTANT, Source.OFFICE)


def facts_of(form: Form, declaration: Declaration, *, typed: bool = False) -> dict[str, str]:
    """What this declaration says that another form may use; only what was `typed`, which no card tells, if so asked."""
    found = {one.kept_as: declaration.answers.get(one.id) for one in form.fields if one.kept_as}
    return {
        name: answer.text
        for name, answer in found.items()
        if answer and answer.source not in NOBODYS and (answer.source is Source.TYPED or not typed)
    }


def names_of(form: Form) -> frozenset[str]:
    """The facts that this form goes by: those it can use, and those that say whose they are."""
    return frozenset(one.kept_as for one in form.fields if one.kept_as) | set(WHO)


def are_of_two(some: Facts, others: Facts) -> bool:
    """Whether the facts name two people; False while that cannot be told."""
    for name in WHO:
        if name in some and name in others:
            return some[name].casefold() != others[name].casefold()
    return False
