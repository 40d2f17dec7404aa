"""What is said aloud on each screen, in the visitor's language. Pure.

A prompt says where one is, what is on offer and what a touch does. It never says what a visitor has typed or what
stands on a card: everybody in the hall hears it.
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.forms.showing import question_of_keeping
from kiosk.phrases import OUT_OF_ORDER, REFUSED, Speech, ahead_in_words, mark, queue_in_words, wait_in_words
from kiosk.state import Paper, Screen, State, Trouble, name_in

Prompt = Callable[[State, Speech], list[str]]
STOP = ". "


def prompt(state: State, speech: Speech, question: str = "") -> str:
    """The sentences for this screen; one without a prompt of its own says the `question` at its head."""
    say = PROMPTS.get(state.screen)
    sentences = say(state, speech) if say else [question]
    return STOP.join(sentence.strip(" .") for sentence in sentences if sentence.strip(" ."))


def spelled(number: str) -> str:
    """A ticket number letter by letter, digit by digit: a voice would make a thousand of it."""
    return ", ".join(character for character in number if character.isalnum())


def _attract(state: State, speech: Speech) -> list[str]:
    waiting = sum(service.waiting for service in state.catalog.services) if state.catalog else 0
    closed = state.catalog is not None and not state.catalog.office.open_now
    return [
        speech._("Xin kính chào ông/bà"),
        speech._(mark("Hiện ngoài giờ tiếp nhận. Ông/bà vẫn có thể xem các thủ tục.")) if closed else "",
        queue_in_words(speech, waiting),
        speech._("Chạm vào nút lớn để lấy số"),
    ]


def _groups(state: State, speech: Speech) -> list[str]:
    groups = state.catalog.groups if state.catalog else ()
    names = (name_in(group.name, state.language) for group in groups)
    return [speech._("Ông/bà cần làm việc về lĩnh vực nào?"), *names]


def _services(state: State, speech: Speech) -> list[str]:
    services = state.catalog.services_of(state.choice.group_id or "") if state.catalog else ()
    closed = speech._("Đang tạm ngừng")
    names = (name_in(one.name, state.language) + ("" if one.open else f", {closed}") for one in services)
    return [speech._("Ông/bà cần làm thủ tục gì?"), *names]


def _priority(state: State, speech: Speech) -> list[str]:
    classes = state.catalog.special_classes if state.catalog else ()
    return [
        speech._("Ông/bà có thuộc đối tượng ưu tiên không?"),
        *(name_in(one.name, state.language) for one in classes),
        speech._("Nếu không, chạm nút “Không”"),
    ]


def _outlook(state: State, speech: Speech) -> list[str]:
    if state.choice.asking or state.service is None:
        return []
    outlook = state.choice.outlook
    wait = wait_in_words(speech, outlook.forecast if outlook else None)
    return [
        name_in(state.service.name, state.language),
        ahead_in_words(speech, outlook.ahead) if outlook else "",
        f"{speech._('Thời gian chờ ước tính')}: {wait}" if wait else "",
        speech._("Ông/bà vẫn muốn lấy số?"),
        speech._("Chạm nút “Lấy số”"),
    ]


def _issuing(_: State, speech: Speech) -> list[str]:
    return [speech._("Đang lấy số…").rstrip("…"), speech._("Xin ông/bà chờ trong giây lát.")]


def _ticket(state: State, speech: Speech) -> list[str]:
    if state.attempt is None or state.attempt.ticket is None:
        return []
    ticket, paper = state.attempt.ticket, state.attempt.paper
    fate = {
        Paper.PRINTING: speech._("Xin ông/bà chờ lấy phiếu."),
        Paper.PRINTED: speech._("Mời ông/bà lấy phiếu"),
        Paper.FAILED: speech._("Máy in gặp lỗi. Hãy ghi lại hoặc chụp lại số này"),
    }[paper]
    if paper is Paper.PRINTED:
        return [fate, f"{speech._('Số thứ tự của ông/bà')}: {spelled(ticket.ticket_number)}"]
    return [
        f"{speech._('Số thứ tự của ông/bà')}: {spelled(ticket.ticket_number)}",
        ahead_in_words(speech, ticket.ahead),
        fate,
    ]


def _keep(state: State, speech: Speech) -> list[str]:
    """All that somebody agrees to, also for who cannot read it."""
    consent, language = state.consent, state.language
    if consent is None:
        return []
    yes = f"{speech._('Có, giữ giúp tôi')}: {name_in(dict(consent.yes), language)}"
    return [*question_of_keeping(state), yes, f"{speech._('Không giữ')}: {name_in(dict(consent.no), language)}"]


def _refused(state: State, speech: Speech) -> list[str]:
    reason = REFUSED.get(state.trouble or Trouble.REFUSED, REFUSED[Trouble.REFUSED])
    return [speech._("Chưa lấy được số"), speech._(reason)]


def _out_of_order(state: State, speech: Speech) -> list[str]:
    return [speech._(sentence) for sentence in OUT_OF_ORDER[state.trouble or Trouble.SCREEN_FAULT]]


PROMPTS: dict[Screen, Prompt] = {
    Screen.ATTRACT: _attract,
    Screen.GROUPS: _groups,
    Screen.SERVICES: _services,
    Screen.PRIORITY: _priority,
    Screen.OUTLOOK: _outlook,
    Screen.ISSUING: _issuing,
    Screen.TICKET: _ticket,
    Screen.DECLARE_KEEP: _keep,
    Screen.REFUSED: _refused,
    Screen.OUT_OF_ORDER: _out_of_order,
}
