"""Ways to come and ways to speak: appointments that are booked, rating codes, numbers taken per card, petitions.

Of a card only a keyed digest is kept, for its day; of a petition the text is sealed under a key that is not in here.
"""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    "alter table appointment add column booked_at text",
    "alter table appointment add column booked_by text references person",
    "create index appointment_slot on appointment (slot_at, service_id)",
    "create index appointment_visit on appointment (visit_id) where visit_id is not null",
    "alter table visit add column rating_code text",
    "create unique index visit_rating_code on visit (rating_code) where rating_code is not null",
    "create index rating_day on rating (business_date)",
    """create table card_visit (
      business_date text not null, digest blob not null, visits integer not null, primary key (business_date, digest)
    ) strict, without rowid""",
    """create table feedback (
      feedback_id text primary key, office_id text not null, reference text not null unique,
      request_id text not null unique, class text not null, key_name text not null, sealed blob not null,
      received_at text not null, due_date text not null,
      state text not null check (state in ('received', 'handed_over', 'closed')), handed_over_at text,
      handed_over_by text references person, closed_at text, closed_by text references person
    ) strict""",
    "create index feedback_open on feedback (due_date) where state <> 'closed'",
    "create index feedback_closed on feedback (closed_at) where state = 'closed'",
)


def apply(db: Database) -> None:
    for statement in STATEMENTS:
        db.execute(statement)
