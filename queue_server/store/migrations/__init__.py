"""Every schema the product has had, oldest first. A released migration is never edited; the next one changes it."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from queue_server.store.migrations import (
    m0001_first,
    m0002_leg_began,
    m0003_forecast_scale,
    m0004_leases,
    m0005_paths,
    m0006_alerts,
    m0007_old_visits,
    m0008_device_details,
    m0009_dossiers,
    m0010_remembered,
    m0011_pins,
)

SET = "queue_server"


def migrations() -> Migrations:
    """The migrations in the order they are applied, each in one transaction with its record."""
    known = Migrations(SET)
    known(name="m0001_first")(m0001_first.apply)
    known(name="m0002_leg_began")(m0002_leg_began.apply)
    known(name="m0003_forecast_scale")(m0003_forecast_scale.apply)
    known(name="m0004_leases")(m0004_leases.apply)
    known(name="m0005_paths")(m0005_paths.apply)
    known(name="m0006_alerts")(m0006_alerts.apply)
    known(name="m0007_old_visits")(m0007_old_visits.apply)
    known(name="m0008_device_details")(m0008_device_details.apply)
    known(name="m0009_dossiers")(m0009_dossiers.apply)
    known(name="m0010_remembered")(m0010_remembered.apply)
    known(name="m0011_pins")(m0011_pins.apply)
    return known


def unknown_to_us(db: Database) -> list[str]:
    """Names of migrations that the file has and this program does not: the file is newer than the code."""
    known = migrations()
    ours = {migration.name for migration in known.pending(Database(memory=True))}
    return [migration.name for migration in known.applied(db) if migration.name not in ours]
