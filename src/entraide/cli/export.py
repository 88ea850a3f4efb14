"""`entraide export`: the content of the project, for other programs and other systems."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand
from entraide.cli.outputs import STANDARD_OUTPUT, output_option, write_output
from entraide.cli.translation_project import require_locale
from entraide.content.settings import Settings, check_texts_folder, find_project, read_settings
from entraide.content.writer import open_replacement
from entraide.errors import Argument, EntraideError, Problem, format_problems
from entraide.exporting.html_pages import build_pages
from entraide.exporting.own_files import OwnContent, format_content, write_archive, write_zip
from entraide.exporting.phpmyfaq import build_phpmyfaq_files
from entraide.exporting.project_files import ExportChoice
from entraide.exporting.rendered_texts import ProjectRendering, render_project
from entraide.exporting.tables import format_table
from entraide.exporting.zendesk import build_zendesk_files
from entraide.model.entry import Status, VersionStatus
from entraide.terminal_text import escape_line

EVERY_STATUS = "all"
FILES: Mapping[str, Callable[[ProjectRendering], Mapping[str, bytes | Path]]] = {
    "html": build_pages,
    "zendesk": build_zendesk_files,
    "phpmyfaq": build_phpmyfaq_files,
}
FORMATS = ("zip", "json", "csv", *FILES)
ARCHIVES = frozenset({"zip", *FILES})  # formats of several files
NOWHERE = (  # has a place in none of them
    "former addresses and numbers of removed entries, change notes, related entries, planned days, "
    "reviewers, orders, marks of sensitive entries, what translations were made from"
)
LOST = {  # what a format has no place for
    "csv": f"{NOWHERE}, images and data",
    "html": f"{NOWHERE}, numbers, tags and data",
    "zendesk": f"summaries, authors, {NOWHERE} and data; images stay at the addresses of your site",
    "phpmyfaq": f"summaries, tags, dates, {NOWHERE} and data; images stay at the addresses of your "
    "site",
}
UNFINISHED = {
    VersionStatus.DRAFT: "Left out: translations that are drafts",
    VersionStatus.PARTIAL: "Translations that are partial, and stand as they are",
}
EPILOG = """
\b
For example, everything as it is, to keep or to bring into another project:
  entraide export --format zip --output content.zip
\b
And what readers see in French, as pages:
  entraide export --format html --locale fr --output pages.zip
"""


@dataclass(frozen=True, slots=True)
class _ExportRequest:
    """The options of one export."""

    settings: Settings
    form: str
    choice: ExportChoice
    output: Path


@click.command(
    "export",
    cls=ExampleCommand,
    epilog=EPILOG,
    example="entraide export --format zip --output content.zip",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    required=True,
    help="zip and json hold all of the content, and “entraide import” reads them back. html is "
    "an archive of pages; zendesk and phpmyfaq are archives of files that these systems take.",
)
@click.option(
    "--locale",
    "codes",
    multiple=True,
    metavar="CODE",
    help="Only texts in this language, such as fr. May be repeated.",
)
@click.option(
    "--status",
    "words",
    multiple=True,
    type=click.Choice([*(status.value for status in Status), EVERY_STATUS]),
    help="Only entries of this status; may be repeated. Default: all in zip and json, else "
    "published.",
)
@output_option
def export_content(form: str, codes: tuple[str, ...], words: tuple[str, ...], output: Path) -> None:
    """Write the content of the project into one file.

    With --locale, zip and json have the source version of each entry too: a translation means
    nothing without it.
    """
    settings = read_settings(find_project(Path.cwd()))
    check_texts_folder(settings)
    for code in codes:
        require_locale(code, [locale.code for locale in settings.locales], Argument("--locale"))
    if form in ARCHIVES and output == STANDARD_OUTPUT:
        what = f"“{form}” is an archive, which no terminal can show"
        raise EntraideError(Problem(Argument("--output"), what, "Name a file, such as content.zip"))
    export = _ExportRequest(settings, form, _make_choice(form, codes, words), output)
    if form in {"zip", "json"}:
        _export_own_format(export)
    else:
        _export_rendered(export)


def _make_choice(form: str, codes: tuple[str, ...], words: tuple[str, ...]) -> ExportChoice:
    statuses = frozenset(Status(word) for word in words if word != EVERY_STATUS)
    if not words and form not in {"zip", "json"}:
        statuses = frozenset({Status.PUBLISHED})
    elif EVERY_STATUS in words:
        statuses = frozenset()
    return ExportChoice(frozenset(codes), statuses)


def _export_own_format(export: _ExportRequest) -> None:
    content = OwnContent(export.settings, export.choice)
    if export.form == "json":
        text = format_content(content)
        content.problems.raise_if_errors()
        write_output(export.output, text)
    else:
        with open_replacement(export.output) as path:
            write_archive(content, path)
        if content.problems:
            click.echo(format_problems(content.problems), err=True)
    _echo_result(export, f"entries: {len(content.entries)}, files: {len(content.files)}")


def _export_rendered(export: _ExportRequest) -> None:
    project = render_project(export.settings.config_file, export.choice, lambda _: None)
    count = sum(1 for _ in project.iter_texts())
    if not count:
        what = "no text fits, and nothing is written"
        raise EntraideError(Problem(Argument("--status"), what, "“entraide status” lists them all"))
    if export.form == "csv":
        write_output(export.output, format_table(project))
    else:
        with open_replacement(export.output) as path:
            write_zip(path, FILES[export.form](project))
    _echo_result(export, f"entries: {len(project.entries)}, texts: {count}")
    for status, number in project.count_left_out().items():
        click.echo(f"Left out: entries that are {status}: {number} (--status all).", err=True)
    for extent, number in project.count_unfinished().items():
        click.echo(f"{UNFINISHED[extent]}: {number}.", err=True)
    click.echo(f"This format has no place for {LOST[export.form]}.", err=True)


def _echo_result(export: _ExportRequest, counts: str) -> None:
    name = "standard output" if export.output == STANDARD_OUTPUT else export.output
    click.echo(escape_line(f"Written: {name} ({counts})."), err=True)
