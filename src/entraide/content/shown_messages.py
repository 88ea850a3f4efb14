"""Which messages a published site shows: not those of a part that is off, nor of commands alone.

A file that prints messages belongs to a part of the site, or to none; a message is shown where one
of its files is.
"""

from collections.abc import Callable
from functools import cache

from babel.messages.catalog import Message

from entraide.content.settings import Settings

PEOPLE = "people.yml"
INCIDENT_LOG = "incident_log.yml"
Condition = Callable[[Settings], bool]


def _takes_proposals(settings: Settings) -> bool:
    return settings.proposals


def _asks_for_ratings(settings: Settings) -> bool:
    return settings.desk and bool(settings.rating)


def _translates(settings: Settings) -> bool:
    return settings.proposals and len(settings.locales) > 1


def _is_at_desk(settings: Settings) -> bool:
    return settings.desk


def _takes_proposals_at_desk(settings: Settings) -> bool:
    return settings.desk and settings.proposals


def _takes_questions(settings: Settings) -> bool:
    return settings.parts.questions


def _has_incident_log(settings: Settings) -> bool:
    return (settings.data / INCIDENT_LOG).exists()


def _names_people(settings: Settings) -> bool:
    return _translates(settings) and (settings.data / PEOPLE).exists()


def _never(_settings: Settings) -> bool:
    return False


def _always(_settings: Settings) -> bool:
    return True


# The beginning of a path, below the theme or the package, and when a published site shows what
# stands there; the first that fits counts, and what none fits is always shown.
CONDITIONS: tuple[tuple[str, Condition], ...] = (
    ("content/docs/entry_skeleton", _never),  # what `entraide new` writes
    ("partials/draft", _never),  # drafts are in previews alone
    ("incident_log.html", _has_incident_log),
    ("partials/incident", _has_incident_log),
    ("publish/pages/incident_log_page", _has_incident_log),
    ("ask.html", _takes_questions),
    ("partials/ask_", _takes_questions),
    ("publish/pages/question_page", _takes_questions),
    ("desk/templates/ask", _takes_questions),
    ("desk/templates/question", _takes_questions),
    ("propose.html", _takes_proposals),
    ("partials/propos", _takes_proposals),
    ("partials/waiting", _takes_proposals),
    ("publish/pages/proposal_page", _takes_proposals),
    ("publish/corpus", _takes_proposals),  # the words of sheets
    ("model/text_fields", _takes_proposals),
    ("model/segment_labels", _takes_proposals),
    ("translate.html", _translates),
    ("people.html", _names_people),
    ("partials/people", _names_people),
    ("publish/pages/people_page", _names_people),
    ("partials/translating", _translates),
    ("partials/coverage", _translates),
    ("publish/pages/translator_page", _translates),
    ("desk/templates/propos", _takes_proposals_at_desk),
    ("desk/templates/", _is_at_desk),
    ("editor/", _is_at_desk),  # for staff, who use both
    ("partials/feedback", _asks_for_ratings),
    ("partials/edit_link", lambda settings: bool(settings.repo_url)),
    ("partials/exit", lambda settings: settings.parts.exit or settings.parts.danger),
    ("publish/police_section", lambda settings: settings.police),
)
FOLDERS = ("overrides/", "src/entraide/")  # that a location of a message begins with


def is_shown(message: Message, settings: Settings) -> bool:
    """Return whether a published site with these settings shows `message`, or may show it."""
    files = message.locations
    return not files or any(_find_condition(path)(settings) for path, _ in files)


@cache
def _find_condition(path: str) -> Condition:
    """Return when a published site shows what stands in the file at `path`."""
    name = path
    for folder in FOLDERS:  # the names of CONDITIONS are below the theme or the package
        name = name.removeprefix(folder)
    return next((condition for start, condition in CONDITIONS if name.startswith(start)), _always)
