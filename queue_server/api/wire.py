"""From the domain to the wire: the one place where private facts are left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from queue_server.api.texts import Texts
from queue_server.api.why import why
from queue_server.api.wire_dossiers import office_words
from queue_server.contract import answers, events
from queue_server.contract import devices as device_wire
from queue_server.contract import leases as lent
from queue_server.contract.common import (
    Channel,
    CounterState,
    Delivery,
    DeskPrinter,
    DeviceKind,
    HealthState,
    KioskHealth,
    LegState,
    PrintKind,
    PrintState,
    Purpose,
    VisitState,
)
from queue_server.contract.planning import QuietHours
from queue_server.domain import forecast as domain_forecast
from queue_server.domain import measures
from queue_server.domain.appointments import takes_appointments
from queue_server.domain.catalog import ORDINARY, Catalog, Names, Service
from queue_server.domain.foreseen import Foreseen
from queue_server.domain.hours import Closed
from queue_server.domain.lease import Lease
from queue_server.domain.quiet import LONG_WAIT
from queue_server.domain.visit import AT_COUNTER, Leg, State, Visit
from queue_server.operations.printing import Job
from queue_server.operations.reading import BoardView, HallView, Outlook, ServiceNow, VisitDetail
from queue_server.operations.views import CounterView, Moved
from queue_server.operations.visits import Ticket
from queue_server.store.board import CallRow
from queue_server.store.devices import DeviceRow
from queue_server.store.journal import SCHEMA_VERSION, Recorded

CLOSED_TEXTS: Mapping[str, Names] = {
    Closed.OFFICE_CLOSED: {"vi": "Ngoài giờ làm việc", "en": "Outside office hours"},
    Closed.OFFICE_BREAK: {"vi": "Nghỉ giữa buổi", "en": "On a break"},
    Closed.OFFICE_HOLIDAY: {"vi": "Hôm nay nghỉ lễ", "en": "Holiday today"},
    Closed.SERVICE_CLOSED: {"vi": "Tạm ngừng nhận hồ sơ", "en": "Not accepting now"},
    Closed.SERVICE_HOURS: {"vi": "Chưa đến giờ nhận", "en": "Not at this hour"},
    Closed.LAST_TICKET: {"vi": "Sắp hết giờ, ngừng phát số", "en": "No more numbers before closing"},
    Closed.SERVICE_FULL: {"vi": "Đã đủ người cho hôm nay", "en": "Full for today"},
}


class Wire:
    """Knows the catalog's names and where a phone can follow a ticket, and turns facts into answers."""

    def __init__(self, catalog: Catalog, version: str, texts: Texts) -> None:
        self.catalog = catalog
        self.version = version
        self._texts = texts

    def office(self, now: datetime) -> answers.Office:
        office = self.catalog.office
        return answers.Office(
            office_id=office.id,
            name=dict(office.name),
            short_name=dict(office.short_name),
            languages=list(office.languages),
            time_zone=office.time_zone.key,
            business_date=office.business_date(now),
            wait_target_seconds=office.wait_target.total_seconds(),
            handling_target_seconds=office.handling_target.total_seconds(),
            open_now=office.is_open(now),
            appointments=any(takes_appointments(office, one) for one in self.catalog.services.values()),
            feedback=bool(office.petitions.classes),
            declarations=office_words(office.declarations),
            visits_per_person=office.visits_per_person,
        )

    def service(self, service: Service, stands: ServiceNow) -> answers.Service:
        group = self.catalog.groups[service.group_id]
        closing = stands.closing
        return answers.Service(
            id=service.id,
            name=dict(service.name),
            group=answers.ServiceRef(id=group.id, name=dict(group.name)),
            series=service.series,
            description=dict(service.description),
            procedures=list(service.procedures),
            open=closing is None,
            closed_reason=closing.reason if closing else None,
            closed_text=dict(CLOSED_TEXTS[closing.reason]) if closing else {},
            opens_at=in_utc(closing.opens_at) if closing else None,
            quiet_at=in_utc(closing.quiet_at) if closing else None,
            waiting=stands.waiting,
            open_counters=stands.open_counters,
            purpose=Purpose(service.purpose),
            deliveries=[Delivery(one) for one in service.deliveries],
            appointments=takes_appointments(self.catalog.office, service),
            unserved=closing is None and not stands.open_counters,
        )

    def priority_classes(self) -> answers.PriorityClassList:
        return answers.PriorityClassList(
            priority_classes=[
                answers.PriorityClass(
                    code=one.code,
                    name=dict(one.name),
                    hint=dict(one.hint),
                    head_start_minutes=one.head_start.total_seconds() / 60,
                )
                for one in self.catalog.priority_classes.values()
            ]
        )

    def ticket(self, ticket: Ticket) -> answers.TicketIssued:
        visit, office = ticket.visit, self.catalog.office
        return answers.TicketIssued(
            visit_id=visit.visit_id,
            ticket_number=visit.ticket_number,
            series=visit.series,
            number=visit.number,
            office=answers.OfficeRef(name=dict(office.name)),
            service=self._service_ref(visit.legs[0].service_id),
            legs=[self._leg(leg, visit.arrived_at) for leg in visit.legs],
            counters=list(ticket.counters),
            ahead=ticket.ahead,
            forecast=forecast(ticket.forecast),
            issued_at=visit.arrived_at,
            business_date=visit.business_date,
            time_zone=office.time_zone.key,
            priority=visit.priority_class != ORDINARY,
            language=visit.language,
            # A page that a phone can follow is not begun yet; a code that leads nowhere is not printed.
            tracking_url=None,
            print_job_id=ticket.print_job_id,
            delivery=Delivery(visit.delivery),
            appointment_at=visit.appointment_at,
            rating_code=ticket.rating_code,
        )

    def visit(
        self, detail: VisitDetail, now: datetime, *, staff: bool, foreseen: Foreseen | None = None
    ) -> answers.Visit:
        """`foreseen`: the last answer of the forecast, if the wait that is left shall be told."""
        visit, leg = detail.visit, detail.visit.leg
        service_time = measures.total_service(visit, now)
        return answers.Visit(
            visit_id=visit.visit_id,
            ticket_number=visit.ticket_number,
            series=visit.series,
            number=visit.number,
            business_date=visit.business_date,
            state=VisitState(visit.state),
            channel=Channel(visit.channel),
            language=visit.language,
            delivery=Delivery(visit.delivery),
            priority=visit.priority_class != ORDINARY,
            priority_class=visit.priority_class if staff else None,
            service=self._service_ref(leg.service_id),
            legs=[self._leg(one, now) for one in visit.legs],
            appointment_at=visit.appointment_at,
            arrived_at=visit.arrived_at,
            wait_from=leg.wait_from,
            called_at=leg.called_at if visit.state in AT_COUNTER else None,
            ended_at=visit.ended_at,
            held_until=detail.hold.due_at if detail.hold else None,
            hold_reason=detail.hold.reason if detail.hold and staff else None,
            has_dossier=detail.has_dossier and staff,
            paper_fault=detail.paper_fault if staff else None,
            counter_id=visit.counter_id,
            call_count=visit.call_count,
            absences=visit.absences,
            overtaken=visit.overtaken,
            ahead=detail.ahead,
            forecast=_still_to_wait(foreseen, visit, now),
            wait_seconds=measures.total_wait(visit, now).total_seconds(),
            service_seconds=service_time.total_seconds() if service_time is not None else None,
            wait_target_seconds=self.catalog.wait_target(leg.service_id).total_seconds(),
            within_target=measures.within_target(visit, self.catalog.wait_target, now),
            why=why(detail.reason, self._texts, self.catalog.office.languages) if detail.reason and staff else None,
        )

    def moved(self, moved: Moved, now: datetime) -> answers.VisitAtCounter:
        """For staff: they alone move visits."""
        detail = VisitDetail(moved.visit, None, None, moved.reason)
        counter = self.counter(moved.counter) if moved.counter else None
        return answers.VisitAtCounter(visit=self.visit(detail, now, staff=True), counter=counter)

    def hall(self, view: HallView, foreseen: Foreseen | None) -> answers.VisitList:
        visits = [self.visit(detail, view.at, staff=True, foreseen=foreseen) for detail in view.visits]
        waiting = sum(visit.state is VisitState.WAITING for visit in visits)
        placed = [
            visit.model_copy(update={"ahead": place if place < waiting else None}) for place, visit in enumerate(visits)
        ]
        return answers.VisitList(seq=view.seq, at=view.at, visits=placed)

    def counter(self, view: CounterView) -> answers.Counter:
        counter, desk = view.counter, view.counter.desk
        clerk = counter.person_id
        return answers.Counter(
            id=desk.id,
            name=dict(desk.name),
            state=CounterState(counter.state),
            services=sorted(desk.services, key=lambda service_id: self.catalog.services[service_id].position),
            prefers=sorted(desk.prefers),
            reserved_for=sorted(desk.reserved_for),
            clerk=answers.ClerkRef(id=clerk, name=view.clerk_name or "") if clerk else None,
            visit_id=counter.visit_id,
            ticket_number=view.ticket_number,
            since=counter.since,
            pause_reason=counter.pause_reason,
        )

    def board(self, view: BoardView, foreseen: Foreseen | None, quiet: QuietHours | None = None) -> answers.Board:
        office = self.catalog.office
        waiting = [
            answers.BoardWaiting(
                service=self._service_ref(service_id), count=count, forecast=_of_service(foreseen, service_id, view.at)
            )
            for service_id, count in view.waiting.items()
        ]
        return answers.Board(
            seq=view.seq,
            at=view.at,
            business_date=office.business_date(view.at),
            office=answers.OfficeRef(name=dict(office.name)),
            time_zone=office.time_zone.key,
            calls=[self._board_call(call) for call in view.calls],
            recent=[self._board_call(call) for call in view.recent],
            waiting=waiting,
            waiting_total=sum(view.waiting.values()),
            counters=[self._board_counter(counter) for counter in view.counters],
            quieter=quiet and quiet.quieter,
        )

    def job(self, job: Job) -> answers.PrintJob:
        return answers.PrintJob(
            job_id=job.row.job_id,
            visit_id=job.row.visit_id,
            device_id=job.row.device_id,
            kind=PrintKind(job.row.kind),
            state=PrintState(job.row.state),
            fault=job.row.fault,
            requested_at=job.row.requested_at,
            ticket=self.ticket(job.ticket) if job.ticket else None,
        )

    def lease(self, lease: Lease) -> lent.Lease:
        spans = self.catalog.office.spans(lease.business_date)
        return lent.Lease(
            lease_id=lease.lease_id,
            business_date=lease.business_date,
            series=lease.series,
            first_number=lease.first,
            last_number=lease.last,
            expires_at=lease.expires_at,
            hours=[lent.OpenSpan(from_at=opens, until_at=closes) for opens, closes in spans],
        )

    def _service_ref(self, service_id: str) -> answers.ServiceRef:
        return answers.ServiceRef(id=service_id, name=dict(self.catalog.services[service_id].name))

    def _leg(self, leg: Leg, now: datetime) -> answers.Leg:
        wait, service_time = measures.leg_wait(leg, now), measures.leg_service(leg, now)
        return answers.Leg(
            leg_no=leg.leg_no,
            service=self._service_ref(leg.service_id),
            state=LegState(leg.state),
            counter_id=leg.counter_id,
            target_counter_id=leg.target_counter_id,
            target_clerk_id=leg.target_clerk_id,
            wait_from=leg.wait_from,
            called_at=leg.called_at,
            serving_from=leg.serving_from,
            ended_at=leg.ended_at,
            wait_seconds=wait.total_seconds() if wait is not None else None,
            service_seconds=service_time.total_seconds() if service_time is not None else None,
        )

    def _board_call(self, call: CallRow) -> answers.BoardCall:
        desk = self.catalog.counters.get(call.counter_id)
        return answers.BoardCall(
            seq=call.seq,
            ticket_number=call.ticket_number,
            counter_id=call.counter_id,
            counter_name=dict(desk.name) if desk else {"vi": call.counter_id},
            state=VisitState(call.state),
            called_at=call.called_at,
            call_count=call.call_count,
            priority=call.priority_class != ORDINARY,
        )

    def _board_counter(self, view: CounterView) -> answers.BoardCounter:
        desk, counter = view.counter.desk, view.counter
        return answers.BoardCounter(
            id=desk.id, name=dict(desk.name), state=CounterState(counter.state), ticket_number=view.ticket_number
        )


