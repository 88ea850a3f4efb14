"""Markdown that a translator breaks keeps its entry out, with the row and a cure."""

from pathlib import Path

import pytest

from support.bundles import FRENCH, export_bundle, read_files, translate_bundle
from support.commands import Run

LINK = "Answer nobody. Read [this](again.md)."
BROKEN = [
    (LINK, "Lisez [ceci](again.md ici.", "has “[…](” without the other half"),
    (LINK, "Ne répondez pas. [](again.md)", "has “[](…)” without the other half"),
    ("Stop.", "**Arrêtez.", "has “**” without the other half"),
    ("Stop.", "*Arrêtez.", "has “*” without the other half"),
    ("Stop.", "Arrê\u200btez.", "has the sign U+200B, which nobody sees"),
    ("Stop.", "Arrêtez.\U000e0041", "has the sign U+E00…, which nobody sees"),
    ("Signs of a scam", "Fraude" * 120, "has 720 signs, its source 15"),
]


@pytest.mark.parametrize(("source", "text", "said"), BROKEN)
def test_a_broken_text_is_refused(
    project: Path, run_entraide: Run, source: str, text: str, said: str
) -> None:
    before = read_files(project)
    file = translate_bundle(export_bundle(run_entraide, "--id", "1"), {source: text})
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 1
    assert said in result.stderr
    assert read_files(project) == before


def test_a_mistake_keeps_its_own_entry_out_and_no_other(project: Path, run_entraide: Run) -> None:
    words = {"Again": "Encore", "Twice.": "Deux fois.", "Wait.": "Attendez.", "Stop.": "**Arrêtez."}
    file = translate_bundle(export_bundle(run_entraide), words)
    before = read_files(project)
    assert run_entraide("translate", "import", file, "--strict").exit_code == 1
    assert read_files(project) == before
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 1
    assert "has “**” without the other half" in result.stderr
    assert "Written: docs/fr/scams/again.md" in result.stdout
    assert "Not written: entry 1, none of its texts, for the mistakes above" in result.stdout
    after = read_files(project)
    assert after[FRENCH] == before[FRENCH]
    assert "docs/fr/scams/again.md" in after.keys() - before.keys()


def test_check_warns_of_signs_that_nobody_sees_and_of_endless_titles(
    project: Path, run_entraide: Run
) -> None:
    file = project / FRENCH
    text = file.read_text("utf-8").replace("Ne payez", "Ne pa\u200byez")
    file.write_text(text.replace("title: Arnaques", f"title: {'Arnaques ' * 71}"), "utf-8")
    result = run_entraide("check")
    assert f"{FRENCH}:13: warning: there is a sign that nobody sees, U+200B" in result.stdout
    assert "warning: the title has 638 signs, more than 200. Say it in fewer words" in result.stdout
