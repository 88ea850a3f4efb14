"""The page of those who translate: who asked for it, what they did, and a first easy task."""

import json
from pathlib import Path

import pytest

from entraide.model.segment import compute_digest
from support.built_site import BuildSite, BuiltSite, copy_site, find_one, get_attribute
from support.commands import Run

PAGE = "fr/translate/people/"
FILE = "data/people.yml"
RECORD = "docs/fr/harassment/outdated.segments.json"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    config = copy_site("states", tmp_path / "people")
    (config.parent / FILE).write_text("listed: [Camille R., Ada B.]\n", encoding="utf-8")
    record = config.parent / RECORD
    facts = json.loads(record.read_text("utf-8"))
    facts["texts"] = {compute_digest("One."): {"translator": ["Ada B."]}}
    record.write_text(json.dumps(facts), "utf-8")
    return config


def read_rows(site: BuiltSite, path: str) -> list[str]:
    page = site.read_page(path)
    items = find_one(page, "main").select(".coverage > ul > li")
    return [item.get_text(" ", strip=True) for item in items if item.find("bdi")]


def test_who_asked_for_it_is_named_with_what_they_did(config: Path, build_site: BuildSite) -> None:
    site = build_site(config.parent)
    assert read_rows(site, PAGE) == ["Camille R. 4 pages", "Ada B. 1 passage"]
    assert read_rows(site, "translate/people/") == []
    words = find_one(site.read_page(PAGE), "main").get_text(" ", strip=True)
    assert "À jour : 3 sur 7" in words.replace("\u00a0", " ")
    assert "Pas encore" not in words
    link = find_one(site.read_page("fr/translate/"), ".translating a[href='people/']")
    assert "tâche facile" in link.get_text()


def test_the_first_task_is_the_shortest_text_that_nobody_has_sent(
    config: Path, build_site: BuildSite
) -> None:
    site = build_site(config.parent)
    (french,) = (
        each
        for each in site.read_json("entries/translation-status.json")["locales"]
        if each["locale"] == "fr"
    )
    rows = [each for each in french["waiting"] if not each["proposals"] and each["words"]]
    shortest = min(rows, key=lambda each: each["words"])
    link = get_attribute(site.read_page(PAGE), ".waiting-list > li .waiting-ways a", "href")
    assert link == f"../../propose/#{shortest['id']}"


def test_without_the_file_there_is_no_page(states: BuiltSite) -> None:
    assert not (states.folder / PAGE).exists()
    assert not states.read_page("fr/translate/").select("a[href='people/']")


def test_a_name_that_nobody_is_credited_with_or_that_stands_twice_is_told(
    config: Path, run_entraide: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(config.parent)
    people = config.parent / FILE
    people.write_text("listed: [Camille R., Nobody N.]\n", encoding="utf-8")
    result = run_entraide("check")
    assert f"{FILE}:1: warning: no translation names “Nobody N.”" in result.output
    assert "names “Camille R.”" not in result.output
    entry = config.parent / "docs/en/harassment/current.md"
    entry.write_text(entry.read_text("utf-8") + "\nMore.\n", "utf-8")
    assert "names “Camille R.”" not in run_entraide("check").output
    people.write_text("listed:\n- Ada B.\n- ada b.\n- A, B\n", encoding="utf-8")
    result = run_entraide("check")
    assert f"{FILE}:3: “ada b.” stands there twice. Keep one of the two." in result.output
    assert f"{FILE}:4: “A, B” is several names." in result.output
