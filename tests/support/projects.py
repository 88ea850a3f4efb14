"""Write small whole projects from a few lines, for golden files and tests of commands.

A file is its text, or a mapping: front matter laid over the defaults of an entry (a translation
where it has `source_revision`), with its `body`. A text that begins with `latin1:` or `base64:`
stands for those bytes.
"""

import base64
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

MKDOCS = """\
site_name: Help
site_url: https://help.example/
plugins:
  - i18n:
      languages:
        - {locale: en, name: English, default: true}
        - {locale: fr, name: Français}
  - entraide
"""
TERM = "- {{id: {0}, label: {{en: {0}, fr: {0}}}, description: {{en: {0}, fr: {0}}}}}\n"
HOME = "---\ntitle: Help\nsummary: Where to begin.\n---\n\nWelcome.\n"
# Every fact that is expected of an operator, so that a check says nothing of them.
PLATFORM = """\
name: Square
address: https://example.org/
contact: {email: help@square.example, help: no, expect: no}
report: no
police: {email: no, postal: no}
operator: {name: no, legal_form: no, address: no, phone: no, registration: no, director: no}
host: {name: no, address: no, phone: no}
dsa: {authorities: no, users: no}
privacy: {email: no, controller: no, legal_basis: no}
accessibility: {standard: no, status: no, tested: no, tested_on: no, limits: no, email: no}
security: {contact: no, expires: no}
"""
BASE = {
    "mkdocs.yml": MKDOCS,
    "data/categories.yml": TERM.format("scams") + TERM.format("account"),
    "data/tags.yml": TERM.format("money") + TERM.format("first-steps"),
    "data/platform.yml": PLATFORM,
    "docs/en/index.md": HOME,
    "docs/fr/index.md": HOME,
}
SOURCE = {
    "id": 1,
    "title": "Signs of a scam",
    "summary": "How to spot one.",
    "author": "Staff",
    "status": "published",
    "revision": 1,
    "updated": date(2026, 11, 1),
}
LOCALISED = {
    "id": 1,
    "title": "Arnaques",
    "summary": "Les repérer.",
    "updated": date(2026, 11, 1),
}


def write_site(root: Path, files: Mapping[str, str | Mapping[str, Any]]) -> Path:
    """`files` (path -> contents) over those of BASE, below `root`."""
    for path, contents in {**BASE, **files}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = contents if isinstance(contents, str) else format_entry_file(contents)
        file.write_bytes(to_bytes(text))
    return root


def format_entry_file(given: Mapping[str, Any]) -> str:
    """An entry file, one key a line: the defaults, then what is `given`."""
    defaults = LOCALISED if "source_revision" in given else SOURCE
    keys = {**defaults, **given}
    body = keys.pop("body", "Text.\n")
    lines = [line for key, value in keys.items() for line in format_key(key, value)]
    return "\n".join(["---", *lines, "---", "", body])


def format_key(key: str, value: Any) -> list[str]:
    """One line, or one for each change."""
    if key == "changes" and isinstance(value, list):
        return [f"{key}:", *(f"  - {format_flow(change)}" for change in value)]
    return [f"{key}: {format_flow(value)}"]


def format_flow(value: Any) -> str:
    """`value` as YAML on one line."""
    text: str = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=9999)
    return text.strip()[1:-1]


def to_bytes(text: str) -> bytes:
    if text.startswith("latin1:"):
        return text.removeprefix("latin1:").encode("latin-1")
    if text.startswith("base64:"):
        return base64.b64decode(text.removeprefix("base64:"))
    return text.encode()
