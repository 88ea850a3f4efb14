"""Split a Markdown file of any generator: front matter in YAML, TOML or JSON, and the body.

What it says is looked up by the names that generators give to one thing: `description` or
`summary`, `lastmod` or `last_update`.
"""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    layout type template toc hide_title hide_table_of_contents pagination_next hide pagination_prev
    custom_edit_url menu bookcollapsesection booktoc editurl navigation icon translationkey outputs
    sitemap search theme hide_description displayed_sidebar lang language locale comments
    simple_list no_list
    """.split()  # noqa: SIM905 - read as a text
)
# How people write a day; 05/03/2024 is another one here than there, so it is none.
YEAR, NUMBER, MONTH = r"(?P<year>\d{4})(?!\d)", r"(?P<month>\d{1,2})", r"(?P<name>[A-Z][a-z]+)\.?"
DAY, LATE_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<day>1[3-9]|2\d|3[01])"
DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<year>\d{{4}})[-/.]{NUMBER}[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"(?P<day>\d{{1,2}})\.[ ]?{NUMBER}\.[ ]?{YEAR}",
        rf"{LATE_DAY}/{NUMBER}/{YEAR}",
        rf"{NUMBER}/{LATE_DAY}/{YEAR}",
        rf"(?:[A-Z][a-z]+, )?{DAY} {MONTH},? {YEAR}",
        rf"(?:[A-Z][a-z]+, )?{MONTH} {DAY},? {YEAR}",
    )
)
MONTHS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
UNREAD_DAY = ("day that cannot be read", "that of the import stands in its place")


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
        """Add an omission for each key that was not asked for."""
        for name in sorted(set(self.values) - set(used) - SILENT):
            words = ", ".join(_iter_words(self.values[name])) or str(self.values[name])
            omissions.add(location, f"key “{name[:60]}” of the front matter", "left out", words)

    def note_second_words(
        self, groups: Iterable[Sequence[str]], location: FileLine, omissions: OmissionLog
    ) -> None:
        """Add an omission for each value that another key of its group took the place of."""
        for group in groups:
            chosen = self.get_words(*group)
            for name in group:
                words = self.get_words(name)
                if words not in {"", chosen}:
                    what = f"key “{name}” of the front matter"
                    omissions.add(location, what, "left out", words)


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
    """Return the day of a date, of a time, or of a text that begins with one; else None."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = value.strip() if isinstance(value, str) else ""
    match = next((match for each in DAYS if (match := each.match(text))), None)
    words = match.groupdict() if match else {}
    month = words.get("month") or MONTHS.get(words.get("name", "")[:3])
    try:
        return dt.date(int(words["year"]), int(month), int(words["day"])) if month else None
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
