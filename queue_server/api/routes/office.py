"""What anybody may know: the office, its services, its priority classes, the board."""

from __future__ import annotations

from flask import request

from queue_server.api import wire
from queue_server.api.endpoint import PUBLIC, STAFF, Answer, Asked, Routes
from queue_server.contract import answers
from queue_server.contract.problems import ProblemType as P
from queue_server.domain.catalog import ORDINARY
from queue_server.operations import reading

routes = Routes("office")


@routes.add("GET /office", PUBLIC, {200: answers.Office})
def get_office(asked: Asked) -> Answer:
    parts = asked.backend
    office = parts.wire.office(parts.clock.now())
    return office.model_copy(update={"remember_days": parts.memory.age.days if parts.memory.age else 0})


@routes.add("GET /services", PUBLIC, {200: answers.ServiceList})
def list_services(asked: Asked) -> Answer:
    parts = asked.backend
    stands = parts.run(reading.services_now)
    offered = parts.wire.catalog.services.values()
    return answers.ServiceList(services=[parts.wire.service(one, stands[one.id]) for one in offered])


@routes.add(
    "GET /services/<service_id>/outlook",
    PUBLIC,
    {200: answers.Outlook},
    problems=(P.UNKNOWN_SERVICE, P.UNKNOWN_PRIORITY_CLASS),
    query={"priority_class": {"type": "string", "default": ORDINARY}},
)
def get_outlook(asked: Asked, service_id: str) -> Answer:
    priority_class = request.args.get("priority_class", ORDINARY)
    foreseen = asked.backend.foresight.fresh(asked.backend.clock.now())
    seen = asked.backend.run(lambda work: reading.outlook(work, service_id, priority_class, foreseen))
    return wire.outlook(service_id, seen, foreseen, asked.backend.quiet.last())


@routes.add("GET /priority-classes", PUBLIC, {200: answers.PriorityClassList})
def list_priority_classes(asked: Asked) -> Answer:
    return asked.backend.wire.priority_classes()


@routes.add("GET /board", PUBLIC, {200: answers.Board})
def get_board(asked: Asked) -> Answer:
    parts = asked.backend
    return parts.wire.board(parts.run(reading.board_view), parts.foresight.last, parts.quiet.last())


@routes.add("GET /staff", STAFF, {200: answers.StaffList})
def list_staff(asked: Asked) -> Answer:
    found = asked.backend.run(reading.staff)
    staff = [answers.StaffMember(id=one.person_id, name=one.name, counter_id=at) for one, at in found]
    return answers.StaffList(staff=staff)
