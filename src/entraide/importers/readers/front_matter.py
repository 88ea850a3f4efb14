"""Split a Markdown file of any generator: front matter in YAML, TOML or JSON, and the body.

What it says is looked up by the names that generators give to one thing: `description` or
`summary`, `lastmod` or `last_update`.
"""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.limits import load_yaml
from entraide.errors import FileLine, ProblemLog
from entraide.importers.omissions import OmissionLog

YAML_MATTER = re.compile(
    r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
TOML_MATTER = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
LONGEST_JSON = 100_000  # signs of a front matter in JSON
LONGEST_WORDS = 2_000  # signs of a value
# Keys that say something of the old site alone: nobody misses them here.
SILENT = frozenset(
    """
    layout type template toc hide_title hide_table_of_contents sidebar pagination_next hide
    pagination_prev custom_edit_url menu bookcollapsesection booktoc editurl head hero navigation
    icon publishdate expirydate translationkey outputs cascade sitemap search theme banner
    hide_description displayed_sidebar status lang language locale comments simple_list no_list
    """.split()  # noqa: SIM905 - read as a text
)
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class MarkdownPage:
    """A file as read: its keys in small letters, its body, and the line on which that begins."""

    body: str
    line: int
    values: Mapping[str, Any] = field(default_factory=dict)

    def get_words(self, *names: str) -> str:
        """Return the first of these values that is a text or a number, as a text."""
        for name in names:
            value = self.values.get(name)
            if isinstance(value, str | int | float) and str(value).strip():
                return str(value).strip()[:LONGEST_WORDS]
        return ""

    def list_words(self, *names: str) -> tuple[str, ...]:
        """Return the texts of the first of these values that has any; commas divide a text."""
        for name in names:
            if words := tuple(_iter_words(self.values.get(name))):
                return words
        return ()

    def get_day(self, *names: str) -> dt.date | None:
        """Return the first of these values that is a day."""
        for name in names:
            value = self.values.get(name)
            value = value.get("date") if isinstance(value, Mapping) else value
            if day := parse_day(value):
                return day
        return None

    def get_author(self) -> str:
        """Return the people that it names, as it names them; "" for none."""
        update = self.values.get("last_update")
        names = [*self.list_words("author", "authors")]
        if not names and isinstance(update, Mapping):
            names = list(_iter_words(update.get("author")))
        return ", ".join(dict.fromkeys(names))

    def note_unused(self, used: Iterable[str], location: FileLine, omissions: OmissionLog) -> None:
        """Name each key that nothing here asks for."""
        for name in sorted(set(self.values) - set(used) - SILENT):
            omissions.add(location, f"key “{name[:60]}” of the front matter", "left out")


def _iter_words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from (part.strip()[:LONGEST_WORDS] for part in value.split(",") if part.strip())
    elif isinstance(value, Mapping):
        yield from _iter_words(value.get("name") or value.get("title"))
    elif isinstance(value, list):
        for item in value[:200]:
            if isinstance(item, str | int):
                yield str(item).strip()[:LONGEST_WORDS]
            elif isinstance(item, Mapping):
                yield from _iter_words(item)


def parse_day(value: object) -> dt.date | None:
    """Return a day of a date, a time or a text that begins with one; None for anything else."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    match = DAY.match(value.strip()) if isinstance(value, str) else None
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def split_page(text: str, name: str, log: ProblemLog) -> MarkdownPage | None:
    """Return the page in `text`, the file called `name`; None, and a problem, if it is damaged."""
    cure = "Mend the front matter in the source, or remove it there"
    if match := YAML_MATTER.match(text):
        try:
            value = load_yaml(match[1])
        except YAML_ERRORS as error:
            mark = getattr(error, "problem_mark", None)
            line = 2 + (mark.line if mark else 0)
            log.add(FileLine(name, line), f"the front matter is no YAML: {_shorten(error)}", cure)
            return None
        except RecursionError:
            log.add(FileLine(name, 2), "the front matter is nested too deeply", cure)
            return None
    elif match := TOML_MATTER.match(text):
        try:
            value = tomllib.loads(match[1])
        except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
            log.add(FileLine(name, 1), f"the front matter is no TOML: {_shorten(error)}", cure)
            return None
    else:
        value, end = _parse_json(text)
        values = _normalize(value)
        return MarkdownPage(text[end:], text.count("\n", 0, end) + 1, values)
    end = match.end()
    return MarkdownPage(text[end:], text.count("\n", 0, end) + 1, _normalize(value))


def _parse_json(text: str) -> tuple[object, int]:
    """Return the front matter of a text that begins with an object of JSON, and where it ends."""
    if not re.match(r"\{\s*\n?\s*\"", text):
        return {}, 0
    try:
        value, end = json.JSONDecoder().raw_decode(text[:LONGEST_JSON])
    except (ValueError, RecursionError):
        return {}, 0
    return value, end


def _normalize(value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        return {}
    return {str(key).strip().lower(): item for key, item in value.items() if item is not None}


def _shorten(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).split("\n")[0][:100]
