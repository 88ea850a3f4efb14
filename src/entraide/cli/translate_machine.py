"""`entraide translate machine` and `review`: machine translations, and their review by people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import click

from entraide.cli.arguments import ExampleCommand, LineParam, as_of_option
from entraide.cli.export_choice import choose_texts
from entraide.cli.translate_import import write_imported_files
from entraide.cli.translation_project import (
    TranslationProject,
    read_translations,
)
from entraide.content.dates import resolve_day
from entraide.errors import (
    Argument,
    EntraideError,
    FileLine,
    Problem,
    ProblemLog,
    Severity,
    select_errors,
)
from entraide.exchange.bundle_import import BundleImport
from entraide.exchange.machine_command import TranslationProgram
from entraide.exchange.version_changes import judge_rows
from entraide.model.locales import Locale
from entraide.translation.formats.bundle import Bundle, BundlePart, RowBase, UnitRow
from entraide.translation.formats.bundle_export import build_bundle
from entraide.translation.job import TranslationJob
from entraide.translation.memory import TranslationMemory

MEND = "Nothing was written. Mend the program, or leave such texts out: --leave-out"


@click.command(
    "machine",
    cls=ExampleCommand,
    example="entraide translate machine --to fr --id 1029",
    short_help="Let a program of your choice translate what is missing.",
)
@click.option("--to", "code", required=True, metavar="CODE", help="Into this locale, such as fr.")
@click.option("--from", "source", metavar="CODE", help="Out of this locale alone, as in “export”.")
@click.option(
    "--id", "words", multiple=True, metavar="ID", help="Only this entry, by number or address."
)
@click.option("--leave-out", is_flag=True, help="Leave texts with mistakes out; take the others.")
@as_of_option
def translate_by_machine(
    *, code: str, source: str | None, words: tuple[str, ...], leave_out: bool, day: str | None
) -> None:
    """Ask the program in data/settings.yml, machine_translation, for texts that are missing.

    What somebody has written is never replaced. What the program says is fuzzy in every file for
    translators, keeps its version from being current, and is marked on the page, until a person has
    read it: “entraide translate review” says so. A new translation is a draft, which readers do not
    get before “entraide translate publish”.
    """
    project = read_translations(whole=True)
    program = _find_program(project)
    choice = choose_texts(project, code, source, words, (), labels=False)
    locale = project.reading.site.get_locale(code)
    bundle = build_bundle(choice.jobs, project.reading.site, code, TranslationMemory())
    parts = [
        replace(part, rows=tuple(_list_missing(part, job)))
        for part, job in zip(bundle.parts, choice.jobs, strict=True)
    ]
    if not any(part.rows for part in parts):
        click.echo("Nothing to translate: no text is missing.")
        return
    parts = _translate_parts(parts, program, locale)
    log = ProblemLog()
    parts = [_leave_mistakes(*each, log) for each in zip(parts, choice.jobs, strict=True)]
    if not leave_out:
        log.raise_if_errors()
    bundle_import = BundleImport(project.reading, resolve_day(day), strict=not leave_out)
    bundle_import.problems += [replace(each, severity=Severity.WARNING) for each in log]
    _import_rows(bundle_import, replace(bundle, parts=tuple(parts)), project)
    if bundle_import.files:
        click.echo("A machine wrote this. Read it, then say so: entraide translate review")


def _find_program(project: TranslationProject) -> TranslationProgram:
    settings = project.reading.settings
    if settings.machine_translation is None:
        what = "this site names no program that translates"
        cure = "Name one in data/settings.yml: machine_translation: { command: […] }"
        raise EntraideError(Problem(Argument("entraide translate machine"), what, cure))
    location = settings.get_site_location("machine_translation")
    return TranslationProgram(settings.machine_translation, settings.root, location)


def _list_missing(part: BundlePart, job: TranslationJob) -> Iterator[UnitRow]:
    """Yield the rows without a translation that a version is not complete without."""
    needed = {unit.key for unit in job.units if unit.is_needed and not unit.target}
    return (row for row in part.rows if row.key in needed)


def _translate_parts(
    parts: Sequence[BundlePart], program: TranslationProgram, locale: Locale
) -> list[BundlePart]:
    """Return `parts` with machine translations; the program runs once for each source language."""
    targets: dict[str, str] = {}
    for lang in dict.fromkeys(part.lang for part in parts):
        rows = [row for part in parts if part.lang == lang for row in part.rows]
        texts = program.translate(rows, lang, locale.lang) if rows else []
        targets |= {row.name: text for row, text in zip(rows, texts, strict=True)}
    return [
        replace(
            part,
            rows=tuple(
                replace(row, target=targets[row.name], by_machine=True) for row in part.rows
            ),
        )
        for part in parts
    ]


def _leave_mistakes(part: BundlePart, job: TranslationJob, log: ProblemLog) -> BundlePart:
    """Return `part` without the rows that have mistakes, which are printed."""
    sound = []
    for row in part.rows:
        problems = select_errors(judge_rows({row.key: row}, {}, job.units) if row.target else ())
        log.extend(replace(problem, cure=MEND) for problem in problems)
        if not problems:
            sound.append(row)
    return replace(part, rows=tuple(sound))


@click.command(
    "review",
    cls=ExampleCommand,
    example='entraide translate review 1029 --to fr --reviewer "Ada B."',
    short_help="Say that somebody has read what a machine translated.",
)
@click.argument("words", metavar="ID...", nargs=-1, required=True)
@click.option("--to", "code", required=True, metavar="CODE", help="The locale, such as fr.")
@click.option(
    "--reviewer", required=True, metavar="NAME", type=LineParam(), help="Who has read it."
)
@as_of_option
def review_translations(words: tuple[str, ...], code: str, reviewer: str, day: str | None) -> None:
    """Take the mark of a machine from all texts of these entries: NAME has read them beside theirs.

    Mend them first, in the file itself: what you have changed is no machine’s any more. Whoever
    works with a file of “entraide translate export” takes the mark away there, text by text.
    """
    project = read_translations()
    jobs = project.build_current_jobs(words, code)
    if problems := list(_iter_faults(jobs)):
        raise EntraideError(*problems)
    parts = tuple(BundlePart(job.entry.id, job.revision, rows=_list_read(job)) for job in jobs)
    bundle = Bundle(code, project.langs[code], "", parts)
    bundle_import = BundleImport(project.reading, resolve_day(day), reviewer=reviewer)
    _import_rows(bundle_import, bundle, project)


def _iter_faults(jobs: Iterable[TranslationJob]) -> Iterator[Problem]:
    for job in jobs:
        if not any(unit.by_machine for unit in job.units):
            what = f"entry {job.entry.id} has no text of a machine in “{job.code}”"
            yield Problem(Argument("ID"), what, "Leave it out")


def _list_read(job: TranslationJob) -> tuple[UnitRow, ...]:
    """Return the machine translations as rows that a person has accepted."""
    path = job.version.path if job.version else ""
    return tuple(
        UnitRow(
            job.entry.id,
            unit.key,
            unit.source,
            unit.target,
            location=FileLine(path, 1),
            base=RowBase(fuzzy=True),
        )
        for unit in job.units
        if unit.by_machine
    )


def _import_rows(bundle_import: BundleImport, bundle: Bundle, project: TranslationProject) -> None:
    path = project.reading.settings.get_site_location("machine_translation")
    bundle_import.import_bundles([(bundle, path)], project.history)
    write_imported_files(bundle_import)
