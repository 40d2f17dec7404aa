"""From what somebody wants done to the procedure, what it takes, and the ticket for it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.choice import Choice
from kiosk.finding import LONGEST_QUERY, ChecklistPaper, Finding
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
from kiosk.flow.moves import Backs, Steps, enter
from kiosk.procedures.fees import MOST_COUNT, MOST_PAGES
from kiosk.state import Attempt, Screen, State
from queue_server.contract.answers import Service
from queue_server.contract.common import Purpose

LISTS = (Screen.FIND, Screen.TOPIC, Screen.SEARCH)
PARTS = (Screen.PAPERS, Screen.FEE, Screen.ONLINE, Screen.SAMPLE)
"""The screens that tell about the procedure that was chosen."""


def _guide_arrived(state: State, action: GuideArrived) -> State:
    return replace(state, guide=action.guide)


def _open_shelf(state: State, action: OpenShelf) -> State:
    if state.screen not in (Screen.ATTRACT, Screen.GROUPS, *LISTS) or state.guide is None:
        return state
    return _at(state, Screen.FIND, Finding(shelf=action.shelf))


def _choose_topic(state: State, action: ChooseTopic) -> State:
    if state.screen is not Screen.FIND or state.guide is None or state.guide.topic(action.topic_id) is None:
        return state
    return _at(state, Screen.TOPIC, replace(state.finding, topic_id=action.topic_id))


def _open_search(state: State, _: OpenSearch) -> State:
    if state.screen is not Screen.FIND or state.guide is None:
        return state
    return _at(state, Screen.SEARCH, Finding(shelf=state.finding.shelf, query=""))


def _type(state: State, action: Type) -> State:
    if state.screen is not Screen.SEARCH or state.guide is None or action.text == state.finding.query:
        return state
    text = action.text[:LONGEST_QUERY]
    results = tuple(found.procedure.code for found in state.guide.search.find(text))
    return replace(state, page=0, finding=replace(state.finding, query=text, results=results))


def _choose_procedure(state: State, action: ChooseProcedure) -> State:
    known = state.guide.library.procedures if state.guide else {}
    if state.screen not in LISTS or action.code not in known:
        return state
    service = _service_for(state, action.code)
    choice = Choice(group_id=service.group.id, service_id=service.id) if service else Choice()
    return _at(replace(state, choice=choice), Screen.PROCEDURE, state.finding.about(action.code))


def _service_for(state: State, code: str) -> Service | None:
    """The service of the procedure, else one that advises."""
    if state.catalog is None:
        return None
    advising = (service for service in state.catalog.services if service.purpose is Purpose.ADVICE)
    return state.catalog.service_of_procedure(code) or next(advising, None)


def _read_about(state: State, action: ReadAbout) -> State:
    if state.screen is not Screen.PROCEDURE or action.part not in PARTS:
        return state
    return enter(state, action.part)


def _tick(state: State, action: TickPaper) -> State:
    procedure = state.procedure
    if state.screen is not Screen.PAPERS or procedure is None or not 0 <= action.place < len(procedure.documents):
        return state
    return replace(state, finding=replace(state.finding, ticked=state.finding.ticked ^ {action.place}))


def _count(state: State, action: Count) -> State:
    if state.screen is not Screen.FEE:
        return state
    copies, pages = min(max(1, action.copies), MOST_COUNT), min(max(1, action.pages), MOST_PAGES)
    return replace(state, finding=replace(state.finding, copies=copies, pages=pages))


def _print_checklist(state: State, _: PrintChecklist) -> State:
    if state.screen is not Screen.PAPERS or state.finding.paper is ChecklistPaper.PRINTING:
        return state
    return replace(state, finding=replace(state.finding, paper=ChecklistPaper.PRINTING))


def _checklist_done(state: State, action: ChecklistDone) -> State:
    if state.finding.code != action.code or state.finding.paper is not ChecklistPaper.PRINTING:
        return state
    paper = ChecklistPaper.FAILED if action.fault else ChecklistPaper.PRINTED
    return replace(state, finding=replace(state.finding, paper=paper), printer_fault=action.fault)


def take(state: State, action: TakeForProcedure) -> State:
    """The procedure's own screen has said who is waiting, so that it need not be asked again."""
    service = state.service
    if state.screen not in (Screen.PROCEDURE, *PARTS) or service is None or not service.open:
        return state
    choice = replace(state.choice, online=action.online)
    if action.priority and state.catalog and state.catalog.special_classes:
        return enter(state, Screen.PRIORITY, choice=choice)
    return enter(state, Screen.ISSUING, choice=choice, attempt=Attempt(action.request_id))


def _at(state: State, screen: Screen, finding: Finding) -> State:
    return replace(enter(state, screen), finding=finding)


def back_to_list(state: State) -> State:
    """To whatever list the procedure was chosen from."""
    finding = state.finding
    if finding.query is not None:
        return _at(state, Screen.SEARCH, replace(finding, code=None))
    return _at(state, Screen.TOPIC if finding.topic_id else Screen.FIND, replace(finding, code=None))


def _back_to_shelf(state: State) -> State:
    return _at(state, Screen.FIND, Finding(shelf=state.finding.shelf))


def _back_to_procedure(state: State) -> State:
    return enter(state, Screen.PROCEDURE)


STEPS: Steps = {
    GuideArrived: _guide_arrived,
    OpenShelf: _open_shelf,
    ChooseTopic: _choose_topic,
    OpenSearch: _open_search,
    Type: _type,
    ChooseProcedure: _choose_procedure,
    ReadAbout: _read_about,
    TickPaper: _tick,
    Count: _count,
    PrintChecklist: _print_checklist,
    ChecklistDone: _checklist_done,
    TakeForProcedure: take,
}
BACKS: Backs = {
    Screen.TOPIC: _back_to_shelf,
    Screen.SEARCH: _back_to_shelf,
    Screen.PROCEDURE: back_to_list,
    **dict.fromkeys(PARTS, _back_to_procedure),
}
