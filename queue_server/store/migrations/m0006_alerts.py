"""Of a kind of alert about one subject only one stands at a time. A webhook's receiver remembers how far it was told:
events after `after_seq` are still to be sent, which is why nothing is lost when the server dies.
"""

from __future__ import annotations

from sqlite_utils import Database


def apply(db: Database) -> None:
    db.execute("create unique index alert_standing on alert (office_id, kind, subject) where cleared_at is null")
    db.execute("create index alert_cleared on alert (cleared_at) where cleared_at is not null")
    db.execute(
        "create table webhook (office_id text not null, receiver text not null, after_seq integer not null,"
        " failing_since text, given_up integer not null default 0, primary key (office_id, receiver))"
        " strict, without rowid"
    )
