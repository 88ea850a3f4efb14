"""What `entraide translate` and `entraide proposals` share: the project with its history."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

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
from entraide.model.entry import Entry
from entraide.translation.job import iter_jobs
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

    def build_memory(self) -> TranslationMemory:
        """Build the translation memory of all current pairs of the project."""
        site = self.reading.site
        entries = site.entries.values()
        return build_memory(
            job for code in self.codes for job in iter_jobs(entries, code, self.history)
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


def read_translations() -> TranslationProject:
    """Read the project of the current folder, without the entries whose files have mistakes."""
    settings = read_settings(find_project(Path.cwd()))
    reading = read_site(settings)
    sound = {
        number: entry
        for number, entry in reading.site.entries.items()
        if reading.incomplete_files.isdisjoint({entry.source.path, *_list_paths(entry)})
    }
    reading = replace(reading, site=replace(reading.site, entries=sound))
    history = EntryHistory(settings, site=reading.site)
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
        if waiting := len(file.changes.waiting):
            yield f"  Still to do: {waiting}; source_revision stays until then."
