"""The recorded office behind pictures and layout tests."""

from __future__ import annotations

from kiosk.samples import demo_props
from queue_server.config import DEMO_OFFICE
from queue_server.office_file import load_office


def test_the_recorded_office_is_the_demo_office() -> None:
    office, recorded = load_office(DEMO_OFFICE), demo_props().catalog
    named = {service.id: service.name for service in office.services.values()}
    assert all(service.name == named[service.id] for service in recorded.services)
    assert {one.code for one in recorded.special_classes} == set(office.priority_classes) - {"ordinary"}
    assert recorded.office.name == office.office.name


def test_samples_are_about_a_group_that_needs_more_than_one_page() -> None:
    props = demo_props()
    assert len(props.catalog.services_of(props.service.group.id)) >= 5
    assert props.ticket.service.id == props.service.id
