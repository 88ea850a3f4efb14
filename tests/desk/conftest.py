"""A desk for the tests, over a real store of either kind, asked as a browser would.

- `store_url`: an empty store, SQLite then PostgreSQL: every test that takes it, or what is made
  of it, runs on both.
- `settings`: those of a desk on that store, beside a small published site (`published`).
- `desk`: it, opened, with a clock that tests hold (`clock.now`).
- `client`: asks its application in this process; `headers={...}` replace the browser's.

Without PostgreSQL these tests are skipped, and fail where `CI` is `true`.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from bench.postgres import cluster, database, programs
from entraide.desk.app import desk_app
from entraide.desk.desk import Desk, open_desk
from entraide.desk.migrate import migrate
from entraide.desk.settings import DeskSettings

ROOT = Path(__file__).parents[2]
SECRET = "vX3q-0Zr9_LmT7uPfK2hQwYb8sNdJcGe"  # noqa: S105 - of the tests
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BROWSER = {"Sec-Fetch-Site": "same-origin"}
LOCALES = [
    {
        "code": code,
        "lang": code,
        "dir": "ltr",
        "name": name,
        "site_name": site,
        "home": home,
        "exit": "https://weather.example/",
        "help": f"{home}where-to-report/",
        "feedback_privacy": f"{home}account/privacy-of-your-feedback/",
    }
    for code, name, site, home in (("en", "English", "Help", ""), ("fr", "Français", "Aide", "fr/"))
]

CATEGORIES = {
    "en": {"harassment": "Harassment", "scams": "Scams"},
    "fr": {"harassment": "Harcèlement", "scams": "Arnaques"},
}


@dataclass
class HeldClock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


def row(entry: int, locale: str, **facts: Any) -> dict[str, Any]:
    """A row of entries/index.json."""
    prefix = "" if locale == "en" else f"{locale}/"
    return {
        "id": entry,
        "locale": locale,
        "url": f"{prefix}e/{entry}/",
        "title": f"{locale} {entry}",
        "status": "published",
        "state": "source" if locale == "en" else "current",
        "revision": 4,
        "category": "harassment",
        "sensitive": False,
    } | facts


# A text of each kind of state: key, kind, its source, what stands there in French.
PARAGRAPH = "paragraph-2222222222222222"
TEXTS = (
    ("title", "field", "Block someone", "Bloquer quelqu’un"),
    ("summary", "field", "Nobody is told.", "La personne n’en sait rien."),
    ("heading-1111111111111111", "heading", "What to do now", "Que faire maintenant"),
    (PARAGRAPH, "paragraph", "Open `Settings`, then call 112.", "Ouvrez `Settings`."),
    ("item-3333333333333333", "item", "Keep [proof](../evidence/keep.md).", ""),
)


def whole(of: dict[str, Any]) -> dict[str, Any]:
    """What `entries/<id>.<locale>.json` says beside the row `of`, as far as the desk reads it."""
    return of | {
        "source_revision": {"source": of["revision"], "missing": None}.get(of["state"], 3),
        "source_locale": "en",
        "segments": [_segment(of["state"], *text) for text in TEXTS],
    }


def _segment(state: str, key: str, kind: str, source: str, french: str) -> dict[str, Any]:
    named = {"key": key, "kind": kind, "protected": ["`Settings`", "112"] * (key == PARAGRAPH)}
    if state == "source":
        return named | {"text": source, "state": "source"}
    if state == "missing" or not french:
        return named | {"text": "", "source": source, "state": "missing", "needed": True}
    if key != PARAGRAPH:
        return named | {"text": french, "source": source, "state": "current"}
    changed = {"previous": "Open `Settings`.", "heading": "What to do now"}
    diff = [["both", "Open `Settings`"], ["new", ", then call 112"], ["both", "."]]
    facts = {"text": french, "source": source, "state": "changed", "diff": diff, "needed": True}
    return named | facts | changed


def publish(folder: Path, *rows: dict[str, Any], **facts: Any) -> Path:
    """The files of a built site that the desk reads."""
    entries = folder / "entries"
    entries.mkdir(parents=True, exist_ok=True)
    told = {
        "rating": "five",
        "contact": "help@square.example",
        "locales": LOCALES,
        "categories": CATEGORIES,
        "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.example/by/"},
        "forbidden": {"en": [], "fr": [["harceleur", "personne qui harcèle"]]},
    } | facts
    (entries / "index.json").write_text(json.dumps(rows), encoding="utf-8")
    (entries / "desk.json").write_text(json.dumps(told), encoding="utf-8")
    for one in rows:
        file = entries / f"{one['id']}.{one['locale']}.json"
        file.write_text(json.dumps(whole(one)), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1029 in both locales, 1030 in English only, 1031 archived, 1032 sensitive."""
    return publish(
        tmp_path_factory.mktemp("site"),
        row(1029, "en"),
        row(1029, "fr"),
        row(1030, "en"),
        row(1030, "fr", state="missing"),
        row(1031, "en", status="archived"),
        row(1032, "en", sensitive=True),
        row(1032, "fr", sensitive=True),
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    if programs() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is missing: apt-get install postgresql")
        pytest.skip("PostgreSQL is missing")
    with cluster() as running:
        yield running.address


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    with database(postgres) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store' / 'desk.sqlite3'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def settings(store_url: str, published: Path) -> DeskSettings:
    return DeskSettings(
        database_url=store_url,
        secret=SECRET,
        site_dir=published,
        locales_dir=ROOT / "overrides" / "locales",
    )


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def desk(settings: DeskSettings, clock: HeldClock) -> Iterator[Desk]:
    migrate(settings)
    opened = open_desk(settings, clock)
    yield opened
    opened.store.close()


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(
        desk_app(desk), base_url="https://help.example", headers=BROWSER, client=("192.0.2.7", 4711)
    ) as opened:
        yield opened
