"""The home page: its text, its large buttons, the emergency numbers, the categories."""

from collections.abc import Iterator
from dataclasses import dataclass

from entraide.content.icon_names import ICONS
from entraide.model.guide import find_first_step
from entraide.model.locales import Locale
from entraide.model.places import PageKind, Place, find_guide_url, make_entry_place
from entraide.model.site import TypesetSite
from entraide.model.useful_entries import find_useful_entries
from entraide.publish.build_context import BuildContext
from entraide.publish.page_type import PageType
from entraide.publish.pages.country_pages import list_country_rows
from entraide.publish.pages.list_pages import EntryGroup, Listing, has_lost_entries
from entraide.publish.views import Link, make_category_link, make_entry_link


@dataclass(frozen=True, slots=True)
class ChoiceButton:
    """A large button; `icon` is the path of its template, or ""."""

    title: str
    url: str
    icon: str


def fill_home_page(place: Place, build: BuildContext) -> dict[str, object]:
    """Return the values of the home page."""
    text = build.texts.render_page(place, build.locale)
    listing = list_categories(build.typeset_site, build.locale)
    countries = list_country_rows(build) if build.typeset_site.parts.danger else ()
    return {
        "listing": listing,
        "body": text.html,
        "guide": _make_guide_link(build.typeset_site, build.locale),
        "choices": tuple(_iter_choices(build.typeset_site, build.locale)),
        "countries": countries,
        "expires": text.expires or bool(countries),
    }


def _make_guide_link(site: TypesetSite, locale: Locale) -> Link | None:
    """Return a link to the guided path, called as its first question; None if there is none."""
    first = find_first_step(site.guide)
    return Link(first.title[locale.code], find_guide_url(site, locale)) if first else None


def list_categories(site: TypesetSite, locale: Locale) -> Listing:
    """List every category with its most useful entries, and what the operator features."""
    featured = (site.entries[number] for number in site.featured if number in site.entries)
    return Listing(
        groups=tuple(_iter_categories(site, locale)),
        featured=tuple(make_entry_link(entry, site, locale) for entry in featured),
    )


def _iter_choices(site: TypesetSite, locale: Locale) -> Iterator[ChoiceButton]:
    for choice in site.choices:
        if entry := site.entries.get(choice.entry):  # else a preview tells of it
            icon = choice.icon and f".icons/{ICONS}/{choice.icon}.svg"
            url = make_entry_place(entry).get_url(locale)
            yield ChoiceButton(choice.label[locale.code], url, icon)


def _iter_categories(site: TypesetSite, locale: Locale) -> Iterator[EntryGroup]:
    """Yield every category with its most useful entries, in the order of the home page."""
    useful = find_useful_entries(site, locale.code)
    for id_ in dict.fromkeys((*site.first_categories, *site.categories)):
        category = site.categories[id_]
        links = (make_entry_link(entry, site, locale) for entry in useful.get(category.id, ()))
        link = make_category_link(category, site, locale)
        had_entries = not link.count and has_lost_entries(category, site)
        yield EntryGroup(tuple(links), category=link, had_entries=had_entries)


def _get_home_title(_place: Place, build: BuildContext) -> str:
    return build.typeset_site.homes[build.locale.code].title


def _get_home_summary(_place: Place, build: BuildContext) -> str:
    return build.typeset_site.homes[build.locale.code].summary


PAGES = {PageKind.HOME: PageType(_get_home_title, _get_home_summary, fill_home_page)}
