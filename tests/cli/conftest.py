"""A small project to run the commands in, and the way to run them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entraide.cli.main import main
from golden_site import PLATFORM
from outside_site import log, port  # noqa: F401 - fixtures
from stored_proposals import file, sent, store  # noqa: F401 - fixtures

FILES = {
    "mkdocs.yml": """\
site_name: Help
site_url: https://help.example/
plugins:
  - i18n:
      languages:
        - {locale: en, name: English, default: true}
        - {locale: fr, name: Français}
""",
    "data/categories.yml": """\
- {id: account, label: {en: Account, fr: Compte}, description: {en: Yours, fr: Le vôtre}}
- {id: scams, label: {en: Scams, fr: Arnaques}, description: {en: Tricks, fr: Pièges}}
""",
    "data/tags.yml": """\
- {id: police, label: {en: Police, fr: Police}, description: {en: Police, fr: Police}}
""",
    "data/platform.yml": PLATFORM,
    "docs/en/index.md": "---\ntitle: Help\nsummary: Help.\n---\n\nHelp.\n",
    "docs/fr/index.md": "---\ntitle: Aide\nsummary: De l’aide.\n---\n\nDe l’aide.\n",
    "docs/en/account/lost-password.md": """\
---
id: 7
title: I lost my password
summary: How to get a new one.
author: Safety team
status: published
revision: 2  # see the log
updated: 2026-11-01
moved_from: [account/password]
changes:
  - {revision: 2, date: 2026-11-01, significance: major, note: "The button has moved"}
---

Ask for a new one.
""",
    "docs/fr/account/lost-password.md": """\
---
id: 7
title: J’ai perdu mon mot de passe
summary: Comment en obtenir un autre.
source_revision: 2
updated: 2026-11-02
---

Demandez-en un autre.
""",
    "docs/fr/scams/avance.md": """\
---
id: 12
title: On me demande une avance
summary: Ne payez pas.
author: Équipe sécurité
status: draft
revision: 1
updated: 2026-11-03
---

Ne payez pas.
""",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a project with two entries, made the current one."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ENTRAIDE_AS_OF", raising=False)
    return tmp_path


@pytest.fixture
def entraide() -> Callable[..., Result]:
    """Run `entraide` with these words; an exception nobody foresaw fails the test."""

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, words, catch_exceptions=False)

    return run
