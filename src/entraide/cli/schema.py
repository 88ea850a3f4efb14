"""`entraide schema`: the JSON Schemas of the content, for editors that complete and warn."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from entraide.content.channels import channels_schema
from entraide.content.checklists import checklists_schema
from entraide.content.data_files import TermRows
from entraide.content.front_matter import entry_schema
from entraide.content.glossary import glossary_schema
from entraide.content.laws import laws_schema
from entraide.content.platform import platform_schema
from entraide.content.proposal_counts import proposal_counts_schema
from entraide.content.ratings import ratings_schema
from entraide.content.segment_files import segments_schema
from entraide.content.settings import Settings, find_project, read_settings
from entraide.content.writer import replace_all
from entraide.errors import ContentError, Problem


def term_schema() -> dict[str, Any]:
    """Make the JSON Schema (2020-12) of `data/tags.yml` and `data/categories.yml`."""
    schema = TermRows.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "channels.schema.json": channels_schema,
    "checklists.schema.json": checklists_schema,
    "entry.schema.json": entry_schema,
    "glossary.schema.json": glossary_schema,
    "law.schema.json": laws_schema,
    "platform.schema.json": platform_schema,
    "proposals.schema.json": proposal_counts_schema,
    "ratings.schema.json": ratings_schema,
    "segments.schema.json": segments_schema,
    "terms.schema.json": term_schema,
}


@click.command("schema")
@click.option("--check", is_flag=True, help="Write nothing; fail if a schema is out of date.")
def write_schemas(*, check: bool) -> None:
    """Write the JSON Schemas of the content into data/schemas/."""
    settings = read_settings(find_project(Path.cwd()))
    stale = dict(_find_stale(settings))
    if check and stale:
        raise ContentError(
            Problem(settings.relative(path), 1, "the schema is out of date", "Run: entraide schema")
            for path in stale
        )
    replace_all(stale)
    for path in stale:
        click.echo(f"Written: {settings.relative(path)}")
    if not stale:
        click.echo("The schemas are up to date.")


def _find_stale(settings: Settings) -> Iterator[tuple[Path, str]]:
    """Yield every schema file that is absent or out of date, with the text it should have."""
    for name, make in SCHEMAS.items():
        path = settings.data / "schemas" / name
        text = json.dumps(make(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield path, text
