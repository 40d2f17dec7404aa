"""The screens on which somebody finds a procedure and reads about it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.choice import Choice
from kiosk.finding import ChecklistPaper, Finding, Shelf
from kiosk.samples.props import USUAL, Props, Sample, Samples
from kiosk.state import Screen, State
from queue_server.contract.common import Purpose

COPIES = "2.000815"
BIRTH = "1.001193"
LONG = "3.000722"
"""Many papers; a tariff; and the longest texts there are."""


def _state(props: Props, screen: Screen, finding: Finding) -> State:
    """At a screen of this path, with the service that the procedure has at the sample office."""
    state = replace(props.at(screen), finding=finding)
    service = props.catalog.service_of_procedure(finding.code) if finding.code else None
    choice = Choice(group_id=service.group.id, service_id=service.id) if service else Choice()
    return replace(state, choice=choice)


def _find(props: Props) -> tuple[Sample, ...]:
    return (
        Sample(USUAL, _state(props, Screen.FIND, Finding())),
        Sample("life-events", _state(props, Screen.FIND, Finding(shelf=Shelf.LIFE_EVENTS))),
        Sample("fields", _state(props, Screen.FIND, Finding(shelf=Shelf.FIELDS))),
    )


def _topic(props: Props) -> tuple[Sample, ...]:
    return (
        Sample(USUAL, _state(props, Screen.TOPIC, Finding(shelf=Shelf.LIFE_EVENTS, topic_id="sinh-con"))),
        Sample("long", _state(props, Screen.TOPIC, Finding(shelf=Shelf.FIELDS, topic_id="ho-tich"))),
    )


def _search(props: Props) -> tuple[Sample, ...]:
    results = tuple(found.procedure.code for found in props.guide.search.find("khai sinh"))
    return (
        Sample(USUAL, _state(props, Screen.SEARCH, Finding(query="khai sinh", results=results))),
        Sample("empty", _state(props, Screen.SEARCH, Finding(query=""))),
        Sample("nothing", _state(props, Screen.SEARCH, Finding(query="qwrtz"))),
    )


def _procedure(props: Props) -> tuple[Sample, ...]:
    elsewhere = _state(props, Screen.PROCEDURE, Finding(code="2.001263"))
    advising = tuple(service for service in props.catalog.services if service.purpose is Purpose.ADVICE)
    advice = Choice(group_id=advising[0].group.id, service_id=advising[0].id) if advising else Choice()
    return (
        Sample(USUAL, _state(props, Screen.PROCEDURE, Finding(code=BIRTH))),
        Sample("tariff", _state(props, Screen.PROCEDURE, Finding(code=COPIES))),
        Sample("long", _state(props, Screen.PROCEDURE, Finding(code=LONG))),
        Sample("not-here", replace(elsewhere, catalog=replace(props.catalog, services=advising), choice=advice)),
    )


def _papers(props: Props) -> tuple[Sample, ...]:
    ticked = Finding(code=BIRTH, ticked=frozenset({0, 3}))
    return (
        Sample(USUAL, _state(props, Screen.PAPERS, ticked)),
        Sample("printing", _state(props, Screen.PAPERS, replace(ticked, paper=ChecklistPaper.PRINTING))),
        Sample("printed", _state(props, Screen.PAPERS, replace(ticked, paper=ChecklistPaper.PRINTED))),
        Sample("failed", _state(props, Screen.PAPERS, replace(ticked, paper=ChecklistPaper.FAILED))),
    )


def _fee(props: Props) -> tuple[Sample, ...]:
    return (
        Sample(USUAL, _state(props, Screen.FEE, Finding(code=COPIES, copies=3, pages=10))),
        Sample("fixed", _state(props, Screen.FEE, Finding(code="2.000635", copies=2))),
        Sample("unknown", _state(props, Screen.FEE, Finding(code=BIRTH))),
    )


def _online(props: Props) -> tuple[Sample, ...]:
    return (
        Sample(USUAL, _state(props, Screen.ONLINE, Finding(code=BIRTH))),
        Sample("in-person", _state(props, Screen.ONLINE, Finding(code="2.001019"))),
    )


def _sample(props: Props) -> tuple[Sample, ...]:
    return (Sample(USUAL, _state(props, Screen.SAMPLE, Finding(code=BIRTH))),)


SAMPLES: Samples = {
    Screen.FIND: _find,
    Screen.TOPIC: _topic,
    Screen.SEARCH: _search,
    Screen.PROCEDURE: _procedure,
    Screen.PAPERS: _papers,
    Screen.FEE: _fee,
    Screen.ONLINE: _online,
    Screen.SAMPLE: _sample,
}
