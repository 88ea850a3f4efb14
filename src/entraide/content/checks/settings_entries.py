"""Entries and the country that the settings name: each exists, and is published."""

from collections.abc import Iterator

from entraide.content.checks.project import Project
from entraide.errors import Problem, suggest_name
from entraide.model.countries import list_countries
from entraide.model.entry import Status

STATUS_NAMES = {Status.DRAFT: "a draft", Status.ARCHIVED: "archived"}


def check_entry_settings(project: Project) -> Iterator[Problem]:
    """Yield settings (`feedback_entry`, `safety_entry`) that name no published entry.

    Without this check pages would silently lack the link.
    """
    settings = project.settings
    named = {"feedback_entry": settings.feedback_entry}
    if settings.parts.exit:  # beside which pages lead there
        named["safety_entry"] = settings.safety_entry
    for name, number in named.items():
        if number is None or number in project.refused_ids:
            continue
        entry = project.site.entries.get(number)
        if entry is None:
            what = f"there is no entry {number}"
        elif entry.status is not Status.PUBLISHED:
            what = f"entry {number} is {STATUS_NAMES[entry.status]}"
        else:
            continue
        what = f"{name} is {number}, and {what}"
        cure = "Write the number of a published entry, or remove the line"
        yield Problem(settings.get_site_location(name), what, cure)


def check_own_country(project: Project) -> Iterator[Problem]:
    """Yield the setting `country` if no published service is of that country."""
    settings = project.settings
    codes = [country.code for country in list_countries(project.site)]
    if settings.country and settings.country not in codes:
        what = f"country is {settings.country}, and no published service is of it"
        location = settings.get_site_location("country")
        yield Problem(location, what, suggest_name(settings.country, codes))
