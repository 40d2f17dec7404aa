"""From the first touch to what the citizen wants: group, service, priority class, and who is ahead."""

from __future__ import annotations

from dataclasses import replace

from kiosk.actions import Begin, ChooseGroup, ChoosePriority, ChooseService, OutlookArrived
from kiosk.choice import ORDINARY, Choice
from kiosk.flow.moves import Backs, Steps, enter, fresh
from kiosk.state import Screen, State


def _begin(state: State, _: Begin) -> State:
    if state.screen is not Screen.ATTRACT or state.catalog is None:
        return state
    groups = state.catalog.groups
    if len(groups) == 1:
        return enter(state, Screen.SERVICES, choice=Choice(group_id=groups[0].id))
    return enter(state, Screen.GROUPS, choice=Choice())


def _choose_group(state: State, action: ChooseGroup) -> State:
    if state.screen is not Screen.GROUPS or state.catalog is None or not state.catalog.services_of(action.group_id):
        return state
    return enter(state, Screen.SERVICES, choice=Choice(group_id=action.group_id))


def choose_service(state: State, action: ChooseService) -> State:
    service = state.catalog.service(action.service_id) if state.catalog else None
    if state.screen is not Screen.SERVICES or service is None or not service.open:
        return state
    chosen = replace(state, choice=Choice(service.group.id, service.id, purpose=state.choice.purpose))
    if state.catalog and state.catalog.special_classes:
        return enter(chosen, Screen.PRIORITY)
    return _ask_outlook(chosen, ORDINARY)


def choose_priority(state: State, action: ChoosePriority) -> State:
    known = {one.code for one in state.catalog.priority_classes} if state.catalog else set()
    if state.screen is not Screen.PRIORITY or action.code not in known | {ORDINARY}:
        return state
    return _ask_outlook(state, action.code)


def _ask_outlook(state: State, priority_class: str) -> State:
    asking = state.catalog is None or not state.catalog.is_cut_off
    choice = replace(state.choice, priority_class=priority_class, outlook=None, asking=asking)
    return enter(state, Screen.OUTLOOK, choice=choice)


def _outlook_arrived(state: State, action: OutlookArrived) -> State:
    asked = (state.choice.service_id, state.choice.priority_class)
    if not state.choice.asking or asked != (action.service_id, action.priority_class):
        return state
    return replace(state, choice=replace(state.choice, outlook=action.outlook, asking=False))


def back_to_groups(state: State) -> State:
    """To the groups, or past them where there is only one."""
    if state.catalog and len(state.catalog.groups) > 1:
        return enter(state, Screen.GROUPS, choice=Choice())
    return fresh(state, Screen.ATTRACT)


def back_to_services(state: State) -> State:
    """To the services, or to the procedure by which the service was found."""
    if state.finding.code is not None:
        return enter(state, Screen.PROCEDURE, choice=replace(state.choice, asking=False))
    return enter(state, Screen.SERVICES, choice=Choice(group_id=state.choice.group_id))


def back_to_priority(state: State) -> State:
    """To the question about priority, or past it where it is not asked."""
    if state.catalog and state.catalog.special_classes:
        return enter(state, Screen.PRIORITY, choice=replace(state.choice, asking=False))
    return back_to_services(state)


STEPS: Steps = {
    Begin: _begin,
    ChooseGroup: _choose_group,
    ChooseService: choose_service,
    ChoosePriority: choose_priority,
    OutlookArrived: _outlook_arrived,
}
BACKS: Backs = {
    Screen.SERVICES: back_to_groups,
    Screen.PRIORITY: back_to_services,
    Screen.OUTLOOK: back_to_priority,
}
