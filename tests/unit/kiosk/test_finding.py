"""The way from what somebody wants done to the ticket for it, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.actions import Begin, CatalogArrived, ChoosePriority, GoBack, GoHome, PaperDone, TurnPage
from kiosk.checklists import checklist_of
from kiosk.finding import ChecklistPaper, Finding, Guide, Shelf
from kiosk.finding_actions import (
    ChecklistDone,
    ChooseProcedure,
    ChooseTopic,
    Count,
    GuideArrived,
    OpenSearch,
    OpenShelf,
    PrintChecklist,
    ReadAbout,
    TakeForProcedure,
    TickPaper,
    Type,
)
from kiosk.state import Catalog, Screen, State
from tests.unit.kiosk.made import a_catalog, a_service, after
from tests.unit.kiosk.procedures.made import shipped, shipped_search

BIRTH, COPIES, ADOPTION = "1.001193", "2.000815", "2.001263"
GUIDE = Guide(shipped(), shipped_search())


def an_office(**more: object) -> Catalog:
    return a_catalog(
        a_service("khai-sinh", "ho-tich", procedures=[BIRTH], **more),
        a_service("ban-sao", "chung-thuc", procedures=[COPIES]),
        a_service("huong-dan", "chung", purpose="advice"),
    )


def at_home(catalog: Catalog | None = None) -> State:
    return after(GuideArrived(GUIDE), CatalogArrived(catalog or an_office()))


def at_procedure(code: str, catalog: Catalog | None = None) -> State:
    state = after(OpenShelf(Shelf.FIELDS), ChooseTopic(shipped().procedures[code].field), start=at_home(catalog))
    return after(ChooseProcedure(code), start=state)


def test_a_known_procedure_takes_three_touches_from_the_first_screen_to_the_ticket() -> None:
    touches = [OpenShelf(Shelf.MOST_USED), ChooseProcedure(BIRTH), TakeForProcedure("request-1")]
    state = after(*touches, start=at_home())
    assert (state.screen, state.choice.service_id) == (Screen.ISSUING, "khai-sinh")


def test_a_life_event_takes_four_touches_to_the_ticket() -> None:
    touches = [OpenShelf(Shelf.LIFE_EVENTS), ChooseTopic("sinh-con"), ChooseProcedure(BIRTH), TakeForProcedure("r")]
    assert after(*touches, start=at_home()).screen is Screen.ISSUING


def test_somebody_entitled_is_asked_for_the_class_and_can_come_back_to_the_procedure() -> None:
    asked = after(TakeForProcedure("request-1", priority=True), start=at_procedure(BIRTH))
    assert asked.screen is Screen.PRIORITY
    assert after(GoBack(), start=asked).screen is Screen.PROCEDURE
    assert after(ChoosePriority("elderly_75"), GoBack(), GoBack(), start=asked).finding.code == BIRTH


def test_where_no_class_can_be_claimed_a_priority_ticket_is_an_ordinary_one() -> None:
    catalog = a_catalog(a_service("khai-sinh", "ho-tich", procedures=[BIRTH]), classes=("ordinary",))
    assert after(TakeForProcedure("r", priority=True), start=at_procedure(BIRTH, catalog)).screen is Screen.ISSUING


def test_the_way_back_leads_through_the_screens_one_came_by() -> None:
    state = after(ReadAbout(Screen.PAPERS), start=at_procedure(BIRTH))
    seen = [state.screen]
    for _ in range(4):
        state = after(GoBack(), start=state)
        seen.append(state.screen)
    assert seen == [Screen.PAPERS, Screen.PROCEDURE, Screen.TOPIC, Screen.FIND, Screen.ATTRACT]


def test_the_way_by_field_and_service_is_still_there() -> None:
    assert after(Begin(), start=at_home()).screen is Screen.GROUPS


def test_a_procedure_without_a_service_here_leads_to_those_who_advise() -> None:
    state = at_procedure(ADOPTION)
    assert state.catalog is not None
    assert state.catalog.service_of_procedure(ADOPTION) is None
    assert state.choice.service_id == "huong-dan"


def test_a_procedure_whose_service_is_closed_gives_no_ticket() -> None:
    state = at_procedure(BIRTH, an_office(open=False))
    assert after(TakeForProcedure("request-1"), start=state) is state


def test_an_open_service_is_taken_before_a_closed_one() -> None:
    catalog = a_catalog(a_service("a", "g", procedures=[BIRTH], open=False), a_service("b", "g", procedures=[BIRTH]))
    assert at_procedure(BIRTH, catalog).choice.service_id == "b"


def test_what_is_typed_is_searched_letter_by_letter_and_leads_to_the_ticket() -> None:
    state = after(OpenShelf(Shelf.MOST_USED), OpenSearch(), start=at_home())
    for end in range(1, len("khai shin") + 1):
        state = after(Type("khai shin"[:end]), start=state)
    assert state.finding.results[0] == BIRTH
    taken = after(ChooseProcedure(BIRTH), TakeForProcedure("request-1"), start=state)
    assert (taken.screen, taken.choice.service_id) == (Screen.ISSUING, "khai-sinh")


def test_coming_back_from_a_procedure_finds_the_words_still_there() -> None:
    typed = after(OpenShelf(Shelf.MOST_USED), OpenSearch(), Type("sao y"), start=at_home())
    back = after(ChooseProcedure(COPIES), GoBack(), start=typed)
    assert (back.screen, back.finding.query, back.finding.results) == (Screen.SEARCH, "sao y", typed.finding.results)
    assert after(GoHome(), start=back).finding.query is None


def test_a_query_without_end_is_cut_and_one_of_signs_finds_nothing() -> None:
    searching = after(OpenShelf(Shelf.MOST_USED), OpenSearch(), start=at_home())
    assert len(after(Type("khai sinh " * 1000), start=searching).finding.query or "") == 80
    assert after(Type("😀\x00\x1b[31m"), start=searching).finding.results == ()


def test_a_second_touch_takes_the_tick_away() -> None:
    state = after(ReadAbout(Screen.PAPERS), TickPaper(0), TickPaper(2), TickPaper(0), start=at_procedure(BIRTH))
    assert state.finding.ticked == {2}
    assert after(TickPaper(99), start=state) is state


def test_ticks_and_counts_belong_to_one_procedure() -> None:
    state = after(ReadAbout(Screen.PAPERS), TickPaper(0), GoBack(), GoBack(), start=at_procedure(BIRTH))
    assert after(ChooseProcedure("1.000894"), start=state).finding.ticked == frozenset()


@pytest.mark.parametrize(("asked", "counted"), [((3, 10), (3, 10)), ((0, -5), (1, 1)), ((10**9, 10**9), (99, 999))])
def test_the_calculator_stays_between_one_and_what_it_can_show(
    asked: tuple[int, int], counted: tuple[int, int]
) -> None:
    state = after(ReadAbout(Screen.FEE), Count(*asked), start=at_procedure(COPIES))
    assert (state.finding.copies, state.finding.pages) == counted


def test_a_checklist_is_printed_once_at_a_time_and_its_end_is_shown() -> None:
    state = after(ReadAbout(Screen.PAPERS), PrintChecklist(), start=at_procedure(BIRTH))
    assert after(PrintChecklist(), start=state) is state
    assert after(ChecklistDone("1.000894", None), start=state) is state
    assert after(ChecklistDone(BIRTH, None), start=state).finding.paper is ChecklistPaper.PRINTED
    failed = after(ChecklistDone(BIRTH, "paper_out"), start=state)
    assert (failed.finding.paper, failed.printer_fault) == (ChecklistPaper.FAILED, "paper_out")


def test_help_with_filing_online_is_a_wish_of_its_own() -> None:
    online = after(ReadAbout(Screen.ONLINE), TakeForProcedure("r", online=True), start=at_procedure(BIRTH))
    assert (online.screen, online.choice.online) == (Screen.ISSUING, True)
    assert not after(TakeForProcedure("r"), start=at_procedure(BIRTH)).choice.online


def test_nothing_of_one_visitor_reaches_the_next_but_the_procedures_stay() -> None:
    state = after(ReadAbout(Screen.PAPERS), TickPaper(0), GoHome(), start=at_procedure(BIRTH))
    assert (state.screen, state.finding, state.guide) == (Screen.ATTRACT, Finding(), GUIDE)


def test_what_belongs_to_another_screen_changes_nothing() -> None:
    home = at_home()
    for action in (
        ChooseProcedure(BIRTH),
        ChooseTopic("sinh-con"),
        PrintChecklist(),
        TakeForProcedure("r"),
        Count(1, 1),
    ):
        assert after(action, start=home) is home
    assert after(ChooseTopic("nowhere"), start=after(OpenShelf(Shelf.FIELDS), start=home)).screen is Screen.FIND
    assert after(PaperDone("r", None), TurnPage(0), start=at_procedure(BIRTH)).screen is Screen.PROCEDURE


def test_without_the_procedures_there_is_no_way_to_look_them_up() -> None:
    home = after(CatalogArrived(an_office()))
    assert after(OpenShelf(Shelf.MOST_USED), start=home) is home


def test_the_printed_list_says_what_the_screen_says_in_the_readers_language() -> None:
    state = after(ReadAbout(Screen.PAPERS), TickPaper(0), start=at_procedure(BIRTH))
    vietnamese, english = checklist_of(state), checklist_of(replace(state, language="en"))
    assert vietnamese.items[0].ticked
    assert not vietnamese.items[1].ticked
    assert dict(vietnamese.facts)["Phí, lệ phí"].startswith("Theo quy định")
    assert "miễn phí" not in dict(vietnamese.facts)["Phí, lệ phí"].lower()
    assert english.title == "Birth registration"
    assert str(vietnamese.address).endswith(BIRTH)
