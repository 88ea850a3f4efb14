"""`entraide new`: drafts that pass the checks, and bad input refused with the nearest name."""

from datetime import date
from pathlib import Path

import pytest

from entraide.content.dates import add_months
from support.commands import Run

TITLE = ("--title", "My data")

SOURCE = """\
---
id: 13
title: "My data: yours?"
summary: One sentence for lists, search results and previews.
tags: [police]
author: Safety team
status: draft
revision: 1
updated: 2026-08-31
review_by: 2027-02-28
---

In one or two sentences, say what this page settles and what to do first.

## What to do now

1. Write the first step here.
2. Write the next step here.

## What happens next

Say what readers can expect, and when.
"""


def list_files(project: Path) -> set[str]:
    return {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}


def test_an_entry_is_started_in_two_languages_with_the_next_number(
    project: Path, run_entraide: Run
) -> None:
    title = ("--title", " My  data: yours?\n")
    also = ("--also", "fr", "Mes données")
    asked = (*title, *also, "--tag", "police", "--as-of", "2026-08-31")
    result = run_entraide("new", "account", "my-data", *asked)
    assert result.exit_code == 0
    assert (project / "docs/en/account/my-data.md").read_text(encoding="utf-8") == SOURCE
    localised = (project / "docs/fr/account/my-data.md").read_text(encoding="utf-8")
    assert localised.startswith("---\nid: 13\ntitle: Mes données\n")
    assert "\nsource_revision: 1\nupdated: 2026-08-31\n---\n" in localised
    assert result.output.splitlines()[:3] == [
        "Entry 13 is started, as a draft:",
        "  docs/en/account/my-data.md",
        "  docs/fr/account/my-data.md",
    ]


def test_what_new_makes_has_no_mistake(project: Path, run_entraide: Run) -> None:
    assert (
        run_entraide("new", "scams", "prize", *TITLE, "--also", "fr", "Mon gros lot").exit_code == 0
    )
    assert "scams/prize" not in run_entraide("check").output
    assert run_entraide("check").exit_code == 0
    assert (project / "docs/fr/scams/prize.md").exists()


def test_the_source_may_be_in_any_locale_and_alone(project: Path, run_entraide: Run) -> None:
    before = list_files(project)
    assert run_entraide("new", "scams", "prize", *TITLE, "--locale", "fr").exit_code == 0
    assert list_files(project) - before == {"docs/fr/scams/prize.md", "data/ids.yml"}
    assert "status: draft" in (project / "docs/fr/scams/prize.md").read_text(encoding="utf-8")


def test_the_new_file_is_in_the_language_of_its_locale(project: Path, run_entraide: Run) -> None:
    po = project / "locales/fr/LC_MESSAGES/contributor.po"
    po.parent.mkdir(parents=True)
    po.write_text('msgid "What to do now"\nmsgstr "Que faire maintenant"\n')
    run_entraide("new", "scams", "prize", *TITLE, "--locale", "fr")
    assert "\n## Que faire maintenant\n" in (project / "docs/fr/scams/prize.md").read_text()


def test_a_number_claimed_by_an_unreadable_file_is_not_given_again(
    project: Path, run_entraide: Run
) -> None:
    (project / "docs/en/scams").mkdir()
    (project / "docs/en/scams/broken.md").write_bytes(b"---\nid: 40\ntitle: \xff a: b\n---\n")
    assert "Entry 41 is started" in run_entraide("new", "scams", "prize", *TITLE).output


REFUSED = {
    "category": (
        ("acount", "x", *TITLE),
        (
            "CATEGORY: “acount” is no category: data/categories.yml has them, and takes new ones. "
            "Did you mean “account”?"
        ),
    ),
    "tag": (
        ("account", "x", *TITLE, "--tag", "polise"),
        (
            "--tag: there is no tag “polise”: data/tags.yml has them, and takes new ones. "
            "Did you mean “police”?"
        ),
    ),
    "locale": (
        ("account", "x", *TITLE, "--locale", "ft"),
        "--locale: “ft” is no locale here. Known: en, fr.",
    ),
    "other locale": (
        ("account", "x", *TITLE, "--also", "fra", "Titre"),
        "--also: “fra” is no locale here. Did you mean “fr”?",
    ),
    "same locale": (
        ("account", "x", *TITLE, "--also", "en", "Again"),
        "--also: “en” has its title already. Name another locale, or leave it out.",
    ),
    "slug": (
        ("account", "Données perdues !", *TITLE),
        (
            "SLUG: “Données perdues !” cannot end an address. "
            "Use small letters, digits and hyphens: donnees-perdues."
        ),
    ),
    "slug of a page": (
        ("account", "index", *TITLE),
        "SLUG: “index” cannot end an address. Use small letters, digits and hyphens: my-data.",
    ),
    "taken": (
        ("scams", "avance", *TITLE),
        (
            "docs/fr/scams/avance.md: there is an entry already. "
            "Change that one, or choose another SLUG."
        ),
    ),
    "formerly taken": (
        ("account", "password", *TITLE),
        (
            "SLUG: “account/password” is a former address of entry 7, and leads there. "
            "Choose another SLUG."
        ),
    ),
    "day": (
        ("account", "x", *TITLE, "--as-of", "2026-02-31"),
        "--as-of: “2026-02-31” is no date. Write YYYY-MM-DD.",
    ),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_bad_input_makes_no_file_and_is_reported_how_to_go_on(
    words: tuple[str, ...], said: str, project: Path, run_entraide: Run
) -> None:
    before = list_files(project)
    result = run_entraide("new", *words)
    assert (result.exit_code, result.stderr) == (2, f"{said}\n")
    assert list_files(project) == before


def test_all_that_is_wrong_is_reported_at_once(project: Path, run_entraide: Run) -> None:
    assert project
    result = run_entraide("new", "acount", "A B", *TITLE, "--tag", "x", "--also", "xx", "T")
    assert result.stderr.count("\n") == 4


@pytest.mark.parametrize("title", ["", " \n", "\udcff"])
def test_a_title_must_be_words(title: str, project: Path, run_entraide: Run) -> None:
    before = list_files(project)
    result = run_entraide("new", "account", "x", "--title", title)
    assert result.exit_code == 2
    assert "Invalid value for '--title': it" in result.stderr
    assert list_files(project) == before


def test_without_readable_categories_their_mistake_is_reported(
    project: Path, run_entraide: Run
) -> None:
    (project / "data/categories.yml").write_text("- {id: account\n")
    result = run_entraide("new", "account", "x", *TITLE)
    assert result.exit_code == 1
    assert result.stderr.startswith("data/categories.yml:")


def test_the_settings_say_after_how_many_months_an_entry_is_read_again(
    project: Path, run_entraide: Run
) -> None:
    (project / "data/settings.yml").write_text("review_months: {entries: 12}\n")
    assert run_entraide("new", "account", "again", *TITLE, "--as-of", "2026-08-31").exit_code == 0
    text = (project / "docs/en/account/again.md").read_text("utf-8")
    assert "review_by: 2027-08-31" in text


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2026, 6, 30), date(2026, 12, 30)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 12, 1), date(2028, 6, 1)),
    ],
)
def test_a_review_is_due_six_months_later(day: date, later: date) -> None:
    assert add_months(day, 6) == later
