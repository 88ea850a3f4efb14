"""What other systems export becomes drafts: each sample is compared with what it is to become.

Where a file of `expected/` is missing, the test writes it and fails: read it, then commit it.
"""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from support.commands import Run

HERE = Path(__file__).parent
SAMPLES, EXPECTED = HERE / "samples", HERE / "expected"
NAMES = (
    "zendesk",
    *(f"phpmyfaq/{name}" for name in ("json", "xml", "api", "api-v3", "csv", "tables")),
    "freshdesk",
    *(f"kitsune/{name}" for name in ("api", "dump")),
)
SYSTEMS = pytest.mark.parametrize("name", NAMES)
DAY = ("--as-of", "2026-11-30")


def import_sample(run: Run, source: Path, system: str = "auto") -> str:
    """Import a source in two steps, with a plan that nobody corrects; what the command says."""
    plan = run("import", system, source, "--plan", "plan.csv", *DAY)
    assert plan.exit_code == 0, plan.output
    result = run("import", system, source, "--from", "plan.csv", *DAY)
    assert result.exit_code == 0, result.output
    return result.output


def read_drafts(project: Path) -> str:
    """Every entry, the plan and the report, as one text."""
    pages = sorted(project.glob("docs/*/*/*.md"))
    reports = sorted(project.glob("data/imports/*.report.txt"))
    files = [project / "plan.csv", *pages, project / "data/categories.yml", *reports]
    parts = (
        f"===== {path.relative_to(project).as_posix()}\n{path.read_text('utf-8')}" for path in files
    )
    return "".join(parts).replace("\r\n", "\n")


@SYSTEMS
def test_a_sample_becomes_what_is_expected(project: Path, run_entraide: Run, name: str) -> None:
    import_sample(run_entraide, SAMPLES / name)
    text, file = read_drafts(project), EXPECTED / f"{name.replace('/', '-')}.txt"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        pytest.fail(f"{file} is written anew: read it")
    assert text == file.read_text("utf-8")


@SYSTEMS
def test_a_sample_is_known_and_passes_every_check(
    project: Path, run_entraide: Run, name: str
) -> None:
    import_sample(run_entraide, SAMPLES / name)
    result = run_entraide("check", *DAY)
    assert result.exit_code == 0, result.output
    assert all("status: draft" in path.read_text("utf-8") for path in list_sources(project))


def list_sources(project: Path) -> list[Path]:
    pages = project.glob("docs/*/*/*.md")
    return [path for path in pages if "source_revision:" not in path.read_text("utf-8")]


@SYSTEMS
def test_nothing_personal_and_nothing_that_runs_comes_along(
    project: Path, run_entraide: Run, name: str
) -> None:
    import_sample(run_entraide, SAMPLES / name)
    text = "".join(path.read_text("utf-8") for path in project.glob("docs/*/*/*.md"))
    assert not re.search(r"<script|onclick|style=|alert|@example\.org|Ask legal", text)


def test_another_run_updates_what_nobody_has_edited(
    project: Path, run_entraide: Run, tmp_path: Path
) -> None:
    file = tmp_path / "export.json"
    sample = SAMPLES / "phpmyfaq/json/export.json"
    file.write_bytes(sample.read_bytes())
    import_sample(run_entraide, file)
    edited = next(project.glob("docs/en/*/who-gives-out-my-address.md"))
    edited.write_text(edited.read_text("utf-8") + "\nOurs.\n", encoding="utf-8")
    file.write_text(
        sample.read_text("utf-8")
        .replace("in writing", "on paper")
        .replace("Open the ad", "Find it"),
        encoding="utf-8",
    )
    said = import_sample(run_entraide, file)
    assert "in writing" in edited.read_text("utf-8")
    assert "Ours." in edited.read_text("utf-8")
    assert "Find it" in next(project.glob("docs/en/*/how-do-i-report-an-ad.md")).read_text("utf-8")
    assert "who-gives-out-my-address.md" in said


@pytest.mark.parametrize(
    ("form", "name", "system"),
    [
        ("zendesk", "", "zendesk"),
        ("phpmyfaq", "faqs.json", "phpmyfaq"),
        ("html", "", "html"),
        ("csv", "", "table"),
    ],
)
def test_what_we_write_for_others_comes_back(  # noqa: PLR0913, PLR0917 - fixtures and a row
    project: Path, run_in: Run, tmp_path: Path, form: str, name: str, system: str
) -> None:
    ours = HERE.parent / "sites" / "club"
    file, folder = tmp_path / "out.csv", tmp_path / "out"
    assert run_in(ours, "export", "--format", form, "--output", str(file)).exit_code == 0
    if form != "csv":
        unpack(file, folder)
    source = file if form == "csv" else folder / name
    import_sample(lambda *words: run_in(project, *map(str, words)), source, system)
    texts = read_texts(ours)
    assert len(texts) == 6
    assert read_texts(project) == texts


def unpack(archive: Path, folder: Path) -> None:
    with ZipFile(archive) as opened:
        opened.extractall(folder)


def read_texts(root: Path) -> dict[tuple[str, str], str]:
    """The bodies of all entries by language and title; pages have no-break spaces of their own."""
    texts = {}
    for path in root.glob("docs/*/*/*.md"):
        _, matter, body = path.read_text("utf-8").split("---\n", 2)
        title = next(line for line in matter.splitlines() if line.startswith("title: "))
        texts[path.relative_to(root).parts[1], title] = re.sub("[\u00a0\u202f]", " ", body.strip())
    return texts


def test_an_old_address_of_all_languages_leads_to_the_source_version(
    project: Path, run_entraide: Run
) -> None:
    import_sample(run_entraide, SAMPLES / "freshdesk")
    rows = (project / "data/imports/freshdesk.redirects.csv").read_text("utf-8").splitlines()
    assert "/support/solutions/articles/723,/harassment/what-is-harassment/" in rows
    assert "/fr/support/solutions/articles/723,/fr/harassment/what-is-harassment/" in rows
