"""Keys that the project uses and that a file of data no longer has: reported once, at that file.

When several texts use a key, none of them has misspelt it: somebody has removed it from the data or
renamed it, or has removed the whole file.
"""

import re
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from entraide.content.checks.prose_fields import iter_page_fields
from entraide.content.reader import SiteReading
from entraide.content.settings import Settings
from entraide.errors import Fault, FileLine, Problem
from entraide.model.entry import Entry, PageText
from entraide.model.operator_facts import FACTS, PREFIX
from entraide.model.placeholders import PLACEHOLDER

# By the family of placeholders, where its names are defined in the folder of data.
DATA_FILES = {
    "platform": "platform.yml",
    "channel": "channels/",
    "where": "topics.yml",
    "law": "law.yml",
    "checklist": "checklists.yml",
}
MOST_SHOWN = 5  # keys in one line of a report


@dataclass(frozen=True, slots=True)
class KeyUse:
    """A key of data that something names; `user` is the entry or the channel that does."""

    key: str
    user: str
    location: FileLine


@dataclass(frozen=True, slots=True)
class KeyTable:
    """A file or a folder of data, and the keys that it has.

    `usual` are keys that such a file mostly has. `saying` follows the number of uses in messages:
    “entries have it”.
    """

    file: str
    known: Collection[str]
    saying: str
    usual: Container[str] = ()


class LostKeys:
    """The keys that a table lacks, and the `uses` of them."""

    def __init__(self, settings: Settings, table: KeyTable, uses: Iterable[KeyUse]) -> None:
        self._table, self._file = table, settings.data / table.file
        self._shown = settings.make_relative(self._file) + "/" * table.file.endswith("/")
        self._found: dict[str, Problem | None] = {}
        self._told: set[Problem] = set()
        self._uses: dict[str, list[KeyUse]] = {}
        for use in uses:
            self._uses.setdefault(use.key, []).append(use)

    def choose_problem(self, key: str, otherwise: Problem) -> Iterator[Problem]:
        """Yield the problem of the file, the first time; `otherwise` where one user is to blame."""
        if key not in self._found:
            self._found[key] = self.find_problem(key)
        problem = self._found[key] or otherwise
        if problem is otherwise or problem not in self._told:
            self._told.add(problem)
            yield problem

    def find_problem(self, key: str) -> Problem | None:
        """Return the problem of the file that lacks `key`; None where one user alone is to blame.

        It is the same for all keys where the file has none.
        """
        uses, near = self._uses.get(key, []), self._find_near(key)
        lost = {name: each for name, each in self._uses.items() if name not in self._table.known}
        users = {use.user for use in uses}
        if not self._table.known and len({use.user for each in lost.values() for use in each}) > 1:
            return Problem(FileLine(self._shown), *_explain_file(lost, self._table.saying))
        if len(users) > 1 or (near and key in self._table.usual):
            location = FileLine(self._shown, _find_line(self._file, near))
            return Problem(location, *_explain_key(key, near, uses, self._table.saying))
        return None

    def iter_problems(self, keys: Iterable[str]) -> Iterator[Problem]:
        """Yield the problems of those of `keys` that are used and lacking."""
        lost = (key for key in keys if key in self._uses and key not in self._table.known)
        yield from dict.fromkeys(filter(None, map(self.find_problem, lost)))

    def _find_near(self, key: str) -> str:
        """Return a key with nearly the same name that nobody uses; "" if there is none."""
        above, _, name = key.rpartition(".")
        spare = {
            each.rpartition(".")[2]: each
            for each in sorted(self._table.known)
            if each.rpartition(".")[0] == above
            and each not in self._uses
            and each not in self._table.usual
        }
        near = get_close_matches(name, spare, n=1, cutoff=0.7)
        return spare[near[0]] if near else ""


