"""What the page for proposals gives to take away, `entraide translate import` takes in."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page

from entraide.cli.main import main
from entraide.cli.translation_project import read_translations
from entraide.translation.formats.bundle_export import build_bundle
from entraide.translation.formats.po import format_po
from entraide.translation.formats.sheet import build_sheet, format_sheet
from entraide.translation.formats.unit_json import build_segments
from entraide.translation.job import build_job
from entraide.translation.memory import TranslationMemory
from support.git import commit_all
from support.projects import write_site
from support.script_modules import ask

BODY = "Wait.\n\n## Then\n\n- Pay “nothing”.\n- See [this](signs.md) in 2 days.\n\n`code`\n"
FRENCH = {
    "Signs of a scam": "Les signes d’une escroquerie",
    "How to spot one.": "Comment les reconnaître.",
    "Wait.": "Attendez.",
    "Then": "Ensuite",
    "Pay “nothing”.": "Ne payez « rien ».",
    "See [this](signs.md) in 2 days.": "Lisez [ceci](signs.md) dans 2 jours.",
}
EXPORT_SCRIPT = """
const segments = given.rows.map((one) => ({ ...one, value: given.french[one.source] ?? "" }));
const files = { sheet: given.file, po: given.file };
return module[given.name]({ entry: 1, credit: "Camille R.", segments, ...files });
"""
FRENCH_BODY = """\
Attendez.

## Ensuite

- Ne payez « rien ».
- Lisez [ceci](signs.md) dans 2 jours.

`code`
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    write_site(root, {"docs/en/scams/signs.md": {"body": BODY}})
    commit_all(root)
    monkeypatch.chdir(root)
    monkeypatch.setenv("ENTRAIDE_AS_OF", "2026-11-21")
    return root


@pytest.mark.parametrize(("module", "name"), [("sheet", "fillSheet"), ("po", "fillPo")])
def test_a_translation_taken_away_is_imported_whole(
    modules: Page, project: Path, module: str, name: str
) -> None:
    found = read_translations()
    work = build_job(found.reading.site.entries[1], "fr", found.history)
    assert work is not None
    rows = [
        segment.model_dump(mode="json", exclude_defaults=True) for segment in build_segments(work)
    ]
    bundle = build_bundle([work], found.reading.site, "fr", TranslationMemory())
    published = format_sheet(build_sheet(work)) if module == "sheet" else format_po(bundle)
    given = {"rows": rows, "french": FRENCH, "name": name, "file": published}
    text = ask(modules, module, EXPORT_SCRIPT, given)
    file = project.parent / "mine"
    file.write_text(text, "utf-8")
    words = ["translate", "import", str(file), "--translator", "Camille R."]
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    written = (project / "docs/fr/scams/signs.md").read_text("utf-8")
    matter, _, body = written.removeprefix("---\n").partition("---\n")
    assert "title: Les signes d’une escroquerie\n" in matter
    assert "translator: Camille R.\n" in matter
    assert "source_revision: 1\n" in matter
    assert body.lstrip("\n") == FRENCH_BODY
