"""When each leg's turn to wait came: half-hours and waits are measured from it, and a row forgot it once it was called.

What the file already holds is filled in: the first leg began with the visit; one that no call was answered for began
with its wait; any other with the event before its own first one, which completed or transferred the leg before it.
"""

from __future__ import annotations

from sqlite_utils import Database

FIRST = """
update leg set began_at = (select arrived_at from visit where visit.visit_id = leg.visit_id) where leg_no = 1"""

LATER = """
update leg set began_at = coalesce(
  case when wait_seconds is null then wait_from end,
  (select event.at from event where event.visit_id = leg.visit_id and event.seq < (
    select min(seq) from event as own where own.visit_id = leg.visit_id and own.leg_no = leg.leg_no)
   order by event.seq desc limit 1))
where leg_no > 1 and (wait_from is not null or wait_seconds is not null)"""


def apply(db: Database) -> None:
    db.execute("alter table leg add column began_at text")
    db.execute(FIRST)
    db.execute(LATER)
