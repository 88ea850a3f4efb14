"""A project that is kept up with: what was saved is read alone, and the reading is as if anew."""

import random
from datetime import date
from pathlib import Path

import pytest

from entraide.content.live_reading import LiveReading
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import read_settings
from support.built_site import copy_site

TODAY = date(2026, 11, 21)
SOURCE, FRENCH = "docs/en/harassment/current.md", "docs/fr/harassment/current.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_site("states", tmp_path / "project").parent


def open_reading(project: Path) -> LiveReading:
    return LiveReading(read_settings(project / "mkdocs.yml"), TODAY)


def assert_as_new(live: LiveReading, project: Path) -> None:
    """The reading is what reading the whole project anew gives."""
    fresh = read_site(read_settings(project / "mkdocs.yml"), TODAY)
    assert live.reading.site == fresh.site
    assert sort_problems(live.reading) == sort_problems(fresh)


def sort_problems(reading: SiteReading) -> list[str]:
    return sorted(map(str, reading.problems))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_it_begins_as_the_reader_does(project: Path) -> None:
    assert_as_new(open_reading(project), project)


def test_a_saved_text_takes_its_place(project: Path) -> None:
    live = open_reading(project)
    edit(project / SOURCE, "title: ", "title: New ")
    assert live.update_texts([SOURCE]) == {1}
    assert live.reading.site.entries[1].source.title.startswith("New ")
    assert_as_new(live, project)


def test_a_broken_text_stays_as_it_was_and_is_told(project: Path) -> None:
    live = open_reading(project)
    before = live.reading.site.entries[1]
    edit(project / SOURCE, "title: ", "titel: ")
    assert live.update_texts([SOURCE]) == frozenset()
    assert live.reading.site.entries[1] == before
    assert any(problem.path == SOURCE for problem in live.reading.problems)
    edit(project / SOURCE, "titel: ", "title: ")
    assert live.update_texts([SOURCE]) == {1}
    assert_as_new(live, project)


def test_a_text_may_come_and_go(project: Path) -> None:
    live = open_reading(project)
    text = (project / FRENCH).read_text("utf-8")
    (project / FRENCH).unlink()
    assert live.update_texts([FRENCH]) == {1}
    assert "fr" not in live.reading.site.entries[1].localised
    assert_as_new(live, project)
    (project / FRENCH).write_text(text, "utf-8")
    live.update_texts([FRENCH])
    assert "fr" in live.reading.site.entries[1].localised
    assert_as_new(live, project)


def test_an_entry_may_go_file_by_file(project: Path) -> None:
    live = open_reading(project)
    (project / SOURCE).unlink()
    live.update_texts([SOURCE])
    assert 1 in live.reading.site.entries, "as it was, until its translation has gone too"
    assert live.reading.problems
    (project / FRENCH).unlink()
    live.update_texts([FRENCH])
    assert_as_new(live, project)


def test_a_home_page_is_a_text_too(project: Path) -> None:
    live = open_reading(project)
    edit(project / "docs/fr/index.md", "title: ", "title: Bonjour ")
    live.update_texts(["docs/fr/index.md"])
    assert_as_new(live, project)


def test_an_entry_may_get_another_number_and_address(project: Path) -> None:
    live = open_reading(project)
    for path in (SOURCE, FRENCH):
        edit(project / path, "id: 1\n", "id: 901\n")
        target = path.replace("current", "renamed")
        (project / path).rename(project / target)
    paths = [
        each for path in (SOURCE, FRENCH) for each in (path, path.replace("current", "renamed"))
    ]
    live.update_texts(paths)
    assert 1 not in live.reading.site.entries
    assert_as_new(live, project)


def test_two_entries_with_one_number_are_told(project: Path) -> None:
    live = open_reading(project)
    copy = "docs/en/harassment/copy.md"
    (project / copy).write_text((project / SOURCE).read_text("utf-8"), "utf-8")
    live.update_texts([copy])
    assert any("used twice" in problem.message for problem in live.reading.problems)
    (project / copy).unlink()
    live.update_texts([copy])
    assert_as_new(live, project)


def test_edits_in_any_order_end_as_if_read_anew(project: Path) -> None:
    live = open_reading(project)
    files = sorted((project / "docs").rglob("*.md"))
    texts = {file: file.read_text("utf-8") for file in files}
    chance = random.Random(17)  # noqa: S311 - the same edits each time
    for _ in range(60):
        file = chance.choice(files)
        text = chance.choice(["", "---\n", texts[file], texts[file] + "\nMore.\n", None])
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(text, "utf-8")
        live.update_texts([file.relative_to(project).as_posix()])
    for file, text in texts.items():
        file.write_text(text, "utf-8")
        live.update_texts([file.relative_to(project).as_posix()])
    assert_as_new(live, project)
