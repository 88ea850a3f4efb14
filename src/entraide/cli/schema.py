"""`entraide schema`: the JSON Schemas of the content, for editors that complete and warn."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from entraide.content.channels import build_channels_schema
from entraide.content.checklists import build_checklists_schema
from entraide.content.data_files import TermRows
from entraide.content.front_matter import build_entry_schema
from entraide.content.glossary import build_glossary_schema
from entraide.content.laws import build_laws_schema
from entraide.content.platform import build_platform_schema
from entraide.content.proposal_counts import build_proposal_counts_schema
from entraide.content.provenance_files import build_segments_schema
from entraide.content.ratings import build_ratings_schema
from entraide.content.settings import Settings, find_project, read_settings
from entraide.content.writer import replace_all
from entraide.errors import ContentError, Problem


def make_term_schema() -> dict[str, Any]:
    """Make the JSON Schema (2020-12) of `data/tags.yml` and `data/categories.yml`."""
    schema = TermRows.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "channels.schema.json": build_channels_schema,
    "checklists.schema.json": build_checklists_schema,
    "entry.schema.json": build_entry_schema,
    "glossary.schema.json": build_glossary_schema,
    "law.schema.json": build_laws_schema,
    "platform.schema.json": build_platform_schema,
    "proposals.schema.json": build_proposal_counts_schema,
    "ratings.schema.json": build_ratings_schema,
    "segments.schema.json": build_segments_schema,
    "terms.schema.json": make_term_schema,
}


@click.command("schema")
@click.option("--check", is_flag=True, help="Write nothing; fail if a schema is out of date.")
def write_schemas(*, check: bool) -> None:
    """Write the JSON Schemas of the content into data/schemas/."""
    settings = read_settings(find_project(Path.cwd()))
    stale = dict(_find_stale(settings))
    if check and stale:
        raise ContentError(
            Problem(
                settings.make_relative(path), 1, "the schema is out of date", "Run: entraide schema"
            )
            for path in stale
        )
    replace_all(stale)
    for path in stale:
        click.echo(f"Written: {settings.make_relative(path)}")
    if not stale:
        click.echo("The schemas are up to date.")


def _find_stale(settings: Settings) -> Iterator[tuple[Path, str]]:
    """Yield every schema file that is absent or out of date, with the text it should have."""
    for name, make in SCHEMAS.items():
        path = settings.data / "schemas" / name
        text = json.dumps(make(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield path, text
