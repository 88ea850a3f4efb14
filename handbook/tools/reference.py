"""The generated pages of the handbook's reference.

`python -m handbook.tools.reference` writes them; with `--check` it fails when one is out of date.
Commands come from click, everything else from the models that read and write the files: the JSON
Schemas in `data/schemas/`, the desk's description in `deploy/openapi.json`, published files and
settings.
"""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from handbook.tools.command_reference import render_commands
from handbook.tools.desk_reference import render_desk
from handbook.tools.mkdocs_reference import render_mkdocs_settings
from handbook.tools.published_files_reference import render_published_files
from handbook.tools.schema_reference import Schema, render_data_files, render_front_matter
from handbook.tools.settings_reference import render_settings
from handbook.tools.template_reference import render_templates

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "handbook" / "reference"


def read_schema(name: str) -> Schema:
    """Return the JSON Schema of that name; `entraide schema --check` keeps it current."""
    path = ROOT / "data" / "schemas" / f"{name}.schema.json"
    schema: Schema = json.loads(path.read_text(encoding="utf-8"))
    return schema


def read_openapi() -> Schema:
    """Return the desk's description; `entraide servers --check` keeps it current."""
    path = ROOT / "deploy" / "openapi.json"
    description: Schema = json.loads(path.read_text(encoding="utf-8"))
    return description


PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": render_commands,
    "settings.md": render_settings,
    "mkdocs-settings.md": render_mkdocs_settings,
    "templates.md": render_templates,
    "front-matter.md": lambda: render_front_matter(read_schema),
    "desk-interface.md": lambda: render_desk(read_openapi()),
    "published-files.md": render_published_files,
    "data-files.md": lambda: render_data_files(read_schema),
}


def list_outdated() -> dict[Path, str]:
    """Return each page that is not as it should be, with the text it should have."""
    texts = {FOLDER / name: render() for name, render in PAGES.items()}
    return {
        path: text
        for path, text in texts.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    }


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail if a page is out of date.")
def write_reference(*, check: bool) -> None:
    """Write the generated pages of the reference."""
    outdated = list_outdated()
    for path, text in outdated.items():
        name = path.relative_to(ROOT).as_posix()
        if check:
            click.echo(f"{name}: the page is out of date. Run: make reference", err=True)
        else:
            path.write_text(text, encoding="utf-8")
            click.echo(f"Written: {name}")
    sys.exit(1 if outdated and check else 0)


if __name__ == "__main__":
    write_reference()
