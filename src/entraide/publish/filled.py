"""The site with its placeholders filled: what pages, lists and data files show."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from entraide.content.reader import Reading
from entraide.model.entry import Entry, LocalisedVersion, PageText
from entraide.model.placeholders import fill
from entraide.model.site import Site

Text = TypeVar("Text", bound=PageText)
Values = Mapping[str, str]


def filled_site(reading: Reading) -> Site:
    """The reading's site, every text of every locale filled with that locale's values."""
    site, values = reading.site, reading.values
    return replace(
        site,
        entries={number: _entry(entry, values) for number, entry in site.entries.items()},
        homes={code: _text(home, values[code]) for code, home in site.homes.items()},
    )


def _entry(entry: Entry, values: Mapping[str, Values]) -> Entry:
    own = values[entry.source.locale]
    return replace(
        entry,
        source=_text(entry.source, own),
        localised={
            code: _localised(version, values[code]) for code, version in entry.localised.items()
        },
        changes=tuple(replace(change, note=fill(change.note, own)) for change in entry.changes),
    )


def _localised(version: LocalisedVersion, values: Values) -> LocalisedVersion:
    notes = {revision: fill(note, values) for revision, note in version.notes.items()}
    return replace(_text(version, values), notes=notes)


def _text(text: Text, values: Values) -> Text:
    return replace(
        text,
        title=fill(text.title, values),
        summary=fill(text.summary, values),
        body=fill(text.body, values),
    )
