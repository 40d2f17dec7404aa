"""Facts of one person that a later form finds again, by `kept_as`: where they are from, and whose they are not."""

from __future__ import annotations

from collections.abc import Mapping

from queue_server.contract.forms.declaration import Declaration
from queue_server.contract.forms.schema import Form, Source

Facts = Mapping[str, str]

WHO = ("nyc_so_dinh_danh", "nyc_ho_ten")
"""By which facts a person is told from another: the number, and where that is not known the name."""

NOBODYS = (Source.DEFAULT, Source.CONSTANT, Source.OFFICE)


def facts_of(form: Form, declaration: Declaration) -> dict[str, str]:
    """What this declaration says that another form may use."""
    found = {one.kept_as: declaration.answers.get(one.id) for one in form.fields if one.kept_as}
    return {name: answer.text for name, answer in found.items() if answer and answer.source not in NOBODYS}


def names_of(form: Form) -> frozenset[str]:
    """The facts that this form can use."""
    return frozenset(one.kept_as for one in form.fields if one.kept_as)


def are_of_two(some: Facts, others: Facts) -> bool:
    """Whether the facts name two people; False while that cannot be told."""
    for name in WHO:
        if name in some and name in others:
            return some[name].casefold() != others[name].casefold()
    return False
