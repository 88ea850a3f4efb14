"""The memory of checks: only entries that have changed since the last time are checked again.

A check of texts looks at one entry at a time, and at what all entries share: data, settings, the
names of files, and all but the bodies of other entries. While the shared part is the same, an entry
that has not changed has the same warnings as before. Mistakes are never remembered: after the first
one, all texts are checked.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version

from entraide.content.cached_files import CachedFiles, make_result_key
from entraide.content.catalogs import list_catalog_folders
from entraide.content.checks.project import Project
from entraide.content.code_digest import CHECKERS, hash_readers, hash_texts, iter_file_digests
from entraide.content.docs.files import FileKind
from entraide.content.entry_digests import EntryDigests
from entraide.errors import FileLine, Problem, ProblemKind, Severity, select_errors
from entraide.model.entry import PageText

LARGEST_CACHE = 20_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in texts that are all right: warnings, and the digests of these texts."""

    digests: Mapping[int, str]
    warnings: Sequence[Problem]

    def to_json(self) -> bytes:
        """Return the findings as JSON."""
        rows = [asdict(each) for each in self.warnings]
        return json.dumps({"digests": self.digests, "warnings": rows}).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Findings":
        """Return what `to_json` has made."""
        value = json.loads(text)
        digests = {int(number): digest for number, digest in value["digests"].items()}
        return cls(digests, [_make_problem(row) for row in value["warnings"]])


def find_problems(
    project: Project, names: Iterable[str], run: Callable[[Project], list[Problem]]
) -> list[Problem]:
    """Return all problems in the texts of `project`; `run` runs the checks called `names`.

    It runs them on entries that have changed, and on home pages and data, if that is enough.
    """
    memory = CheckMemory(project, names) if _has_no_problem(project) else None
    earlier = memory.read() if memory else None
    if memory and earlier:
        changed = memory.list_changed(earlier)
        part = Project(project.reading, project.today, project.outlines, changed)
        news = run(part)
        if not select_errors(news) and not part.asks_git:
            problems = _merge_findings(earlier.warnings, news, project, changed)
            if changed or problems != earlier.warnings:
                memory.keep(problems)
            return problems
    problems = run(project)
    if memory and not select_errors(problems) and not project.asks_git:
        memory.keep(problems)
    return problems


class CheckMemory:
    """What was found in the texts of `project` by the checks called `names`."""

    def __init__(self, project: Project, names: Iterable[str]) -> None:
        self._project = project
        self._cache = CachedFiles(project.settings.root, "checks")
        site, known = project.site, project.reading.known_digests
        self._digests = EntryDigests(site.entries, known)
        self._key = make_result_key("\0".join(names).encode(), hash_texts(*self._iter_conditions()))

    def list_changed(self, earlier: Findings) -> frozenset[int]:
        """List the entries that have changed since `earlier`."""
        return frozenset(
            number
            for number in self._project.site.entries
            if earlier.digests.get(number) != self._digests.get_digest(number).whole
        )

    def read(self) -> Findings | None:
        """Return what was found the last time; None where too much is not as it was."""
        try:
            return Findings.from_json(self._cache.read(self._key) or b"")
        except (ValueError, TypeError, LookupError, AttributeError):
            return None

    def keep(self, warnings: Sequence[Problem]) -> None:
        """Remember what was found in the texts as they are."""
        numbers = self._project.site.entries
        digests = {number: self._digests.get_digest(number).whole for number in numbers}
        self._cache.write(self._key, Findings(digests, warnings).to_json())
        self._cache.prune(LARGEST_CACHE)

    def _iter_conditions(self) -> Iterator[str]:
        """Yield all that a check may look at beside the entry that it checks."""
        project = self._project
        settings = project.settings
        yield hash_readers()
        yield repr([version(name) for name in CHECKERS])
        yield repr((settings, project.today, datetime.now(UTC).date()))
        for folder in (settings.data, *list_catalog_folders(settings)):
            yield from iter_file_digests(folder)
        yield repr([file.name for file in project.docs_files])
        yield repr(sorted(_list_names(str(settings.docs))))
        for number in project.site.entries:
            yield self._digests.get_digest(number).head
        for path, outline in project.outlines.items():
            names = [(each.text, each.anchor, each.own_id, each.title) for each in outline.headings]
            yield repr((path, names, sorted(outline.anchors)))
        for page, source in _iter_pairs(project):
            yield repr(project.pair_headings_by_order(page, source))
        yield from _iter_answers(project)


def _merge_findings(
    earlier: Sequence[Problem], news: Sequence[Problem], project: Project, fresh: AbstractSet[int]
) -> list[Problem]:
    """Return the `earlier` warnings of entries that are not `fresh`, with the `news` of others."""
    same = {
        text.path
        for number, entry in project.site.entries.items()
        if number not in fresh
        for text in (entry.source, *entry.localised.values())
    }
    problems = [each for each in earlier if each.path in same]
    return problems + [each for each in news if each.path not in same]


def _iter_answers(project: Project) -> Iterator[str]:
    """Yield each record in which somebody has answered a check: no digest of an entry has it."""
    for file in project.docs_files:
        if file.kind is FileKind.RECORD and b'"as_meant"' in (text := file.path.read_bytes()):
            yield f"{file.name} {text!r}"


def _has_no_problem(project: Project) -> bool:
    """Return whether reading found no problem, so that the memory may be used."""
    return not project.reading.problems and not project.waiting_files


def _iter_pairs(project: Project) -> Iterator[tuple[PageText, PageText]]:
    """Yield each text with its source."""
    for entry in project.site.entries.values():
        yield from ((version, entry.source) for version in entry.localised.values())
    homes = project.site.homes
    if source := homes.get(project.site.default_locale.code):
        yield from ((home, source) for home in homes.values())


def _list_names(folder: str) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        yield from (f"{place}/{name}" for name in names)


def _make_problem(row: dict[str, object]) -> Problem:
    location = FileLine(**row.pop("location"))  # type: ignore[arg-type]
    problem = Problem(location, **row)  # type: ignore[arg-type]
    return replace(problem, severity=Severity(problem.severity), kind=ProblemKind(problem.kind))
