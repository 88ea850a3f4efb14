"""Catalogues that real tools have read, changed and saved come back intact."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pytest
from translate.storage import tbx, tmx
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from support.commands import Run

Revise = Callable[..., None]
FRENCH = "docs/fr/scams/signs.md"
NOTHING = "Nothing to write: the file changes no text.\n"
ONE_FUZZY = f"{NOTHING}Marked fuzzy, and left out: 1\n"


def find_tool(name: str) -> str:
    """A program of gettext or of the translate toolkit."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.is_file() else shutil.which(name)
    if found is None and os.environ.get("CI") != "true":
        pytest.skip(f"{name} is missing. Run `make test`, which installs it.")
    assert found, name
    return found


def run(name: str, *words: str | Path) -> None:
    command = [find_tool(name), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def export(project: Path, run_entraide: Run) -> Callable[..., Path]:
    def make(name: str, *words: str) -> Path:
        path = project.parent / name
        found = run_entraide("translate", "export", "--to", "fr", "--output", path, *words)
        assert found.exit_code == 0, found.output
        return path

    return make


Export = Callable[..., Path]


def test_msgfmt_finds_nothing_wrong(export: Export, revise: Revise) -> None:
    revise("Stop.", "Stop now.")
    run("msgfmt", "--check", "--output-file", os.devnull, export("fr.po"))


@pytest.mark.parametrize("words", [("msgcat",), ("msgcat", "--no-wrap"), ("msgattrib",)])
def test_what_gettext_saves_unchanged_changes_nothing(
    export: Export, revise: Revise, run_entraide: Run, words: tuple[str, ...]
) -> None:
    revise("Stop.", "Stop now.")
    path, saved = export("fr.po"), export("fr.po").with_name("saved.po")
    run(*words, "--output-file", saved, path)
    assert run_entraide("translate", "import", saved).output == ONE_FUZZY


def test_msgmerge_brings_older_work_to_a_newer_export(
    project: Path, export: Export, revise: Revise, run_entraide: Run
) -> None:
    revise("Stop.\n2. Wait 2 days.", "Stop now.\n2. Wait 3 days.")
    mine = polib.pofile(str(export("mine.po")))
    for one in mine:
        if one.fuzzy:
            one.msgstr = {"Stop now.": "Cessez.", "Wait 3 days.": "Attendez 3 jours."}[one.msgid]
            one.flags = []
    mine.save()
    revise("Never pay.", "Never send money.")
    run("msgmerge", "--update", "--previous", "--quiet", "../mine.po", export("newer.po"))
    merged = {one.msgid: one for one in polib.pofile("../mine.po")}
    assert merged["Never send money."].fuzzy or not merged["Never send money."].msgstr
    assert merged["Never send money."].comment.startswith("Entry 1, revision 3")
    result = run_entraide("translate", "import", "../mine.po")
    assert "Still to do: 1" in result.output
    text = (project / FRENCH).read_text("utf-8")
    assert "1.  Cessez.\n2.  Attendez 3 jours.\n" in text
    assert "source_revision: 1" in text
    again = polib.pofile(str(export("again.po")))
    assert [one.msgid for one in again if one.fuzzy] == ["Never send money."]


def test_pot2po_fills_a_new_export_from_an_older_one(
    project: Path, export: Export, revise: Revise, run_entraide: Run
) -> None:
    old = export("old.po")
    revise("Stop.", "Stop now.")
    template = export("new.po").rename(project.parent / "new.pot")
    run("pot2po", "--template", old, template, project.parent / "filled.po")
    filled = project.parent / "filled.po"
    assert run_entraide("translate", "import", filled).output == ONE_FUZZY
    bundle = polib.pofile(str(filled))
    step = next(one for one in bundle if one.msgid == "Stop now.")
    step.msgstr, step.flags = "Cessez.", []
    bundle.save(str(filled))
    run_entraide("translate", "import", filled)
    assert "1.  Cessez.\n" in (project / FRENCH).read_text("utf-8")


def test_what_pofilter_says_is_of_our_segments_and_can_come_back(
    project: Path, export: Export, run_entraide: Run
) -> None:
    file = project / FRENCH
    file.write_text(file.read_text("utf-8").replace("Que faire", "Que  faire"), "utf-8")
    run("pofilter", "--test=doublespacing", export("fr.po"), project.parent / "found.po")
    found = polib.pofile("../found.po")
    assert [one.msgid for one in found if one.msgid] == ["What to do"]
    assert run_entraide("translate", "import", "../found.po").output == NOTHING


def parse_file(kind: Any, path: Path) -> Any:
    """A file as the toolkit reads it, which has no types."""
    return kind.parsefile(str(path))


@pytest.mark.parametrize(("shape", "kind"), [("xliff", xlifffile), ("xliff2", Xliff2File)])
def test_xliff_that_the_toolkit_saves_unchanged_changes_nothing(
    export: Export, revise: Revise, run_entraide: Run, shape: str, kind: Any
) -> None:
    revise("Stop.", "Stop now.")
    path = export("fr.xlf", "--format", shape)
    parse_file(kind, path).save()
    assert run_entraide("translate", "import", path).output == ONE_FUZZY


def test_a_step_translated_in_xliff_1_is_imported(
    project: Path, export: Export, revise: Revise, run_entraide: Run
) -> None:
    revise("Stop.", "Stop now.")
    store = parse_file(xlifffile, export("fr.xlf", "--format", "xliff"))
    (step,) = (unit for unit in store.units if unit.isfuzzy())
    assert (step.source, step.target) == ("Stop now.", "Arrêtez.")
    step.target = "Cessez."
    step.markfuzzy(value=False)
    store.save()
    result = run_entraide("translate", "import", "../fr.xlf")
    assert f"Written: {FRENCH} (revision 1 → 2, segments: 1)" in result.output
    assert "1.  Cessez.\n" in (project / FRENCH).read_text("utf-8")


def test_a_step_translated_in_xliff_2_is_imported(
    project: Path, export: Export, revise: Revise, run_entraide: Run
) -> None:
    revise("Stop.", "Stop now.")
    store = parse_file(Xliff2File, export("fr.xlf", "--format", "xliff2"))
    (step,) = (unit for unit in store.units if unit.isfuzzy())
    step.target = "Cessez."
    step.markfuzzy(value=False)
    store.save()
    result = run_entraide("translate", "import", "../fr.xlf")
    assert f"Written: {FRENCH} (revision 1 → 2, segments: 1)" in result.output
    assert "1.  Cessez.\n" in (project / FRENCH).read_text("utf-8")


def test_a_memory_and_a_termbase_are_what_tools_expect(project: Path, run_entraide: Run) -> None:
    for name in ("memory", "glossary"):
        assert run_entraide("translate", name, "--output", f"../{name}.xml").exit_code == 0
    units = parse_file(tmx.tmxfile, project.parent / "memory.xml").units
    pairs = {unit.source: unit.target for unit in units}
    assert pairs["Never pay."] == "Ne payez jamais."
    assert "fraud" not in pairs
    terms = parse_file(tbx.tbxfile, project.parent / "glossary.xml").units
    assert [(unit.source, unit.target) for unit in terms] == [("complaint", "plainte")]
    raw = (project.parent / "glossary.xml").read_text("utf-8")
    assert "<term>main courante</term>" in raw
    assert "deprecatedTerm-admn-sts" in raw
