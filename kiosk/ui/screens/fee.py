"""What it costs; worked out where there is a tariff."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from kiosk.finding_actions import Count
from kiosk.phrases_of_procedures import fee_in_words
from kiosk.procedures.fees import MOST_COUNT, MOST_PAGES, dong, total
from kiosk.procedures.model import Fee, Per
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen


class FeeScreen(FlowScreen):
    procedure = StringProperty()
    tariff = StringProperty()
    total = StringProperty()
    copies_label = StringProperty()
    copies = NumericProperty(1)
    pages = NumericProperty(1)
    counts = BooleanProperty(defaultvalue=False)
    counts_pages = BooleanProperty(defaultvalue=False)
    most_copies, most_pages = MOST_COUNT, MOST_PAGES

    def show(self, state: State) -> None:
        procedure, finding = state.procedure, state.finding
        if procedure is None:
            return
        fee, speech = procedure.fee, self.app.tr
        self.procedure = name_in(dict(procedure.title), state.language)
        self.tariff = fee_in_words(speech, fee, state.language)
        self.copies, self.pages = finding.copies, finding.pages
        self.counts, self.counts_pages = bool(fee.amount) or fee.copies is not None, fee.copies is not None
        self.copies_label = self._label(fee)
        amount = total(fee, finding.copies, finding.pages)
        self.total = dong(amount) if amount else ""

    def count(self, copies: float, pages: float) -> None:
        self.do(Count(int(copies), int(pages)))

    def _label(self, fee: Fee) -> str:
        _ = self.app.tr._
        is_copies = fee.copies is not None or fee.per is Per.COPY
        return _("Số bản") if is_copies else _("Số trường hợp")
