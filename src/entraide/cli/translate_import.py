"""`entraide translate import`: write translations from a bundle or a sheet into the files."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand, as_meant_option, as_of_option
from entraide.cli.translation_project import (
    TranslationProject,
    format_written_versions,
    read_translations,
    require_locale,
)
from entraide.content.dates import resolve_day
from entraide.content.writer import replace_all
from entraide.errors import (
    EntraideError,
    FileLine,
    Problem,
    ProblemLog,
    format_problems,
    select_errors,
)
from entraide.exchange.bundle_import import BundleImport
from entraide.exchange.version_changes import ConflictSide
from entraide.model.locales import match_locale
from entraide.terminal_text import escape_line
from entraide.translation.formats.bundle import AFRESH, Bundle
from entraide.translation.formats.csv_files import read_csv
from entraide.translation.formats.po import read_po
from entraide.translation.formats.sheet import FENCE
from entraide.translation.formats.sheet_parser import read_sheet
from entraide.translation.formats.table_rows import HEAD
from entraide.translation.formats.xlsx_files import MAGIC, read_xlsx

LARGEST_BUNDLE = 50_000_000  # bytes of a bundle


@click.command(
    "import",
    cls=ExampleCommand,
    example="entraide translate import to-translate.po",
    short_help="Write a translated file into the texts.",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--translator", metavar="NAME", help="Whom to credit for texts that name nobody.")
@click.option("--to", "code", metavar="CODE", help="Into this locale, where FILE names none.")
@click.option("--theirs", is_flag=True, help="Take FILE’s text where both have changed.")
@click.option("--ours", is_flag=True, help="Keep the text that stands here then.")
@click.option("--strict", is_flag=True, help="Write nothing at all if there is a mistake.")
@click.option(
    "--unmarked", is_flag=True, help="Take changed texts of a file that says no state as done."
)
@as_meant_option
@as_of_option
def import_translations(  # noqa: PLR0913 - an option each
    *,
    file: Path,
    translator: str | None,
    code: str | None,
    theirs: bool,
    ours: bool,
    strict: bool,
    unmarked: bool,
    as_meant: tuple[str, ...],
    day: str | None,
) -> None:
    """Write the translations in FILE into the texts: PO, XLIFF, CSV, XLSX or a Markdown sheet.

    What is fuzzy or empty in FILE is left out, and so is what others have corrected since FILE was
    written. An entry with a mistake stays out, every mistake is shown, and the others come in. Look
    at the result with “git diff”, and run “entraide check”, before you commit.
    """
    if theirs and ours:
        raise click.UsageError("Choose one of --theirs and --ours.")
    side = ConflictSide.THEIRS if theirs else ConflictSide.OURS if ours else None
    project = read_translations()
    bundle, location = _read_file(file), FileLine(str(file), 1)
    bundle = replace(bundle, code=_find_locale(bundle, project, code, location))
    bundle_import = BundleImport(
        project.reading,
        resolve_day(day),
        translator,
        strict=strict,
        side=side,
        unmarked=unmarked,
        as_meant=as_meant,
    )
    bundle_import.import_bundles([(bundle, location)], project.history)
    write_imported_files(bundle_import)


def write_imported_files(bundle_import: BundleImport) -> None:
    """Write the imported texts and list them; exit with 1 if a mistake kept some out."""
    problems = bundle_import.problems
    if bundle_import.strict:
        problems.raise_if_errors()
    settings = bundle_import.reading.settings
    version_files = (file.list_files(settings) for file in bundle_import.files)
    replace_all(
        dict(each for files in version_files for each in files) | bundle_import.labels.texts
    )
    if problems:
        click.echo(format_problems(problems), err=True)
    for line in _format_result(bundle_import):
        click.echo(escape_line(line))
    if select_errors(problems):
        raise click.exceptions.Exit(1)


def _read_file(file: Path) -> Bundle:
    """Return the bundle or the sheet in `file`; raise EntraideError where it has mistakes."""
    log = ProblemLog()
    bundle = None
    if file.is_file():
        bundle = _read_bytes(file, file.read_bytes(), log)
    else:
        log.add(FileLine(str(file)), "this is a pipe or a device, and no file", "Save it first")
    log.raise_if_errors()
    assert bundle is not None  # noqa: S101 - or there is an error
    return bundle


def _read_bytes(file: Path, raw: bytes, log: ProblemLog) -> Bundle | None:
    """Read a file that begins as a sheet, XML or anything else; None if it cannot be read."""
    path = str(file)
    if len(raw) > LARGEST_BUNDLE:
        what = f"the file has {len(raw) // 1_000_000} MB, more than {LARGEST_BUNDLE // 1_000_000}"
        log.add(FileLine(path, 1), what, "Export fewer entries into it: --id")
        return None
    if not raw.strip():
        log.add(FileLine(path, 1), "the file is empty", AFRESH)
        return None
    start = raw.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(FENCE.encode()):
        sheet = read_sheet(file, log)
        return sheet.bundle if sheet else None
    if raw.startswith(MAGIC):
        return read_xlsx(raw, path, log)
    if HEAD.match(raw):
        return read_csv(raw, path, log)
    is_xml = start.startswith(b"<")
    return _read_xliff_file(raw, path, log) if is_xml else read_po(file, log)


def _read_xliff_file(raw: bytes, path: str, log: ProblemLog) -> Bundle | None:
    """Read an XLIFF of any version, in whatever name space a tool has put it."""
    from entraide.translation.formats.xliff import read_xliff  # noqa: PLC0415 - of the extra
    from entraide.translation.formats.xliff2 import read_xliff2  # noqa: PLC0415 - of the extra
    from entraide.translation.formats.xml_files import read_xml  # noqa: PLC0415 - of the extra

    root = read_xml(raw, path, log)
    if root is not None and str(root.tag).rpartition("}")[2] == "xliff":
        reader = read_xliff2 if root.get("version", "").startswith("2") else read_xliff
        return reader(root, path, log)
    if root is not None:
        log.add(FileLine(path, 1), "this is neither PO nor XLIFF 1.2 or 2.0", AFRESH)
    return None


def _find_locale(
    bundle: Bundle, project: TranslationProject, code: str | None, location: FileLine
) -> str:
    """Return the locale that the file names, by its code or a language tag; else `code`."""
    locales = project.reading.site.locales
    if code:
        require_locale(code, project.codes)
    tags = list(filter(None, (bundle.code, bundle.lang, *bundle.tags)))
    matches = (match_locale(tag, locales) for tag in tags)
    if locale := next(filter(None, matches), None):
        if code not in (None, locale.code):
            what = f"the file is for “{locale.code}”, not for “{code}”"
            raise EntraideError(Problem(location, what, "Leave --to away"))
        return locale.code
    if not tags and not code:
        what = "the file does not say into which language it was translated"
        raise EntraideError(Problem(location, what, "Say it: --to CODE"))
    return code or require_locale(tags[0], project.codes, location)


def _format_result(bundle_import: BundleImport) -> Iterator[str]:
    files, refused = bundle_import.files, sorted(bundle_import.refused)
    yield from format_written_versions(files)
    labels = bundle_import.labels
    for file, count in labels.counts.items():
        yield f"Written: {bundle_import.reading.settings.make_relative(file)} (texts: {count})"
    for number in refused:
        yield f"Not written: entry {number}, none of its texts, for the mistakes above"
    if labels.refused:
        yield f"Not written: {labels.refused} texts of data/, for the mistakes above"
    if not (files or refused or labels.counts or labels.refused):
        yield "Nothing to write: the file changes no text."
    if fuzzy := bundle_import.fuzzy:
        yield f"Marked fuzzy, and left out: {fuzzy}"
    if stateless := bundle_import.stateless:
        yield f"Changed, with no word on whether they are done, and left out: {stateless}"
        yield "  Set their state in your tool, or take them as done: --unmarked"
    if unknown := bundle_import.unknown:
        yield f"With neither a state nor a note on what stood here, and left out: {unknown}"
        yield "  Set their state in your tool, and save the file again"
