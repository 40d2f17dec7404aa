"""When each leg's turn to wait came: half-hours and waits are measured from it, and a row forgot it once it was called.

What the file already holds is filled in from its journal: a leg began with the event before its own first one, which
completed or transferred the leg before it; the first began with the visit.
"""

from __future__ import annotations

from sqlite_utils import Database

FIRST = """
update leg set began_at = (select arrived_at from visit where visit.visit_id = leg.visit_id) where leg_no = 1"""

LATER = """
update leg set began_at = coalesce(
  (select event.at from event where event.visit_id = leg.visit_id and event.seq < (
    select min(seq) from event as own where own.visit_id = leg.visit_id and own.leg_no = leg.leg_no)
   order by event.seq desc limit 1),
  wait_from)
where leg_no > 1 and (wait_from is not null or wait_seconds is not null)"""


def apply(db: Database) -> None:
    db.execute("alter table leg add column began_at text")
    db.execute(FIRST)
    db.execute(LATER)
