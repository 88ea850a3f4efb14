"""What `entraide translate` and `entraide proposals` share: the project with its history."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from entraide.cli.entry_choice import find_entries
from entraide.content.provenance import EntryHistory
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import find_project, read_settings
from entraide.errors import (
    Argument,
    EntraideError,
    Problem,
    ProblemLocation,
    select_errors,
    suggest_name,
)
from entraide.exchange.localised_file import LocalisedFile
from entraide.exporting.text_cuts import read_text_cuts
from entraide.model.entry import Entry, VersionStatus
from entraide.translation.job import TranslationJob, build_current_job, iter_jobs
from entraide.translation.memory import TranslationMemory, build_memory

TO_ARGUMENT = Argument("--to")


@dataclass(frozen=True)
class TranslationProject:
    """A project as read, with the earlier texts that translations were made from."""

    reading: SiteReading
    history: EntryHistory

    @property
    def codes(self) -> list[str]:
        return [locale.code for locale in self.reading.site.locales]

    @property
    def langs(self) -> dict[str, str]:
        return {locale.code: locale.lang for locale in self.reading.site.locales}

    def build_current_jobs(self, words: Iterable[str], code: str) -> list[TranslationJob]:
        """Build the jobs into `code` of the entries in `words`; EntraideError for others."""
        require_locale(code, self.codes)
        entries = find_entries(words, self.reading)
        return [build_current_job(entry, code, self.history) for entry in entries]

    def build_memory(self) -> TranslationMemory:
        """Build the translation memory of all current pairs of the project."""
        entries = self.reading.site.entries.values()
        return build_memory(
            job for code in self.codes for job in iter_jobs(entries, code, self.history)
        )

    def build_memory_for(self, code: str, jobs: Iterable[TranslationJob]) -> TranslationMemory:
        """Build the memory that `jobs` into the locale `code` may need, of them and of the others.

        No pair of two other locales is in it.
        """
        by_entry = {job.entry.id: job for job in jobs}
        return build_memory(
            (by_entry.get(entry.id) if into == code else None)
            or build_current_job(entry, into, self.history)
            for into in self.codes
            for entry in self.reading.site.entries.values()
            if code in (into, entry.source.locale) and into != entry.source.locale
        )

    def warn_of_gaps(self) -> None:
        """Print how many mistakes may leave entries out, and why earlier texts are unknown."""
        if count := len(select_errors(self.reading.problems)):
            warning = f"Mistakes: {count}; some entries may be left out. Run: entraide check"
            click.echo(warning, err=True)
        entries = self.reading.site.entries.values()
        states = (entry.get_state(code) for entry in entries for code in entry.localised)
        if any(state.is_behind for state in states) and self.history.limit:
            click.echo(self.history.limit, err=True)


def read_translations(*, whole: bool = False) -> TranslationProject:
    """Read the project of the current folder, without the entries whose files have mistakes.

    Say `whole` where the segments of all its texts are asked for: the last build may know them.
    """
    settings = read_settings(find_project(Path.cwd()))
    reading = read_site(settings, remembers=True)
    sound = {
        number: entry
        for number, entry in reading.site.entries.items()
        if reading.incomplete_files.isdisjoint({entry.source.path, *_list_paths(entry)})
    }
    reading = replace(reading, site=replace(reading.site, entries=sound))
    history = EntryHistory(settings, read_text_cuts(reading) if whole else {}, reading.site)
    history.prefetch(sound.values())
    return TranslationProject(reading, history)


def _list_paths(entry: Entry) -> Iterable[str]:
    return (version.path for version in entry.localised.values())


def require_locale(code: str, codes: Iterable[str], location: ProblemLocation = TO_ARGUMENT) -> str:
    """Return `code`; EntraideError at `location` if it is none of `codes`."""
    if code not in codes:
        what = f"“{code}” is no locale here"
        raise EntraideError(Problem(location, what, suggest_name(code, codes)))
    return code


def format_written_versions(files: Iterable[LocalisedFile]) -> Iterator[str]:
    """Yield what to print of the localised versions that were written."""
    for file in files:
        old = file.changes.job.version
        before = f"{old.revision} → " if old else "new, "
        count = len(file.changes.rows)
        yield f"Written: {file.path} (revision {before}{file.revision}, segments: {count})"
        yield from _format_rest(file)


def _format_rest(file: LocalisedFile) -> Iterator[str]:
    """Yield what still waits in a version that was written, and who reads it until then."""
    waiting, changes = len(file.changes.waiting), file.changes
    if not waiting:
        return
    if file.status is None:
        yield f"  Still to do: {waiting}; source_revision stays until then."
        return
    yield f"  Still to do: {waiting}; translated: {changes.percent} %"
    if file.status is VersionStatus.DRAFT:
        job = changes.job
        yield "  A draft: readers get the original until all is translated, or you say so:"
        yield f"  entraide translate publish {job.entry.id} --to {job.code}"
    else:
        rest = "what nobody has translated or read is marked"
        if not changes.machine_texts:
            rest = "what is missing stands in the language of the original"
        yield f"  Readers get it; {rest}."
