"""People who asked to be named as translators: some text names each of them."""

from collections.abc import Iterator

from entraide.content.checks.project import Project, to_warning
from entraide.content.data.people import FILE_STEM
from entraide.content.provenance_files import get_record_path, read_provenance
from entraide.errors import FileLine, Problem, ProblemLog


def check_listed_people(project: Project) -> Iterator[Problem]:
    """Warn of each person whom no version and no record names: the page leaves them out."""
    people = project.site.people
    if not people:
        return
    path = project.settings.make_relative(project.settings.data / f"{FILE_STEM}.yml")
    names = list(_iter_credits(project))
    for person in people:
        if not person.count_credits(names):
            what = f"no translation names “{person.name}”, so no page does"
            cure = "Write the name as translator has it, or take it out"
            yield to_warning(Problem(FileLine(path, person.line), what, cure))


def _iter_credits(project: Project) -> Iterator[tuple[str, ...]]:
    """Yield the names of translators of each version, and of each text in the records."""
    settings = project.settings
    for entry in project.site.entries.values():
        for version in entry.localised.values():
            yield version.translator
            file = get_record_path(settings.root / version.path)
            record = read_provenance(file, settings.make_relative(file), ProblemLog())
            for credit in record.credits.values() if record else ():
                yield credit.translator
