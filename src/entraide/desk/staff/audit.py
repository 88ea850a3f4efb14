"""The audit log: what staff did, by name, and what was done to their accounts by command.

A line has a moment, since it is about staff and about no visitor. It is kept for `audit_days`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select

from entraide.desk.tables import audit

BY_COMMAND = ""  # the name of whoever runs `entraide desk staff`


class Action(StrEnum):
    SIGN_IN = "sign-in"
    SIGN_IN_REFUSED = "sign-in-refused"
    SIGN_OUT = "sign-out"
    MARKED_OPEN = "marked-open"
    MARKED_DONE = "marked-done"
    MARKED_SPAM = "marked-spam"
    ACCOUNT_ADDED = "account-added"
    ACCOUNT_PASSWORD = "account-password"  # noqa: S105 - the name of an action
    ACCOUNT_ENABLED = "account-enabled"
    ACCOUNT_DISABLED = "account-disabled"
    OWN_PASSWORD = "own-password"  # noqa: S105
    FACTOR_ADDED = "factor-added"
    FACTOR_REMOVED = "factor-removed"
    FACTOR_RESET = "factor-reset"
    RECOVERY_CODE = "recovery-code"
    SESSIONS_ENDED = "sessions-ended"
    TOKEN_MADE = "token-made"  # noqa: S105
    TOKEN_REVOKED = "token-revoked"  # noqa: S105
    PROPOSAL_ACCEPTED = "proposal-accepted"
    PROPOSAL_DECLINED = "proposal-declined"
    PROPOSAL_OPENED = "proposal-opened"
    PROPOSAL_NOTED = "proposal-noted"
    PROPOSAL_READ = "proposal-read"


@dataclass(frozen=True, slots=True)
class AuditLine:
    moment: datetime
    name: str  # "" by command, and for a sign-in with a name that does not exist
    action: Action
    subject: str


def record(
    connection: Connection, moment: datetime, name: str, action: Action, *subjects: str
) -> None:
    """Write one line, or one for each of `subjects`."""
    line = {"at": int(moment.timestamp()), "name": name, "action": action.value}
    connection.execute(
        insert(audit), [line | {"subject": subject} for subject in subjects or ("",)]
    )


def count_lines(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(audit)).scalar_one()


def list_lines(connection: Connection, start: int, limit: int) -> Sequence[AuditLine]:
    """Return up to `limit` lines, the newest first, after the first `start`."""
    columns = (audit.c.at, audit.c.name, audit.c.action, audit.c.subject)
    newest_first = select(*columns).order_by(audit.c.id.desc()).offset(start).limit(limit)
    return [
        AuditLine(datetime.fromtimestamp(second, UTC), name, Action(action), subject)
        for second, name, action, subject in connection.execute(newest_first)
    ]
