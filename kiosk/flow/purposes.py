"""What somebody comes for: a result, to complete a dossier, advice; several services; how the result is wanted."""

from __future__ import annotations

from dataclasses import replace

from kiosk.actions import ChooseService, TakeTicket
from kiosk.choice import Choice, Extras
from kiosk.finding import Finding
from kiosk.finding_actions import TakeForProcedure
from kiosk.flow import choosing, finding, ticketing
from kiosk.flow.moves import Backs, Steps, enter, fresh
from kiosk.path_actions import AddAnother, ChooseDelivery, ChoosePurpose, ShowPaths
from kiosk.state import Attempt, Screen, State

BEGINNINGS = (Screen.ATTRACT, Screen.PATHS)


def _show_paths(state: State, _: ShowPaths) -> State:
    if state.screen is not Screen.ATTRACT or state.catalog is None:
        return state
    return enter(state, Screen.PATHS, choice=Choice())


def _choose_purpose(state: State, action: ChoosePurpose) -> State:
    """Straight to the one service there is for it, or to the list: of several, or of one that says why it is closed."""
    if state.screen not in BEGINNINGS or state.catalog is None:
        return state
    offered = state.catalog.services_for(action.purpose)
    if not offered:
        return state
    listed = enter(state, Screen.SERVICES, choice=Choice(purpose=action.purpose))
    if len(offered) == 1 and offered[0].open:
        return choosing.choose_service(listed, ChooseService(offered[0].id))
    return listed


def _add_another(state: State, _: AddAnother) -> State:
    if state.screen is not Screen.OUTLOOK or not state.may_add:
        return state
    looking = replace(state, extras=replace(state.extras, kept=state.choice))
    groups = state.catalog.groups if state.catalog else ()
    if len(groups) == 1:
        return enter(looking, Screen.SERVICES, choice=Choice(group_id=groups[0].id))
    return enter(looking, Screen.GROUPS, choice=Choice())


def _choose_service(state: State, action: ChooseService) -> State:
    """The first service of a ticket, or one more."""
    if not state.extras.is_adding:
        return choosing.choose_service(state, action)
    service = state.catalog.service(action.service_id) if state.catalog else None
    if state.screen is not Screen.SERVICES or service is None or not service.open or service.id in state.wanted:
        return state
    return _with(state, Extras((*state.extras.services, service.id)))


def _with(state: State, extras: Extras) -> State:
    """Back to the outlook of the first service, which has to be asked for again if it was on its way."""
    kept = state.extras.kept or state.choice
    return enter(replace(state, extras=extras), Screen.OUTLOOK, choice=kept)


def _take_ticket(state: State, action: TakeTicket) -> State:
    """Ask how the result is wanted, where that is asked and was not yet."""
    if state.screen is Screen.OUTLOOK and state.extras.delivery is None and len(state.deliveries) > 1:
        return enter(state, Screen.DELIVERY, attempt=Attempt(action.request_id))
    return ticketing.take_ticket(state, action)


def _take_for_procedure(state: State, action: TakeForProcedure) -> State:
    """As `finding` does; while one more is being looked for, what was found is that one."""
    if state.extras.is_adding:
        service = state.service
        if service is None or not service.open or service.id in state.wanted:
            return state
        return _with(replace(state, finding=Finding()), Extras((*state.extras.services, service.id)))
    taken = finding.take(state, action)
    if taken.screen is Screen.ISSUING and len(taken.deliveries) > 1:
        return enter(taken, Screen.DELIVERY, attempt=taken.attempt)
    return taken


def _choose_delivery(state: State, action: ChooseDelivery) -> State:
    if state.screen is not Screen.DELIVERY or action.delivery not in state.deliveries or state.attempt is None:
        return state
    chosen = replace(state, extras=replace(state.extras, delivery=action.delivery))
    return enter(chosen, Screen.ISSUING, attempt=state.attempt)


def _back_from_services(state: State) -> State:
    if state.choice.purpose is not None:
        return fresh(state, Screen.ATTRACT)
    if state.extras.is_adding and state.catalog and len(state.catalog.groups) > 1:
        return enter(state, Screen.GROUPS, choice=Choice())
    return _stop_adding(state) if state.extras.is_adding else choosing.back_to_groups(state)


def _back_from_groups(state: State) -> State:
    return _stop_adding(state) if state.extras.is_adding else fresh(state, Screen.ATTRACT)


def _stop_adding(state: State) -> State:
    return _with(state, replace(state.extras, kept=None))


def back_to_services(state: State) -> State:
    """To where the service was chosen: what the first screen leads straight to was chosen there."""
    purpose = state.choice.purpose
    if purpose is None:
        return choosing.back_to_services(state)
    offered = state.catalog.services_for(purpose) if state.catalog else ()
    if len(offered) == 1:
        return fresh(state, Screen.ATTRACT)
    return enter(state, Screen.SERVICES, choice=Choice(purpose=purpose))


def _back_from_delivery(state: State) -> State:
    return enter(state, Screen.PROCEDURE if state.finding.code is not None else Screen.OUTLOOK)


def _drop_last(state: State) -> State:
    """From the outlook of several back to that of one fewer; of one, to where it was chosen."""
    if state.extras.services:
        return replace(state, extras=Extras(state.extras.services[:-1]))
    if state.catalog and state.catalog.special_classes:
        return choosing.back_to_priority(state)
    return back_to_services(state)


STEPS: Steps = {
    ShowPaths: _show_paths,
    ChoosePurpose: _choose_purpose,
    AddAnother: _add_another,
    ChooseService: _choose_service,
    TakeTicket: _take_ticket,
    TakeForProcedure: _take_for_procedure,
    ChooseDelivery: _choose_delivery,
}
BACKS: Backs = {
    Screen.GROUPS: _back_from_groups,
    Screen.SERVICES: _back_from_services,
    Screen.OUTLOOK: _drop_last,
    Screen.DELIVERY: _back_from_delivery,
}
