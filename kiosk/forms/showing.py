"""How a line of a declaration is shown on a glass that others may see: veiled, until its owner asks for all of it."""

from __future__ import annotations

from kiosk.cards.veil import veil_name, veil_number
from kiosk.forms.declaring import Declaring
from kiosk.forms.interview import Line
from kiosk.forms.remembering import Memory, Phase, facts_to_keep, fields_of_facts, last_day
from kiosk.phrases import Speech
from kiosk.state import State, name_in
from queue_server.contract.forms.schema import Kind, Source

EMPTY = "–"
VEILED = {Kind.NAME: veil_name, Kind.IDENTITY: veil_number, Kind.PHONE: veil_number}


def shown_text(line: Line, declaring: Declaring) -> str:
    """Names and numbers veiled, health never shown again; a dash where nothing was answered."""
    field = declaring.interview.form.field(line.step.about)
    if not line.text or field is None:
        return EMPTY
    if field.sensitive:
        return "•••"
    if declaring.unveiled or field.kind not in VEILED:
        return line.text
    return VEILED[field.kind](line.text)


def question_of_keeping(state: State) -> tuple[str, str]:
    """What is asked before anything is kept, and what it means, in the reader's language; empty where nothing is."""
    book, catalog = state.guide.book if state.guide else None, state.catalog
    consent, language = state.consent, state.language
    if book is None or catalog is None or consent is None:
        return "", ""
    facts = facts_to_keep(state.memory, state.carried)
    labels = [name_in(dict(one.label), language) for one in fields_of_facts(book, facts).values()]
    until = f"{last_day(catalog.office.business_date, catalog.office.remember_days):%d/%m/%Y}"
    meaning = name_in(dict(consent.text), language).format(what=", ".join(labels), until=until)
    return name_in(dict(consent.title), language), meaning


def memory_in_words(memory: Memory, speech: Speech) -> str:
    """What became of keeping facts for the next visit, or of destroying them; empty while there is nothing to tell."""
    if memory.phase is Phase.KEPT and memory.until is not None:
        return speech._("Đã giữ cho lần sau, đến {until}.").format(until=f"{memory.until:%d/%m/%Y}")
    told = {
        Phase.KEEPING: speech._("Đang giữ cho lần sau…"),
        Phase.NOT_KEPT: speech._("Chưa giữ được cho lần sau."),
        Phase.FORGETTING: speech._("Đang xóa thông tin đã giữ…"),
        Phase.FORGOTTEN: speech._("Đã xóa thông tin đã giữ"),
        Phase.NOT_FORGOTTEN: speech._("Chưa xóa được thông tin đã giữ. Xin thử lại, hoặc nói với cán bộ."),
    }
    return told.get(memory.phase, "")


def source_in_words(line: Line, speech: Speech) -> str:
    """Where an answer came from, if the citizen did not give it."""
    if line.is_remembered:
        return speech._("từ lần trước")
    if line.is_carried:
        return speech._("từ tờ khai trước")
    words = {
        Source.CARD: speech._("từ thẻ"),
        Source.SAME: speech._("tự điền"),
        Source.DERIVED: speech._("tự tính"),
        Source.KEPT: speech._("từ tờ khai trước"),
    }
    return words.get(line.source, "") if line.source else ""
