"""Every declaration by an automated citizen who skips no question: in ninety touches, typed as it was meant."""

from __future__ import annotations

import pytest

from kiosk.typing.methods import Method
from tests.support_citizen import Citizen
from tests.support_scenes import SCENES, Scene, ticket_for
from tests.unit.contract.forms.made import BOOK, TODAY

MOST_TOUCHES = 90
IDS = [f"{scene.form}: {scene.name}" for scene in SCENES]


@pytest.mark.parametrize("method", [Method.TELEX, Method.ACCENTS])
@pytest.mark.parametrize("scene", SCENES, ids=IDS)
def test_a_declaration_takes_no_more_than_ninety_touches(scene: Scene, method: Method) -> None:
    citizen = Citizen(scene.answers, scene.codes, method)
    citizen.declare(ticket_for(scene.form), TODAY)
    assert citizen.touches <= MOST_TOUCHES, citizen.touched


def test_every_form_has_a_citizen() -> None:
    assert {scene.form for scene in SCENES} == set(BOOK.forms)


def test_offers_spare_touches_and_change_no_answer() -> None:
    scene = SCENES[0]
    typist, reader = Citizen(scene.answers, scene.codes, plain=True), Citizen(scene.answers, scene.codes)
    (_, typed), (_, offered) = (one.declare(ticket_for(scene.form), TODAY) for one in (typist, reader))
    assert reader.touches * 2 < typist.touches
    assert offered == typed


def test_with_the_mothers_card_at_most_sixty_in_a_hundred_fields_of_a_birth_are_typed() -> None:
    scene = SCENES[0]
    _, saving = Citizen(scene.answers, scene.codes).declare(ticket_for(scene.form), TODAY)
    assert saving.typed_share <= 0.6
