"""Which field: the groups of services."""

from __future__ import annotations

from kivy.properties import NumericProperty, ObjectProperty

from kiosk.actions import ChooseGroup, TurnPage
from kiosk.state import Catalog, State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.widgets.card_grid import CardFace
from queue_server.contract.answers import ServiceRef


class GroupsScreen(FlowScreen):
    faces = ObjectProperty(())
    page = NumericProperty(0)

    def show(self, state: State) -> None:
        if state.catalog is None:
            return
        self.faces = tuple(self._face(state.catalog, group, state.language) for group in state.catalog.groups)
        self.page = state.page

    def choose(self, group_id: str) -> None:
        self.do(ChooseGroup(group_id))

    def turn(self, page: int) -> None:
        self.do(TurnPage(page))

    def _face(self, catalog: Catalog, group: ServiceRef, language: str) -> CardFace:
        """A group whose services are all closed still opens: inside it says why."""
        services = catalog.services_of(group.id)
        count = self.app.tr.count("{n} thủ tục", len(services))
        closed = "" if any(service.open for service in services) else self.app.tr._("Đang tạm ngừng")
        return CardFace(f"group:{group.id}", group.id, name_in(group.name, language), closed, count)
