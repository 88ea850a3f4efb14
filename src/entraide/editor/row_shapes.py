"""How rows of data lie in their files: as a list, as facts by name, as what a home page shows.

A shape finds the rows in the value of a file, and puts a changed one back into that value. What
becomes of the file's text is the business of `data_rows.py`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

FileValue = Any  # what a file of YAML says: its shape is asked here
RowValues = Mapping[str, Any]
HOME = "home"  # the key of the settings
CHOICES, CATEGORIES, FEATURED = "choices", "categories", "featured"
HOME_FIELDS = {CATEGORIES: "names", FEATURED: "entries"}  # lists, each a row of its own


@dataclass(frozen=True, slots=True)
class RowShape:
    """`list_rows` takes the value of a file and the languages, `put_row` a row, or None for none.

    A row of an `is_exact` shape has the fields of its form as keys, and no others.
    """

    list_rows: Callable[[FileValue, Sequence[str]], list[RowValues]]
    put_row: Callable[[FileValue, str, RowValues | None], FileValue]
    is_exact: bool = False


def _list_plain_rows(value: FileValue, _codes: Sequence[str]) -> list[RowValues]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _put_plain_row(value: FileValue, id_: str, row: RowValues | None) -> FileValue:
    return [row if isinstance(each, dict) and each.get("id") == id_ else each for each in value]


def _list_facts(value: FileValue, codes: Sequence[str]) -> list[RowValues]:
    """Return the facts by their names in placeholders: `report.ad` for `ad` below `report`."""
    return list(_iter_facts(value, (), set(codes))) if isinstance(value, dict) else []


def _iter_facts(value: FileValue, place: tuple[str, ...], codes: set[str]) -> Iterator[RowValues]:
    is_fact = not isinstance(value, dict) or set(value) & codes
    if is_fact and place and not isinstance(value, list):
        yield {"id": ".".join(place), "text" if isinstance(value, dict) else "value": value}
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _iter_facts(child, (*place, str(key)), codes)


def _put_fact(value: FileValue, id_: str, row: RowValues | None) -> FileValue:
    facts = row or {}
    return _set_fact(value or {}, id_.split("."), facts.get("text", facts.get("value", "")))


def _set_fact(value: Mapping[str, Any], place: Sequence[str], fact: object) -> Mapping[str, Any]:
    first, *rest = place
    inner = value.get(first)
    return {
        **value,
        first: _set_fact(inner if isinstance(inner, dict) else {}, rest, fact) if rest else fact,
    }


def _list_home_rows(value: FileValue, _codes: Sequence[str]) -> list[RowValues]:
    """Return the large buttons, by their numbers, and the lists of what the page shows first."""
    home = _get_home(value)
    rows: list[RowValues] = []
    for number, choice in enumerate(home.get(CHOICES) or (), 1):
        if isinstance(choice, dict):
            rows.append({"label": {}, "entry": "", "icon": "", **choice, "id": str(number)})
    return rows + [{"id": name, field: home.get(name) or []} for name, field in HOME_FIELDS.items()]


def _put_home_row(value: FileValue, id_: str, row: RowValues | None) -> FileValue:
    home = dict(_get_home(value))
    if field := HOME_FIELDS.get(id_):
        home[id_] = list((row or {}).get(field) or [])
    else:
        choices, at = list(home.get(CHOICES) or []), int(id_) - 1
        choice = {key: words for key, words in (row or {}).items() if key != "id" and words != ""}
        choices[at : at + 1] = [choice] if choice else []
        home[CHOICES] = choices
    return {**(value or {}), HOME: home}


def _get_home(value: FileValue) -> Mapping[str, Any]:
    home = value.get(HOME) if isinstance(value, dict) else None
    return home if isinstance(home, dict) else {}


LIST = RowShape(_list_plain_rows, _put_plain_row)
FACTS = RowShape(_list_facts, _put_fact, is_exact=True)
HOME_PAGE = RowShape(_list_home_rows, _put_home_row, is_exact=True)


def format_fact(value: object) -> str:
    """Return a value that is no text as somebody types it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def parse_fact(words: str) -> object:
    """Return what was typed as a file has it: “no” says that there is none; days are days."""
    if words == "no":
        return False
    try:
        return date.fromisoformat(words)
    except ValueError:
        return words


def parse_number(words: str) -> object:
    """Return a number of an entry; the words themselves where they are none, for the checks."""
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else words


def collect_keys(value: FileValue) -> Iterator[str]:
    """Yield every key of a value, in the order in which they stand."""
    children = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict):
        yield from map(str, value)
    if isinstance(value, dict | list):
        for child in children:
            yield from collect_keys(child)
