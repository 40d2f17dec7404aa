"""Requests made up from the published OpenAPI itself: whatever it allows or forbids, the server keeps to it."""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from queue_server.api.app import API, routes
from queue_server.api.openapi import document
from tests.integration.server.hall import Hall

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
DEVICE_ERRANDS = ("/print-jobs", "/devices/self", "/health", "/leases", "/visits/batch", "/remember")
NEVER_ENDS = r"/events$"
ENDS_THE_SESSION = r"/sessions/current$"


def bounded(examples: int) -> settings:
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
    return settings(max_examples=examples, deadline=None, derandomize=True, suppress_health_check=checks)


def published():
    """What the server publishes, without what would not end, or would end the session of the test."""
    loaded = schemathesis.openapi.from_dict(json.loads(document(routes(), API, "any")))
    return loaded.exclude(path_regex=NEVER_ENDS).exclude(method="DELETE", path_regex=ENDS_THE_SESSION)


schema = published()


@schema.parametrize()
@bounded(8)
def test_every_endpoint_keeps_to_what_it_publishes(case: Case, shared_hall: Hall):
    send(case, shared_hall)


@pytest.mark.long
@schema.parametrize()
@bounded(300)
def test_every_endpoint_keeps_to_what_it_publishes_whatever_is_sent(case: Case, shared_hall: Hall):
    send(case, shared_hall)


def send(case: Case, hall: Hall) -> None:
    """As the administrator, or as the kiosk what only a device may do."""
    who = "kiosk" if any(part in case.path for part in DEVICE_ERRANDS) else "admin"
    response = case.call(base_url=hall.server.url, headers={"Authorization": f"Bearer {hall.token(who)}"}, timeout=10)
    case.validate_response(response, checks=CHECKS)
