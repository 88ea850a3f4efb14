"""Checklists: what to keep as evidence, stored as data so that every page says the same."""

from dataclasses import dataclass

from entraide.model.locales import TextByLocale


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One thing to keep. `platform` and `police` say whether, and how far, each can use it."""

    id: str
    what: TextByLocale
    why: TextByLocale
    platform: TextByLocale
    police: TextByLocale
    how: TextByLocale  # to capture it
    never: TextByLocale  # what never to do with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A list of things to keep. `warnings` come first, in bold, then `lead`.

    A checklist without items consists of its warnings alone.
    """

    id: str
    title: TextByLocale
    warnings: tuple[TextByLocale, ...]
    lead: TextByLocale  # may be empty
    items: tuple[ChecklistItem, ...]
