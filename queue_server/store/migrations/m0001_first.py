"""The first schema: everything the contract names, so that later work adds and never rewrites.

Times are TEXT, RFC 3339 in UTC with six decimals and a Z: they sort as they are. JSON is TEXT.
"""

from __future__ import annotations

from sqlite_utils import Database

CATALOG = """
create table service_group (group_id text primary key, name text not null, position integer not null) strict;
create table service (
  service_id text primary key, group_id text not null references service_group, name text not null,
  description text not null, series text not null, mean_seconds real not null, variation real not null,
  procedures text not null, position integer not null, active integer not null default 1
) strict;
create table priority_class (
  code text primary key, name text not null, hint text not null, head_start_seconds real not null,
  position integer not null, active integer not null default 1
) strict;
create table counter (
  counter_id text primary key, name text not null, position integer not null, active integer not null default 1,
  state text not null default 'closed' check (state in ('open', 'paused', 'closed')),
  person_id text references person, since text, pause_reason text
) strict;
create table counter_service (
  counter_id text not null references counter, service_id text not null references service,
  primary key (counter_id, service_id)
) strict, without rowid;
create table counter_class (
  counter_id text not null references counter, code text not null references priority_class,
  kind text not null check (kind in ('prefer', 'reserve')), primary key (counter_id, code)
) strict, without rowid;
create table pause_reason (code text primary key, name text not null, position integer not null) strict;
create table setting (
  key text not null, version integer not null, value text not null, valid_from text not null, author text not null,
  recorded_at text not null, etag text not null, primary key (key, version)
) strict, without rowid;
"""

PEOPLE = """
create table person (
  person_id text primary key, username text not null unique collate nocase, name text not null,
  password_hash text not null, active integer not null default 1, created_at text not null
) strict;
create table person_role (
  person_id text not null references person, role text not null, primary key (person_id, role)
) strict, without rowid;
create table session (
  token_digest blob primary key, person_id text not null references person, created_at text not null,
  expires_at text not null, ended_at text
) strict, without rowid;
create table counter_session (
  counter_session_id integer primary key, counter_id text not null references counter,
  person_id text not null references person, opened_at text not null, closed_at text
) strict;
create index counter_session_open on counter_session (counter_id) where closed_at is null;
create table device (
  device_id text primary key, kind text not null, name text not null, token_digest blob unique,
  enrolment_digest blob unique, enrolment_expires_at text, revoked_at text, state text, fault text, version text,
  seen_at text, created_at text not null
) strict;
"""

VISITS = """
create table sequence (
  office_id text not null, business_date text not null, series text not null, last_number integer not null,
  primary key (office_id, business_date, series)
) strict, without rowid;
create table visit (
  visit_id text primary key, office_id text not null, business_date text not null, series text not null,
  number integer not null, ticket_number text not null, state text not null, channel text not null,
  language text not null, delivery text not null, priority_class text, priority_reason text,
  residence_commune text, appointment_at text, arrived_at text not null, order_at text not null, wait_from text,
  follow_code text not null, overtaken integer not null default 0, absences integer not null default 0,
  call_count integer not null default 0, leg_no integer not null, counter_id text references counter,
  device_id text references device, request_id text not null, request_digest blob not null, ended_at text,
  unique (office_id, business_date, series, number), unique (office_id, request_id)
) strict;
create index visit_active on visit (order_at, visit_id) where ended_at is null;
create index visit_number on visit (business_date, ticket_number);
create table leg (
  visit_id text not null references visit, leg_no integer not null, service_id text not null references service,
  state text not null, target_counter_id text references counter, target_clerk_id text references person,
  return_to integer, counter_id text references counter, wait_from text, called_at text, serving_from text,
  ended_at text, wait_seconds real, service_seconds real, primary key (visit_id, leg_no)
) strict, without rowid;
create table hold (
  hold_id integer primary key, visit_id text not null, leg_no integer not null, from_at text not null, due_at text,
  until_at text, reason text not null
) strict;
create index hold_visit on hold (visit_id) where until_at is null;
create index hold_due on hold (due_at) where until_at is null and due_at is not null;
create table call (
  seq integer primary key, visit_id text not null, leg_no integer not null, at text not null, counter_id text not null,
  person_id text, kind text not null check (kind in ('engine', 'chosen', 'recall')), reason text
) strict;
create index call_visit on call (visit_id, seq);
create table visit_note (
  visit_note_id integer primary key, visit_id text not null, at text not null, kind text not null, person_id text,
  note text not null
) strict;
create index visit_note_visit on visit_note (visit_id);
"""

JOURNAL = """
create table event (
  office_id text not null, seq integer not null, name text not null, schema_version integer not null,
  at text not null, recorded_at text not null, visit_id text, leg_no integer, counter_id text, actor_kind text not null,
  actor_id text, device_id text, body text not null, business_date text not null, digest blob not null,
  primary key (office_id, seq)
) strict, without rowid;
create index event_day on event (office_id, business_date, seq);
create index event_visit on event (visit_id, seq) where visit_id is not null;
create table day (
  office_id text not null, business_date text not null, opened_at text not null, closed_at text,
  first_seq integer not null, last_seq integer, digest blob, counts text, histograms text,
  primary key (office_id, business_date)
) strict, without rowid;
create table print_job (
  job_id text primary key, visit_id text references visit, device_id text not null references device,
  kind text not null, state text not null, fault text, content text, requested_at text not null, ended_at text
) strict;
create index print_job_waiting on print_job (device_id, requested_at) where state = 'requested';
create index print_job_visit on print_job (visit_id) where visit_id is not null;
"""

LATER = """
create table lease (
  lease_id text primary key, office_id text not null, device_id text not null references device,
  business_date text not null, series text not null, first_number integer not null, last_number integer not null,
  expires_at text not null, unique (office_id, business_date, series, first_number)
) strict;
create table appointment (
  appointment_id text primary key, office_id text not null, service_id text not null references service,
  slot_at text not null, code text not null unique, state text not null, visit_id text references visit
) strict;
create table slot_capacity (
  service_id text not null references service, slot_at text not null, capacity integer not null,
  primary key (service_id, slot_at)
) strict, without rowid;
create table declaration (
  declaration_id text primary key, visit_id text references visit, form_id text not null, key_id text not null,
  sealed blob not null, created_at text not null, taken_at text, erase_at text not null, erased_at text
) strict;
create table rating (
  token_digest blob primary key, office_id text not null, business_date text not null, service_id text,
  counter_id text, score integer, reasons text, rated_at text
) strict, without rowid;
create table alert (
  alert_id text primary key, office_id text not null, kind text not null, subject text, body text not null,
  raised_at text not null, accepted_at text, accepted_by text, cleared_at text
) strict;
create table forecast (
  visit_id text not null, leg_no integer not null, made_at text not null, ahead integer not null, median_seconds real,
  low_seconds real, high_seconds real, actual_seconds real, primary key (visit_id, leg_no, made_at)
) strict, without rowid;
"""


def apply(db: Database) -> None:
    """Create every table. One statement at a time: a script would commit what came before it."""
    for part in (PEOPLE, CATALOG, VISITS, JOURNAL, LATER):
        for statement in part.split(";\n"):
            if statement.strip():
                db.execute(statement)
