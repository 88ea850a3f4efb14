"""A small project to run the commands in, proposals for it, and a server that answers links."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from entraide.content.proposal_files import format_proposals
from entraide.model.proposal import Proposal, ProposalState
from support.outside_site import Log, Server, Site
from support.projects import PLATFORM
from support.proposal_store import TEXTS, fill
from support.proposals import build_proposal
from support.stores import CopyStore

FILES = {
    "mkdocs.yml": """\
site_name: Help
site_url: https://help.example/
plugins:
  - i18n:
      languages:
        - {locale: en, name: English, default: true}
        - {locale: fr, name: Français}
  - entraide
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
def sent_proposals(project: Path) -> list[Proposal]:
    """An accepted one, an open one and a declined one, all for the French version of entry 7."""
    one = build_proposal(project, TEXTS, entry=7, id="a1b2c3d4e5f60718", credit="Camille R.")
    state = ProposalState
    return [
        one,
        replace(one, id="b9b2c3d4e5f60718", state=state.OPEN, credit="", note="Wait\x1b[2J\u202e"),
        replace(one, id="b8b2c3d4e5f60718", state=state.DECLINED, reason="No.", proven=False),
    ]


@pytest.fixture
def store(
    sent_proposals: list[Proposal],
    tmp_path: Path,
    copy_sqlite_store: CopyStore,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """The address of a store that keeps them; the commands’ own."""
    url = copy_sqlite_store(tmp_path / "store" / "desk.sqlite3")
    monkeypatch.setenv("ENTRAIDE_DATABASE_URL", url)
    fill(*sent_proposals)
    return url


@pytest.fixture
def file(sent_proposals: list[Proposal], tmp_path: Path) -> Path:
    path = tmp_path / "proposals.json"
    path.write_text(format_proposals(sent_proposals), encoding="utf-8")
    return path


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    log = Log()
    monkeypatch.setattr(Site, "log", log)
    return log


@pytest.fixture
def port(log: Log, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of the server, which this machine may be asked at."""
    del log
    monkeypatch.setenv("ENTRAIDE_LINKS_ALLOW", "127.0.0.1,127.0.0.2")
    monkeypatch.setattr("entraide.cli.link_network.PAUSE", 0.0)
    monkeypatch.setattr(Site, "silence", threading.Event())
    server = Server(("0.0.0.0", 0), Site)  # noqa: S104 - both addresses of it
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.server_port
    Site.silence.set()
    server.shutdown()
    thread.join()
    server.server_close()
