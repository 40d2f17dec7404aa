"""Screens of one question and a few cards: what somebody comes for, how the result is wanted, what to say of us."""

from __future__ import annotations

from kivy.properties import NumericProperty, ObjectProperty, StringProperty

from kiosk.actions import Action, TurnPage
from kiosk.cards.actions import ContinueWithoutCard
from kiosk.cards.words import why_a_card
from kiosk.path_actions import ChooseClass, ChooseDelivery, ChoosePurpose, KeyCode, Speak, WritePetition
from kiosk.phrases import DELIVERIES, MISHAPS, PURPOSES, Speech
from kiosk.remembering_actions import AskToForget
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.widgets.card_grid import CardFace
from kiosk.voices import CodeKind
from queue_server.contract.common import Delivery, Purpose

PURPOSE_ICONS = {Purpose.RESULT: "paper", Purpose.COMPLETE: "plus", Purpose.ADVICE: "people"}
APPOINTMENT, VOICES, RATING, PETITION, FORGET = "appointment", "voices", "rating", "petition", "forget"


class ChoiceScreen(FlowScreen):
    question = StringProperty()
    under = StringProperty()
    faces = ObjectProperty(())
    page = NumericProperty(0)

    def choose(self, value: str) -> None:
        self.do(self.meaning(value))

    def turn(self, page: int) -> None:
        self.do(TurnPage(page))

    def meaning(self, value: str) -> Action:
        """What choosing a card does."""
        raise NotImplementedError


class PathsScreen(ChoiceScreen):
    def show(self, state: State) -> None:
        self.question = self.app.tr._("Ông/bà cần việc gì?")
        self.faces = path_faces(state, self.app.tr)
        self.page = state.page

    def meaning(self, value: str) -> Action:
        return path_action(value)


class DeliveryScreen(ChoiceScreen):
    def show(self, state: State) -> None:
        _ = self.app.tr._
        self.question = _("Ông/bà muốn nhận kết quả thế nào?")
        self.faces = tuple(
            CardFace(f"delivery:{one.value}", one.value, *(_(words) for words in DELIVERIES[one]))
            for one in state.deliveries
        )

    def meaning(self, value: str) -> Action:
        return ChooseDelivery(Delivery(value))


class CardScreen(ChoiceScreen):
    """The card that the number is counted by."""

    def show(self, state: State) -> None:
        _ = self.app.tr._
        self.question = _("Mời ông/bà quét thẻ căn cước")
        self.under = _(state.cards.said) if state.cards.is_refused else why_a_card(self.app.tr, state.limit)
        without = _("Tôi không mang thẻ")
        self.faces = (CardFace("card:none", "none", without, _("Cán bộ ở quầy hướng dẫn sẽ lấy số giúp")),)

    def meaning(self, _: str) -> Action:
        return ContinueWithoutCard()


class VoicesScreen(ChoiceScreen):
    def show(self, state: State) -> None:
        _ = self.app.tr._
        self.question = _("Ông/bà muốn đánh giá hay góp ý?")
        rating = CardFace(
            RATING, RATING, _("Đánh giá lượt vừa rồi"), _("Bằng mã in cuối phiếu. Không ghi tên ai."), icon="face5"
        )
        petition = CardFace(PETITION, PETITION, _("Phản ánh, kiến nghị"), _("Viết ra điều muốn góp ý"), icon="letter")
        takes = state.catalog is not None and state.catalog.office.feedback
        self.faces = (rating, petition) if takes else (rating,)

    def meaning(self, value: str) -> Action:
        return KeyCode(CodeKind.RATING) if value == RATING else WritePetition()


class FeedbackScreen(ChoiceScreen):
    def show(self, state: State) -> None:
        if state.petition is None:
            return
        _, petition = self.app.tr._, state.petition
        self.question = _("Ông/bà muốn phản ánh về điều gì?")
        address = name_in(petition.address, state.language) if petition.address else ""
        place = _("Nơi tiếp nhận chính thức")
        self.under = f"{place}: {address}" if address else ""
        if petition.mishap is not None:
            self.under = _(MISHAPS[petition.mishap])
        self.faces = tuple(
            CardFace(
                f"class:{one.code}",
                one.code,
                name_in(one.name, state.language),
                self.app.tr.count("Trả lời trong {n} ngày làm việc", one.working_days),
            )
            for one in petition.classes
        )

    def meaning(self, value: str) -> Action:
        return ChooseClass(value)


def path_faces(state: State, speech: Speech) -> tuple[CardFace, ...]:
    """All that this office offers beside something new; what it does not have is not shown."""
    if state.catalog is None:
        return ()
    is_cut_off = state.catalog.is_cut_off
    purposes = [
        CardFace(f"purpose:{one.value}", one.value, speech._(words), icon=PURPOSE_ICONS[one])
        for one, words in PURPOSES.items()
        if state.catalog.services_for(one)
    ]
    others = []
    if state.catalog.office.appointments and not is_cut_off:
        others.append(CardFace("path:appointment", APPOINTMENT, speech._("Có hẹn trước"), icon="calendar"))
    if not is_cut_off:
        others.append(CardFace("path:voices", VOICES, speech._("Đánh giá, góp ý"), icon="face4"))
    if state.may_forget:
        others.append(CardFace("path:forget", FORGET, speech._("Xóa thông tin đã giữ"), icon="clear"))
    return (*purposes, *others)


def path_action(value: str) -> Action:
    if value == APPOINTMENT:
        return KeyCode(CodeKind.APPOINTMENT)
    if value == FORGET:
        return AskToForget()
    return Speak() if value == VOICES else ChoosePurpose(Purpose(value))
