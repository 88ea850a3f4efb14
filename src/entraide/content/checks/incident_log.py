"""Checks that the log of incidents names only existing entries, checklists, topics, countries."""

from collections.abc import Iterator

from entraide.content.checks.listed_entries import check_listed_entries, check_topic_names
from entraide.content.checks.project import Project
from entraide.content.data.incident_log import FILE_STEM
from entraide.errors import FileLine, Problem, suggest_name
from entraide.model.countries import list_countries
from entraide.model.incident_log import PLATFORM


def check_incident_log(project: Project) -> Iterator[Problem]:
    """Yield a problem for each thing that the log of incidents names and the site lacks."""
    site, settings = project.site, project.settings
    if not (incident_log := site.incident_log):
        return
    path = settings.make_relative(settings.data / f"{FILE_STEM}.yml")
    where = {key: FileLine(path, line) for key, line in incident_log.lines.items()}
    yield from check_listed_entries(project, where["entries"], FILE_STEM, incident_log.entries)
    yield from check_topic_names(project, where["topics"], FILE_STEM, incident_log.topics)
    for text in incident_log.texts:
        if text.topic and text.topic not in incident_log.topics:
            what = f"a message has the topic “{text.topic}”, and no pack is about it"
            yield Problem(FileLine(path, text.line), what, "Add it to topics:, or take it out")
    if incident_log.checklist not in site.checklists:
        what = f"“checklist” is “{incident_log.checklist}”, and no checklist is called so"
        yield Problem(
            where["checklist"], what, suggest_name(incident_log.checklist, site.checklists)
        )
    codes = {country.code for country in list_countries(site)}
    for procedure in incident_log.procedures:
        if procedure.country not in {"", PLATFORM, *codes}:
            what = f"“{procedure.country}” has a procedure, and no service in data/channels/"
            cure = "Write the code of a country that has services, or take the row out"
            yield Problem(FileLine(path, procedure.line), what, cure)
