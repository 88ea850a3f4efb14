"""A small project under git, with an entry in English and in French, and the way to translate."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from entraide.model.proposal import Proposal
from support.commands import Run
from support.git import commit_all, run_git
from support.projects import write_site
from support.proposals import export_proposals

SOURCE = "docs/en/scams/signs.md"
FRENCH = "docs/fr/scams/signs.md"
BODY = """\
Answer nobody. Read [this](again.md).

> [!WARNING]
> Never pay.

## What to do

1. Stop.
2. Wait 2 days.

{{platform.name}}

## Who helps

| Who | What |
| --- | --- |
| Police | A report |
"""
CORPS = """\
Ne répondez à personne. Lisez [ceci](again.md).

> [!WARNING]
> Ne payez jamais.

## Que faire

1.  Arrêtez.
2.  Attendez 2 jours.

{{platform.name}}

## Qui aide

| Qui | Quoi |
| :-- | --- |
| Police | Une plainte |
"""
GLOSSARY = """\
- id: complaint
  term: {en: complaint, fr: plainte}
  definition: {en: "Words to the police.", fr: "Des mots à la police."}
  forbidden: {fr: [main courante]}
"""
FILES: dict[str, Any] = {
    SOURCE: {"keywords": ["fraud"], "body": BODY},
    FRENCH: {"source_revision": 1, "keywords": ["fraude", "escroc"], "body": CORPS},
    "docs/en/scams/again.md": {"id": 2, "title": "Again", "summary": "Twice.", "body": "Wait.\n"},
    "data/glossary.yml": GLOSSARY,
}
LONGER = "Wait 2 days for {{platform.name}}.\n\n## What then\n\nAsk [us](signs.md).\n"
PULL = ("proposals", "pull", "--all-accepted", "--reviewer", "Ada", "--from")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the project, made the current one, all of it committed."""
    root = tmp_path / "project"
    write_site(root, FILES)
    commit_all(root)
    monkeypatch.chdir(root)
    monkeypatch.setenv("ENTRAIDE_AS_OF", "2026-11-21")
    return root


@pytest.fixture
def two_paragraphs(project: Path) -> Path:
    """The project, with two paragraphs in the entry that is not translated."""
    file = project / "docs/en/scams/again.md"
    file.write_text(file.read_text("utf-8").replace("Wait.\n", LONGER), "utf-8")
    return project


@pytest.fixture
def revise(project: Path, run_entraide: Run) -> Callable[..., None]:
    """Change the source, record it, commit it."""

    def run(old: str, new: str, significance: str = "major") -> None:
        file = project / SOURCE
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
        words = ("--significance", significance, "--note", "Changed", "--as-of", "2026-11-21")
        assert run_entraide("revise", "1", *words).exit_code == 0
        run_git(project, "commit", "-qam", "Revised")

    return run


@pytest.fixture
def pull(project: Path, run_entraide: Run) -> Run:
    """Pull these proposals: the command’s result."""

    def run(*proposals: Proposal) -> Result:
        return run_entraide(*PULL, export_proposals(project, *proposals))

    return run
