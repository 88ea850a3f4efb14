"""What is remembered of a reading changes nothing but the time that the next one takes."""

import os
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from entraide.content import reading_memory as module
from entraide.content.cached_files import FOLDER
from entraide.content.docs.entry_files import read_page_file
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import read_settings
from support.built_site import copy_site

TODAY = date(2026, 11, 21)
SOURCE, FRENCH = "docs/en/harassment/current.md", "docs/fr/harassment/current.md"
Harm = Callable[[bytes], bytes]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return copy_site("states", tmp_path / "project").parent


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The name of every file that was really read, but for those of a reading of all."""
    names: list[str] = []

    def note_and_read(*arguments: object) -> object:
        names.append(arguments[0].name)  # type: ignore[attr-defined]
        return read_page_file(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "read_page_file", note_and_read)
    return names


def read(project: Path, today: date = TODAY, *, remembers: bool = True) -> SiteReading:
    return read_site(read_settings(project / "mkdocs.yml"), today, remembers=remembers)


def assert_as_new(project: Path, today: date = TODAY) -> None:
    """The reading is what reading the whole project anew gives, in the same order."""
    memory, fresh = read(project, today), read(project, today, remembers=False)
    assert repr(memory.site) == repr(fresh.site)
    assert sorted(map(str, memory.problems)) == sorted(map(str, fresh.problems))
    assert memory.incomplete_files == fresh.incomplete_files


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def list_lists(project: Path) -> list[Path]:
    return sorted((project / FOLDER / "reading").iterdir())


def test_a_saved_text_is_read_with_the_others_of_its_entry(project: Path, work: list[str]) -> None:
    read(project)
    assert work == []
    edit(project / SOURCE, "Report it.", "Report it today.")
    assert_as_new(project)
    entry = ["en/harassment/current.md", "fr/harassment/current.md"]
    assert [name for name in work if name in entry] == entry
    work.clear()
    read(project)
    assert [name for name in work if name in entry] == []


def test_of_versions_with_a_status_nothing_is_kept(project: Path) -> None:
    read(project)
    edit(project / FRENCH, "id: 1\n", "id: 1\nstatus: partial\n")
    assert_as_new(project)
    edit(project / SOURCE, "Report it.", "Report it today.")
    assert_as_new(project)


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_it_is_as_if_read_anew(project: Path, seed: int) -> None:
    choose, docs = random.Random(seed), project / "docs"  # noqa: S311 - any order will do
    texts = {path: path.read_text("utf-8") for path in sorted(docs.rglob("*.md"))}
    ends = ["", "More.\n", "## Another\n\nText.\n", "{{platform.nobody}}\n"]
    for number in range(12):
        path = choose.choice(list(texts))
        text = choose.choice(list(texts.values())) if choose.random() < 0.3 else texts[path]
        match choose.randrange(6):
            case 0:
                path.unlink(missing_ok=True)
            case 1:
                target = path.with_name(f"other-{number}.md")
                target.write_text(text, "utf-8")
                texts[target] = text
            case 2:
                path.write_text(text.replace("id: ", f"id: {choose.randint(1, 9)}"), "utf-8")
            case _:
                path.write_text(text + choose.choice(ends), "utf-8")
        assert_as_new(project)
    for path, text in texts.items():
        path.write_text(text, "utf-8")
    assert_as_new(project)


def test_another_day_and_other_settings_are_read_anew(project: Path) -> None:
    edit(project / SOURCE, "id: 1\n", "id: 1\narchive_on: 2026-12-01\n")
    assert read(project).site.entries[1].is_listed
    assert not read(project, date(2026, 12, 1)).site.entries[1].is_listed
    edit(project / "mkdocs.yml", "site_name: States", "site_name: Other")
    assert_as_new(project)


@pytest.mark.parametrize(
    "harm",
    [
        lambda _: b"",
        lambda data: data[:-40],
        lambda data: data[:40],
        lambda data: data[:32] + b"\x80\x05N.",
        lambda data: data.replace(b"Report it.", b"Report no."),
        lambda data: b"x" * len(data),
    ],
)
def test_a_damaged_or_forged_memory_counts_for_none(project: Path, harm: Harm) -> None:
    read(project)
    (file,) = list_lists(project)
    file.write_bytes(harm(file.read_bytes()))
    assert_as_new(project)


def test_a_memory_of_another_user_counts_for_none(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(project)
    edit(project / SOURCE, "Report it.", "Report it today.")
    (file,) = list_lists(project)
    before = file.read_bytes()
    read(project)
    file.write_bytes(before.replace(b"Report it.", b"Send money"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another"))
    assert_as_new(project)


def test_where_nothing_can_be_kept_all_is_read(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "no place")
    assert_as_new(project)
    assert not (project / FOLDER / "reading").exists()


@pytest.mark.skipif(os.getuid() == 0, reason="root reads every file")
def test_a_file_that_cannot_be_read_is_told(project: Path) -> None:
    read(project)
    (project / SOURCE).chmod(0)
    assert_as_new(project)
