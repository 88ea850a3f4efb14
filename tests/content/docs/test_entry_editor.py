"""A localised version is written anew where something changed, and nowhere else."""

from datetime import date

import pytest
import yaml

from entraide.content.docs.entry_editor import rewrite_version
from entraide.content.text_files import split_front_matter
from entraide.content.writer import format_new_version
from entraide.content.yaml.editor import UnsafeEditError

PATH = "docs/fr/a/b.md"
DAY = date(2026, 11, 21)
FILE = """\
---
# Camille began this
id: 7
title: "Mot de passe"   # short
summary: >-
  Comment en obtenir
  un autre.
keywords:
  - code
  - 'accès'
source_revision: 2
updated: 2026-11-02
---

Demandez-en un autre.
"""


def test_only_what_changed_is_touched() -> None:
    facts = {"id": 7, "title": "Mot de passe", "source_revision": 3, "updated": DAY}
    assert rewrite_version(FILE, PATH, facts, "\nDemandez.\n") == FILE.replace(
        "source_revision: 2\nupdated: 2026-11-02", "source_revision: 3\nupdated: 2026-11-21"
    ).replace("Demandez-en un autre.", "Demandez.")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_fact_can_be_changed_or_added(ending: str, mark: str) -> None:
    facts = {
        "title": "Un “titre”: oui # non",
        "summary": "yes",
        "keywords": ["a, b", "3"],
        "notes": {3: "Déplacé", 2: "x"},
        "source_revision": 3,
        "translator": "- C.",
        "updated": DAY,
    }
    before = mark + FILE.replace("\n", ending)
    after = rewrite_version(before, PATH, facts, split_front_matter(FILE)[1])
    assert after.startswith(mark + "---")
    assert after.count("\n") == after.count(ending)
    matter, body = split_front_matter(after.removeprefix(mark))
    assert yaml.load(matter or "", Loader=yaml.CSafeLoader) == {"id": 7, **facts}
    assert "# Camille began this" in after
    assert "# short" in after
    assert body == split_front_matter(before.removeprefix(mark))[1]


@pytest.mark.parametrize("matter", ["id: 7\ntitle: &a x\nsummary: *a", "- id", "<<: 7"])
def test_front_matter_that_cannot_be_spliced_is_refused(matter: str) -> None:
    text, facts = f"---\n{matter}\n---\n\nText.\n", {"title": "b", "updated": DAY}
    with pytest.raises(UnsafeEditError, match="cannot be edited safely"):
        rewrite_version(text, PATH, facts, "\nText.\n")


def test_front_matter_in_braces_is_edited_too() -> None:
    text = "---\n{id: 7, title: a, summary: c}\n---\n\nText.\n"
    facts = {"title": "b, or [c]", "updated": DAY}
    edited = '{id: 7, title: "b, or [c]", summary: c, updated: 2026-11-21}'
    assert rewrite_version(text, PATH, facts, "\nText.\n") == f"---\n{edited}\n---\n\nText.\n"


def test_a_new_version_has_what_translators_write_and_nothing_else() -> None:
    facts = {"id": 7, "title": "A", "summary": "B.", "source_revision": 2, "updated": DAY}
    assert format_new_version(facts, "\n\nText.\n") == (
        "---\nid: 7\ntitle: A\nsummary: B.\nsource_revision: 2\nupdated: 2026-11-21\n---\n\nText.\n"
    )
