"""What was told to a citizen says how its interval was made: null is the quick estimate, a number the scale of a
simulated one. Without it the office could not learn from its own forecasts whether their intervals are right.
"""

from __future__ import annotations

from sqlite_utils import Database


def apply(db: Database) -> None:
    db.execute("alter table forecast add column scale real")
