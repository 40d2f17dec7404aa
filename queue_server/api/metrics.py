"""What Prometheus may read at /metrics: counts and times, nothing of anybody."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


class Metrics:
    """One registry for each server, so that two in one process do not share counts."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "motcua_requests", "Requests answered", ("endpoint", "status"), registry=self._registry
        )
        self.request_seconds = Histogram(
            "motcua_request_seconds", "Time to answer", ("endpoint",), buckets=SECONDS, registry=self._registry
        )
        self.listeners = Gauge("motcua_event_listeners", "Open event streams", registry=self._registry)
        self.last_seq = Gauge("motcua_last_seq", "The newest event's number", registry=self._registry)
        self.events = Counter("motcua_events", "Events published", ("name",), registry=self._registry)

    def page(self) -> bytes:
        """The text form that Prometheus reads."""
        return generate_latest(self._registry)
