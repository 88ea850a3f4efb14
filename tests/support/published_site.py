"""The files of a built site that the desk reads, written from a few rows."""

import json
from pathlib import Path
from typing import Any

from entraide.published_files.entries import PublishedIndex, PublishedText
from entraide.published_files.site import DeskData

URL = "https://help.example/"
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
        "propose": f"{home}propose/",
        "feedback_privacy": f"{home}account/privacy-of-your-feedback/",
    }
    for code, name, site, home in (("en", "English", "Help", ""), ("fr", "Français", "Aide", "fr/"))
]

CATEGORIES = {
    "en": {"harassment": "Harassment", "scams": "Scams"},
    "fr": {"harassment": "Harcèlement", "scams": "Arnaques"},
}


def make_row(entry: int, locale: str, **facts: Any) -> dict[str, Any]:
    """A row of entries/index.json."""
    prefix = "" if locale == "en" else f"{locale}/"
    revision = facts.get("revision", 4)
    has_text = facts.get("state") not in {"missing", "proposed"}
    return {
        "id": entry,
        "locale": locale,
        "url": f"{prefix}e/{entry}/",
        "title": f"{locale} {entry}",
        "summary": "",
        "status": "published",
        "state": "source" if locale == "en" else "current",
        "revision": revision,
        "source_revision": revision if locale == "en" else 3 if has_text else None,
        "source_locale": "en",
        "updated": "2026-11-21",
        "category": "harassment",
        "tags": [],
        "related": [],
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


def make_entry_file(of: dict[str, Any]) -> dict[str, Any]:
    """What `entries/<id>.<locale>.json` says of the row `of`."""
    return of | {
        "$schema": PublishedText.make_schema_url(URL),
        "markdown": "",
        "html": "",
        "segments": [_make_segment(of["state"], *text) for text in TEXTS],
    }


def _make_segment(state: str, key: str, kind: str, source: str, french: str) -> dict[str, Any]:
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
    index = {"$schema": PublishedIndex.make_schema_url(URL), "versions": rows}
    told = {
        "$schema": DeskData.make_schema_url(URL),
        "rating": "five",
        "takes_questions": True,
        "contact": "help@square.example",
        "locales": LOCALES,
        "categories": CATEGORIES,
        "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.example/by/"},
        "forbidden": {"en": [], "fr": [["harceleur", "personne qui harcèle"]]},
    } | facts
    (entries / "index.json").write_text(json.dumps(index), encoding="utf-8")
    (entries / "desk.json").write_text(json.dumps(told), encoding="utf-8")
    for one in rows:
        file = entries / f"{one['id']}.{one['locale']}.json"
        file.write_text(json.dumps(make_entry_file(one)), encoding="utf-8")
    return folder