def outlook(
    service_id: str, seen: Outlook, foreseen: Foreseen | None, quiet: QuietHours | None = None
) -> answers.Outlook:
    """`foreseen` is the fresh answer that the question was answered with."""
    told = seen.told
    waits_long = told.forecast is not None and told.forecast.median.total_seconds() >= LONG_WAIT
    as_of = foreseen.as_of if foreseen is not None and told.scale is not None else None
    return answers.Outlook(
        service_id=service_id,
        ahead=told.ahead,
        forecast=forecast(told.forecast, as_of),
        open_counters=seen.open_counters,
        unserved=seen.unserved,
        quieter=quiet.quieter if quiet is not None and waits_long else None,
    )


def forecast(
    shown: domain_forecast.Forecast | None, as_of: datetime | None = None, *, stale: bool = False
) -> answers.Forecast | None:
    if shown is None:
        return None
    return answers.Forecast(
        median_seconds=_seconds(shown.median),
        low_seconds=_seconds(shown.low),
        high_seconds=_seconds(shown.high),
        as_of=as_of,
        stale=stale,
    )


def _still_to_wait(foreseen: Foreseen | None, visit: Visit, now: datetime) -> answers.Forecast | None:
    """Of those who wait, and of those who are set aside and will wait again."""
    if foreseen is None or visit.state not in (State.WAITING, State.HELD):
        return None
    return forecast(foreseen.of_visit(visit.visit_id, now), foreseen.as_of, stale=foreseen.is_stale(now))


