"""The release notes of a tag are the section of the changelog that has its name."""

import tomllib

import click
import pytest
from click.testing import CliRunner

from handbook.tools.release_notes import check_version, find_notes, print_release_notes
from support.paths import ROOT

CHANGELOG = """\
# Changelog

Newest first.

## Unreleased

- Later.

## 0.2.0 (2026-12-01)

### Added

- New.

## 0.2.0-rc.1

## 0.1.0

- Old.
"""


def test_the_notes_are_the_section_without_its_heading() -> None:
    assert find_notes(CHANGELOG, "0.2.0") == "### Added\n\n- New."
    assert find_notes(CHANGELOG, "0.1.0") == "- Old."


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("0.2", "CHANGELOG.md has no section “## 0.2”. Give “## Unreleased” that name."),
        ("0.2.0-rc.1", "CHANGELOG.md says nothing below “## 0.2.0-rc.1”. Write it."),
    ],
)
def test_a_section_that_is_missing_or_empty_is_refused(version: str, message: str) -> None:
    with pytest.raises(click.ClickException) as raised:
        find_notes(CHANGELOG, version)
    assert raised.value.message == message


def test_a_version_that_the_package_does_not_have_is_refused() -> None:
    with pytest.raises(click.ClickException) as raised:
        check_version('[project]\nversion = "0.2.0"\n', "0.3.0")
    message = "pyproject.toml has version 0.2.0. Write 0.3.0 there, or ask for 0.2.0."
    assert raised.value.message == message
    check_version('[project]\nversion = "0.3.0"\n', "0.3.0")


def test_the_command_fails_for_a_version_that_is_not_this_one() -> None:
    result = CliRunner().invoke(print_release_notes, ["99.0.0"])
    assert result.exit_code == 1
    assert result.output.startswith("Error: pyproject.toml has version ")


def test_the_package_has_a_semantic_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [part.isdigit() for part in project["version"].split(".")] == [True, True, True]
