"""The samples of `entraide init`: each is a whole help centre without a mistake."""

import re
from pathlib import Path

import pytest

from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.model.entry import Status
from entraide.model.translation_state import State
from support.commands import Run
from support.offenders import assert_none
from support.samples import BOTH, LOCALES, SAMPLES, write_project

MARKER = "SITE_NAME"
SELECTIONS = [
    *(("blank", (locale,)) for locale in LOCALES),
    ("blank", LOCALES),
    ("product", ("en",)),
    ("product", BOTH),
    ("product", LOCALES),
]
# What the check names until somebody has done it: facts that only the operator knows. Words for
# those who propose texts are not named: nobody may, and no page shows them.
TO_DO = re.compile(
    r"data/platform\.yml:\d+: warning: “(accessibility|contact|legal|security\.txt)” lacks "
)


@pytest.mark.parametrize(("sample", "locales"), SELECTIONS, ids=str)
def test_a_sample_has_no_mistake_and_lacks_only_what_is_named_here(
    sample: str,
    locales: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    run_entraide: Run,
) -> None:
    monkeypatch.chdir(write_project(tmp_path, sample, locales))
    run = run_entraide("check")
    assert run.exit_code == 0, run.output
    assert_none(line for line in run.stdout.splitlines() if not TO_DO.match(line))
    assert run_entraide("fix", "--dry-run").stdout == "", "its typography is that of its language"


def test_the_entries_of_the_product_sample_are_current_in_both_languages(tmp_path: Path) -> None:
    site = read_site(read_settings(write_project(tmp_path, "product", BOTH) / "mkdocs.yml")).site
    assert sorted(site.entries) == [1001, 1002, 1003, 1004, 1005, 1006]
    for entry in site.entries.values():
        translation = entry.get_version("fr")
        assert translation is not None
        assert entry.status is Status.PUBLISHED
        assert entry.get_state("fr") is State.CURRENT
        assert entry.author == "{{platform.team}}"
        assert 150 <= len(entry.source.body.split()) <= 300, entry.id
        for version in (entry.source, translation):
            assert "{{platform." in version.body
            assert "\n> [!" in version.body
            assert "\n1. " in version.body


def test_no_sample_says_who_has_looked_at_it_or_is_about_danger() -> None:
    words = re.compile(r"(?i)\b(verified|reviewed|vérifié|relu|harass|harcèl|scam|arnaque|police)")
    assert_none(
        f"{path}: {match[0]}"
        for path in sorted((SAMPLES / "product" / "docs").rglob("*.md"))
        if (match := words.search(path.read_text("utf-8")))
    )


@pytest.mark.parametrize("locale", BOTH)
def test_the_readme_fits_on_one_screen_and_names_commands_that_exist(
    locale: str, run_entraide: Run
) -> None:
    text = (SAMPLES / f"README.{locale}.md").read_text("utf-8")
    assert text.startswith(f"# {MARKER}\n")
    assert len(text.splitlines()) <= 40
    assert "http" not in text
    named = set(re.findall(r"`entraide (\w+)", text))
    assert named >= {"new", "serve", "check", "build"}
    for command in named:
        assert run_entraide(command, "--help").exit_code == 0
