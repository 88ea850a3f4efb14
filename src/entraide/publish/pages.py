"""The pages of the site: a row for each kind, with its title, the line below it, and what fills it.

The template of a kind bears its name: `overrides/<kind>.html`. Where its pages are, and whether
search engines are to find them, stands in `model/places.py`. A new kind is a place there, a row
here, a function that fills its template, and the template.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from entraide.model.countries import Country
from entraide.model.entry import Entry
from entraide.model.places import PageKind, Place
from entraide.model.taxonomy import Term
from entraide.publish import list_pages, operator_pages, where_to_report
from entraide.publish.build_context import BuildContext
from entraide.publish.country_names import get_country_name
from entraide.publish.entry_page import fill_entry_page
from entraide.publish.proposal_page import fill_proposal_page
from entraide.publish.public_metadata import get_public_summary, get_public_title
from entraide.publish.translator_page import fill_translator_page

Wording = str | Callable[[Place, BuildContext], str]  # a message, or a function of the page


@dataclass(frozen=True, slots=True)
class PageType:
    """One kind of page. `summary` describes it, in lists, previews and below its title.

    `fill` returns the values that its template takes, beside those of every page.
    """

    title: Wording
    summary: Wording
    fill: Callable[[Place, BuildContext], Mapping[str, object]]

    def get_title(self, place: Place, build: BuildContext) -> str:
        """Return the title of the page of `place`, for readers of the locale being built."""
        return _resolve_wording(self.title, place, build)

    def get_summary(self, place: Place, build: BuildContext) -> str:
        """Return the line that describes the page of `place`."""
        return _resolve_wording(self.summary, place, build)


def _resolve_wording(wording: Wording, place: Place, build: BuildContext) -> str:
    return build.words.gettext(wording) if isinstance(wording, str) else wording(place, build)


def _get_home_title(_place: Place, build: BuildContext) -> str:
    return build.typeset_site.homes[build.locale.code].title


def _get_home_summary(_place: Place, build: BuildContext) -> str:
    return build.typeset_site.homes[build.locale.code].summary


def _get_entry_title(place: Place, build: BuildContext) -> str:
    return get_public_title(cast("Entry", place.subject), build.locale, build.words)


def _get_entry_summary(place: Place, build: BuildContext) -> str:
    return get_public_summary(cast("Entry", place.subject), build.locale, build.words)


def _get_label(place: Place, build: BuildContext) -> str:
    return cast("Term", place.subject).label[build.locale.code]


def _get_description(place: Place, build: BuildContext) -> str:
    return cast("Term", place.subject).description[build.locale.code]


def _get_country_title(place: Place, build: BuildContext) -> str:
    name = get_country_name(cast("Country", place.subject), build.locale, build.words)
    return build.words.gettext("Where to report: %(country)s") % {"country": name}


def N_(message: str) -> str:  # noqa: N802 - by this name Babel finds messages for later
    return message


PAGES: Mapping[PageKind, PageType] = MappingProxyType(
    {
        PageKind.HOME: PageType(_get_home_title, _get_home_summary, list_pages.fill_home_page),
        PageKind.ENTRY: PageType(_get_entry_title, _get_entry_summary, fill_entry_page),
        PageKind.CATEGORY: PageType(_get_label, _get_description, list_pages.fill_term_page),
        PageKind.TAG: PageType(_get_label, _get_description, list_pages.fill_term_page),
        PageKind.TAGS: PageType(
            N_("Topics"),
            N_("What these pages are about, whatever their category."),
            list_pages.fill_tags_page,
        ),
        PageKind.ENTRIES: PageType(
            N_("All entries, A to Z"),
            N_("In alphabetical order. “A”, “an” and “the” at the start do not count."),
            list_pages.fill_entries_page,
        ),
        PageKind.CHANGES: PageType(
            N_("Recent changes"),
            N_("The newest pages, and what has changed for you in the others."),
            list_pages.fill_changes_page,
        ),
        PageKind.COUNTRIES: PageType(
            N_("Where to report in my country"),
            N_("Police, helplines and other services outside this site, country by country."),
            where_to_report.fill_countries_page,
        ),
        PageKind.COUNTRY: PageType(
            _get_country_title,
            N_("Who to call or write to, what each service is for, and what it is not for."),
            where_to_report.fill_country_page,
        ),
        PageKind.CONTACT: PageType(
            N_("Report to us, and contact"),
            N_("Where each “Report” button is, and how to write to us."),
            operator_pages.fill_contact_page,
        ),
        PageKind.LEGAL: PageType(
            N_("Legal notice"),
            N_("Who publishes this site, who stores it, and how to reach them."),
            operator_pages.fill_legal_page,
        ),
        PageKind.ACCESSIBILITY: PageType(
            N_("Accessibility statement"),
            N_("Who can use this site, what is not good enough yet, and how to tell us."),
            operator_pages.fill_accessibility_page,
        ),
        PageKind.PROPOSE: PageType(
            N_("Propose a translation or a correction"),
            N_("You need no account. People read each proposal before anything is published."),
            fill_proposal_page,
        ),
        PageKind.TRANSLATE: PageType(
            N_("Help translate"),
            N_("You need no account, and one page is a help. What is needed most comes first."),
            fill_translator_page,
        ),
    }
)