def _of_service(foreseen: Foreseen | None, service_id: str, now: datetime) -> answers.Forecast | None:
    if foreseen is None:
        return None
    return forecast(foreseen.of_service(service_id, now), foreseen.as_of, stale=foreseen.is_stale(now))


def device(row: DeviceRow, *, own: bool = False) -> device_wire.Device:
    """`own`: for the device itself, which alone is handed a new PIN."""
    pin = row.pin if own else None
    return device_wire.Device(
        id=row.device_id,
        kind=DeviceKind(row.kind),
        name=row.name,
        enrolled=row.enrolled,
        revoked=row.revoked,
        state=HealthState(row.state) if row.state else None,
        fault=row.fault,
        version=row.version,
        seen_at=row.seen_at,
        kiosk=KioskHealth.model_validate_json(row.details) if row.details and row.kind == "kiosk" else None,
        desk=DeskPrinter.model_validate_json(row.details) if row.details and row.kind == "agent" else None,
        pin_waiting=row.pin is not None,
        new_pin=device_wire.NewPin(salt=pin.salt.hex(), digest=pin.digest.hex()) if pin else None,
    )


def event(recorded: Recorded, scope: events.EventScope) -> events.Event:
    """The envelope. On the public board nobody who acted is named."""
    fact, public = recorded.fact, scope is events.EventScope.BOARD
    return events.Event(
        seq=recorded.seq,
        name=events.EventName(fact.name),
        schema_version=SCHEMA_VERSION,
        at=fact.at,
        recorded_at=recorded.recorded_at,
        office_id=recorded.office_id,
        visit_id=None if public else fact.visit_id,
        leg_no=fact.leg_no,
        counter_id=fact.counter_id,
        actor=None if public else events.Actor(kind=events.ActorKind(fact.actor.kind), id=fact.actor.id),
        device_id=None if public else fact.device_id,
        body=dict(fact.body),
    )


def in_utc(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(UTC)


def _seconds(span: timedelta) -> float:
    return span.total_seconds()
