"""Digests for source texts that have none, so that later changes of them are noticed.

Where git has another text for the present revision, no digest is written: somebody has to record a
revision first.
"""

from dataclasses import replace

from entraide.content.checks.project import Project
from entraide.content.docs.entry_editor import edit_source
from entraide.content.file_plan import ChangePlan
from entraide.content.history import GitHistory
from entraide.content.text_digests import compute_text_digest
from entraide.content.version_text import parse_earlier_text
from entraide.errors import FileLine, ProblemLog
from entraide.model.entry import Entry, Status


def has_digests(project: Project) -> bool:
    """Return whether the project keeps digests; older projects have none at all."""
    return any(entry.digest for entry in project.site.entries.values())


def plan_digests(project: Project, plan: ChangePlan, history: GitHistory, log: ProblemLog) -> None:
    """Plan the digest of each published text that has none; `log` gets those git has otherwise."""
    entries = [each for each in project.site.entries.values() if _lacks_digest(each, project)]
    history.prefetch((entry.source.path, entry.revision) for entry in entries)
    for entry in entries:
        digest = compute_text_digest(entry.source, project.numbers_by_address, project.settings)
        earlier = _compute_earlier_digest(entry, project, history)
        if earlier not in {None, digest}:
            what = f"the text changed since it became revision {entry.revision}"
            cure = f"Record it: entraide revise {entry.id}"
            log.add(FileLine(entry.source.path, 1), what, cure)
            continue
        file = project.settings.root / entry.source.path
        plan.write(file, edit_source(plan.read(file), entry.source.path, {"digest": digest}))


def _lacks_digest(entry: Entry, project: Project) -> bool:
    is_whole = entry.source.path not in project.reading.incomplete_files
    return is_whole and entry.status is not Status.DRAFT and not entry.digest


def _compute_earlier_digest(entry: Entry, project: Project, history: GitHistory) -> str | None:
    """Return the digest of the text that became the present revision; None if nobody knows it."""
    file = history.find_revision_text(entry.source.path, entry.revision)
    text = parse_earlier_text(file) if file else None
    if text is None:
        return None
    page = replace(
        entry.source,
        title=text.fields.get("title", ""),
        summary=text.fields.get("summary", ""),
        body=text.body,
    )
    return compute_text_digest(page, project.numbers_by_address, project.settings)
