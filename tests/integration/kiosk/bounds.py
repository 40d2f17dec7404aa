"""Shows every sample of every screen in every combination it is told, and prints what is wrong, as JSON.

Run as `python -m tests.integration.kiosk.bounds SIZE DIAGONAL OFFICE COMBINATIONS [SCREEN…]`, a process for each glass.
OFFICE is `demo`, `crowded`, or `questions`: the demo office, of which every question of every form is shown.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from kiosk.comfort import TEXT_SIZES, Comfort, Look
from kiosk.samples import Props, Sample, demo_props, samples
from kiosk.state import State
from queue_server.contract.answers import Service
from tests.integration.kiosk.questions import questions

LANGUAGES = ("vi", "en")
EVERY = [
    (language, Comfort(text=text, look=look, reach=reach))
    for language, text, look, reach in product(LANGUAGES, TEXT_SIZES, Look, (False, True))
]
EACH_AXIS = [
    ("vi", Comfort()),
    ("en", Comfort(text=125, look=Look.DARK)),
    ("vi", Comfort(text=150, look=Look.CONTRAST)),
    ("vi", Comfort(text=200)),
    ("en", Comfort(reach=True)),
    ("vi", Comfort(text=200, reach=True)),
]
COMBINATIONS = {
    "every": EVERY,
    "layouts": [one for one in EVERY if one[1].look is Look.STANDARD],
    "each-axis": EACH_AXIS,
}
"""`layouts` leaves out the other looks, which change colours alone: to find quickly what `every` would find."""

PROCEDURES = Path(__file__).resolve().parents[3] / "assets" / "procedures" / "by-code"


def main(size: str, diagonal: str, office: str, which: str, *only: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        app = _app(folder, size, diagonal)
        found: list[str] = []
        props = crowded_props() if office == "crowded" else demo_props()
        wanted = questions(props) if office == "questions" else samples(props)
        from tests.integration.kiosk.audit import complaints

        def acts() -> Iterator[None]:
            _draw_nothing()
            shown = [sample for sample in wanted if which != "each-axis" or not sample.name]
            shown = [sample for sample in shown if not only or sample.state.screen.value in only]
            # A change of mode lays out every screen anew: so each mode once, and all screens in it.
            for (language, comfort), sample in product(COMBINATIONS[which], shown):
                for state, name in _looks(sample, language, comfort):
                    app.put(state)
                    yield
                    found.extend(f"{name}: {one}" for one in complaints(app))

        app.play(acts())
        status = app.run_until_stopped()
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return int(status)


def _draw_nothing() -> None:
    """Where everything is is known before it is drawn, and a drawn frame costs most of the time."""
    from kivy.core.window import Window

    Window.on_draw = lambda *_: None


def _app(folder: str, size: str, diagonal: str) -> Any:
    from kiosk.ui.showcase import showcase

    width, _, height = size.partition("x")
    return showcase(Path(folder), (int(width), int(height)), float(diagonal))


def _looks(sample: Sample, language: str, comfort: Comfort) -> Iterator[tuple[State, str]]:
    """The screen; and once for each combination, over the first screen, the comfort sheet."""
    state = replace(sample.state, language=language, comfort=comfort)
    mode = f"{language}/{comfort.text}/{comfort.look.value}{'/reach' if comfort.reach else ''}"
    name = f"{state.screen.value}{'-' if sample.name else ''}{sample.name} {mode}"
    yield state, name
    if state.screen.value == "attract" and not sample.name:
        yield replace(state, comfort=replace(comfort, is_open=True, voice=True)), f"comfort sheet {mode}"


def crowded_props() -> Props:
    """The demo office, its services named like the longest procedures there are, with long queues; one is closed."""
    props = demo_props()
    procedures = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(PROCEDURES.glob("*.json"))]
    names = sorted((named(procedure["name"]) for procedure in procedures), key=lambda name: -len(name["vi"]))
    services = [_renamed(service, names[i % 12], i) for i, service in enumerate(props.catalog.services)]
    named_first = props.ticket.service.model_copy(update={"id": services[0].id, "name": services[0].name})
    ticket = props.ticket.model_copy(update={"service": named_first, "counters": [str(n) for n in range(1, 9)]})
    forecast = ticket.forecast.model_copy(update={"low_seconds": 5400.0, "high_seconds": 9600.0})
    ticket = ticket.model_copy(update={"ahead": 1234, "forecast": forecast, "ticket_number": "K12-0345"})
    outlook = props.outlook.model_copy(update={"ahead": 1234, "forecast": forecast})
    return replace(props, catalog=replace(props.catalog, services=tuple(services)), outlook=outlook, ticket=ticket)


def named(name: str | dict[str, str]) -> dict[str, str]:
    return {"vi": name} if isinstance(name, str) else name


def _renamed(service: Service, name: dict[str, str], number: int) -> Service:
    closed = {"open": False, "closed_text": {"vi": "Hôm nay ngừng tiếp nhận từ 16 giờ 30", "en": "Closed after 16:30"}}
    more: dict[str, Any] = closed if number == 1 else {}
    return service.model_copy(update={"name": name, "waiting": 123, **more})


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
