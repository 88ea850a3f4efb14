"""The JSON Schemas of the published files: `/schemas/v1/entry.json` and so on."""

import json
from collections.abc import Iterator

from entraide.content.json_schemas import build_schema
from entraide.published_files import FILES


def iter_schemas(site_url: str) -> Iterator[tuple[str, str]]:
    """Yield the path of each schema on the site at `site_url`, and its text."""
    for kind in FILES:
        schema = {"$id": kind.make_schema_url(site_url), **build_schema(kind)}
        yield kind.get_schema_path(), json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
