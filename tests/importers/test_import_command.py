"""`entraide import`: a plan, drafts by it, and what another run leaves alone."""

import csv
from pathlib import Path

import pytest

from importers.conftest import WriteFolder
from support.commands import Run

PAGES = {
    "en/guide/start.md": "---\ntitle: Start here\ndate: 2024-05-02\nauthor: Ana Ruiz\n"
    "tags: [first]\n---\n\nOpen the app, then read [how to stop](stop.md).\n",
    "fr/guide/start.md": "---\ntitle: Commencer ici\n---\n\nOuvrez l'application.\n",
    "en/guide/stop.md": "# How to stop\n\nClose the app and wait for a minute.\n",
}


@pytest.fixture
def plan(project: Path, write_source: WriteFolder, run_entraide: Run) -> Path:
    """The plan of PAGES."""
    result = run_entraide("import", "markdown", write_source(PAGES), "--plan", "plan.csv")
    assert result.exit_code == 0, result.output
    return project / "plan.csv"


def read_rows(plan: Path) -> list[dict[str, str]]:
    with plan.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_plan_says_what_goes_where(plan: Path) -> None:
    category, start, stop = read_rows(plan)
    assert (category["kind"], category["category"], category["title"]) == (
        "category",
        "guide",
        "Guide",
    )
    assert (start["key"], start["category"], start["slug"]) == ("guide/start", "guide", "start")
    assert (start["languages"], start["author"], start["do"]) == ("en fr", "Ana Ruiz", "keep")
    assert (stop["title"], stop["languages"]) == ("How to stop", "en")


def test_drafts_are_written_that_pass_the_checks(
    plan: Path, project: Path, tmp_path: Path, run_entraide: Run
) -> None:
    result = run_entraide("import", "markdown", tmp_path / "source", "--from", plan)
    assert result.exit_code == 0, result.output
    text = (project / "docs/en/guide/start.md").read_text("utf-8")
    assert "author: Ana Ruiz\nstatus: draft\n" in text
    assert "updated: 2024-05-02\n" in text
    assert "[how to stop](stop.md)" in text
    french = (project / "docs/fr/guide/start.md").read_text("utf-8")
    assert "source_revision: 1\n" in french
    assert "Ouvrez l’application." in french
    assert run_entraide("check").exit_code == 0


def test_another_run_updates_what_nobody_has_edited(
    plan: Path, project: Path, tmp_path: Path, run_entraide: Run, write_source: WriteFolder
) -> None:
    run_entraide("import", "markdown", tmp_path / "source", "--from", plan)
    edited = project / "docs/en/guide/stop.md"
    edited.write_text(edited.read_text("utf-8").replace("a minute", "an hour"), "utf-8")
    start = PAGES["en/guide/start.md"].replace("Open the app", "Open it")
    stop = "# How to stop\n\nClose the app at once, please.\n"
    write_source({"en/guide/start.md": start, "en/guide/stop.md": stop})
    result = run_entraide("import", "markdown", tmp_path / "source", "--from", "plan.csv")
    assert "Open it" in (project / "docs/en/guide/start.md").read_text("utf-8")
    assert "an hour" in edited.read_text("utf-8")
    assert "1 file: edited since; left as it is.\n  docs/en/guide/stop.md" in result.output


def test_numbers_are_remembered_and_never_given_twice(
    plan: Path, project: Path, tmp_path: Path, run_entraide: Run
) -> None:
    (project / "data/ids.yml").write_text(
        "1: {was: [guide/old], removed: 2026-01-02}\n", encoding="utf-8"
    )
    source = tmp_path / "source"
    assert run_entraide("import", "markdown", source, "--from", plan).exit_code == 2
    run_entraide("import", "markdown", source, "--plan", plan)
    assert [row["id"] for row in read_rows(plan)] == ["", "2", "3"]
    assert run_entraide("import", "markdown", source, "--from", plan).exit_code == 0
    ids = (project / "data/ids.yml").read_text("utf-8")
    assert "\n2: guide/start\n3: guide/stop\n" in ids
    assert run_entraide("check").exit_code == 0


def test_mistakes_in_a_plan_are_told_with_their_lines_and_nothing_is_written(
    plan: Path, project: Path, tmp_path: Path, run_entraide: Run
) -> None:
    text = plan.read_text("utf-8").replace("guide,start", "../evil,start")
    text = text.replace("entry,keep,guide/stop", "entry,maybe,guide/stop")
    plan.write_text(text + "entry,keep,nothing,,a,b\n", "utf-8")
    result = run_entraide("import", "markdown", tmp_path / "source", "--from", plan)
    assert result.exit_code == 2
    assert f"{plan}:3: “../evil” in the column “category” cannot be part" in result.output
    assert f"{plan}:4: “maybe” in the column “do” is neither keep nor skip" in result.output
    assert f"{plan}:5: the source has no article “nothing”" in result.output
    assert not (project / "docs/en/guide").exists()
