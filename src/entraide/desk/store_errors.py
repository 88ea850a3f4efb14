"""Faults of the store, each explained in one line for the operator.

Drivers quote statements, values and addresses in their messages. None of that is repeated: a fault
is known by its code, and the table below says what it means and what to do.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from entraide.desk.settings import StoreSettings
from entraide.desk.store import StoreBusyError
from entraide.errors import EnvironmentVariable, Fault, Problem, StoreError

STORE_LOCATION = EnvironmentVariable("ENTRAIDE_DATABASE_URL")
SQLITE_FAULTS: Mapping[str, Fault] = {  # the start of SQLite’s own name of an error
    "SQLITE_FULL": ("the disk is full", "Make room, then try again"),
    "SQLITE_IOERR_SHMSIZE": ("the disk is full", "Make room, then try again"),
    "SQLITE_READONLY": ("it cannot be written", "Check the rights of the file and of its folder"),
    "SQLITE_CANTOPEN": ("it cannot be opened", "Check the rights of the file and of its folder"),
    "SQLITE_PERM": ("it cannot be opened", "Check the rights of the file and of its folder"),
    "SQLITE_IOERR": ("the disk failed", "Check the disk and its room, then try again"),
    "SQLITE_BUSY": ("another program keeps it locked", "Stop that program, then try again"),
    "SQLITE_NOTADB": ("this is no store", "Move the file away, then restore a backup"),
    "SQLITE_CORRUPT": (
        "it is damaged",
        "Move the file away, with its -wal and -shm, then restore a backup",
    ),
}
POSTGRESQL_FAULTS: Mapping[str, Fault] = {  # the start of the SQLSTATE
    "53100": ("its disk is full", "Make room, then try again"),
    "53300": ("it has too many connections", "Raise max_connections, or run fewer workers"),
    "25006": ("it can only be read", "Write the address of the primary server"),
    "42501": ("its user may not do that", "Make the user the owner of the database"),
    "28": ("it refuses the user or the password", "Check both in the address"),
    "3D": ("the database does not exist", "Create it first"),
    "55P03": ("another program keeps it locked", "Stop that program, then try again"),
    "58": ("its disk failed", "Check the disk and its room, then try again"),
    "57": ("it is starting or stopping", "Try again in a moment"),
}
RESTORE_CURE = "Restore a backup if that goes on"
NO_ANSWER_FAULT = (
    "it does not answer, or does not let us in",
    "Check that it runs, and the host, the user, the password and the database in the address",
)


BUSY_FAULT = (
    "it does not answer in time, or another program keeps it locked",
    "Look at what else uses it, then try again",
)
STORE_EXCEPTIONS = (DBAPIError, sqlite3.Error, psycopg.Error, StoreBusyError, PoolTimeoutError)


@contextmanager
def explain_errors(settings: StoreSettings) -> Iterator[None]:
    """Turn any fault of the store in the block into a StoreError."""
    try:
        yield
    except STORE_EXCEPTIONS as error:
        what, cure = _explain(error)
        raise StoreError(
            Problem(STORE_LOCATION, f"{describe_store(settings)}: {what}", cure)
        ) from error


def find_fault(error: BaseException) -> Fault | None:
    """Return the fault of the store that `error` is; None where it is a mistake of ours.

    Its words name no file and no host, so that anybody may read them.
    """
    return _find_known(error) if isinstance(error, STORE_EXCEPTIONS) else None


def explain_fault(error: BaseException) -> str:
    """Return the fault and its cure as sentences that name no file and no host."""
    return "{}. {}.".format(*_explain(error))


def describe_store(settings: StoreSettings) -> str:
    """Return the file or host of the store, for messages.

    What is no valid host is left out: it may be part of a password with an “@” in it.
    """
    if settings.file:
        return str(settings.file)
    host = settings.url.host or ""
    return f"PostgreSQL at {host}" if re.fullmatch(r"[\w.:-]+", host) else "PostgreSQL"


def _explain(error: BaseException) -> Fault:
    if known := _find_known(error):
        return known
    origin = _unwrap(error)
    if isinstance(origin, sqlite3.Error):
        # “file is not a database” and the like come without a name when a driver made them up
        return f"it failed ({getattr(origin, 'sqlite_errorname', '') or 'unknown'})", RESTORE_CURE
    if isinstance(origin, psycopg.Error):
        return f"it failed (SQLSTATE {origin.sqlstate})", RESTORE_CURE
    return f"it failed ({type(origin).__name__})", RESTORE_CURE


def _find_known(error: BaseException) -> Fault | None:
    origin = _unwrap(error)
    if isinstance(origin, sqlite3.Error):
        return _find_by_start(SQLITE_FAULTS, getattr(origin, "sqlite_errorname", "") or "unknown")
    if isinstance(origin, psycopg.Error):
        if origin.sqlstate:
            return _find_by_start(POSTGRESQL_FAULTS, origin.sqlstate)
        lost = isinstance(origin, psycopg.OperationalError | psycopg.InterfaceError)
        return NO_ANSWER_FAULT if lost else None
    return BUSY_FAULT if isinstance(origin, StoreBusyError | PoolTimeoutError) else None


def _unwrap(error: BaseException) -> BaseException:
    return (error.orig or error) if isinstance(error, DBAPIError) else error


def _find_by_start(meanings: Mapping[str, Fault], code: str) -> Fault | None:
    return next((fault for start, fault in meanings.items() if code.startswith(start)), None)
