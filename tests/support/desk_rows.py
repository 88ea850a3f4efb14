"""Rows of the desk's tables, for tests that need some to be there."""

import json
from typing import Any
from uuid import uuid4

from sqlalchemy import Table, func, insert, select

from entraide.desk.store import Store
from entraide.desk.tables import votes
from entraide.desk.votes import Vote, store_vote


def put(store: Store, table: Table, **row: Any) -> None:
    """Put a row into a table; a vote is counted, as each is."""
    if table is votes:
        store.write(lambda connection: store_vote(connection, Vote(**row)))
        return
    store.write(lambda connection: connection.execute(insert(table), row))


def count(store: Store, table: Table) -> int:
    total = select(func.count()).select_from(table)
    return store.read(lambda connection: connection.execute(total).scalar_one())


def make_vote(**facts: Any) -> dict[str, Any]:
    return {
        "entry": 1029,
        "locale": "en",
        "revision": 4,
        "voter": uuid4().hex,
        "scale": "five",
        "rating": 5,
        "day": "2026-11-21",
        "network": uuid4().hex,
    } | facts


def make_comment(**facts: Any) -> dict[str, Any]:
    return {
        "id": uuid4().hex,
        "receipt": uuid4().hex,
        "entry": 1029,
        "locale": "en",
        "revision": 4,
        "scale": "five",
        "rating": 1,
        "reasons": "hard",
        "comment": "Où est le menu ?",
        "proven": True,
        "state": "open",
        "day": "2026-11-21",
        "assignee": "",
        "note": "",
        "done_revision": 0,
    } | facts


def make_proposal(**facts: Any) -> dict[str, Any]:
    """Of the French 1029, whose paragraph is behind; `texts` as the desk’s JSON has them."""
    row = {
        "id": uuid4().hex,
        "entry": 1029,
        "locale": "fr",
        "revision": 4,
        "texts": [make_text()],
        "credit": "Camille R.",
        "licence": "CC BY 4.0",
        "note": "",
        "proven": True,
        "state": "open",
        "reason": "",
        "staff_note": "",
        "receipt": uuid4().hex,
        "day": "2026-11-21",
        "decided": "",
    } | facts
    return row | {"texts": json.dumps(row["texts"], ensure_ascii=False)}


def make_question(**facts: Any) -> dict[str, Any]:
    return {
        "id": uuid4().hex,
        "receipt": uuid4().hex,
        "locale": "en",
        "question": "How do I block a whole group?",
        "details": "",
        "proven": True,
        "state": "open",
        "entry": 0,
        "day": "2026-11-21",
        "assignee": "",
        "note": "",
    } | facts


def make_text(**facts: str) -> dict[str, str]:
    return {
        "key": "paragraph-2222222222222222",
        "kind": "paragraph",
        "source": "Open `Settings`, then call 112.",
        "old_text": "Ouvrez `Settings`.",
        "text": "Ouvrez `Settings`, puis appelez le 112.",
    } | facts
