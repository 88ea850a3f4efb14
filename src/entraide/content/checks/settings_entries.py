"""What the settings name exists: entries, which are published, categories, a country."""

from collections.abc import Iterator

from entraide.content.checks.project import Project
from entraide.content.gone_entries import describe_gone_entry
from entraide.content.icon_names import list_icons
from entraide.content.settings import Settings
from entraide.errors import Problem, suggest_name
from entraide.model.countries import list_countries
from entraide.model.entry import Status

STATUS_NAMES = {Status.DRAFT: "a draft", Status.ARCHIVED: "archived"}


def check_entry_settings(project: Project) -> Iterator[Problem]:
    """Yield settings (`feedback_entry`, `home.featured`) that name no published entry.

    Without this check pages would silently lack the link.
    """
    settings = project.settings
    for keys, number in iter_entry_settings(settings):
        if number is None or number in project.refused_ids:
            continue
        entry = project.site.entries.get(number)
        if entry is None:
            fault = describe_gone_entry(str(number), project.site.gone)
            what = fault[0] if fault else f"there is no entry {number}"
        elif entry.status is not Status.PUBLISHED:
            what = f"entry {number} is {STATUS_NAMES[entry.status]}"
        else:
            continue
        what = f"{'.'.join(map(str, keys[:2]))} is {number}, and {what}"
        cure = "Write the number of a published entry, or remove the line"
        yield Problem(settings.get_site_location(*keys), what, cure)


def iter_entry_settings(
    settings: Settings,
) -> Iterator[tuple[tuple[str | int, ...], int | None]]:
    """Yield the place of each setting that names an entry, and the number."""
    yield ("feedback_entry",), settings.feedback_entry
    if settings.parts.exit:  # beside which pages lead there
        yield ("safety_entry",), settings.safety_entry
    for index, choice in enumerate(settings.home.choices):
        yield ("home", "choices", index, "entry"), choice.entry
    for index, number in enumerate(settings.home.featured):
        yield ("home", "featured", index), number


def check_home_categories(project: Project) -> Iterator[Problem]:
    """Yield the categories that are to come first on the home page and that there are not."""
    categories = project.site.categories
    for index, name in enumerate(project.settings.home.categories if categories else ()):
        if name not in categories:
            location = project.settings.get_site_location("home", "categories", index)
            what = f"home.categories has “{name}”, and no category is called so"
            yield Problem(location, what, suggest_name(name, categories))


def check_home_lists(project: Project) -> Iterator[Problem]:
    """Yield what stands twice in a list of the home page, which would show it twice."""
    home = project.settings.home
    for key, values in (("categories", home.categories), ("featured", home.featured)):
        for index, value in enumerate(values):
            if value in values[:index]:
                location = project.settings.get_site_location("home", key, index)
                yield Problem(location, f"home.{key} has “{value}” twice", "Keep one of them")


def check_home_choices(project: Project) -> Iterator[Problem]:
    """Yield the large buttons of the home page that have no words, or whose icon there is not."""
    default = project.site.default_locale.code
    for index, choice in enumerate(project.settings.home.choices):
        place = ("home", "choices", index)
        for code in choice.label.keys() - {locale.code for locale in project.site.locales}:
            location = project.settings.get_site_location(*place, "label", code)
            codes = [locale.code for locale in project.site.locales]
            yield Problem(location, f"“{code}” is no locale", suggest_name(code, codes))
        if not choice.label.get(default):
            location = project.settings.get_site_location(*place, "label")
            what = f"home.choices has a button without words in “{default}”"
            yield Problem(location, what, f"Write {default}: and what the button says")
        if choice.icon and choice.icon not in list_icons():
            location = project.settings.get_site_location(*place, "icon")
            what = f"home.choices has “{choice.icon}”, and no icon of Material Design is called so"
            yield Problem(location, what, suggest_name(choice.icon, list_icons()))


def check_own_country(project: Project) -> Iterator[Problem]:
    """Yield the setting `country` if no published service is of that country."""
    settings = project.settings
    codes = [country.code for country in list_countries(project.site)]
    if settings.country and settings.country not in codes:
        what = f"country is {settings.country}, and no published service is of it"
        location = settings.get_site_location("country")
        yield Problem(location, what, suggest_name(settings.country, codes))
