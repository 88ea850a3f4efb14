"""`entraide translate import`: what translators made, into the files of the project."""

from collections.abc import Iterator
from pathlib import Path

import click

from entraide.cli.arguments import as_of_option
from entraide.cli.translation_project import (
    TranslationProject,
    format_written_versions,
    read_translations,
    require_locale,
)
from entraide.content.dates import resolve_day
from entraide.content.writer import replace_all
from entraide.errors import EntraideError, FileLine, Problem, ProblemLog, format_problems
from entraide.exchange.bundle_import import BundleImport
from entraide.terminal_text import escape_line
from entraide.translation.formats.bundle import Bundle
from entraide.translation.formats.po import read_po
from entraide.translation.formats.sheet import FENCE
from entraide.translation.formats.sheet_parser import read_sheet
from entraide.translation.formats.xliff import TAG, read_xliff
from entraide.translation.formats.xliff2 import TAG as TAG_2
from entraide.translation.formats.xliff2 import read_xliff2
from entraide.translation.formats.xml_files import read_xml

READERS = {f"{TAG}xliff": read_xliff, f"{TAG_2}xliff": read_xliff2}
LARGEST_BUNDLE = 50_000_000  # bytes of a bundle


@click.command("import", short_help="Write a translated file into the texts.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--translator", metavar="NAME", help="Whom to credit for new texts that name nobody.")
@as_of_option
def import_translations(file: Path, translator: str | None, day: str | None) -> None:
    """Write the translations in FILE, which is PO, XLIFF or a Markdown sheet, into the texts.

    What is fuzzy or empty in FILE is left out. When there is a mistake, all mistakes are shown and
    nothing is written. Look at the result with “git diff”, and run “entraide check”, before you
    commit.
    """
    today = resolve_day(day)
    project = read_translations()
    log = ProblemLog()
    bundle = _read_file(file, log)
    log.raise_if_errors()
    assert bundle is not None  # noqa: S101 - or there is an error
    location = FileLine(str(file), 1)
    if not (code := _find_locale(bundle, project)):
        what = "the file does not say into which language it was translated"
        raise EntraideError(Problem(location, what, "Begin with a fresh export"))
    require_locale(code, project.codes, location)
    bundle_import = BundleImport(project.reading, today, translator)
    bundle_import.import_bundles([(bundle, location)], project.history)
    bundle_import.problems.raise_if_errors()
    settings = project.reading.settings
    replace_all(
        dict(
            each
            for version_files in bundle_import.files
            for each in version_files.list_files(settings)
        )
    )
    if bundle_import.problems:
        click.echo(format_problems(bundle_import.problems), err=True)
    for line in _format_result(bundle_import):
        click.echo(escape_line(line))


def _read_file(file: Path, log: ProblemLog) -> Bundle | None:
    """Read a bundle or a sheet, told apart by how it begins; None if it cannot be read."""
    path, raw = str(file), file.read_bytes()
    if len(raw) > LARGEST_BUNDLE:
        what = f"the file has {len(raw) // 1_000_000} MB, more than {LARGEST_BUNDLE // 1_000_000}"
        log.add(FileLine(path, 1), what, "Export fewer entries into it: --id")
        return None
    if not raw.strip():
        log.add(FileLine(path, 1), "the file is empty", "Begin with a fresh export")
        return None
    start = raw.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(FENCE.encode()):
        sheet = read_sheet(file, log)
        return sheet.bundle if sheet else None
    if not start.startswith(b"<"):
        return read_po(file, log)
    root = read_xml(raw, path, log)
    if root is not None and root.tag in READERS:
        return READERS[root.tag](root, path, log)
    if root is not None:
        what = "this is neither PO nor XLIFF 1.2 or 2.0"
        log.add(FileLine(path, 1), what, "Begin with a fresh export")
    return None


def _find_locale(bundle: Bundle, project: TranslationProject) -> str:
    """Return the locale that the file names, or the one of its language tag."""
    tags = {lang: code for code, lang in project.langs.items()}
    return bundle.code or tags.get(bundle.lang, bundle.lang)


def _format_result(bundle_import: BundleImport) -> Iterator[str]:
    yield from format_written_versions(bundle_import.files)
    for each in bundle_import.incomplete:
        entry = each.job.entry
        count = len(each.waiting)
        yield f"Not written: entry {entry.id}, {each.job.code} (still to do: {count})"
    if not bundle_import.files and not bundle_import.incomplete:
        yield "Nothing to write: the texts say the same already."
    if bundle_import.fuzzy:
        yield f"Marked fuzzy, and left out: {bundle_import.fuzzy}"
