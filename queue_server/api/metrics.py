"""What Prometheus may read at /metrics: counts and times, nothing of anybody."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


class Metrics:
    """One registry for each server, so that two in one process do not share counts."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "motcua_requests", "Requests answered", ("endpoint", "status"), registry=self._registry
        )
        self._request_seconds = Histogram(
            "motcua_request_seconds", "Time to answer", ("endpoint",), buckets=SECONDS, registry=self._registry
        )
        self.listeners = Gauge("motcua_event_listeners", "Open event streams", registry=self._registry)
        self.last_seq = Gauge("motcua_last_seq", "The newest event's number", registry=self._registry)
        # Looking a labelled child up takes a lock and a tuple of strings each time; there are few, so they are kept.
        self._children: dict[tuple[str, int], tuple[Counter, Histogram]] = {}

    def count_request(self, endpoint: str, status: int, seconds: float) -> None:
        """Count an answer. Endpoints and statuses are ours, so the number of series is bounded."""
        children = self._children.get((endpoint, status))
        if children is None:
            children = self._requests.labels(endpoint, str(status)), self._request_seconds.labels(endpoint)
            self._children[endpoint, status] = children
        children[0].inc()
        children[1].observe(seconds)

    def page(self) -> bytes:
        """The text form that Prometheus reads."""
        return generate_latest(self._registry)
