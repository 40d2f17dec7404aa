"""What a citizen declared, as the clerk reads, corrects, prints and takes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

from queue_server.client import ProblemAnswered, QueueClient
from queue_server.contract.commands import PrintResult, ReportHealth
from queue_server.contract.common import DeskPrinter, HealthState, PrintState
from queue_server.contract.dossiers import ChecklistItem, HandInDeclaration
from tests.e2e.console.stage import BIRTH, Desk, LivingOffice, today_of
from tests.support import wait_until
from tests.unit.contract.forms.made import SAMPLES


def declare(office: LivingOffice, form: str = "khai_sinh", *, twice: bool = False) -> str:
    """Somebody takes a ticket and declares a birth or another thing, and a copy of an entry if `twice`. Its number."""
    ticket = office.take_ticket(BIRTH)
    born = {"tre_ngay_sinh": f"{today_of(office) - timedelta(days=3):%d/%m/%Y}"}
    answers = SAMPLES[form] | (born if form == "khai_sinh" else {})
    papers = [ChecklistItem(name="Giấy chứng sinh", ticked=True), ChecklistItem(name="Giấy tờ tùy thân", ticked=False)]
    with QueueClient(office.server.url, office.server.kiosk_token) as kiosk:
        kiosk.hand_in_declaration(ticket.visit_id, form, HandInDeclaration(answers=answers, checklist=papers))
        if twice:
            rest = {key: value for key, value in SAMPLES["trich_luc"].items() if key != "nyc_dien_thoai"}
            carried = HandInDeclaration(answers=rest, kept={"nyc_dien_thoai": "0987123654"})
            kiosk.hand_in_declaration(ticket.visit_id, "trich_luc", carried)
    return ticket.ticket_number


def line(desk: Desk, field: str) -> Locator:
    return desk.sheet.locator(f"[data-field={field}]")


def open_dossier(desk: Desk) -> None:
    desk.action("call").click()
    desk.page.get_by_role("button", name="Tờ khai").click()
    expect(desk.sheet).to_be_visible()


def test_the_clerk_reads_and_corrects_what_was_declared(open_desk: Desk) -> None:
    number = declare(open_desk.office)
    open_dossier(open_desk)
    expect(open_desk.sheet).to_contain_text(f"Tờ khai của số {number}")
    expect(line(open_desk, "me_ho_ten")).to_contain_text("tự điền")
    line(open_desk, "tre_que_quan").get_by_role("button", name="Sửa").click()
    line(open_desk, "tre_que_quan").get_by_role("textbox").fill("xã Mẫu, tỉnh Gia Lai")
    open_desk.page.keyboard.press("Enter")
    expect(line(open_desk, "tre_que_quan")).to_contain_text("xã Mẫu, tỉnh Gia Lai")
    expect(line(open_desk, "tre_que_quan")).to_contain_text("sửa lúc")


def test_a_wrong_correction_is_explained_beside_its_field(open_desk: Desk) -> None:
    declare(open_desk.office)
    open_dossier(open_desk)
    line(open_desk, "tre_ngay_sinh").get_by_role("button", name="Sửa").click()
    line(open_desk, "tre_ngay_sinh").get_by_role("textbox").fill("31/02/2026")
    line(open_desk, "tre_ngay_sinh").get_by_role("button", name="Lưu").click()
    expect(line(open_desk, "tre_ngay_sinh").get_by_role("alert")).to_contain_text("tre_ngay_sinh")


def test_each_member_of_a_household_is_read_and_corrected_alone(open_desk: Desk) -> None:
    declare(open_desk.office, "CT01")
    open_dossier(open_desk)
    relation = open_desk.sheet.locator("[data-field=quan_he][data-item='1']")
    expect(relation).to_contain_text("2. Mối quan hệ với chủ hộ")
    relation.get_by_role("button", name="Sửa").click()
    relation.get_by_role("textbox").fill("Con nuôi")
    open_desk.page.keyboard.press("Enter")
    expect(relation).to_contain_text("Con nuôi")
    expect(relation).to_contain_text("sửa lúc")
    expect(open_desk.sheet.locator("[data-field=quan_he][data-item='0']")).to_contain_text("Vợ")


def test_what_was_taken_can_be_printed_and_no_more_corrected(open_desk: Desk) -> None:
    declare(open_desk.office)
    open_dossier(open_desk)
    open_desk.sheet.get_by_role("button", name="Nhận tờ khai").click()
    expect(open_desk.sheet).to_contain_text("Đã nhận lúc")
    expect(open_desk.sheet.get_by_role("button", name="Sửa")).to_have_count(0)
    address = open_desk.sheet.get_by_role("link", name="In tờ khai").get_attribute("href")
    answer = open_desk.page.request.get(f"{open_desk.office.server.url}{address}")
    assert answer.headers["content-type"] == "application/pdf"


def tell_of_the_desk(agent: QueueClient, fault: str | None = None) -> None:
    agent.report_health(ReportHealth(state=HealthState.OK, desk=DeskPrinter(counter_id="1", fault=fault)))


def test_a_declaration_is_printed_at_the_clerks_own_counter_and_its_fate_is_told(open_desk: Desk) -> None:
    declare(open_desk.office)
    with open_desk.office.printer() as agent:
        tell_of_the_desk(agent)
        open_dossier(open_desk)
        button, said = open_desk.sheet.get_by_role("button", name="In tại quầy"), open_desk.sheet.get_by_role("status")
        button.click()
        expect(said).to_have_text("Đang in…")
        answer_the_job(agent, PrintResult(state=PrintState.FAILED, fault="paper_out"))
        expect(said).to_have_text("Chưa in được: hết giấy.")
        button.click()
        answer_the_job(agent, PrintResult(state=PrintState.PRINTED))
        expect(said).to_have_text("Đã in xong. Mời lấy giấy ở máy in.")


def answer_the_job(agent: QueueClient, result: PrintResult) -> None:
    jobs = wait_until(lambda: [one for one in agent.print_jobs() if one.kind == "declaration"], what="the print job")
    assert agent.print_job_paper(jobs[-1].job_id).startswith(b"%PDF")
    agent.report_print(jobs[-1].job_id, result)


def test_what_nobody_fetched_in_time_is_not_printed_when_nobody_stands_there(open_desk: Desk) -> None:
    declare(open_desk.office)
    with open_desk.office.printer() as agent:
        tell_of_the_desk(agent)
        open_dossier(open_desk)
        open_desk.sheet.get_by_role("button", name="In tại quầy").click()
        jobs = wait_until(lambda: [one for one in agent.print_jobs() if one.kind == "declaration"], what="the job")
        open_desk.office.let_pass(timedelta(minutes=3))
        with pytest.raises(ProblemAnswered, match="print_job_ended"):
            agent.print_job_paper(jobs[-1].job_id)
        expect(open_desk.sheet.get_by_role("status")).to_have_text("Chưa in được: đã quá lúc in, hãy bấm in lại.")


def test_where_the_printer_of_the_counter_has_no_paper_the_browser_still_prints(open_desk: Desk) -> None:
    declare(open_desk.office)
    with open_desk.office.printer() as agent:
        tell_of_the_desk(agent, "paper_out")
    open_dossier(open_desk)
    expect(open_desk.sheet.get_by_role("status")).to_have_text("Máy in tại quầy: hết giấy.")
    expect(open_desk.sheet.get_by_role("link", name="In từ trình duyệt")).to_be_visible()
    with open_desk.office.printer() as agent:
        agent.report_health(ReportHealth(state=HealthState.OK))


def test_without_a_declaration_there_is_no_button_for_one(open_desk: Desk) -> None:
    open_desk.office.take_ticket(BIRTH)
    open_desk.action("call").click()
    open_desk.expect_state("Đang gọi")
    expect(open_desk.page.get_by_role("button", name="Tờ khai")).to_have_count(0)


def test_the_page_of_figures_tells_what_nobody_had_to_type(desk: Desk) -> None:
    declare(desk.office)
    desk.come_to_work(role="supervisor")
    desk.page.locator("[data-do=figures]").first.click()
    card = desk.page.locator(".card").filter(has_text="Tờ khai tại kiosk")
    expect(card).to_contain_text("không phải gõ")
    expect(card).to_contain_text("TỜ KHAI ĐĂNG KÝ KHAI SINH")


def test_all_declarations_of_one_visit_stand_in_its_dossier(open_desk: Desk) -> None:
    declare(open_desk.office, twice=True)
    open_dossier(open_desk)
    forms = open_desk.sheet.locator(".declared")
    expect(forms).to_have_count(2)
    expect(forms.nth(1).locator("[data-field=nyc_dien_thoai]")).to_contain_text("từ tờ khai trước")
    expect(open_desk.sheet.get_by_role("button", name="Nhận tờ khai")).to_have_count(2)
