"""Format all texts as a table (CSV): one row for each version, with its Markdown."""

from collections.abc import Iterator

from entraide.content.table_cells import format_csv
from entraide.exporting.rendered_texts import ProjectRendering, TextRendering
from entraide.model.entry import Entry, Version

COLUMNS = (
    *("id", "locale", "category", "slug", "title", "summary", "body", "tags", "keywords"),
    *("status", "source_locale", "revision", "author", "updated", "url"),
)
MARK = "\ufeff"  # tells Excel that the file is UTF-8


def format_table(project: ProjectRendering) -> str:
    """Return the CSV (RFC 4180) of the texts that were asked for."""
    written = project.build.written_site.entries
    rows = (_make_row(text, written[text.entry.id]) for text in project.iter_texts())
    return MARK + format_csv([COLUMNS, *rows])


def _make_row(text: TextRendering, entry: Entry) -> Iterator[str]:
    """Yield the cells of a text of `entry`, as it was written."""
    version = entry.get_version(text.locale.code)
    assert version is not None  # noqa: S101 - the rendered one is made of it
    yield from (str(entry.id), text.locale.code, entry.category, entry.slug)
    yield from _iter_words(version)
    yield from (", ".join(entry.tags), "; ".join(version.keywords), str(entry.status))
    yield from (entry.source.locale, str(version.revision), entry.author)
    yield from (version.updated.isoformat(), text.url)


def _iter_words(version: Version) -> Iterator[str]:
    yield from (version.title, version.summary, version.body.strip("\n") + "\n")
