"""`entraide import`: bring in articles of another system, in two steps."""

import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from entraide.cli.arguments import ExampleCommand, as_of_option
from entraide.cli.import_own import import_own_export
from entraide.cli.number_lock import hold_numbers
from entraide.content.dates import resolve_day
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import find_project, read_settings
from entraide.content.writer import replace_all
from entraide.errors import (
    Argument,
    EntraideError,
    Problem,
    ProblemLog,
    format_problems,
    select_errors,
)
from entraide.exporting.own_source import is_own_export
from entraide.exporting.restore import ConflictChoice
from entraide.importers.articles import ImportedSite
from entraide.importers.conversion_run import Conversion, convert_site
from entraide.importers.former_addresses import format_redirect_maps
from entraide.importers.import_record import FOLDER, ImportRecord, read_record
from entraide.importers.omissions import (
    Omission,
    count_omissions,
    format_counts,
    format_report,
)
from entraide.importers.placement import KEEP, ImportPlan, propose_plan
from entraide.importers.plan_file import format_plan, read_plan
from entraide.importers.refused_contacts import find_refused_contacts, format_contact_warning
from entraide.importers.remaining_work import format_remaining_work
from entraide.importers.source_files import read_source_text
from entraide.importers.source_readers import (
    AUTO,
    OWN_SOURCE,
    READERS_BY_NAME,
    SOURCES,
    ReadOptions,
    check_source,
    find_reader,
)
from entraide.importers.writing import WRITTEN, FilePlan, Outcome, propose_files, write_files
from entraide.model.locales import get_default_locale
from entraide.terminal_text import escape_line

EXAMPLE = "entraide import markdown ../old-site --plan plan.csv"
EPILOG = f"""
\b
For example, the plan first, then the drafts by the plan as you have corrected it:
  {EXAMPLE}
  entraide import markdown ../old-site --from plan.csv
"""
MOST_LINES = 12  # of a list in the terminal; the report has all


def _make_example(source: str, path: str = "") -> str:
    """Return a command that imports `source`."""
    if source == OWN_SOURCE:
        return f"entraide import {source} {path or '../content.zip'}"
    reader = READERS_BY_NAME.get(source)
    shown = path or (reader.example if reader else "../old-site")
    return f"entraide import {source} {shown} --plan plan.csv"


class _ImportCommand(ExampleCommand):
    """The command; its example is of the source in the arguments."""

    def choose_example(self, args: Sequence[str]) -> str:
        return next((_make_example(each) for each in args if each in SOURCES), self.example)


@click.command("import", cls=_ImportCommand, example=EXAMPLE, epilog=EPILOG)
@click.argument("source")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--plan", type=click.Path(path_type=Path), help="Write the plan, a table (CSV).")
@click.option(
    "--from", "plan_file", type=click.Path(path_type=Path), help="Write drafts by this plan."
)
@click.option("--language", metavar="CODE", help="The language of texts that name none.")
@click.option(
    "--columns",
    metavar="PAIRS",
    help="Of a table: our name of a column and yours, as in question=Frage,answer=Antwort.",
)
@click.option("--record", metavar="NAME", help="Of a second import from the same system.")
@click.option(
    "--existing",
    type=click.Choice([choice.value for choice in ConflictChoice]),
    default=ConflictChoice.REFUSE.value,
    help="Of an export of Entraide: what to do with files that the project has in another form.",
)
@as_of_option
@hold_numbers()
def import_source(  # noqa: PLR0913 - one argument an option
    *,
    source: str,
    path: Path,
    plan: Path | None,
    plan_file: Path | None,
    language: str | None,
    columns: str | None,
    record: str | None,
    existing: str,
    day: str | None,
) -> None:
    """Bring articles of another system, at PATH, into the project as drafts.

    SOURCE is one of mkdocs, zendesk, phpmyfaq, freshdesk, kitsune, table, markdown, html,
    entraide, and auto, which finds out. Nothing is fetched from a network. Run again, it updates
    what nobody has edited since, and leaves alone what somebody has. A report names everything
    that could not be kept.

    What “entraide export” wrote as zip or json needs no plan: it comes back as it was, byte for
    byte, all of it or nothing.
    """
    check_source(source)
    if source == OWN_SOURCE or (source == AUTO and is_own_export(path)):
        settings = read_settings(find_project(Path.cwd()))
        import_own_export(path, settings, ConflictChoice(existing))
        return
    if (plan is None) == (plan_file is None):
        example = _make_example(source, shlex.quote(str(path)))
        raise click.UsageError(f"say --plan or --from. For example:\n  {example}")
    settings = read_settings(find_project(Path.cwd()))
    reader, log = find_reader(source, path), ProblemLog()
    name = _check_name(record or reader.name)
    default = get_default_locale(settings.locales)
    codes = tuple(locale.code for locale in settings.locales)
    options = ReadOptions(language or default.lang, codes, _split_columns(columns))
    site = reader.read(path, options, log)
    earlier = read_record(settings, name, reader.name, log)
    _stop_if_errors(log)
    reading = read_site(settings)
    proposal = propose_plan(site, reading, earlier)
    if plan is not None:
        _write_plan(plan, site, proposal, (reading, resolve_day(day)))
        return
    assert plan_file is not None  # noqa: S101 - one of the two is given
    rows = _read_plan(plan_file, proposal, reading)
    _write_drafts(name, site, rows, (reading, earlier, resolve_day(day)))


