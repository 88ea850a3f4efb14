"""Statements that every vote runs, put into words once: to do so takes longer than to run them.

SQLAlchemy looks for the words of a statement at each execution, and at each of its values. What is
prepared here goes to the driver as it is. PostgreSQL gets several of them at once, where none needs
the answer of another.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import ClauseElement, Connection, CursorResult
from sqlalchemy.exc import DBAPIError


class FastStatement:
    """A statement that `make` returns for the name of a dialect.

    It takes values by name, numbers and text. An INSERT is of the columns `names`, where there are
    any, else of all.
    """

    def __init__(self, make: Callable[[str], ClauseElement], *names: str) -> None:
        self._make = make
        self._names = list(names) or None
        self._words: dict[str, tuple[str, list[str] | None]] = {}  # by dialect

    def run(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Execute it with those of `values` that it names."""
        words, order = self._words.get(connection.dialect.name) or self._put_into_words(connection)
        return connection.exec_driver_sql(
            words, tuple(values[name] for name in order) if order else dict(values)
        )

    def _put_into_words(self, connection: Connection) -> tuple[str, list[str] | None]:
        dialect = connection.dialect
        compiled: Any = self._make(dialect.name).compile(dialect=dialect, column_keys=self._names)
        self._words[dialect.name] = words = (str(compiled), compiled.positiontup)
        return words


@contextmanager
def send_together(connection: Connection) -> Iterator[None]:
    """Let PostgreSQL have the statements of the block at once; what fails is told at its end."""
    if connection.dialect.name != "postgresql":
        yield
        return
    driver_connection: Any = connection.connection.driver_connection
    try:
        with driver_connection.pipeline():
            yield
    except psycopg.Error as error:  # as SQLAlchemy tells what fails at once
        raise DBAPIError.instance(None, None, error, psycopg.Error) from error
