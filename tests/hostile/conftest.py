"""A desk that is attacked: that of support/desk.py, with its limits raised and its clock running.

- `send(path, fields, form=..., **headers)`: post as a page of the site does.
- `follow_up`: a function of an entry that votes on it and gives the fields that feedback needs.
- `dump_store()`: all that the store holds, as text.
- `read_output()`: all that was logged or printed since.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import Connection, select
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.logs import LOGGER, start_logging
from entraide.desk.settings import DeskSettings
from entraide.desk.tables import metadata
from support.hostile_desk import TEXT, ReadText, Send


@pytest.fixture
def settings(settings: DeskSettings) -> DeskSettings:
    return settings.model_copy(update={"limits_times": 1_000})


@pytest.fixture(autouse=True)
def today(clock_of_today: None) -> None:
    """Every proof of work of these tests is one of today."""


@pytest.fixture
def send(client: TestClient) -> Send:
    def post(path: str, fields: dict[str, Any], *, form: bool = False, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if form:
            return client.post(path, data=fields, headers=named)
        return client.post(path, json=fields, headers=named)

    return post


@pytest.fixture
def follow_up(client: TestClient) -> Callable[..., dict[str, Any]]:
    def vote(entry: int = 1029, locale: str = "en") -> dict[str, Any]:
        text = TEXT | {"entry": entry, "locale": locale, "revision": 3 if locale == "fr" else 4}
        answer = client.post("/desk/ratings", json=text | {"rating": 1})
        assert answer.status_code == 200
        return text | {"token": answer.json()["token"]}

    return vote


@pytest.fixture
def dump_store(desk: Desk) -> ReadText:
    def dump_rows(connection: Connection) -> str:
        rows = [
            (table.name, *row)
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
        ]
        return repr(rows)

    return lambda: desk.store.read(dump_rows)


@pytest.fixture
def read_output(
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[ReadText]:
    monkeypatch.setattr(logging, "raiseExceptions", False)  # as it was, afterwards
    journal = StringIO()
    with redirect_stderr(journal):
        start_logging()
    LOGGER.propagate = True  # caplog listens at the root, to every library
    caplog.set_level(logging.INFO)

    def read_all() -> str:
        printed = capsys.readouterr()
        ours = (one for one in caplog.records if not one.name.startswith("httpx"))  # the tests' own
        records = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in ours)
        return journal.getvalue() + printed.out + printed.err + records

    yield read_all
    LOGGER.handlers.clear()
    LOGGER.setLevel(logging.NOTSET)
