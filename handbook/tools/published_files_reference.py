"""The page of published files: JSON files from their models; the other files are listed here."""

from collections.abc import Iterator

from entraide.content.field_types import build_schema
from entraide.published_files import FILES
from entraide.published_files.file import PublishedFile
from handbook.tools.pages import render_page, render_table, wrap
from handbook.tools.schema_reference import render_keys

INTRODUCTION = """
Every build writes files for programs, below the base of the site. Entries in files have the same
meaning as on pages. Drafts never appear. [Use the data in programs](../how-to/use-the-data.md)
shows how to use them.
"""
VERSIONS = """
Each JSON file names its JSON Schema in the key `$schema`, such as
`https://help.example.org/schemas/v1/entry.json`. Every build writes the schemas into `schemas/`.
The number after `v` is the version of all these files.
"""
ADDITIONS = """
A later Entraide may add keys in the same version. A program must ignore keys that it does not
know, and must not count on a key that the tables below do not mark as always there. When it is not
there, its default is meant: an empty text, an empty list, or what its description says.
"""
CHANGES = """
The version is raised when a key goes away or gets another name, when its value gets another type or
new words to choose from, or when it is no longer always there. A desk refuses files of a later
version with a message in its log, and goes on with those that it read before.
"""
SHEET = """
The same version as a [sheet](../how-to/translate.md#with-an-editor-alone) to work in, where the
entry is listed. When somebody downloads their work as Markdown, the page for
proposals fills in this file.
"""
OTHERS = """
A file with “yes” in the table exists in every language: `feed.xml` in the default one,
`fr/feed.xml` in French. The PO files of a build hold no suggestions. `entraide translate export`
adds those of the translation memory.
"""
OTHER_FILES = (
    ("`feed.xml`", "yes", "Atom: the 50 newest changes with their notes"),
    (
        "`translate/feed.xml`",
        "yes",
        "Atom, for translators: what is missing, behind or not complete, each with its PO file",
    ),
    (
        "`e/ID/`",
        "yes",
        "the short link of each published or archived entry; it holds when title and path change",
    ),
    ("`manifest.webmanifest`", "yes", "name, colours and icons for the home screen of a phone"),
    ("`redirects.nginx.conf`, `redirects.caddy`", "", "`redirects.json` for these servers"),
    ("`gone.nginx.conf`, `gone.caddy`", "", "addresses of removed entries, for the status 410"),
    ("`translate/LOCALE.svg`", "", "a badge: “Français 98 %”"),
    (
        "`translate/ID.LOCALE.po`",
        "",
        "the text of a version that waits, for translators' tools",
    ),
    ("`robots.txt`, `llms.txt`, `sitemap.xml`", "", "for crawlers"),
    ("`.well-known/security.txt`", "", "where to report a security hole"),
)


def render_published_files() -> str:
    """Return the page."""
    return render_page("Published files", INTRODUCTION, iter_sections())


def iter_sections() -> Iterator[str]:
    """Yield each section of the page."""
    yield "\n\n".join(["## Versions", *map(wrap, (VERSIONS, ADDITIONS, CHANGES))])
    for kind in FILES:
        yield "\n\n".join(iter_tables(kind))
        if kind.schema_name == "entry":
            yield f"## entries/ID.LOCALE.md\n\n{wrap(SHEET)}"
    others = render_table(["file", "for each language", "content"], OTHER_FILES)
    yield f"## Feeds, links and files for crawlers\n\n{wrap(OTHERS)}\n\n{others}"


def iter_tables(kind: type[PublishedFile]) -> Iterator[str]:
    """Yield the heading of a file, then words and a table for it and for each object in it."""
    schema = build_schema(kind)
    yield f"## {kind.path}"
    for row in (schema, *schema.get("$defs", {}).values()):
        if "properties" in row:
            yield wrap(row["description"])
            yield render_keys(row, schema, required="always there")
