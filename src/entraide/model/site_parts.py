"""The parts of a site that its operator may switch off, in `data/settings.yml`.

A part that is off is nowhere: no words, no link, no page, no script, no line of a check.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteParts:
    """Which parts the site has."""

    exit: bool = True  # “Leave this page”
    exit_keys: bool = True  # Shift, three times
    danger: bool = True  # “In danger?”, and the box that says whom to call
    rating: bool = True  # “Was this helpful?”, and what others have answered
    proposals: bool = True  # the pages where people propose and translate texts, and their files
    questions: bool = False  # “Ask a question”, where there is a desk
    related: bool = True  # “What may also help”
    reading_time: bool = True
    author: bool = True
    unreviewed: bool = True  # “Not yet reviewed by a native speaker or a support service.”
    index: bool = True  # all entries, from A to Z
    feeds: bool = True
    police: bool = True  # addresses for the police and the courts
    dsa: bool = True  # points of contact under the Digital Services Act
    accessibility: bool = True  # the accessibility statement
    security: bool = True  # security.txt


EVERY_PART = SiteParts()
