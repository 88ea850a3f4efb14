"""`entraide schema`: write the JSON Schemas of the content, for completion in text editors."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from entraide.cli.generated_files import update_files
from entraide.content.data.brand import BrandRow
from entraide.content.data.channels import ChannelRows
from entraide.content.data.checklists import ChecklistRow
from entraide.content.data.files import TermRows
from entraide.content.data.glossary import GlossaryRow
from entraide.content.data.ids import IdRows
from entraide.content.data.incident_log import IncidentLogRow
from entraide.content.data.laws import LawRow
from entraide.content.data.paths import StepRow
from entraide.content.data.people import PeopleRow
from entraide.content.data.pins import PinnedRow
from entraide.content.data.platform import build_platform_schema
from entraide.content.data.proposal_counts import CountRows
from entraide.content.data.ratings import RatingRows
from entraide.content.data.scam_check import ScamCheckRow
from entraide.content.docs.front_matter import Matter
from entraide.content.field_types import build_schema
from entraide.content.provenance_files import SegmentFile
from entraide.content.settings import find_project, read_settings
from entraide.content.site_settings import SiteSettings

ENTRY_TITLE = "Front matter of an entry: source version, or localised version"
SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "brand.schema.json": partial(build_schema, BrandRow),
    "channels.schema.json": partial(build_schema, ChannelRows),
    "checklists.schema.json": partial(build_schema, list[ChecklistRow]),
    "entry.schema.json": partial(build_schema, Matter, ENTRY_TITLE),
    "glossary.schema.json": partial(build_schema, list[GlossaryRow]),
    "ids.schema.json": partial(build_schema, IdRows),
    "incident_log.schema.json": partial(build_schema, IncidentLogRow),
    "law.schema.json": partial(build_schema, list[LawRow]),
    "paths.schema.json": partial(build_schema, list[StepRow]),
    "people.schema.json": partial(build_schema, PeopleRow),
    "pinned.schema.json": partial(build_schema, list[PinnedRow]),
    "platform.schema.json": build_platform_schema,
    "proposals.schema.json": partial(build_schema, CountRows),
    "ratings.schema.json": partial(build_schema, RatingRows),
    "scam_check.schema.json": partial(build_schema, ScamCheckRow),
    "segments.schema.json": partial(build_schema, SegmentFile),
    "settings.schema.json": partial(build_schema, SiteSettings),
    "terms.schema.json": partial(build_schema, TermRows),
}


@click.command("schema")
@click.option("--check", is_flag=True, help="Write nothing; fail if a schema is out of date.")
def write_schemas(*, check: bool) -> None:
    """Write the JSON Schemas of the content into data/schemas/."""
    settings = read_settings(find_project(Path.cwd()))
    texts = {
        settings.data / "schemas" / name: format_schema(make()) for name, make in SCHEMAS.items()
    }
    complaint = "the schema is out of date", "Run: entraide schema"
    if not update_files(texts, settings.make_relative, complaint, check=check):
        click.echo("The schemas are up to date.")


def format_schema(schema: Mapping[str, Any]) -> str:
    """Return a schema as its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
