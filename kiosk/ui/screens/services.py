"""Which service of the group; the closed ones too, with the reason."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from kivy.properties import NumericProperty, ObjectProperty, StringProperty

from kiosk.actions import ChooseService, TurnPage
from kiosk.phrases import opening_in_words, queue_in_words
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.widgets.card_grid import CardFace
from queue_server.contract.answers import Service


class ServicesScreen(FlowScreen):
    faces = ObjectProperty(())
    page = NumericProperty(0)
    group = StringProperty()

    def show(self, state: State) -> None:
        if state.catalog is None or not state.offered:
            return
        self.group = name_in(state.offered[0].group.name, state.language)
        self.faces = tuple(self._face(service, state) for service in state.offered)
        self.page = state.page

    def choose(self, service_id: str) -> None:
        self.do(ChooseService(service_id))

    def turn(self, page: int) -> None:
        self.do(TurnPage(page))

    def _face(self, service: Service, state: State) -> CardFace:
        language = state.language
        key, name = f"service:{service.id}", name_in(service.name, language)
        if not service.open:
            return CardFace(key, service.id, name, self._why_closed(service, state), is_open=False)
        if service.id in state.wanted:
            return CardFace(key, service.id, name, self.app.tr._("Đã chọn"), is_open=False)
        queue = queue_in_words(self.app.tr, service.waiting) if service.waiting else ""
        return CardFace(key, service.id, name, name_in(service.description, language), queue)

    def _why_closed(self, service: Service, state: State) -> str:
        reason = name_in(service.closed_text, state.language) or self.app.tr._("Đang tạm ngừng")
        if state.catalog is None:
            return reason
        office = state.catalog.office
        again = opening_in_words(self.app.tr, service, ZoneInfo(office.time_zone), office.business_date)
        return f"{reason}. {again}" if again else reason
