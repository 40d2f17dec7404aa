"""Which service of the group; the closed ones too, with the reason."""

from __future__ import annotations

from kivy.properties import NumericProperty, ObjectProperty, StringProperty

from kiosk.actions import ChooseService, TurnPage
from kiosk.phrases import queue_in_words
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.widgets.card_grid import CardFace
from queue_server.contract.answers import Service


class ServicesScreen(FlowScreen):
    faces = ObjectProperty(())
    page = NumericProperty(0)
    group = StringProperty()

    def show(self, state: State) -> None:
        if state.catalog is None or state.choice.group_id is None:
            return
        services = state.catalog.services_of(state.choice.group_id)
        self.group = name_in(services[0].group.name, state.language) if services else ""
        self.faces = tuple(self._face(service, state.language) for service in services)
        self.page = state.page

    def choose(self, service_id: str) -> None:
        self.do(ChooseService(service_id))

    def turn(self, page: int) -> None:
        self.do(TurnPage(page))

    def _face(self, service: Service, language: str) -> CardFace:
        key, name = f"service:{service.id}", name_in(service.name, language)
        if not service.open:
            reason = name_in(service.closed_text, language) or self.app.tr._("Đang tạm ngừng")
            return CardFace(key, service.id, name, reason, is_open=False)
        queue = queue_in_words(self.app.tr, service.waiting) if service.waiting else ""
        return CardFace(key, service.id, name, name_in(service.description, language), queue)
