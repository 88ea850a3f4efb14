"""A translation that starts empty: a draft with the texts of its source, all borrowed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from entraide.content.provenance import build_provenance
from entraide.content.provenance_files import format_provenance, get_record_path
from entraide.content.settings import Settings
from entraide.content.version_text import build_source_text
from entraide.content.writer import format_new_version
from entraide.model.entry import Entry, VersionStatus
from entraide.model.segment import list_digests


def plan_translation(
    entry: Entry, code: str, settings: Settings, day: date
) -> dict[Path, str | bytes]:
    """Return the files of a translation of `entry` into the locale `code`, all of it borrowed."""
    facts = {
        "id": entry.id,
        "title": entry.source.title,
        "summary": entry.source.summary,
        "source_revision": entry.revision,
        "status": VersionStatus.DRAFT,
        "updated": day,
    }
    file = settings.docs / code / f"{entry.address}.md"
    source = build_source_text(entry)
    texts = (*source.fields.values(), *(segment.text for segment in source.segments))
    record = replace(build_provenance(source, entry.revision), borrowed=list_digests(texts))
    return {
        file: format_new_version(facts, entry.source.body),
        get_record_path(file): format_provenance(record),
    }
