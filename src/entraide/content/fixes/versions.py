"""Versions that are not where their source is, since a file of one language was moved alone."""

from entraide.content.checks.project import Project
from entraide.content.docs.entry_files import read_files
from entraide.content.docs.files import PAGE
from entraide.content.docs.front_matter import LocalisedMatter
from entraide.content.entry_moves import list_files
from entraide.content.file_plan import ChangePlan
from entraide.errors import ProblemLog


def plan_version_moves(project: Project) -> ChangePlan:
    """Return the moves of such versions to the place of their source, with their records.

    One stays where another text is in its way.
    """
    plan, settings = ChangePlan(), project.settings
    files, _ = read_files(settings, ProblemLog())
    for file in files:
        entry = project.site.entries.get(file.matter.id)
        if not entry or not isinstance(file.matter, LocalisedMatter):
            continue
        page = settings.root / file.parsed.path
        place = settings.docs / file.locale / f"{entry.address}{PAGE}"
        if page == place or place.exists():
            continue
        for old, new in list_files(page, place):
            if old.is_file():
                plan.move(old, new)
    return plan
