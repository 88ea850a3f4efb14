"""Former addresses of entries, from which readers are led on: which there are, one more, one less.

They stand in the front matter of the entry, as after `entraide move`. Former names of categories
are shown, and changed by `entraide category rename` alone. Addresses of removed entries that lead
nowhere are shown, too: those are all dead ends that can be known without counting visits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.responses import Response

from entraide.content.docs.entry_editor import edit_source, remove_keys
from entraide.content.field_types import LONGEST_NAME, has_long_part
from entraide.content.file_plan import ChangePlan
from entraide.content.settings import Settings
from entraide.content.text_files import split_file
from entraide.content.written_addresses import normalize_address
from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.limits import load_yaml
from entraide.desk.http_errors import NOT_FOUND, RefusalError
from entraide.editor.project_changes import (
    OVERTAKEN,
    SAVE_AGAIN,
    refuse_mistakes,
    write_checked,
)
from entraide.editor.visit import EditorVisit
from entraide.errors import Argument, EntraideError, FileLine, Problem
from entraide.model.entry import Entry
from entraide.model.numbers import follow_removals, list_removals

LONGEST_ADDRESS = 500  # letters of what is typed
SHOWN_NUMBER = 9  # digits of a number of an entry


@dataclass(frozen=True, slots=True)
class RedirectRow:
    """A former address, and the entry or the category that it leads to."""

    address: str
    target: str
    title: str
    lang: str
    text: str  # its text in the editor, as in `29/en`; "" for a category
    entry: int | None


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """An address of a removed entry whose page names no other; `query` fills in the form."""

    address: str
    number: int
    removed: date
    query: str


def show_redirects(visit: EditorVisit) -> Response:
    """Answer with all former addresses, and the form of another, which a link may fill in."""
    return _render(visit, {"address": visit.get_query("address")[:LONGEST_ADDRESS]})


def update_redirects(visit: EditorVisit) -> Response:
    """Add a former address, or take one away; or say why not."""
    typed = {name: visit.get_field(name).strip() for name in ("address", "number")}
    try:
        if visit.get_field("do") == "remove":
            _remove(visit, typed)
        else:
            _add(visit, typed)
    except EntraideError as error:
        return _render(visit, typed, error.problems)
    return visit.redirect("redirects/?done=yes")


def _add(visit: EditorVisit, typed: dict[str, str]) -> None:
    entry = _find_entry(visit, typed["number"])
    address = normalize_address(typed["address"][:LONGEST_ADDRESS], visit.editor.settings)
    refuse_mistakes(_iter_mistakes(typed, entry, address))
    if entry and address:
        _write(visit, entry, [address, *entry.moved_from], f"from {address}")


def _remove(visit: EditorVisit, typed: dict[str, str]) -> None:
    entry, address = _find_entry(visit, typed["number"]), typed["address"]
    if entry is None or address not in entry.moved_from:  # somebody was first
        raise RefusalError(NOT_FOUND)
    former = [each for each in entry.moved_from if each != address]
    _write(visit, entry, former, f"no longer from {address}")


def _iter_mistakes(
    typed: dict[str, str], entry: Entry | None, address: str | None
) -> Iterator[Problem]:
    """Yield why that cannot be a former address; what else stands there, the checks say."""
    if address is None:
        what = f"“{typed['address']}” is no address of an entry"
        cure = "Write it as category/name, or copy all of it"
        if has_long_part(typed["address"]):
            cure = f"Write it as category/name, with {LONGEST_NAME} letters at most in each"
        yield Problem(Argument("address"), what, cure)
    elif entry and address in entry.moved_from:
        what = f"“{address}” leads to entry {entry.id} already"
        yield Problem(Argument("address"), what, "Write another one")
    if entry is None:
        what = f"no entry has the number “{typed['number']}”"
        yield Problem(Argument("number"), what, "Write one of the list of entries")


def _write(visit: EditorVisit, entry: Entry, former: list[str], message: str) -> None:
    editor, path = visit.editor, entry.source.path
    file = editor.settings.root / path
    before = file.read_bytes().decode()
    if _read_former(before, editor.settings) != [*entry.moved_from]:
        raise EntraideError(Problem(FileLine(path), OVERTAKEN, SAVE_AGAIN))
    text = (
        edit_source(before, path, {"moved_from": former})
        if former
        else remove_keys(before, ["moved_from"])
    )
    plan = ChangePlan({file: text}, expected={file: before})
    write_checked(editor, plan, f"Entry {entry.id}: {message}", visit.writer)


def _read_former(text: str, settings: Settings) -> list[str | None]:
    """Return the former addresses in the file of an entry, which the preview may not know yet."""
    try:
        facts = load_yaml(split_file(text)[1])
    except YAML_ERRORS:
        return [None]
    former = facts.get("moved_from") if isinstance(facts, dict) else None
    written = former if isinstance(former, list) else []
    return [normalize_address(str(each), settings) for each in written]


def _find_entry(visit: EditorVisit, number: str) -> Entry | None:
    is_number = number.isascii() and number.isdecimal() and len(number) <= SHOWN_NUMBER
    return visit.editor.entries.get(int(number)) if is_number else None


def _list_rows(visit: EditorVisit) -> list[RedirectRow]:
    site, code = visit.editor.site.build.reading.site, visit.locale.code
    rows = [
        RedirectRow(former, term.id, term.label.get(code, term.id), visit.locale.lang, "", None)
        for term in site.categories.values()
        for former in term.moved_from
    ]
    for entry in site.entries.values():
        version = entry.get_served_version(code)
        lang, text = site.get_locale(version.locale).lang, f"{entry.id}/{version.locale}"
        rows += [
            RedirectRow(former, entry.address, version.title, lang, text, entry.id)
            for former in entry.moved_from
        ]
    return sorted(rows, key=lambda row: row.address)


def _list_dead_ends(visit: EditorVisit) -> list[DeadEnd]:
    """Return the addresses of removed entries whose readers are sent nowhere, the newest first."""
    site = visit.editor.site.build.reading.site
    in_use = {former for entry in site.entries.values() for former in entry.moved_from}
    in_use |= {entry.address for entry in site.entries.values()}
    ends = []
    for number, removal in list_removals(site.gone):
        if not removal.draft and follow_removals(removal.instead, site.gone) is None:
            ends += [
                DeadEnd(address, number, removal.removed, urlencode({"address": address}))
                for address in removal.addresses
                if address not in in_use
            ]
            in_use |= set(removal.addresses)
    return ends


def _render(
    visit: EditorVisit, typed: dict[str, str], problems: tuple[Problem, ...] = ()
) -> Response:
    return visit.render_change(
        "redirects",
        409 if problems else 200,
        rows=_list_rows(visit),
        dead_ends=_list_dead_ends(visit),
        typed=typed,
        longest=LONGEST_ADDRESS,
        problems=problems,
        done=visit.get_query("done"),
    )
