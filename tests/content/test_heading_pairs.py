"""A heading of a translation that is behind has the address that its source has today."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from entraide.content.anchors import assign_anchors
from entraide.content.checks import check_project
from entraide.content.heading_pairs import (
    iter_headings_behind,
    list_versions_behind,
    match_sections,
)
from entraide.content.outline import read_outline
from entraide.content.provenance import EntryHistory
from entraide.content.provenance_files import format_provenance, get_record_path
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import read_settings
from entraide.model import alignment
from entraide.model.segment import Segment, SegmentKind
from support.git import commit_all, run_git
from support.projects import write_site

DAY = date(2026, 11, 1)
EN, FR = "docs/en/scams/signs.md", "docs/fr/scams/signs.md"
STEPS, MORE = "## Steps\n\nStop now.\n\n", "## More\n\nRead on.\n\n"
NEW = "## New\n\nCall us.\n\n"
ETAPES, PLUS = "## Étapes\n\nArrêtez.\n\n", "## Plus\n\nLisez.\n\n"
CHANGES = [{"revision": 2, "date": DAY, "significance": "medium", "note": "N."}]


def write_late_site(
    root: Path, before: str, now: str, target: str, *, remembered: bool = True
) -> SiteReading:
    """A site whose English text went on to revision 2, its French one being made from the first."""
    written = {FR: {"source_revision": 1, "body": target}}
    if remembered:
        write_site(root, written | {EN: {"body": before}})
        commit_all(root)
    write_site(root, written | {EN: {"revision": 2, "changes": CHANGES, "body": now}})
    if remembered:
        run_git(root, "commit", "-qam", "Second")
    return read_site(read_settings(root / "mkdocs.yml"))


def list_anchors(reading: SiteReading) -> tuple[str, ...]:
    entry = reading.site.entries[1]
    source, target = (
        read_outline(one.body).headings for one in (entry.source, entry.localised["fr"])
    )
    behind = list_versions_behind([entry])
    assert behind
    history = EntryHistory(reading.settings)
    pairs = dict(iter_headings_behind(behind, history, {EN: source, FR: target}))[FR]
    return assign_anchors(target, source, pairs or {})


CASES = {
    "put in between": (STEPS + MORE, STEPS + NEW + MORE, ("steps", "more")),
    "put in first": (STEPS + MORE, NEW + STEPS + MORE, ("steps", "more")),
    "removed": (STEPS + MORE, MORE, ("etapes", "more")),
    "swapped": (STEPS + MORE, MORE + STEPS, ("steps", "more")),
    "replaced": (STEPS + MORE, STEPS + NEW, ("steps", "plus")),
    "removed and another put in": (STEPS + MORE, NEW + STEPS, ("steps", "plus")),
    "renamed": (STEPS + MORE, STEPS + MORE.replace("More", "Further"), ("steps", "further")),
    "renamed with one before": (
        STEPS + MORE,
        STEPS + NEW + MORE.replace("More", "Further"),
        ("steps", "further"),
    ),
    "reworded all through": (
        STEPS + MORE,
        STEPS + "## More?\n\nSee the list.\n",
        ("steps", "more"),
    ),
    "given an id": (STEPS + MORE, NEW + STEPS.replace("s\n", "s {#s}\n", 1) + MORE, ("s", "more")),
    "rewritten under one id": (
        STEPS + MORE.replace("More", "More {#help}"),
        NEW.replace("New", "New {#help}") + STEPS,
        ("steps", "help"),
    ),
    "given text above": (STEPS + MORE, "Above.\n\n" + STEPS + MORE, ("steps", "more")),
}


@pytest.mark.parametrize(("before", "now", "expected"), CASES.values(), ids=CASES)
def test_headings_of_an_outdated_translation_have_the_anchors_of_their_source(
    tmp_path: Path, before: str, now: str, expected: tuple[str, ...]
) -> None:
    assert list_anchors(write_late_site(tmp_path, before, now, ETAPES + PLUS)) == expected


def test_a_translation_with_a_section_of_its_own_is_paired_by_what_is_built_alike(
    tmp_path: Path,
) -> None:
    target = ETAPES + "## En France\n\n- Ici.\n- Là.\n\n" + PLUS
    reading = write_late_site(tmp_path, STEPS + MORE, STEPS + NEW + MORE, target)
    assert list_anchors(reading) == ("steps", "en-france", "more")


@pytest.mark.parametrize("now", [STEPS + NEW + MORE, MORE + STEPS], ids=["more", "as many"])
def test_where_nobody_knows_headings_are_called_by_their_own_words(
    tmp_path: Path, now: str
) -> None:
    reading = write_late_site(tmp_path, STEPS + MORE, now, ETAPES + PLUS, remembered=False)
    assert list_anchors(reading) == ("etapes", "plus")


def test_a_record_knows_without_git(tmp_path: Path) -> None:
    reading = write_late_site(tmp_path / "a", STEPS + MORE, STEPS + NEW + MORE, ETAPES + PLUS)
    entry = reading.site.entries[1]
    made = EntryHistory(reading.settings).find_provenance(entry, entry.localised["fr"])
    assert made
    other = tmp_path / "b"
    write_late_site(other, "", STEPS + NEW + MORE, ETAPES + PLUS, remembered=False)
    get_record_path(other / FR).write_text(format_provenance(made))
    assert list_anchors(read_site(read_settings(other / "mkdocs.yml"))) == ("steps", "more")


LINKS = "[a](#steps) [b](#more) [c](#new) [d](#plus)\n\n"


def list_refusals(reading: SiteReading) -> list[str]:
    return [
        problem.message for problem in check_project(reading, DAY) if "leads" in problem.message
    ]


def test_the_check_refuses_a_link_to_a_section_that_the_translation_has_not_yet(
    tmp_path: Path,
) -> None:
    reading = write_late_site(tmp_path, STEPS + MORE, STEPS + NEW + MORE, LINKS + ETAPES + PLUS)
    assert list_refusals(reading) == [f"the link “#new” leads to no heading of {FR}"]


def test_a_clone_without_history_refuses_no_link_that_others_accept(tmp_path: Path) -> None:
    target = LINKS + ETAPES + PLUS
    reading = write_late_site(tmp_path, "", STEPS + NEW + MORE, target, remembered=False)
    assert list_refusals(reading) == []


MANY = 5_000  # headings
COMPARISONS: Counter[str] = Counter()


class CountedNumber(int):
    """A number that counts how often it is compared."""

    def __eq__(self, other: object) -> bool:
        COMPARISONS["eq"] += 1
        return int(self) == other

    __hash__ = int.__hash__


class CountedDigest(str):
    """A digest that counts how often it is compared."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        COMPARISONS["eq"] += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


class CountedMatcher(SequenceMatcher[str]):
    """A matcher that counts the pairs of items that it looks at."""

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Any:
        items, places = vars(self)["a"][alo:ahi], vars(self)["b2j"]
        COMPARISONS["pairs"] += sum(len(places.get(item, ())) for item in items)
        return super().find_longest_match(alo, ahi, blo, bhi)


def make_headings(names: Iterable[str]) -> list[Segment]:
    return [
        Segment(SegmentKind.HEADING, CountedNumber(number), 0, name, CountedDigest(name))
        for number, name in enumerate(names, start=1)
    ]


@pytest.mark.parametrize("case", ["moved", "changed"])
def test_many_headings_are_not_each_compared_with_every_other(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alignment, "SequenceMatcher", CountedMatcher)
    then = make_headings(f"Heading {number}" for number in range(MANY))
    now = {
        "moved": make_headings(f"Heading {number}" for number in reversed(range(MANY))),
        "changed": make_headings(f"Heading {number}!" for number in range(MANY + 1)),
    }[case]
    COMPARISONS.clear()
    sections = match_sections(then, now)
    assert COMPARISONS.total() < 20 * MANY
    assert len(sections) == MANY
    assert sections[1] == (MANY if case == "moved" else 1)
