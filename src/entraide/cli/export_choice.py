"""Choose the entries and labels of `entraide translate export`, and their source language."""

from collections.abc import Sequence
from dataclasses import dataclass

from entraide.cli.entry_choice import find_entries
from entraide.cli.translation_project import TranslationProject, require_locale
from entraide.content.data.labels import Label, read_labels
from entraide.errors import Argument, EntraideError, Problem
from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.translation.formats.kept_memory import read_kept_memory
from entraide.translation.job import TranslationJob, iter_jobs
from entraide.translation.memory import TranslationMemory, merge_memories
from entraide.translation.pivot import build_pivot_job


@dataclass(frozen=True)
class TextChoice:
    """The jobs and labels of one export into the locale `code`, and the locale of the labels.

    `left_out` counts the entries that have no current text in the locale that was asked for.
    """

    project: TranslationProject
    code: str
    label_source: Locale
    labels: Sequence[Label]
    jobs: Sequence[TranslationJob]
    direct_jobs: Sequence[TranslationJob]  # the same, out of what each was written in
    left_out: int

    def build_memory(self) -> TranslationMemory:
        """Build the translation memory for the choice; an empty one if nothing is missing."""
        is_new = any(
            unit.is_offered and not unit.target for job in self.jobs for unit in job.units
        ) or any(not label.texts.get(self.code) for label in self.labels)
        if not is_new:
            return TranslationMemory()
        own = self.project.build_memory_for(self.code, self.direct_jobs)
        reading = self.project.reading
        return merge_memories((own, read_kept_memory(reading.settings, reading.site.locales)))


def choose_texts(  # noqa: PLR0913, PLR0917 - an option each
    project: TranslationProject,
    code: str,
    source: str | None,
    words: Sequence[str],
    states: Sequence[str],
    labels: bool | None,  # noqa: FBT001 - None where nobody said
) -> TextChoice:
    """Return the entries and labels that match the options; EntraideError if there are none."""
    site = project.reading.site
    require_locale(code, project.codes)
    if source is not None:
        require_locale(source, project.codes, Argument("--from"))
    entries = [
        entry
        for entry in _select_entries(words, project, code)
        if not states or site.get_state(entry, code) in states
    ]
    direct = list(iter_jobs(entries, code, project.history))
    jobs = [job for each in direct if (job := _choose_source(each, source, project))]
    label_source = site.get_locale(source) if source else site.default_locale
    of_data = []
    if labels or (labels is None and not (words or states)):
        of_data = _list_labels(project, code, label_source.code)
    if not (jobs or of_data):
        cure = "“entraide translate status” shows what waits"
        what = "no entry fits, and nothing is written"
        raise EntraideError(Problem(Argument("--to"), what, cure))
    left_out = len(direct) - len(jobs)
    return TextChoice(project, code, label_source, of_data, jobs, direct, left_out)


def _choose_source(
    job: TranslationJob, source: str | None, project: TranslationProject
) -> TranslationJob | None:
    """Return `job` out of the locale `source`, where it can be; None where it cannot."""
    if source in (None, job.entry.source.locale):
        return job
    assert source is not None  # noqa: S101 - it would be in the list above
    return build_pivot_job(job, source, project.history) if source != job.code else None


def _select_entries(words: Sequence[str], project: TranslationProject, code: str) -> list[Entry]:
    chosen = find_entries(words, project.reading, "--id")
    problems = [
        Problem(
            Argument("--id"), f"entry {each.id} was written in “{code}”", "Choose another locale"
        )
        for each in chosen
        if each.source.locale == code
    ]
    if problems:
        raise EntraideError(*problems)
    return chosen or list(project.reading.site.listed_entries)


def _list_labels(project: TranslationProject, code: str, source: str) -> list[Label]:
    """Return the labels that the locale `source` has a text for."""
    labels = read_labels(project.reading.settings) if source != code else {}
    return [label for label in labels.values() if label.is_offered(source)]
