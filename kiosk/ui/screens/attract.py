"""The first screen: come and touch."""

from __future__ import annotations

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty

from kiosk.actions import Begin
from kiosk.finding import Shelf
from kiosk.finding_actions import OpenShelf
from kiosk.path_actions import ShowPaths
from kiosk.phrases import queue_in_words
from kiosk.state import State
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.screens.choices import path_action, path_faces


class AttractScreen(FlowScreen):
    worked_out = ("is_beside",)
    queue = StringProperty()
    notice = StringProperty()
    finds = BooleanProperty(defaultvalue=False)
    is_beside = BooleanProperty(defaultvalue=False)
    paths = ObjectProperty(())

    def show(self, state: State) -> None:
        if state.catalog is None:
            return
        speech = self.app.tr
        self.finds = state.guide is not None
        waiting = sum(service.waiting for service in state.catalog.services)
        self.queue = "" if state.catalog.is_cut_off else queue_in_words(speech, waiting)
        self.notice = self._notice(state)
        self.paths = path_faces(state, speech)

    def begin(self) -> None:
        self.do(Begin())

    def find(self) -> None:
        self.do(OpenShelf(Shelf.MOST_USED))

    def find_by_event(self) -> None:
        self.do(OpenShelf(Shelf.LIFE_EVENTS))

    def choose(self, value: str) -> None:
        self.do(path_action(value))

    def show_all(self) -> None:
        self.do(ShowPaths())

    def _notice(self, state: State) -> str:
        if state.catalog and not state.catalog.office.open_now:
            return self.app.tr._("Hiện ngoài giờ tiếp nhận. Ông/bà vẫn có thể xem các thủ tục.")
        if state.catalog and state.catalog.is_cut_off:
            return self.app.tr._("Máy đang mất kết nối. Ông/bà vẫn lấy được số, rồi đưa phiếu cho cán bộ.")
        if state.printer_fault:
            return self.app.tr._("Máy in tạm ngừng. Số thứ tự sẽ hiện trên màn hình.")
        return ""
