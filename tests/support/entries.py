"""Make entries and sites of the pure model in one line each."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from entraide.model.entry import Entry, LocalisedVersion, Status, Version
from entraide.model.locales import Locale
from entraide.model.site import Site, Term, TypesetSite

EN = Locale("en", "en", "ltr", "English", "Help", default=True)
FR = Locale("fr", "fr", "ltr", "Français", "Aide")
DAY = date(2026, 11, 21)


def _make_words(locale: str, number: int) -> dict[str, Any]:
    return {
        "locale": locale,
        "path": f"docs/{locale}/harassment/entry-{number}.md",
        "title": f"{locale} {number}",
        "summary": "A summary.",
        "updated": DAY,
        "body": "Text.\n",
        "body_line": 10,
    }


def make_entry(
    number: int,
    *,
    source: str = "en",
    revision: int = 1,
    localised: tuple[str, ...] = (),
    **facts: Any,
) -> Entry:
    entry = Entry(
        id=number,
        category="harassment",
        slug=f"entry-{number}",
        source=Version(**_make_words(source, number), revision=revision),
        localised={
            code: LocalisedVersion(**_make_words(code, number), revision=1) for code in localised
        },
        author="Team",
        status=Status.PUBLISHED,
    )
    return replace(entry, **facts)


def make_site(*entries: Entry) -> Site:
    terms = {
        name: Term(name, {"en": name, "fr": name}, {"en": f"{name}.", "fr": f"{name}."})
        for name in ("harassment", "scams", "police", "privacy")
    }
    categories = {name: terms[name] for name in ("harassment", "scams")}
    numbered = MappingProxyType({entry.id: entry for entry in sorted(entries, key=lambda e: e.id)})
    return Site((EN, FR), categories, terms, numbered, {})


def make_typeset_site(*entries: Entry) -> TypesetSite:
    """Make a site as pages show it; its texts are taken to be set in type."""
    return TypesetSite(make_site(*entries))