def _check_name(name: str) -> str:
    if not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
        what = f"“{name}” cannot be the name of a file"
        raise EntraideError(Problem(Argument("--record"), what, "Write letters and digits only"))
    return name


def _split_columns(columns: str | None) -> Mapping[str, str]:
    pairs = [pair.partition("=") for pair in (columns or "").split(",") if pair.strip()]
    for name, equals, _ in pairs:
        if not equals:
            what, cure = f"“{name}” is no pair", "Write question=Frage,answer=Antwort"
            raise EntraideError(Problem(Argument("--columns"), what, cure))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _stop_if_errors(log: ProblemLog) -> None:
    """Print warnings; raise EntraideError (exit status 2) with every problem if one is an error."""
    if select_errors(log):
        raise EntraideError(*sorted(log))
    if log:
        click.echo(format_problems(log), err=True)


def _write_plan(
    plan: Path, site: ImportedSite, proposal: ImportPlan, project: tuple[SiteReading, date]
) -> None:
    """Write the table and the report beside it; never over a file of another kind."""
    conversion = _convert(site, proposal, *project)
    omissions: defaultdict[str, list[Omission]] = defaultdict(list)
    for each in conversion.omissions:
        omissions[each.article].append(each)
    rows = tuple(replace(row, left_out=format_counts(omissions[row.key])) for row in proposal.rows)
    report = plan.with_suffix(".report.txt")
    if plan.exists() and not plan.read_bytes().startswith(b"kind,do,key"):
        what = f"“{plan}” is there already, and is no plan"
        raise EntraideError(Problem(Argument("--plan"), what, "Choose another name"))
    replace_all(
        {
            plan: format_plan(replace(proposal, rows=rows)),
            report: "\n".join(format_report(conversion.omissions)) + "\n",
        }
    )
    count = sum(row.action == KEEP for row in rows)
    click.echo(escape_line(f"{count} of {len(rows)} articles are to become entries: {plan}"))
    _echo_omissions(conversion, str(report))
    click.echo("\nNext: correct the plan in a spreadsheet, then run the command with --from.")


def _convert(site: ImportedSite, plan: ImportPlan, reading: SiteReading, day: date) -> Conversion:
    """Convert what a plan brings; contacts that the settings refuse are omissions, too."""
    conversion = convert_site(site, plan, reading.settings.locales)
    refused_contacts = find_refused_contacts(conversion, reading, day)
    return replace(conversion, omissions=(*conversion.omissions, *refused_contacts))


def _read_plan(path: Path, proposal: ImportPlan, reading: SiteReading) -> ImportPlan:
    log = ProblemLog()
    text = read_source_text(path, str(path), log)
    plan = (
        read_plan(text or "", str(path), proposal, reading, log) if text is not None else proposal
    )
    if select_errors(log):
        raise EntraideError(*sorted(log))
    return plan


def _write_drafts(
    name: str, site: ImportedSite, plan: ImportPlan, project: tuple[SiteReading, ImportRecord, date]
) -> None:
    reading, record, day = project
    settings = reading.settings
    conversion = _convert(site, plan, reading, day)
    files = propose_files(conversion, reading, record, (plan.categories, plan.tags), day)
    write_files(files, settings, name)
    folder = settings.data / FOLDER
    report = folder / f"{name}.report.txt"
    extra = {
        folder / f"{name}{end}": text
        for end, text in format_redirect_maps(conversion, settings).items()
    }
    remaining_lines = list(format_remaining_work(conversion, plan, settings, name))
    lines = [*_format_outcomes(files, MOST_LINES * 1000), "", *remaining_lines, ""]
    lines += format_report(conversion.omissions)
    replace_all({report: "\n".join(lines) + "\n", **extra})
    for line in _format_outcomes(files, MOST_LINES):
        click.echo(escape_line(line))
    _echo_omissions(conversion, settings.make_relative(report))
    for line in ["", *remaining_lines] if remaining_lines else ():
        click.echo(escape_line(line))
    click.echo(
        "\nNext: entraide check, entraide serve; publish an entry when somebody has read it."
    )


def _format_outcomes(files: FilePlan, most: int) -> Iterator[str]:
    """Yield how many files were written, and the name of each that was not."""
    for outcome in Outcome:
        names = [name for name, each in files.outcomes.items() if each is outcome]
        if not names:
            continue
        yield f"{len(names)} {'file' if len(names) == 1 else 'files'}: {outcome}."
        if outcome not in (*WRITTEN, Outcome.SAME):
            yield from (f"  {name}" for name in names[:most])
            if len(names) > most:
                yield f"  … and {len(names) - most} more"
    if not files.outcomes:
        yield "Nothing to write."


def _echo_omissions(conversion: Conversion, report: str) -> None:
    """Print how often each kind of omission occurs, and which file lists them all."""
    counts = count_omissions(conversion.omissions)
    if not counts:
        click.echo("Everything was kept.")
        return
    click.echo("\nNot kept as it was:")
    for number, ((what, outcome), count) in enumerate(counts.items()):
        if number == MOST_LINES:
            click.echo(f"  … and {len(counts) - number} other kinds")
            break
        click.echo(escape_line(f"  {count} × {what}: {outcome}"))
    click.echo(escape_line(f"Each is named in {report}"))
    for line in format_contact_warning(conversion.omissions):
        click.echo(escape_line(line), err=True)
