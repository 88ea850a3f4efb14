"""What checks remember of texts changes nothing but the time that they take."""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from entraide.content.cached_files import FOLDER
from entraide.content.checks import CHECKS, MISSING_FILE_CHECKS, SLOW_CHECKS, check_project, memory
from entraide.content.checks.memory import Findings
from entraide.content.checks.project import Project
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.errors import FileLine, Problem, ProblemKind, Severity
from support.built_site import copy_site

TODAY = date(2026, 11, 21)
SOURCE, FRENCH = "docs/en/harassment/current.md", "docs/fr/harassment/current.md"
OTHER = "docs/en/harassment/misleading.md"
ALL = CHECKS + SLOW_CHECKS
Harm = Callable[[bytes], bytes]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return copy_site("states", tmp_path / "project").parent


def check(project: Path, today: date = TODAY, *, remembers: bool = True) -> list[Problem]:
    reading = read_site(read_settings(project / "mkdocs.yml"), today, remembers=remembers)
    outlines = Project(reading, today).outlines
    return check_project(reading, today, outlines, ALL, remembers=remembers)


def assert_as_new(project: Path, today: date = TODAY) -> list[Problem]:
    """The checks find what they find without any memory, in the same order."""
    found = check(project, today)
    assert list(map(repr, found)) == list(map(repr, check(project, today, remembers=False)))
    return found


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def add_text(file: Path, text: str) -> None:
    file.write_text(f"{file.read_text('utf-8')}\n{text}\n", "utf-8")


def test_of_an_edit_within_a_text_only_its_entry_is_looked_at(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(project)
    add_text(project / SOURCE, "Call within 5 days.")
    numbers: list[object] = []

    def note_and_merge(*arguments: object) -> list[Problem]:
        numbers.append(arguments[3])
        return []

    monkeypatch.setattr(memory, "_merge_findings", note_and_merge)
    check(project)
    assert numbers == [frozenset({1})]


def test_what_is_warned_of_comes_and_goes(project: Path) -> None:
    before = assert_as_new(project)
    add_text(project / SOURCE, "Call within 5 days. [Click here](misleading.md)")
    warned = assert_as_new(project)
    assert len(warned) > len(before)
    assert warned == assert_as_new(project)
    add_text(project / OTHER, "Wait 7 days.")
    assert set(assert_as_new(project)) >= set(warned) - set(before)


def test_a_link_of_one_text_depends_on_the_headings_of_another(project: Path) -> None:
    add_text(project / OTHER, "## A new section\n\nText.")
    add_text(project / SOURCE, "[There](misleading.md#a-new-section)")
    assert_as_new(project)
    edit(project / OTHER, "## A new section", "## An old section")
    found = assert_as_new(project)
    assert any("leads to no heading" in problem.message for problem in found)
    edit(project / OTHER, "## An old section", "## A new section")
    assert_as_new(project)


def test_a_link_depends_on_files_beside_the_texts(project: Path) -> None:
    picture = project / "docs/en/harassment/drawing.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    add_text(project / SOURCE, "![A drawing](drawing.svg)")
    assert_as_new(project)
    picture.unlink()
    assert any("drawing.svg" in problem.message for problem in assert_as_new(project))


def test_a_text_depends_on_data_and_settings(project: Path) -> None:
    assert_as_new(project)
    tags = project / "data/tags.yml"
    edit(tags, "id: police", "id: policing")
    assert any("police" in problem.message for problem in assert_as_new(project))
    edit(tags, "id: policing", "id: police")
    edit(project / "data/settings.yml", "links: listed", "links: https")
    add_text(project / SOURCE, "[There](https://elsewhere.example/)")
    before = assert_as_new(project)
    edit(project / "data/settings.yml", "links: https", "links: listed")
    assert len(assert_as_new(project)) > len(before)


def test_what_is_due_depends_on_the_day(project: Path) -> None:
    before = assert_as_new(project)
    assert len(assert_as_new(project, date(2027, 2, 1))) > len(before)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_checks_find_what_they_find_without_memory(
    project: Path, seed: int
) -> None:
    choose = random.Random(seed)  # noqa: S311 - any order will do
    texts = sorted((project / "docs").rglob("*.md"))
    additions = (
        *("Call within 9 days.", "## Another section\n\nText.", "#### Deep\n\nText."),
        *("[Click here](https://elsewhere.example/)", "[There](misleading.md#nowhere)"),
        *("{{platform.nobody}}", "> Quoted ![x](none.png)", "<b>Bold</b>"),
    )
    for _ in range(10):
        path = choose.choice(texts)
        text = path.read_text("utf-8")
        if choose.random() < 0.4 and len(text.splitlines()) > 20:
            path.write_text("\n".join(text.splitlines()[:-2]) + "\n", "utf-8")
        else:
            add_text(path, choose.choice(additions))
        assert_as_new(project)


@pytest.mark.parametrize(
    "harm",
    [
        lambda _: b"",
        lambda data: data[:-40],
        lambda data: data[:40],
        lambda data: data[:32] + b'{"digests": {}, "warnings": []}',
        lambda data: data.replace(b"warning", b"warming"),
    ],
)
def test_a_damaged_or_forged_memory_counts_for_none(project: Path, harm: Harm) -> None:
    add_text(project / SOURCE, "Call within 5 days.")
    check(project)
    for file in (project / FOLDER / "checks").iterdir():
        file.write_bytes(harm(file.read_bytes()))
    assert_as_new(project)


def test_advice_is_remembered_apart_from_mistakes(project: Path) -> None:
    add_text(project / SOURCE, "![A drawing](none.svg)")
    reading = read_site(read_settings(project / "mkdocs.yml"), TODAY, remembers=True)
    outlines = Project(reading, TODAY).outlines
    for advised in (MISSING_FILE_CHECKS, (), MISSING_FILE_CHECKS, ()):
        known = check_project(reading, TODAY, outlines, CHECKS, advised, remembers=True)
        assert known == check_project(reading, TODAY, outlines, CHECKS, advised)


def test_findings_are_the_same_after_they_were_kept() -> None:
    warning = Problem(FileLine("docs/en/a.md", 3), "It “is” so", "Mend it", Severity.WARNING)
    contact = Problem(FileLine("b.md"), "x", "y", Severity.WARNING, ProblemKind.CONTACT)
    findings = Findings({1: "a", 2: "b"}, [warning, contact])
    assert Findings.from_json(findings.to_json()) == findings
