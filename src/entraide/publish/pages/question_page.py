"""The page where anybody asks a question, on a site whose desk takes them.

It suggests entries while somebody types, from the index of search, in the browser. What is sent
goes to the desk, and nobody is answered in person: the page says so, and where help is.
"""

from dataclasses import dataclass

from entraide.model.locales import N_
from entraide.model.places import CONTACT, SEARCH_FOLDER, PageKind, Place, find_entry_url
from entraide.model.question import LONGEST_DETAILS, LONGEST_QUESTION
from entraide.publish.build_context import BuildContext
from entraide.publish.page_type import PageType


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """What the form knows; `index` is the folder of the index of search."""

    locale: str
    index: str
    contact_url: str  # "" where the operator says nothing there
    privacy_url: str  # "" where there is none
    longest: int = LONGEST_QUESTION
    longest_details: int = LONGEST_DETAILS


def fill_question_page(_place: Place, build: BuildContext) -> dict[str, object]:
    locale, site = build.locale, build.typeset_site
    feedback_entry = build.reading.settings.feedback_entry
    page = QuestionPage(
        locale=locale.code,
        index=f"{SEARCH_FOLDER}/{locale.code}/",
        contact_url=CONTACT.get_url(locale) if CONTACT.kind in site.stated else "",
        privacy_url=find_entry_url(site, feedback_entry, locale),
    )
    return {"ask": page}


PAGES = {
    PageKind.ASK: PageType(
        N_("Ask a question"),
        N_("Is there no entry about it? Say what is missing, and staff may write one."),
        fill_question_page,
    )
}
