"""How many touches a declaration costs an automated citizen who answers everything, and how much of it is typed.

Each touch is taken for a second: a key, a choice, an offer, a scan, a page, "go on". The citizen goes by what is on the
glass; nothing is sent anywhere.
"""

from __future__ import annotations

from typing import Any

from kiosk.typing.methods import Method
from queue_server.contract.dossiers import OfficeWords
from tests.support_citizen import Citizen
from tests.support_scenes import SCENES, Scene, ticket_for
from tests.unit.contract.forms.made import TODAY

LIMIT_SECONDS = 90


def run() -> dict[str, Any]:
    """By form and cards: touches in Telex and by accent keys, screens, counted and typed fields; the worst against 90.

    `all_typed`: without touching an offer. `far_from_home`: at an office that says nothing of itself.
    """
    figures = {f"{scene.form}: {scene.name}": _figures(scene) for scene in SCENES}
    worst = max(figures.values(), key=lambda one: int(one["touches"]))
    return {"ratio_to_limit": worst["touches"] / LIMIT_SECONDS, "forms": figures}


def _figures(scene: Scene) -> dict[str, Any]:
    citizen = Citizen(scene.answers, scene.codes)
    _, saving = citizen.declare(ticket_for(scene.form), TODAY)
    return {
        "touches": citizen.touches,
        "by_accent_keys": _touches(scene, method=Method.ACCENTS),
        "all_typed": _touches(scene, plain=True),
        "far_from_home": _touches(scene, words=OfficeWords()),
        "screens": citizen.screens,
        "counted": saving.counted,
        "typed": saving.typed,
        "typed_share": saving.typed_share,
    }


def _touches(scene: Scene, *, words: OfficeWords | None = None, **more: Any) -> int:
    citizen = Citizen(scene.answers, scene.codes, **more)
    citizen.declare(ticket_for(scene.form, words) if words is not None else ticket_for(scene.form), TODAY)
    return citizen.touches
