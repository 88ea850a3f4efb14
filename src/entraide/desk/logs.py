"""The log: one JSON object a line, and nothing personal in it.

Requests are counted, and a line has a number of them (`request_counts.py`). The time of a line is
rounded to its minute. The line of a failure has the place in the code, never the message of the
exception, in which databases quote what they were given. Messages of libraries are not logged
either: of a warning of the server, a line has the place in its code.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

from entraide.desk.store_errors import explain_fault, find_fault

LOGGER = logging.getLogger("entraide.desk")


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="minutes")
        fields, event = getattr(record, "fields", None), record.msg
        if fields is None:  # not ours
            fields, event = {"place": f"{record.name} {record.module}:{record.lineno}"}, "library"
        line = {"at": moment, "level": record.levelname.lower(), "event": event, **fields}
        return json.dumps(line, ensure_ascii=True)


def start_logging() -> None:
    """Write the log to standard error; call this once a process."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonFormatter())
    LOGGER.handlers[:] = [handler]
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    logging.raiseExceptions = False  # a broken stream would print what no line may have
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # it warns of each bad request


def log_event(event: str, **fields: object) -> None:
    LOGGER.info(event, extra={"fields": fields})


def log_failure(event: str, error: BaseException) -> None:
    """Log the kind of `error` and the lines of our code, innermost last; never its message."""
    places = [
        f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-6:]
    ]
    fields: dict[str, object] = {"kind": type(error).__name__, "places": places}
    if find_fault(error):
        fields["problem"] = explain_fault(error)
    LOGGER.error(event, extra={"fields": fields})
