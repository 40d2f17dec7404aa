"""A small office and a hall played by hand, for the tests of the domain."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from queue_server.domain import selection
from queue_server.domain import visit as moves
from queue_server.domain.ahead import ahead_of
from queue_server.domain.catalog import Catalog, CounterDesk, Office, PriorityClass, Service, ServiceGroup
from queue_server.domain.hall import CounterNow, Hall, moment
from queue_server.domain.policy import FAIR, Policy
from queue_server.domain.visit import Leg, State, Visit

START = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


def catalog(skills: dict[str, str], *, prefers: str = "", reserved: str = "", policy: Policy = FAIR) -> Catalog:
    """Counters by id with the letters of their services; `prefers` and `reserved` name counters of priority classes."""
    ids = sorted(set("".join(skills.values())))
    office = Office(
        id="xa-thu",
        name={"vi": "Xã Thử"},
        short_name={"vi": "Xã Thử"},
        languages=("vi", "en"),
        time_zone=ZoneInfo("Asia/Ho_Chi_Minh"),
        wait_target=timedelta(minutes=15),
        hours=(),
        holidays=frozenset(),
        policy=policy,
    )
    elderly = frozenset({"elderly_75"})
    return Catalog(
        office=office,
        groups={"g": ServiceGroup("g", {"vi": "Nhóm"}, 1)},
        services={
            one: Service(one, "g", {"vi": one}, one.upper(), timedelta(minutes=8), 0.8, at)
            for at, one in enumerate(ids)
        },
        priority_classes={
            "ordinary": PriorityClass("ordinary", {"vi": "Thường"}, {}, timedelta(0), 1),
            "elderly_75": PriorityClass("elderly_75", {"vi": "75+"}, {}, timedelta(minutes=30), 2),
        },
        counters={
            one: CounterDesk(
                id=one,
                name={"vi": f"Quầy {one}"},
                services=frozenset(letters),
                prefers=elderly if one in prefers else frozenset(),
                reserved_for=elderly if one in reserved else frozenset(),
                position=at,
            )
            for at, (one, letters) in enumerate(skills.items())
        },
    )


class PlayedHall:
    """A hall with its visits kept beside it, moved the way operations move it."""

    def __init__(self, office: Catalog) -> None:
        counters = [CounterNow(desk, "open", f"p{desk.id}") for desk in office.counters.values()]
        self.hall = Hall(office, counters)
        self.visits: dict[str, Visit] = {}
        self.now = START
        self.called: list[str] = []

    @property
    def policy(self) -> Policy:
        return self.hall.catalog.office.policy

    def wait(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)

    def arrive(self, service: str, priority_class: str = "ordinary", *, minutes: int | None = None) -> str:
        """`minutes`: with an appointment so many minutes from now, or that many ago."""
        name = f"v{len(self.visits):04d}"
        # Each arrival is its own moment, as it is on a real clock.
        self.now += timedelta(microseconds=1)
        slot = None if minutes is None else self.now + timedelta(minutes=minutes)
        visit = Visit(
            visit_id=name,
            business_date=self.now.date(),
            series="A",
            number=len(self.visits) + 1,
            ticket_number=name,
            state=State.WAITING,
            channel="kiosk",
            language="vi",
            delivery="counter",
            priority_class=priority_class,
            arrived_at=self.now,
            order_at=max(self.now, slot) if slot else self.now,
            appointment_at=slot,
            legs=(Leg(1, service, State.WAITING, wait_from=self.now),),
        )
        self.put(visit)
        return name

    def put(self, visit: Visit) -> None:
        self.visits[visit.visit_id] = visit
        self.hall.place(visit)

    def call_next(self, counter_id: str) -> str | None:
        """Call and complete at once, so that the counter is idle again."""
        choice = selection.choose(self.hall, self.hall.counters[counter_id], self.policy, moment(self.now))
        if choice is None:
            return None
        self.hall.count_overtakes(choice.overtaken)
        for name in choice.overtaken:
            self.visits[name] = replace(self.visits[name], overtaken=self.visits[name].overtaken + 1)
        visit = moves.call(self.visits[choice.visit_id], counter_id, self.now)
        self.put(moves.complete(moves.serve(visit, self.now), self.now))
        self.called.append(choice.visit_id)
        return choice.visit_id

    def ahead(self, name: str) -> int:
        return sum(ahead_of(self.hall, name, self.policy, moment(self.now)).values())

    def waiting(self) -> list[Visit]:
        return [visit for visit in self.visits.values() if visit.state is State.WAITING]
