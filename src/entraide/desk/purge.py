"""What is over goes: by the ages of the settings, and by what keys, limits and sessions say.

The running desk purges at its start and every hour; `entraide desk purge` does it for a desk that
stands still. A row that is deleted still lies in a file for a while; `scrub` sees to the keys.
"""

from collections.abc import Mapping
from contextlib import closing
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Delete, Engine, delete, text

from entraide.desk.settings import StoreSettings
from entraide.desk.tables import (
    audit,
    day_keys,
    feedback,
    limits,
    proposals,
    sessions,
    spent_challenges,
)


def purge(connection: Connection, settings: StoreSettings, at: datetime) -> Mapping[str, int]:
    """Delete what is over at the moment `at`: what it was -> how many rows."""
    return {
        what: connection.execute(statement).rowcount
        for what, statement in _list_deletions(settings, at)
    }


def _list_deletions(settings: StoreSettings, at: datetime) -> tuple[tuple[str, Delete], ...]:
    today, second = at.date(), int(at.timestamp())
    spam_before = _find_first_day(today, settings.spam_days)
    decided_before = _find_first_day(today, settings.proposal_days)
    audit_before = int((at - timedelta(days=settings.audit_days)).timestamp())
    return (
        (
            "feedback",
            delete(feedback).where(feedback.c.day < _find_first_day(today, settings.feedback_days)),
        ),
        ("spam", delete(feedback).where(feedback.c.state == "spam", feedback.c.day < spam_before)),
        (
            "proposals",  # none that is open: its sender waits for an answer
            delete(proposals).where(
                proposals.c.state != "open", proposals.c.decided < decided_before
            ),
        ),
        ("audit", delete(audit).where(audit.c.at < audit_before)),
        ("day keys", delete(day_keys).where(day_keys.c.day < today.isoformat())),
        ("limits", delete(limits).where(limits.c.expires <= second)),
        ("challenges", delete(spent_challenges).where(spent_challenges.c.expires <= second)),
        ("sessions", delete(sessions).where(sessions.c.expires <= second)),
    )


def _find_first_day(today: date, days: int) -> str:
    """Return the first day that is kept when `days` days are."""
    return (today - timedelta(days=days)).isoformat()


def scrub(engine: Engine) -> None:
    """Take the bytes of destroyed keys out of the files of the store, not only out of its tables.

    SQLite overwrites what it deletes (`secure_delete`), yet its log has the page as it was. In
    PostgreSQL the table is written anew; it is unlogged, so that no other file ever had it.
    """
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text("VACUUM (FULL) day_keys"))
