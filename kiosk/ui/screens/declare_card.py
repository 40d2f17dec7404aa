"""How a declaration begins: which one, and whose card."""

from __future__ import annotations

from kiosk.cards.veil import veil_name
from kiosk.clock import now_here
from kiosk.declaring_actions import BeginDeclaring, StopDeclaring, UseCard
from kiosk.forms.carrying import spare_cards
from kiosk.forms.declaring import Declaring
from kiosk.phrases import mark
from kiosk.state import State, name_in
from kiosk.ui.screens.declare import CARRIED, SKIP, STOP, DeclareAskScreen
from kiosk.ui.widgets.card_grid import CardFace
from queue_server.contract.forms.dates import Moment
from queue_server.contract.forms.values import Today

SURE = "sure"
SHOW_CARD = mark("Đưa mã vuông trên thẻ vào máy quét. Máy không chụp ảnh thẻ.")


def today_here() -> Today:
    """The office's day and minute, by which a declaration is judged."""
    now = now_here()
    return Today(now.date(), Moment(now.date(), now.hour, now.minute))


class DeclareWhichScreen(DeclareAskScreen):
    def show(self, state: State) -> None:
        _ = self.app.tr._
        self.question = _("Ông/bà khai tờ nào?")
        self.under = _(CARRIED) if state.carried.done else ""
        self.page = state.page
        faces = [
            CardFace(f"form:{one.id}", one.id, name_in(dict(one.title), state.language)) for one in state.forms_offered
        ]
        self.faces = (*faces, self.stop_face())

    def choose(self, value: str) -> None:
        self.do(StopDeclaring() if value == STOP else BeginDeclaring(today_here(), value))


class DeclareCardScreen(DeclareAskScreen):
    def show(self, state: State) -> None:
        now = state.declaring
        if now is None:
            return
        _, language = self.app.tr._, state.language
        role = now.interview.step.about
        whose = now.interview.form.card_of(role)
        person = name_in(dict(whose.name), language) if whose else ""
        self.question = _("Quét thẻ căn cước của {person}").format(person=person)
        rule = CARRIED if role in now.interview.carried else SHOW_CARD
        self.under = _("Đã đọc thẻ căn cước.") if now.ahead else self.told(now, _(now.said or rule))
        taken = role in now.interview.cards
        without = _("Tiếp tục với thẻ đã quét") if taken else _("Không có thẻ, tôi tự khai")
        whom = veil_name(now.interview.cards[role].get("ho_ten", "")) if taken else ""
        self.faces = (*self._cards(now), CardFace("declare:skip", SKIP, without, whom), self.stop_face())
        self.page = state.page

    def choose(self, value: str) -> None:
        kind, _, place = value.partition(":")
        if kind == SURE:
            self.do(UseCard(int(place) if place else None))
        else:
            super().choose(value)

    def _cards(self, now: Declaring) -> tuple[CardFace, ...]:
        """The card that was doubted; else those that were scanned before and have no place on this form."""
        _ = self.app.tr._
        if now.interview.doubted is not None:
            return (CardFace("declare:sure", SURE, _("Đúng thẻ này, dùng tiếp")),)
        names = [veil_name(one.get("ho_ten", "")) for one in spare_cards(now.scanned, now.interview)]
        use = _("Dùng thẻ đã quét này")
        return tuple(CardFace(f"declare:card:{at}", f"{SURE}:{at}", name, use) for at, name in enumerate(names))