class LostPlaceholders:
    """What data lacks of the placeholders of a project."""

    def __init__(self, reading: SiteReading) -> None:
        self._reading = reading
        self._families: dict[str, LostKeys] = {}

    def choose_problem(self, name: str, otherwise: Problem) -> Iterator[Problem]:
        """Yield the problem of data without `name`, the first time, or else that of one text."""
        family, _, key = name.partition(".")
        if family in DATA_FILES:
            yield from self.find_family(family).choose_problem(key, otherwise)
        else:
            yield otherwise

    def iter_problems(self, names: Iterable[str]) -> Iterator[Problem]:
        """Yield the problems of those of `names` that texts have and data lacks."""
        for family in DATA_FILES:
            keys = [name.partition(".")[2] for name in names if name.startswith(f"{family}.")]
            yield from self.find_family(family).iter_problems(keys) if keys else ()

    def find_family(self, family: str) -> LostKeys:
        """Return what the file of a family lacks."""
        if family not in self._families:
            self._families[family] = self._make_family(family)
        return self._families[family]

    def _make_family(self, family: str) -> LostKeys:
        start, saying = f"{family}.", "placeholders name it"
        names = list_data_names(self._reading)
        known = {name.removeprefix(start) for name in names if name.startswith(start)}
        uses = (
            KeyUse(use.key.removeprefix(start), use.user, use.location)
            for use in _iter_placeholder_uses(self._reading)
            if use.key.startswith(start)
        )
        usual = FACTS if start == PREFIX else ()
        table = KeyTable(DATA_FILES[family], known, saying, usual)
        return LostKeys(self._reading.settings, table, uses)


def list_data_names(reading: SiteReading) -> frozenset[str]:
    """List all placeholders that data defines."""
    return reading.site.insert_names.union(*reading.values.values())


def _iter_placeholder_uses(reading: SiteReading) -> Iterator[KeyUse]:
    """Yield every placeholder in texts and in front matter, by its whole name."""
    for entry in reading.site.entries.values():
        for version in (entry.source, *entry.localised.values()):
            yield from _iter_page_uses(version, entry)
    for home in reading.site.homes.values():
        yield from _iter_page_uses(home, None)


def _iter_page_uses(page: PageText, entry: Entry | None) -> Iterator[KeyUse]:
    user = "/".join(PurePosixPath(page.path).parts[-2:]) if entry else "home"
    for field in iter_page_fields(page, entry):
        for match in PLACEHOLDER.finditer(field.text):
            yield KeyUse(match[1], user, field.location)
    lines = page.body.splitlines() if "{{" in page.body else ()
    for number, line in enumerate(lines, page.body_line):
        for match in PLACEHOLDER.finditer(line):
            yield KeyUse(match[1], user, FileLine(page.path, number))


def _find_line(file: Path, key: str) -> int:
    """Return the first line of `file` with `key`, or else 1; 0 for a folder."""
    if not file.is_file():
        return 0 if file.is_dir() else 1
    word = re.compile(rf"(?<![\w-]){re.escape(key.rpartition('.')[2])}(?![\w-])")
    lines = file.read_text("utf-8", "replace").splitlines() if key else []
    return next((number for number, line in enumerate(lines, 1) if word.search(line)), 1)


def _explain_key(key: str, near: str, uses: list[KeyUse], saying: str) -> Fault:
    what = f"“{key}” is missing, and {len(uses)} {saying}, as in {uses[0].location}"
    if near:
        return what, f"If “{near}” is meant, call it “{key}”"
    return what, "Write it here, or correct what uses it"


def _explain_file(lost: dict[str, list[KeyUse]], saying: str) -> Fault:
    shown = [f"“{key}”" for key in sorted(lost)][:MOST_SHOWN]
    names = f"{', '.join(shown)}{' and others' if len(lost) > MOST_SHOWN else ''}"
    count = sum(map(len, lost.values()))
    what = f"nothing is defined here, and {count} {saying.removesuffix(' it')} {names}"
    return what, "Bring the file back, or correct what uses it"
