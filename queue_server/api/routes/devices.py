"""Devices and print jobs."""

from __future__ import annotations

import gevent
from flask import Response

from queue_server.api import wire
from queue_server.api.endpoint import (
    ADMINISTRATORS,
    DEVICES,
    KIOSKS,
    PUBLIC,
    STAFF,
    STAFF_AND_DEVICES,
    Answer,
    Asked,
    Routes,
)
from queue_server.api.problems import ProblemFound
from queue_server.api.routes.sessions import set_cookie
from queue_server.contract import answers, commands
from queue_server.contract import devices as device_wire
from queue_server.contract.common import DeviceKind
from queue_server.contract.pins import new_salt, pin_digest
from queue_server.contract.problems import ProblemType as P
from queue_server.operations import devices, printing
from queue_server.store import devices as stored

routes = Routes("devices")
SELF = "self"
ONE_YEAR_SECONDS = 365 * 24 * 3600


@routes.add("GET /devices", STAFF, {200: device_wire.DeviceList})
def list_devices(asked: Asked) -> Answer:
    rows = stored.everything(asked.backend.reader)
    return device_wire.DeviceList(devices=[wire.device(row) for row in rows])


@routes.add("POST /devices", ADMINISTRATORS, {201: device_wire.DeviceAdded}, body=commands.AddDevice)
def add_device(asked: Asked) -> Answer:
    body: commands.AddDevice = asked.body
    added = asked.backend.run(lambda work: devices.add_device(work, body.kind, body.name))
    return 201, device_wire.DeviceAdded(
        device=wire.device(added.device), enrolment_code=added.code, expires_at=added.expires_at
    )


@routes.add(
    "POST /devices/enrol",
    PUBLIC,
    {201: device_wire.DeviceEnrolled},
    body=commands.EnrolDevice,
    problems=(P.UNKNOWN_ENROLMENT_CODE,),
)
def enrol_device(asked: Asked) -> Answer:
    code = asked.body.code
    device, token = asked.backend.run(lambda work: devices.enrol(work, code))
    enrolled = device_wire.DeviceEnrolled(device=wire.device(device), token=token)
    response = Response(enrolled.model_dump_json(), status=201, content_type="application/json")
    set_cookie(response, token, ONE_YEAR_SECONDS)
    return response


@routes.add("GET /devices/self", DEVICES, {200: device_wire.Device})
def this_device(asked: Asked) -> Answer:
    row = stored.find(asked.backend.reader, str(asked.asker.device_id))
    assert row is not None
    return wire.device(row, own=True)


@routes.add("POST /devices/<device_id>/revoke", ADMINISTRATORS, {200: device_wire.Device}, problems=(P.UNKNOWN_DEVICE,))
def revoke_device(asked: Asked, device_id: str) -> Answer:
    row = asked.backend.run(lambda work: devices.revoke(work, device_id))
    asked.backend.doorkeeper.forget()
    return wire.device(row)


@routes.add(
    "POST /devices/<device_id>/pin",
    ADMINISTRATORS,
    {200: device_wire.Device},
    body=commands.SetPin,
    problems=(P.UNKNOWN_DEVICE,),
)
def set_pin(asked: Asked, device_id: str) -> Answer:
    """A new PIN for the operator's corner of a kiosk; the kiosk fetches it the next time nobody stands there."""
    salt, pin = new_salt(), asked.body.pin.get_secret_value()
    token_digest = stored.token_digest_of(asked.backend.reader, device_id)
    if token_digest is None:
        raise ProblemFound(P.UNKNOWN_DEVICE)
    digest = gevent.get_hub().threadpool.apply(pin_digest, (pin, salt, token_digest))
    waiting = stored.WaitingPin(salt, digest)
    return wire.device(asked.backend.run(lambda work: devices.set_pin(work, device_id, asked.asker, waiting)))


@routes.add("POST /devices/self/pin-taken", KIOSKS, {200: device_wire.Device}, body=commands.PinTaken)
def pin_taken(asked: Asked) -> Answer:
    own, salt = str(asked.asker.device_id), bytes.fromhex(asked.body.salt)
    return wire.device(asked.backend.run(lambda work: devices.pin_taken(work, own, asked.asker, salt)))


@routes.add(
    "POST /devices/<device_id>/health",
    DEVICES,
    {200: device_wire.Device},
    body=commands.ReportHealth,
    problems=(P.UNKNOWN_DEVICE, P.NOT_ALLOWED),
)
def report_health(asked: Asked, device_id: str) -> Answer:
    own, body = str(asked.asker.device_id), asked.body
    if device_id not in (SELF, own):
        raise ProblemFound(P.NOT_ALLOWED)
    told = body.desk if asked.asker.device_kind == DeviceKind.AGENT else body.kiosk
    details = told.model_dump_json() if told is not None else None
    health = stored.Health(body.state, body.fault, body.version, details)
    row = asked.backend.run(lambda work: devices.report_health(work, own, asked.asker, health))
    return wire.device(row)


@routes.add("GET /print-jobs", DEVICES, {200: answers.PrintJobList})
def list_print_jobs(asked: Asked) -> Answer:
    own = str(asked.asker.device_id)
    jobs = asked.backend.run(lambda work: printing.jobs_requested(work, own))
    return answers.PrintJobList(print_jobs=[asked.backend.wire.job(job) for job in jobs])


@routes.add("GET /print-jobs/<job_id>", STAFF_AND_DEVICES, {200: answers.PrintJob}, problems=(P.UNKNOWN_PRINT_JOB,))
def get_print_job(asked: Asked, job_id: str) -> Answer:
    job = asked.backend.run(lambda work: printing.find_job(work, job_id, asked.asker))
    return asked.backend.wire.job(job)


@routes.add(
    "POST /print-jobs/<job_id>/result",
    DEVICES,
    {200: answers.PrintJob},
    body=commands.PrintResult,
    problems=(P.UNKNOWN_PRINT_JOB, P.PRINT_JOB_ENDED),
)
def report_print_result(asked: Asked, job_id: str) -> Answer:
    body: commands.PrintResult = asked.body
    job = asked.backend.run(lambda work: printing.report(work, job_id, asked.asker, state=body.state, fault=body.fault))
    return asked.backend.wire.job(job)
