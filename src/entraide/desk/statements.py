"""SQL statements prepared once, since compiling one takes longer than to run it.

SQLAlchemy looks up the text of a statement at each execution, and each of its values. A prepared
one goes to the driver as it is. PostgreSQL gets several at once, where none needs the result of
another.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import ClauseElement, Connection, CursorResult
from sqlalchemy.exc import DBAPIError


class FastStatement:
    """A prepared statement; `make` returns it for the name of a dialect.

    It takes values by name, numbers and text. An INSERT takes the columns `names`, or all if there
    are none.
    """

    def __init__(self, make: Callable[[str], ClauseElement], *names: str) -> None:
        self._make = make
        self._names = list(names) or None
        self._words: dict[str, tuple[str, list[str] | None]] = {}  # by dialect

    def run(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Execute the statement; `values` may have more names than it uses."""
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
    """Send the statements of the block to PostgreSQL at once; errors are raised at its end."""
    if connection.dialect.name != "postgresql":
        yield
        return
    driver_connection: Any = connection.connection.driver_connection
    try:
        with driver_connection.pipeline():
            yield
    except psycopg.Error as error:  # as SQLAlchemy tells what fails at once
        raise DBAPIError.instance(None, None, error, psycopg.Error) from error
