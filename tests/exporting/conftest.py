"""A project with what exports may lose: two languages, a record, an image, a draft, odd cells."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from support.brands import make_png
from support.projects import BASE, write_site

PIXEL = make_png(2, 3)
RECORD = (
    '{\n  "source_revision": 1,\n  "fields": {"title": "0123456789abcdef"},\n  "segments": [\n'
    '    {"kind": "paragraph", "section": 0, "hash": "?"}\n  ]\n}\n'
)
SCAM: dict[str, Any] = {
    "title": "=1+1: signs of a scam, # 1",
    "summary": "-How to spot “one”, & what <then>.",
    "tags": ["money"],
    "keywords": ["@fraud", "'=trick"],
    "revision": 2,
    "moved_from": ["scams/old"],
    "changes": [
        {"revision": 2, "date": date(2026, 11, 1), "significance": "major", "note": "New, text"}
    ],
    "body": (
        "See [the bank](../account/bank.md#cards).\n\n![A form](form.png)\n\n"
        "| a | b |\n| - | - |\n| 1 | 2 |\n\n1. One\n    - inner\n2. Two\n"
    ),
}
FILES: dict[str, str | dict[str, Any]] = {
    "docs/en/scams/signs.md": SCAM,
    "docs/en/scams/form.png": "",
    "docs/fr/scams/signs.md": {
        "source_revision": 1,
        "body": "Voir [la banque](../account/bank.md).\n",
    },
    "docs/fr/scams/signs.segments.json": RECORD,
    "docs/en/account/bank.md": {"id": 2, "title": "The bank", "body": "## Cards\n\nCall.\n"},
    "docs/fr/account/carte.md": {
        "id": 12,
        "title": "Une carte",
        "status": "draft",
        "body": "À écrire.\n",
    },
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project, made the current folder."""
    root = write_site(tmp_path / "project", FILES)
    (root / "docs/en/scams/form.png").write_bytes(PIXEL)
    monkeypatch.chdir(root)
    monkeypatch.delenv("ENTRAIDE_AS_OF", raising=False)
    return root


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """Another project, with nothing but its settings and home pages."""
    root = tmp_path / "blank"
    for name in ("mkdocs.yml", "data/platform.yml", "docs/en/index.md", "docs/fr/index.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(BASE[name], encoding="utf-8")
    return root
