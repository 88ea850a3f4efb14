"""The four domains of the words of the interface, by who gets to read them.

A site in a new language needs the words of `reader` first, 200 or fewer. What belongs to a domain
is decided by the file that prints it, never message by message; one that two domains print belongs
to the more public one.
"""

from collections.abc import Iterable
from enum import StrEnum


class Domain(StrEnum):
    """Who reads a message; the most public domain first, and the name of its catalogs."""

    READER = "reader"  # every visitor, on the pages of the help centre
    CONTRIBUTOR = (
        "contributor"  # who proposes, translates, writes, asks a question or who runs the site
    )
    KIT = "kit"  # who keeps a log of incidents, on a site that has one
    STAFF = "staff"  # who signs in at the desk


# The beginning of a path, below the theme or the package, and its domain; the first that fits
# counts, and what none fits is for readers.
RULES: tuple[tuple[str, Domain], ...] = (
    ("desk/templates/staff/", Domain.STAFF),
    ("desk/templates/", Domain.CONTRIBUTOR),
    ("editor/", Domain.STAFF),
    ("incident_log.html", Domain.KIT),
    ("partials/incident", Domain.KIT),
    ("publish/pages/incident_log_page", Domain.KIT),
    ("ask.html", Domain.CONTRIBUTOR),
    ("partials/ask_", Domain.CONTRIBUTOR),
    ("publish/pages/question_page", Domain.CONTRIBUTOR),
    ("propose.html", Domain.CONTRIBUTOR),
    ("translate.html", Domain.CONTRIBUTOR),
    ("people.html", Domain.CONTRIBUTOR),
    ("partials/people", Domain.CONTRIBUTOR),
    ("publish/pages/people_page", Domain.CONTRIBUTOR),
    ("partials/propos", Domain.CONTRIBUTOR),
    ("partials/translating", Domain.CONTRIBUTOR),
    ("partials/waiting", Domain.CONTRIBUTOR),
    ("partials/coverage", Domain.CONTRIBUTOR),
    ("partials/edit_link", Domain.CONTRIBUTOR),
    ("partials/draft", Domain.CONTRIBUTOR),
    ("publish/pages/proposal_page", Domain.CONTRIBUTOR),
    ("publish/pages/translator_page", Domain.CONTRIBUTOR),
    ("content/docs/entry_skeleton", Domain.CONTRIBUTOR),
    ("model/text_fields", Domain.CONTRIBUTOR),
    ("model/segment_labels", Domain.CONTRIBUTOR),
    # Sheets, and what programs read.
    ("publish/corpus", Domain.CONTRIBUTOR),
    ("publish/llms_txt", Domain.CONTRIBUTOR),
    # The legal notice and the accessibility statement.
    ("legal.html", Domain.CONTRIBUTOR),
    ("publish/operator_sections", Domain.CONTRIBUTOR),
    ("publish/police_section", Domain.CONTRIBUTOR),
    ("publish/pages/statement_pages", Domain.CONTRIBUTOR),
)


def find_domain(path: str) -> Domain:
    """Return the domain of the messages in a file, by its path below the theme or the package."""
    return next((domain for start, domain in RULES if path.startswith(start)), Domain.READER)


def choose_domain(paths: Iterable[str]) -> Domain:
    """Return the domain of a message that the files at `paths` print: the most public of them."""
    domains = {find_domain(path) for path in paths}
    return next(domain for domain in Domain if domain in domains)
