"""The glossary as data: `/entries/glossary.json`, for whoever writes a text of an entry.

By locale, a row for each idea that has words there: how a text may write it, what it means, the
wordings that `entraide check` refuses and what to write instead. The page for proposals reads it;
the desk gets the refused wordings alone, in `/entries/desk.json`.
"""

import json
from collections.abc import Iterator
from typing import Any

from entraide.model.glossary import GlossaryTerm
from entraide.publish.sites import TypesetSite


def build_glossary(site: TypesetSite) -> str:
    """Build the file as JSON; it exists where the glossary is empty, too."""
    rows = {locale.code: list(iter_glossary_rows(site, locale.code)) for locale in site.locales}
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def iter_glossary_rows(site: TypesetSite, code: str) -> Iterator[dict[str, Any]]:
    """Yield a row for each idea that has words in locale `code`."""
    for idea in site.glossary.values():
        if row := _build_row(idea, code):
            yield {"id": idea.id} | row


def _build_row(idea: GlossaryTerm, code: str) -> dict[str, Any]:
    """Return what there is of the idea in locale `code`; empty where it has no words there."""
    row: dict[str, Any] = {}
    if code in idea.term:
        row = {"term": idea.term[code], "spellings": list(idea.list_spellings(code))}
        row["definition"] = idea.definition.get(code, "")
    if forbidden := idea.forbidden.get(code):
        row |= {"forbidden": list(forbidden), "preferred": idea.get_preferred_wording(code)}
    return row


def list_forbidden_wordings(site: TypesetSite, code: str) -> list[list[str]]:
    """Return each refused wording of a locale and what to write instead, or ""."""
    return [
        [wording, idea.get_preferred_wording(code)]
        for idea in site.glossary.values()
        for wording in idea.forbidden.get(code, ())
    ]
