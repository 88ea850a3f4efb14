"""Our own formats lose nothing: what is exported and imported is the same, byte for byte."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from entraide.cli.import_own import import_own_export
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.errors import EntraideError
from entraide.exporting.restore import ConflictChoice
from support.commands import Run
from support.frozen import read_tree

REFUSE, KEEP, REPLACE = ConflictChoice.REFUSE, ConflictChoice.KEEP, ConflictChoice.REPLACE
OWN_FORMATS = pytest.mark.parametrize("form", ["zip", "json"])


def export(run: Run, form: str, *options: str) -> Path:
    file = Path.cwd().parent / f"content.{form}"
    result = run("export", "--format", form, "--output", file, *options)
    assert result.exit_code == 0, result.output
    return file


def restore(file: Path, root: Path, choice: ConflictChoice = REFUSE) -> None:
    import_own_export(file, read_settings(root / "mkdocs.yml"), choice)


@OWN_FORMATS
def test_a_blank_project_becomes_the_exported_one(
    project: Path, blank: Path, run_entraide: Run, form: str
) -> None:
    before = read_tree(project)
    restore(export(run_entraide, form), blank)
    assert read_tree(blank) == before
    assert read_site(read_settings(blank / "mkdocs.yml")).site.entries.keys() == {1, 2, 12}


KEYS = """\
reviewer: Kim
reviewed: 2026-10-02
publish_on: 2030-01-04
archive_on: 2031-01-04
review_by: 2027-01-04
sensitive: true
order: 3
related: [2]
digest: 0123456789abcdef
"""
REMOVED = (
    "1: scams/signs\n2: account/bank\n7: {was: [scams/gone], removed: 2026-11-20, instead: 2}\n"
)


UNFINISHED = """\
---
id: 2
status: draft
source_revision: 1
title: La banque
summary: À écrire.
updated: 2026-11-02
---
À finir.
"""


@OWN_FORMATS
def test_every_key_and_state_and_what_became_of_numbers_stay(
    project: Path, blank: Path, run_entraide: Run, form: str
) -> None:
    for path, before, after in (
        ("docs/fr/account/carte.md", "revision:", f"{KEYS}revision:"),
        ("docs/fr/scams/signs.md", "source_revision:", "status: partial\nsource_revision:"),
    ):
        text = (project / path).read_text("utf-8")
        (project / path).write_text(text.replace(before, after, 1), "utf-8")
    (project / "docs/fr/account/bank.md").write_text(UNFINISHED, "utf-8")
    (project / "data/ids.yml").write_text(REMOVED, "utf-8")
    before_export = read_tree(project)
    restore(export(run_entraide, form), blank)
    assert read_tree(blank) == before_export
    said = run_entraide("export", "--format", "html", "--output", "x.zip", "--status", "all").stderr
    assert "Left out: translations that are drafts: 1.\n" in said
    assert "Translations that are partial, and stand as they are: 1.\n" in said
    assert "former addresses and numbers of removed entries" in said


@OWN_FORMATS
def test_the_same_content_gives_the_same_export(
    project: Path, run_entraide: Run, form: str
) -> None:
    first = export(run_entraide, form).read_bytes()
    (project / "docs/en/scams/signs.md").touch()
    assert export(run_entraide, form).read_bytes() == first


@OWN_FORMATS
def test_line_ends_and_marks_stay_as_they_are(
    project: Path, blank: Path, run_entraide: Run, form: str
) -> None:
    page = project / "docs/en/account/bank.md"
    raw = b"\xef\xbb\xbf" + page.read_bytes().replace(b"\n", b"\r\n")
    page.write_bytes(raw)
    restore(export(run_entraide, form), blank)
    assert (blank / "docs/en/account/bank.md").read_bytes() == raw


def test_json_that_a_program_wrote_has_front_matter_as_keys(
    project: Path, blank: Path, run_entraide: Run
) -> None:
    file = export(run_entraide, "json")
    value = json.loads(file.read_text("utf-8"))
    for entry in value["entries"]:
        for text in entry["texts"]:
            text["header"] = ""
    file.write_text(json.dumps(value), encoding="utf-8")
    before = read_site(read_settings(project / "mkdocs.yml")).site.entries
    restore(file, blank)
    after = read_site(read_settings(blank / "mkdocs.yml")).site.entries
    assert [entry.changes for entry in after.values()] == [
        entry.changes for entry in before.values()
    ]
    assert after[1].source.title == before[1].source.title
    assert after[1].localised["fr"].body == before[1].localised["fr"].body


@OWN_FORMATS
@pytest.mark.usefixtures("project")
def test_a_language_comes_with_the_source_versions(run_entraide: Run, form: str) -> None:
    file = export(run_entraide, form, "--locale", "en", "--status", "published")
    text = file.read_bytes() if form == "json" else "\n".join(ZipFile(file).namelist()).encode()
    assert b"docs/en/scams/signs.md" in text
    assert b"docs/fr/scams/signs.md" not in text
    assert b"docs/fr/account/carte.md" not in text  # a draft


def test_a_conflict_is_refused_until_somebody_chooses(
    project: Path, blank: Path, run_entraide: Run
) -> None:
    file = export(run_entraide, "zip")
    home = blank / "docs/fr/index.md"
    home.write_text("---\ntitle: À nous\nsummary: À nous.\n---\n\nÀ nous.\n", encoding="utf-8")
    before = read_tree(blank)
    with pytest.raises(EntraideError, match=r"another file here than the export. Take that"):
        restore(file, blank)
    assert read_tree(blank) == before
    restore(file, blank, KEEP)
    assert "À nous" in home.read_text("utf-8")
    restore(file, blank, REPLACE)
    assert read_tree(blank) == read_tree(project)


@pytest.mark.usefixtures("project")
def test_a_second_import_writes_nothing(
    blank: Path, run_entraide: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    file = export(run_entraide, "zip")
    restore(file, blank)
    capsys.readouterr()
    restore(file, blank)
    assert capsys.readouterr().out == "Nothing to write: the project has all of it already.\n"


@pytest.mark.usefixtures("project")
def test_a_number_of_another_entry_is_refused(blank: Path, run_entraide: Run) -> None:
    file = export(run_entraide, "zip")
    page = blank / "docs/en/account/other.md"
    page.parent.mkdir()
    page.write_text("---\nid: 1\n---\n", encoding="utf-8")
    with pytest.raises(EntraideError, match="has the number 1, which the export has in"):
        restore(file, blank, REPLACE)
    assert not (blank / "data/tags.yml").exists()


@pytest.mark.usefixtures("project")
def test_a_language_that_the_project_lacks_is_named(blank: Path, run_entraide: Run) -> None:
    file = export(run_entraide, "zip")
    config = blank / "mkdocs.yml"
    line = "        - {locale: fr, name: Français}\n"
    config.write_text(config.read_text("utf-8").replace(line, ""), encoding="utf-8")
    with pytest.raises(EntraideError, match=r"no such language. Run: entraide locale add fr"):
        restore(file, blank)


def test_the_command_imports_an_export_without_a_plan(
    project: Path, blank: Path, run_in: Run, run_entraide: Run
) -> None:
    file = export(run_entraide, "zip")
    before = read_tree(project)
    result = run_in(blank, "import", "auto", str(file))
    assert result.exit_code == 0, result.output
    assert "New: 8, replaced: 0, kept: 0, the same: 3." in result.output
    assert read_tree(blank) == before
    (blank / "data/tags.yml").write_text("[]\n", encoding="utf-8")
    refused = run_in(blank, "import", "entraide", str(file))
    assert refused.exit_code == 2
    assert "data/tags.yml: the project has another file here than the export" in refused.stderr
    replaced = run_in(blank, "import", "entraide", str(file), "--existing", "replace")
    assert "Replaced: data/tags.yml" in replaced.output
