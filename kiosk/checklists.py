"""The list of papers on the roll: put together from what is on the screen, printed when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from hardware.document import Checklist, ChecklistItem
from kiosk.actions import Action
from kiosk.finding import ChecklistPaper
from kiosk.finding_actions import ChecklistDone
from kiosk.i18n import Words, load_words
from kiosk.issue import PrintDesk
from kiosk.jobs import JobRunner
from kiosk.phrases_of_procedures import fee_in_words, online_in_words, portal_address
from kiosk.state import State, name_in

KIOSK_FAULT = "kiosk_fault"


class ChecklistJobs:
    """Follows the state; `do` is called on the screen's thread with how the printing ended."""

    def __init__(self, desk: PrintDesk, runner: JobRunner, do: Callable[[Action], None]) -> None:
        self._desk = desk
        self._runner = runner
        self._do = do

    def follow(self, before: State, now: State) -> None:
        if now.finding.paper is not ChecklistPaper.PRINTING or before.finding.paper is ChecklistPaper.PRINTING:
            return
        code, checklist = str(now.finding.code), checklist_of(now)
        self._runner.submit(
            "print checklist",
            lambda: self._desk.print_checklist(checklist),
            lambda fault: self._do(ChecklistDone(code, fault)),
            lambda _: self._do(ChecklistDone(code, KIOSK_FAULT)),
        )


def checklist_of(state: State) -> Checklist:
    """What is on the screen, for the paper; in the reader's language, with the papers that are ticked."""
    procedure, speech = state.procedure, _Spoken(load_words(state.language))
    if procedure is None or state.catalog is None or state.guide is None:
        raise ValueError("no procedure was chosen")
    _, language = speech._, state.language
    return Checklist(
        office=name_in(dict(state.catalog.office.name), language),
        heading=_("Giấy tờ cần mang theo"),
        title=name_in(dict(procedure.title), language),
        code=_("Mã thủ tục") + ": " + procedure.code,
        items=tuple(
            ChecklistItem(
                text=name_in(dict(document.name), language),
                note=_("Chỉ khi có trường hợp này") if document.if_needed else "",
                ticked=place in state.finding.ticked,
            )
            for place, document in enumerate(procedure.documents)
        ),
        facts=(
            (_("Thời hạn giải quyết"), name_in(dict(procedure.time_limit.text), language)),
            (_("Phí, lệ phí"), fee_in_words(speech, procedure.fee, language)),
            (_("Nộp trực tuyến"), online_in_words(speech, procedure.online_level)),
        ),
        address=portal_address(state.guide.library, procedure.code),
        address_words=_("Quét mã để xem trên Cổng Dịch vụ công quốc gia"),
        footnotes=(_("Giấy này không phải Giấy tiếp nhận hồ sơ"),),
    )


class _Spoken:
    """The words of a language, as the screens' sentences want them."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def _(self, sentence: str) -> str:
        return self._words.say(sentence)

    def count(self, sentence: str, number: int) -> str:
        return self._words.count(sentence, number)
