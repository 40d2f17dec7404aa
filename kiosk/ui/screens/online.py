"""The way over the national portal: alone with a phone, or here with help."""

from __future__ import annotations

from kivy.properties import BooleanProperty, StringProperty

from kiosk.finding_actions import TakeForProcedure
from kiosk.issue import new_request_id
from kiosk.phrases_of_procedures import online_in_words, portal_address
from kiosk.procedures.model import OnlineLevel
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen


class OnlineScreen(FlowScreen):
    procedure = StringProperty()
    level = StringProperty()
    address = StringProperty()
    can_help = BooleanProperty(defaultvalue=False)

    def show(self, state: State) -> None:
        procedure = state.procedure
        if procedure is None or state.guide is None:
            return
        self.procedure = name_in(dict(procedure.title), state.language)
        self.level = online_in_words(self.app.tr, procedure.online_level)
        self.address = portal_address(state.guide.library, procedure.code) or ""
        is_online = procedure.online_level is not OnlineLevel.IN_PERSON
        self.can_help = is_online and state.service is not None and state.service.open

    def take(self) -> None:
        self.do(TakeForProcedure(new_request_id(), online=True))
