"""What the office remembers of whoever stands here: told, asked for, destroyed."""

from __future__ import annotations

from kiosk.actions import GoHome
from kiosk.forms.declaring import Declaring
from kiosk.forms.remembering import Memory, Phase, fields_of_facts, veiled_fact
from kiosk.forms.showing import memory_in_words, question_of_keeping
from kiosk.phrases import mark
from kiosk.remembering_actions import ForgetFacts, KeepFacts, UseRemembered
from kiosk.state import State, name_in
from kiosk.ui.screens.declare import DeclareAskScreen, DeclareScreen
from kiosk.ui.widgets.card_grid import CardFace

USE, NOT_NOW, FORGET, KEEP, NO, HOME = "use", "not-now", "forget", "keep", "no", "home"
SHOW_CARD = mark("Đưa mã vuông trên thẻ vào máy quét. Máy không lưu số thẻ.")


class DeclareRememberedScreen(DeclareAskScreen):
    """Something is remembered of this citizen: what, until when, and what to do with it."""

    def show(self, state: State) -> None:
        now, _ = state.declaring, self.app.tr._
        if now is None:
            return
        self.page = state.page
        if state.memory.phase is Phase.FORGOTTEN:
            self.question, self.under = _("Đã xóa thông tin đã giữ"), ""
            self.faces = (CardFace("remembered:use", USE, _("Tiếp tục")),)
            return
        self.question = _("Ông/bà đã cho giữ thông tin từ lần trước")
        self.under = memory_in_words(state.memory, self.app.tr) or self._what(now, state)
        self.faces = (
            CardFace("remembered:use", USE, _("Dùng và đi tiếp")),
            CardFace("remembered:not-now", NOT_NOW, _("Lần này không dùng")),
            CardFace("remembered:forget", FORGET, _("Xóa thông tin đã giữ")),
        )

    def choose(self, value: str) -> None:
        self.do(ForgetFacts() if value == FORGET else UseRemembered(is_wanted=value == USE))

    def _what(self, now: Declaring, state: State) -> str:
        """The facts, as far as they may be seen in a hall, and their last day."""
        found, language = state.memory.found, state.language
        told = [
            f"{name_in(dict(one.label), language)} {veiled_fact(one, found[name])}"
            for name, one in fields_of_facts(now.book, found).items()
        ]
        sentence = self.app.tr._("Máy điền sẵn: {what}. Giữ đến {until}.")
        return sentence.format(what=", ".join(told), until=_day(state.memory))


class DeclareKeepScreen(DeclareScreen):
    """May something be kept? Nothing is chosen beforehand, and both answers look alike."""

    def show(self, state: State) -> None:
        _, language, consent = self.app.tr._, state.language, state.consent
        if consent is None:
            return
        self.page = state.page
        self.question, self.under = question_of_keeping(state)
        self.faces = (
            CardFace("keep:yes", KEEP, _("Có, giữ giúp tôi"), name_in(dict(consent.yes), language)),
            CardFace("keep:no", NO, _("Không giữ"), name_in(dict(consent.no), language)),
        )

    def choose(self, value: str) -> None:
        self.do(KeepFacts(is_wanted=value == KEEP))


class ForgetScreen(DeclareAskScreen):
    """For somebody who comes to have it destroyed: the card is enough."""

    def show(self, state: State) -> None:
        _ = self.app.tr._
        if state.memory.phase is Phase.FORGOTTEN:
            self.question = _("Đã xóa thông tin đã giữ")
            self.under = _("Trung tâm không còn giữ gì theo thẻ này cho lần sau.")
            self.faces = (CardFace("forget:home", HOME, _("Xong")),)
            return
        self.question = _("Quét thẻ căn cước để xóa thông tin đã giữ")
        self.under = memory_in_words(state.memory, self.app.tr) or _(state.cards.said or SHOW_CARD)
        self.faces = ()

    def choose(self, _value: str) -> None:
        self.do(GoHome())


def _day(memory: Memory) -> str:
    return f"{memory.until:%d/%m/%Y}" if memory.until else ""
