"""Which messages a published site shows: not those of a part that is off, nor of commands alone.

A file that prints messages belongs to a part of the site, or to none; a message is shown where one
of its files is.
"""

from collections.abc import Callable

from babel.messages.catalog import Message

from entraide.content.settings import Settings

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


def _never(_settings: Settings) -> bool:
    return False


# The beginning of a path, below the theme or the package, and when a published site shows what
# stands there; the first that fits counts, and what none fits is always shown.
CONDITIONS: tuple[tuple[str, Condition], ...] = (
    ("content/docs/entry_skeleton", _never),  # what `entraide new` writes
    ("partials/draft", _never),  # drafts are in previews alone
    ("propose.html", _takes_proposals),
    ("partials/propos", _takes_proposals),
    ("partials/waiting", _takes_proposals),
    ("publish/pages/proposal_page", _takes_proposals),
    ("publish/corpus", _takes_proposals),  # the words of sheets
    ("model/text_fields", _takes_proposals),
    ("model/segment_labels", _takes_proposals),
    ("translate.html", _translates),
    ("partials/translating", _translates),
    ("partials/coverage", _translates),
    ("publish/pages/translator_page", _translates),
    ("desk/templates/propos", _takes_proposals_at_desk),
    ("desk/templates/", _is_at_desk),
    ("partials/feedback", _asks_for_ratings),
    ("partials/edit_link", lambda settings: bool(settings.repo_url)),
    ("partials/exit", lambda settings: settings.parts.exit or settings.parts.danger),
    ("publish/police_section", lambda settings: settings.police),
)
FOLDERS = ("overrides/", "src/entraide/")  # that a location of a message begins with


def is_shown(message: Message, settings: Settings) -> bool:
    """Return whether a published site with these settings shows `message`, or may show it."""
    names = [_get_name(path) for path, _ in message.locations]
    return not names or any(_is_file_shown(name, settings) for name in names)


def _get_name(path: str) -> str:
    """Return a path below the theme or the package, of one below a project."""
    for folder in FOLDERS:
        path = path.removeprefix(folder)
    return path


def _is_file_shown(name: str, settings: Settings) -> bool:
    conditions = (condition for start, condition in CONDITIONS if name.startswith(start))
    condition = next(conditions, None)
    return condition is None or condition(settings)
