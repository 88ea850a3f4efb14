"""What scripts ask for: what a text can have by its name (entries, facts, services, terms)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from posixpath import relpath

from starlette.responses import JSONResponse, Response

from entraide.content.docs.files import PAGE
from entraide.editor.list_page import search_entries
from entraide.editor.visit import EditorVisit

MOST_ENTRIES = 10


@dataclass(frozen=True, slots=True)
class InsertChoice:
    """Something to put into a text: what is written there, and what people know it by."""

    written: str
    label: str


def find_entries(visit: EditorVisit) -> Response:
    """Answer a script with the entries that have the words of the query, and the link to each."""
    here = visit.editor.find_version(visit.number, visit.code)
    others = (each for each in visit.editor.entries.values() if each.id != visit.number)
    matches = islice(search_entries(others, visit.get_query("q")), MOST_ENTRIES)
    return JSONResponse(
        [
            {
                "number": entry.id,
                "title": entry.get_served_version(visit.code).title,
                "link": relpath(f"{entry.address}{PAGE}", here.entry.category),
            }
            for entry in matches
        ]
    )


def show_form_token(visit: EditorVisit) -> Response:
    """Answer a script with the token that forms of its session carry: a page outlives a session."""
    return JSONResponse({"csrf": visit.session.csrf})


def list_inserts(visit: EditorVisit) -> list[InsertChoice]:
    """Return the placeholders that a text in the language of the visit may have."""
    return sorted(_iter_inserts(visit), key=lambda insert: insert.label.casefold())


def list_terms(visit: EditorVisit) -> list[str]:
    """Return the terms of the glossary in the language of the visit."""
    terms = visit.editor.site.build.reading.site.glossary.values()
    words = (each.term.get(visit.code, "") for each in terms)
    return sorted(filter(None, words), key=str.casefold)


def _iter_inserts(visit: EditorVisit) -> Iterator[InsertChoice]:
    reading = visit.editor.site.build.reading
    for name, text in reading.values.get(visit.code, {}).items():
        if text:
            yield InsertChoice(f"{{{{{name}}}}}", f"{name}: {text}")
    for name in reading.site.insert_names:
        yield InsertChoice(f"{{{{{name}}}}}", name)
