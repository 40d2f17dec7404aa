"""Finding a procedure by everyday words, against building the index once: how much of it one query costs.

The queries are all phrasings of the tests, each as it grows under the finger, and a few that are far too long. The goal
is 50 ms a query.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from kiosk.procedures.reading import load_library
from kiosk.procedures.search import Search
from tests.bench.figures import percentile
from tests.unit.kiosk.procedures.made import phrasings

LONG = ("khai sinh " * 1_000, "x" * 10_000, "đăng ký đất đai cho con trai út của ông nội tôi " * 30)


def run() -> dict[str, Any]:
    """Milliseconds a query, and how many of the phrasings of each half find their procedure among the first three."""
    library, load_ms = _timed(load_library)
    search, index_ms = _timed(lambda: Search(library))
    said = [say for half in ("seen", "unseen") for say, _ in phrasings(half)]
    queries = [say[:length] for say in said for length in range(1, len(say) + 1)] + list(LONG)
    # As the kiosk does once it has started: what lives long is no longer searched for rubbish.
    gc.collect()
    gc.freeze()
    began = time.process_time()
    spent, worst_cpu = [], 0.0
    for query in queries:
        cpu = time.thread_time()
        spent.append(_timed(lambda query=query: search.find(query))[1])  # type: ignore[misc]
        worst_cpu = max(worst_cpu, time.thread_time() - cpu)
    cpu_ms = (time.process_time() - began) * 1000 / len(queries)
    gc.unfreeze()
    return {
        "queries": len(queries),
        "load_ms": load_ms,
        "index_ms": index_ms,
        "query_ms": median(spent),
        "query_p99_ms": percentile(spent, 99),
        "query_most_ms": max(spent),
        "query_cpu_ms": cpu_ms,
        "query_most_cpu_ms": worst_cpu * 1000,
        "queries_an_index": index_ms / median(spent),
        "goal_ms": 50,
    } | {half: _right(search, half) for half in ("seen", "unseen")}


def _right(search: Search, half: str) -> float:
    found = [(code, [one.procedure.code for one in search.find(say)[:3]]) for say, code in phrasings(half)]
    return sum(code in codes for code, codes in found) / len(found)


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    answer = work()
    return answer, (time.perf_counter() - started) * 1000
