"""`entraide import`: a plan, drafts by it, and what another run leaves alone."""

import csv
import json
from pathlib import Path

import pytest

from importers.conftest import WriteFolder
from support.commands import Run
from support.images import make_quarters, save_image

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


def test_a_wrong_source_is_told_with_all_there_are(project: Path, run_entraide: Run) -> None:
    result = run_entraide("import", "zendsk", project, "--plan", "plan.csv")
    assert result.exit_code == 2
    assert "there is no source “zendsk”. Did you mean “zendesk”? Known: mkdocs" in result.output
    assert "html, entraide, auto." in result.output


@pytest.mark.usefixtures("project")
def test_the_example_is_of_the_source_that_was_named(run_entraide: Run) -> None:
    result = run_entraide("import", "zendesk", "my export")
    assert "entraide import zendesk 'my export' --plan plan.csv" in result.output
    assert "import table ../faq.csv --plan" in run_entraide("import", "table").output
    assert "import entraide ../content.zip\n" in run_entraide("import", "entraide").output


LINES = """\
# Films

[gone](gone.md) and [again](gone.md)

![a film](my film.png)

![gone](lost.png) [gone](gone.md)
"""


def test_a_report_names_the_lines_of_the_source(
    project: Path, write_source: WriteFolder, run_entraide: Run
) -> None:
    picture = save_image(make_quarters(8, 8), "PNG")
    source = write_source({"en/kb/films.md": LINES, "en/kb/my film.png": picture})
    result = run_entraide("import", "markdown", source, "--plan", "plan.csv")
    assert result.exit_code == 0
    report = (project / "plan.report.txt").read_text("utf-8")
    assert "  en/kb/films.md:7: lost.png\n" in report
    assert "  en/kb/films.md:3: gone.md\n" * 2 + "  en/kb/films.md:7: gone.md\n" in report
    assert "my film" not in report


PART = '<h2 id="h_01">The part</h2><p>Words.</p>'
ARTICLES = {
    "1": f'<p><a href="#h_01">below</a></p>{PART}',
    "2": '<p>See <a href="/hc/en/articles/1#h_01">that part</a>.</p>',
}


def test_links_to_headings_lead_to_them_whatever_their_ids_were(
    project: Path, write_source: WriteFolder, run_entraide: Run
) -> None:
    articles = [
        {"id": int(key), "section_id": 1, "title": f"Page {key}", "body": body, "locale": "en"}
        for key, body in ARTICLES.items()
    ]
    source = write_source({"articles.json": json.dumps({"articles": articles})})
    run_entraide("import", "zendesk", source, "--plan", "plan.csv")
    run_entraide("import", "zendesk", source, "--from", "plan.csv")
    assert "[below](#the-part)" in (project / "docs/en/general/page-1.md").read_text("utf-8")
    page = (project / "docs/en/general/page-2.md").read_text("utf-8")
    assert "[that part](page-1.md#the-part)" in page


def test_what_remains_for_people_is_said(
    project: Path, write_source: WriteFolder, run_entraide: Run
) -> None:
    aliases = "/old.php, /guide/begin, /guide/start/, /my/guide/begin, /a/guide/begin"
    page = f"---\ntitle: Start\naliases: [{aliases}]\n---\n\nOpen the app now.\n"
    source = write_source({"en/guide/start.md": page})
    run_entraide("import", "markdown", source, "--plan", "plan.csv")
    output = run_entraide("import", "markdown", source, "--from", "plan.csv").output
    assert "Without a description in the source (1): guide.\n" in output
    assert "Old addresses that no page here can have (3): a server has to" in output
    report = (project / "data/imports/markdown.report.txt").read_text("utf-8")
    assert "the lines of data/imports/markdown.redirects.nginx.conf" in report
