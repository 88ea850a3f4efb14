"""The release notes of a version: its section of CHANGELOG.md.

`python -m handbook.tools.release_notes 0.2.0` prints them, for the message of the tag and for the
page of the release. It fails when there is no such section, or when `pyproject.toml` has another
version, so that no tag is made of something else than it says.
"""

import re
import tomllib
from pathlib import Path

import click

ROOT = Path(__file__).parents[2]
HEADING = re.compile(r"^## (\S+).*\n", re.MULTILINE)


def find_notes(changelog: str, version: str) -> str:
    """Return the section of `version`; ClickException where there is none, or nothing in it."""
    _, *parts = HEADING.split(changelog)
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    if version not in sections:
        message = f"CHANGELOG.md has no section “## {version}”. Give “## Unreleased” that name."
        raise click.ClickException(message)
    if not (notes := sections[version].strip()):
        raise click.ClickException(f"CHANGELOG.md says nothing below “## {version}”. Write it.")
    return notes


def check_version(pyproject: str, version: str) -> None:
    """Raise ClickException where `pyproject`, the text of that file, has another version."""
    there = tomllib.loads(pyproject)["project"]["version"]
    if there != version:
        message = f"pyproject.toml has version {there}. Write {version} there, or ask for {there}."
        raise click.ClickException(message)


@click.command()
@click.argument("version")
def print_release_notes(version: str) -> None:
    """Print what CHANGELOG.md says of VERSION, such as 0.2.0."""
    check_version((ROOT / "pyproject.toml").read_text(encoding="utf-8"), version)
    click.echo(find_notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version))


if __name__ == "__main__":
    print_release_notes()
