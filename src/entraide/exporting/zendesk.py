"""Files in the shape of Zendesk's Help Center API: categories, sections and articles, as lists.

The names of the keys are those of its reference (developer.zendesk.com, Help Center API: Articles,
Sections, Categories, Translations). An object of these lists, in `{"article": …}`, is what its
`POST …/sections/{id}/articles` takes; each of `translations`, in `{"translation": …}`, is what
`POST …/articles/{id}/translations` takes. Read-only keys of such a body are ignored there.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from entraide.exporting.rendered_texts import ProjectRendering, TextRendering
from entraide.model.entry import Status
from entraide.model.locales import Locale, sort_default_first
from entraide.model.site import Term
from entraide.model.translation_state import State

CATEGORY = 1  # the one category that is the whole site; ours are its sections
Members = dict[str, bytes]


def build_zendesk_files(project: ProjectRendering) -> Members:
    """Return the files by name."""
    texts: dict[int, list[TextRendering]] = {}
    for text in project.iter_texts():
        texts.setdefault(text.entry.id, []).append(text)
    used = {text.entry.category for each in texts.values() for text in each}
    numbers = {name: CATEGORY + 1 + index for index, name in enumerate(project.site.categories)}
    sections = [
        _make_section(project, term, numbers[name])
        for name, term in project.site.categories.items()
        if name in used
    ]
    articles = [
        _make_article(each, numbers, position) for position, each in enumerate(texts.values())
    ]
    return {
        "categories.json": _format_list("categories", [_make_category(project)]),
        "sections.json": _format_list("sections", sections),
        "articles.json": _format_list("articles", articles),
    }


def _format_list(name: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the one page of a list, as the API answers."""
    page = {
        "count": len(rows),
        "next_page": None,
        "page": 1,
        "page_count": 1,
        "per_page": max(len(rows), 1),
        "previous_page": None,
        name: rows,
    }
    return json.dumps(page, ensure_ascii=False, indent=1).encode() + b"\n"


def _make_category(project: ProjectRendering) -> dict[str, Any]:
    default = project.site.default_locale
    return {
        "id": CATEGORY,
        "name": default.site_name,
        "description": "",
        "locale": to_zendesk_locale(default),
        "source_locale": to_zendesk_locale(default),
        "position": 0,
        "outdated": False,
        "html_url": project.site_url,
        "translations": [
            {"locale": to_zendesk_locale(locale), "title": locale.site_name, "body": ""}
            for locale in _list_locales(project)
        ],
    }


def _make_section(project: ProjectRendering, term: Term, number: int) -> dict[str, Any]:
    default = project.site.default_locale
    return {
        "id": number,
        "category_id": CATEGORY,
        "parent_section_id": None,
        "name": term.label[default.code],
        "description": term.description[default.code],
        "locale": to_zendesk_locale(default),
        "source_locale": to_zendesk_locale(default),
        "position": number - CATEGORY - 1,
        "outdated": False,
        "translations": [
            {
                "locale": to_zendesk_locale(locale),
                "title": term.label[locale.code],
                "body": term.description[locale.code],
            }
            for locale in _list_locales(project)
        ],
    }


def _list_locales(project: ProjectRendering) -> list[Locale]:
    chosen = (each for each in project.site.locales if project.choice.has_locale(each.code))
    return sort_default_first(list(chosen))


def _make_article(
    texts: Sequence[TextRendering], sections: Mapping[str, int], position: int
) -> dict[str, Any]:
    """Make the article of an entry from the `texts` asked for, the source version first."""
    first, entry = texts[0], texts[0].entry
    return {
        "id": entry.id,
        "section_id": sections[entry.category],
        "title": first.version.title,
        "body": first.html,
        "locale": to_zendesk_locale(first.locale),
        "source_locale": to_zendesk_locale(first.locale),
        "draft": entry.status is Status.DRAFT,
        "promoted": False,
        "position": position,
        "comments_disabled": True,
        "label_names": list(dict.fromkeys([*entry.tags, *first.version.keywords])),
        "user_segment_id": None,
        "html_url": first.url,
        "created_at": None,
        "edited_at": f"{first.version.updated}T00:00:00Z",
        "updated_at": f"{first.version.updated}T00:00:00Z",
        "outdated": False,
        "translations": [_make_translation(text) for text in texts],
    }


def _make_translation(text: TextRendering) -> dict[str, Any]:
    state = text.entry.get_state(text.locale.code)
    return {
        "source_id": text.entry.id,
        "source_type": "article",
        "locale": to_zendesk_locale(text.locale),
        "title": text.version.title,
        "body": text.html,
        "draft": text.entry.status is Status.DRAFT,
        "outdated": state in {State.OUTDATED, State.MISLEADING},
        "html_url": text.url,
        "updated_at": f"{text.version.updated}T00:00:00Z",
    }


def to_zendesk_locale(locale: Locale) -> str:
    """Return a locale as Zendesk writes it: in lower case."""
    return locale.lang.lower()
