"""The audit log: what members of staff did, and what commands did to accounts and votes.

Each line has an exact time, because it is about staff and never about a visitor. Lines are deleted
after `audit_days`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select, update

from entraide.desk.tables import audit

HOUR = 3600
MOST_LINES = 1_000  # of refused sign-ins that are looked at: more than a month of them
NEWEST_FIRST = (audit.c.at.desc(), audit.c.id.desc())  # a line put back has a new number
TIMES = "× "  # before the number of attempts of one hour, from the second on
BY_COMMAND = ""  # the name of whoever runs `entraide desk staff`


class Action(StrEnum):
    SIGN_IN = "sign-in"
    SIGN_IN_REFUSED = "sign-in-refused"
    SIGN_OUT = "sign-out"
    MARKED_OPEN = "marked-open"
    MARKED_WORK = "marked-work"
    MARKED_DONE = "marked-done"
    MARKED_SPAM = "marked-spam"
    FEEDBACK_NOTED = "feedback-noted"
    FEEDBACK_EXPORTED = "feedback-exported"
    ACCOUNT_ADDED = "account-added"
    ACCOUNT_PASSWORD = "account-password"  # noqa: S105 - the name of an action
    ACCOUNT_UNLOCKED = "account-unlocked"
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
    PROPOSAL_APPROVED = "proposal-approved"  # by the first of two people
    PROPOSAL_DECLINED = "proposal-declined"
    PROPOSAL_OPENED = "proposal-opened"
    PROPOSAL_NOTED = "proposal-noted"
    PROPOSAL_READ = "proposal-read"
    QUESTION_MARKED = "question-marked"
    QUESTIONS_EXPORTED = "questions-exported"
    VOTES_VOIDED = "votes-voided"
    VOTES_RESTORED = "votes-restored"
    ALARM_SET_ASIDE = "alarm-set-aside"


@dataclass(frozen=True, slots=True)
class AuditLine:
    moment: datetime
    name: str  # "" by command, and for a sign-in with a name that does not exist
    action: Action
    subject: str


def record(
    connection: Connection, moment: datetime, name: str, action: Action, *subjects: str
) -> None:
    """Write one line of the audit log, or one for each of `subjects`."""
    line = {"at": int(moment.timestamp()), "name": name, "action": action.value}
    connection.execute(
        insert(audit), [line | {"subject": subject} for subject in subjects or ("",)]
    )


def count_refused_sign_in(connection: Connection, moment: datetime, name: str) -> None:
    """Count a refused sign-in by `name`; one line an hour at most, so that nobody fills the log."""
    second = int(moment.timestamp())
    query = (
        select(audit.c.id, audit.c.subject)
        .where(audit.c.at >= second - second % HOUR, audit.c.name == name)
        .where(audit.c.action == Action.SIGN_IN_REFUSED.value)
    )
    if line := connection.execute(query).first():
        subject = f"{TIMES}{_read_count(line.subject) + 1}"
        connection.execute(update(audit).where(audit.c.id == line.id).values(subject=subject))
    else:
        record(connection, moment, name, Action.SIGN_IN_REFUSED)


@dataclass(frozen=True, slots=True)
class RefusedSignIns:
    """The number of refused sign-ins of a name between its last two sign-ins, and since when."""

    count: int
    since: datetime


def find_refused_sign_ins(connection: Connection, name: str) -> RefusedSignIns | None:
    """Return the refused sign-ins between the last two sign-ins of `name`; None without any."""
    signed_in = [Action.SIGN_IN.value, Action.SIGN_IN_REFUSED.value]
    query = (
        select(audit.c.at, audit.c.action, audit.c.subject)
        .where(audit.c.name == name, audit.c.action.in_(signed_in))
        .order_by(*NEWEST_FIRST)
        .limit(MOST_LINES)
    )
    lines = [*connection.execute(query)]
    ends = [number for number, line in enumerate(lines) if line.action == Action.SIGN_IN.value]
    refused = lines[ends[0] + 1 : ends[1] if len(ends) > 1 else None] if ends else []
    if not refused:
        return None
    count = sum(_read_count(line.subject) for line in refused)
    return RefusedSignIns(count, datetime.fromtimestamp(refused[-1].at, UTC))


def _read_count(subject: str) -> int:
    return int(subject.removeprefix(TIMES) or 1)


def find_approver(connection: Connection, day: date, subject: str) -> str:
    """Return who has been the first to accept the proposal that `subject` names; "" for nobody.

    `day` is that of the proposal. An approval does not outlive a decision that was taken back.
    """
    since = int(datetime.combine(day, time(), UTC).timestamp())
    actions = [Action.PROPOSAL_APPROVED.value, Action.PROPOSAL_OPENED.value]
    query = (
        select(audit.c.name, audit.c.action)
        .where(audit.c.at >= since, audit.c.action.in_(actions), audit.c.subject == subject)
        .order_by(*NEWEST_FIRST)
        .limit(1)
    )
    line = connection.execute(query).first()
    return line.name if line and line.action == Action.PROPOSAL_APPROVED.value else ""


def count_lines(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(audit)).scalar_one()


def list_lines(connection: Connection, start: int, limit: int) -> Sequence[AuditLine]:
    """Return up to `limit` lines, the newest first, without the first `start` of them."""
    columns = (audit.c.at, audit.c.name, audit.c.action, audit.c.subject)
    query = select(*columns).order_by(*NEWEST_FIRST).offset(start).limit(limit)
    return [
        AuditLine(datetime.fromtimestamp(second, UTC), name, Action(action), subject)
        for second, name, action, subject in connection.execute(query)
    ]
