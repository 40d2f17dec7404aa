"""The screens on which somebody declares: a card, a choice, words, and all of it to read."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.actions import TurnPage
from kiosk.declaring_actions import (
    ChooseAnswer,
    CorrectAnswer,
    HandInDeclared,
    SkipQuestion,
    StopDeclaring,
    Unveil,
)
from kiosk.flow.declaring import ENOUGH, LESS, MORE, YES
from kiosk.forms.declaring import Declaring, Sending
from kiosk.forms.interview import Line, may_drop_item, progress, review
from kiosk.forms.questions import Ask, Step, declaration_of
from kiosk.forms.remembering import Phase
from kiosk.forms.showing import memory_in_words, shown_text, source_in_words
from kiosk.phrases import mark
from kiosk.remembering_actions import ForgetFacts
from kiosk.state import State, name_in
from kiosk.ui.screens.base import FlowScreen
from kiosk.ui.widgets.card_grid import CardFace
from queue_server.contract.common import Names
from queue_server.contract.forms.book import Book
from queue_server.contract.forms.schema import FormField, Kind

SKIP, STOP, UNVEIL, FORGET = "skip", "stop", "unveil", "forget"
DESTROYING = (Phase.FORGETTING, Phase.FORGOTTEN, Phase.NOT_FORGOTTEN)
CARRIED = mark("Máy đã điền sẵn những gì có trong tờ khai trước của ông/bà.")


class DeclareScreen(FlowScreen):
    """A question, and under it what is wrong with the answer, else its rule in plain words."""

    question = StringProperty()
    under = StringProperty()
    strong = StringProperty()
    ready = BooleanProperty(defaultvalue=True)
    faces = ObjectProperty(())
    page = NumericProperty(0)

    def turn(self, page: int) -> None:
        self.do(TurnPage(page))

    def choose(self, value: str) -> None:
        self.do(SkipQuestion() if value == SKIP else StopDeclaring() if value == STOP else ChooseAnswer(value))

    def confirm(self) -> None:
        """The large button."""

    def asked_for(self, declaring: Declaring, field: FormField, language: str) -> str:
        """What is asked, in plain words where the form has them; of one of many, which one."""
        return named(declaring, field.question or field.label, declaring.interview.step, language)

    def place(self, declaring: Declaring) -> str:
        """How far somebody has got, in words."""
        at, of = progress(declaring.book, declaring.interview)
        return self.app.tr._("Câu {at} trên {of}").format(at=at, of=of)

    def told(self, declaring: Declaring, rule: str) -> str:
        """What is wrong comes before the rule, and both before the place; at first what is filled in already."""
        interview = declaring.interview
        said = name_in(dict(interview.findings[0].message), self.app.tr.language) if interview.findings else rule
        if not said and interview.is_continued and progress(declaring.book, interview)[0] == 1:
            said = self.app.tr._(CARRIED)
        if said and self.app.theme.tight:
            return said
        return " · ".join(part for part in (said, self.place(declaring)) if part)

    def stop_face(self) -> CardFace:
        _ = self.app.tr._
        return CardFace("declare:stop", STOP, _("Thôi, để cán bộ hỏi tại quầy"), _("Số của ông/bà vẫn giữ nguyên"))


class DeclareAskScreen(DeclareScreen):
    """A question and cards to answer it with."""


class DeclareChoiceScreen(DeclareAskScreen):
    def show(self, state: State) -> None:
        now = state.declaring
        if now is None:
            return
        self.page = state.page
        if now.interview.step.ask is Ask.MORE:
            self._ask_for_more(now, state.language)
        elif now.field is not None:
            self._ask(now, now.field, state.language)

    def _ask(self, now: Declaring, field: FormField, language: str) -> None:
        _ = self.app.tr._
        self.question = self.asked_for(now, field, language)
        self.under = self.told(now, name_in(dict(field.help), language) if field.help else "")
        if field.kind is Kind.CHECK:
            self.faces = (CardFace("declare:yes", YES, _("Có")),)
        else:
            self.faces = tuple(_choice(now.book, value, language) for value in now.choices)
        if not field.required:
            self.faces += (CardFace("declare:skip", SKIP, _("Bỏ qua câu này")),)

    def _ask_for_more(self, now: Declaring, language: str) -> None:
        _ = self.app.tr._
        section = next(one for one in now.interview.form.sections if one.id == now.interview.step.about)
        self.question = name_in(dict(section.more), language)
        count = len(now.interview.typed.get(section.id, []))
        self.under = self.told(now, _("Đã khai: {count}").format(count=count) if count else "")
        self.faces = (
            CardFace("declare:more", MORE, _("Có, khai thêm"), icon="plus"),
            CardFace("declare:enough", ENOUGH, _("Không, hết rồi")),
        )
        if may_drop_item(now.interview):
            self.faces += (CardFace("declare:less", LESS, _("Bỏ mục vừa khai"), icon="erase"),)


class DeclareReviewScreen(DeclareScreen):
    def show(self, state: State) -> None:
        now = state.declaring
        if now is None:
            return
        _ = self.app.tr._
        self.question = _("Xin đọc lại tờ khai")
        is_whole = declaration_of(now.book, now.interview).is_complete
        self.under = self._status(now, is_whole=is_whole)
        if state.memory.phase in DESTROYING:
            self.under = memory_in_words(state.memory, self.app.tr)
        self.ready = is_whole and now.sending is not Sending.UNDER_WAY
        self.strong = _("Đúng rồi, gửi cho cán bộ")
        lines = [line for _section, many in review(now.book, now.interview) for line in many]
        self._steps = {self._key(line): line.step for line in lines}
        veil = CardFace(
            "declare:unveil", UNVEIL, _("Che lại") if now.unveiled else _("Hiện đủ số và tên"), icon="people"
        )
        forget = (CardFace("declare:forget", FORGET, _("Xóa thông tin đã giữ")),) if state.memory.holds else ()
        self.faces = (veil, *(self._face(line, now, state.language) for line in lines), *forget, self.stop_face())
        self.page = state.page

    def choose(self, value: str) -> None:
        if value == UNVEIL:
            self.do(Unveil())
        elif value == FORGET:
            self.do(ForgetFacts())
        elif value in self._steps:
            self.do(CorrectAnswer(self._steps[value]))
        else:
            super().choose(value)

    def confirm(self) -> None:
        self.do(HandInDeclared())

    def forget(self) -> None:
        super().forget()
        self._steps = {}

    def _status(self, now: Declaring, *, is_whole: bool) -> str:
        _ = self.app.tr._
        if now.sending is Sending.UNDER_WAY:
            return _("Đang gửi…")
        if now.sending is Sending.FAILED:
            return _("Chưa gửi được. Xin thử lại, hoặc để cán bộ hỏi tại quầy.")
        if not is_whole:
            return _("Còn mục chưa đúng, có ghi chú bên dưới. Chạm vào mục để sửa.")
        if now.interview.kept:
            return _("Có mục đã được điền sẵn. Chạm vào mục nào chưa đúng để sửa.")
        return _("Chạm vào mục nào chưa đúng để sửa.")

    def _key(self, line: Line) -> str:
        return f"{line.step.about}:{line.step.item}"

    def _face(self, line: Line, now: Declaring, language: str) -> CardFace:
        label = named(now, line.label, line.step, language)
        if line.findings:
            label = f"{label} – {name_in(dict(line.findings[0].message), language)}"
        key, origin = self._key(line), source_in_words(line, self.app.tr)
        return CardFace(f"declare:{key}", key, shown_text(line, now), label, origin, icon="")


def named(declaring: Declaring, label: Names, step: Step, language: str) -> str:
    """The label of a question, behind the name of the one of many that it is about."""
    section = declaring.interview.form.section_of(step.about)
    if section is None or step.item is None:
        return name_in(dict(label), language)
    return f"{name_in(dict(section.each), language).format(number=step.item + 1)}: {name_in(dict(label), language)}"


def _choice(book: Book, value: str, language: str) -> CardFace:
    """In the reader's language, and under it what will stand on the paper."""
    called = book.called(value, language)
    return CardFace(f"declare:{value}", value, called, "" if called == value else value)
