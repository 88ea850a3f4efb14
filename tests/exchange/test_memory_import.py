"""Memories and termbases of other tools come in, and exports suggest from them."""

from pathlib import Path

import polib
import pytest

from support.bundles import export_bundle, read_files
from support.commands import Run

TMX = """\
<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en-US" segtype="block"/><body>
<tu><tuv xml:lang="EN-US"><seg>Wait at <ph>home</ph>.</seg></tuv>
<tuv xml:lang="fr_FR"><seg>Attendez à la maison.</seg></tuv>
<tuv xml:lang="de"><seg>Warte zu Hause.</seg></tuv></tu>
<tu><tuv lang="ja"><seg>x</seg></tuv><tuv lang="de"><seg>y</seg></tuv></tu>
</body></tmx>
"""
TBX = """\
<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic"><text><body>
<termEntry><langSet xml:lang="en"><tig><term>Complaint</term></tig></langSet>
<langSet xml:lang="fr"><tig><term>dépôt</term></tig></langSet></termEntry>
<termEntry><langSet xml:lang="en-GB"><descripGrp><descrip type="definition">A lie that costs
money.</descrip></descripGrp><tig><term>Scam</term></tig><tig><term>scams</term></tig>
<tig><term>con</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
</langSet><langSet xml:lang="fr"><tig><term>arnaque</term></tig></langSet></termEntry>
<termEntry><langSet xml:lang="fr"><tig><term>seul</term></tig></langSet></termEntry>
</body></text></martif>
"""
TBX_OF_2019 = """\
<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en"><text><body>
<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>proof</term></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>preuve</term></termSec></langSec></conceptEntry>
</body></text></tbx>
"""
ADDED = """\
- id: scam
  term: {en: "Scam", fr: "arnaque"}
  definition: {en: "A lie that costs money.", fr: ""}
  forms: {en: [scams]}
  forbidden: {en: [con]}
"""


def write(name: str, text: str) -> Path:
    path = Path("..") / name
    path.write_text(text, "utf-8")
    return path


def test_an_export_suggests_from_a_memory_that_came_in(project: Path, run_entraide: Run) -> None:
    path = write("other.tmx", TMX)
    result = run_entraide("translate", "import-memory", path)
    assert result.output == "Pairs in languages of this project: 1, new: 1.\n"
    text = (project / "docs/en/scams/again.md").read_text("utf-8")
    file = project / "docs/en/scams/again.md"
    file.write_text(text.replace("Wait.", "Wait at home."), "utf-8")
    row = {each.msgid: each for each in polib.pofile(str(export_bundle(run_entraide)))}
    assert row["Wait at home."].msgstr == "Attendez à la maison."
    assert row["Wait at home."].fuzzy
    before = read_files(project)
    assert run_entraide("translate", "import-memory", path).output.endswith("new: 0.\n")
    assert read_files(project) == before


def test_our_own_memory_comes_back_whole(project: Path, run_entraide: Run) -> None:
    assert project
    counts = run_entraide("translate", "memory", "--output", "../own.tmx").stderr
    result = run_entraide("translate", "import-memory", "../own.tmx")
    pairs = counts.removeprefix("Pairs: ").removesuffix(".\n")
    assert f"this project: {pairs}, " in result.output


def test_terms_are_added_and_none_is_changed(project: Path, run_entraide: Run) -> None:
    glossary = project / "data/glossary.yml"
    before = glossary.read_text("utf-8").replace("fr: plainte", 'fr: ""')
    glossary.write_text(before, "utf-8")
    path = write("other.tbx", TBX)
    result = run_entraide("translate", "import-glossary", path)
    assert result.output == (
        "Terms: 3, new: 1, texts filled in: 1.\nLeft out, without a term in “en”: 1\n"
    )
    assert glossary.read_text("utf-8") == before.replace('fr: ""', 'fr: "dépôt"') + ADDED
    after = read_files(project)
    again = run_entraide("translate", "import-glossary", path)
    assert "new: 0, texts filled in: 0." in again.output
    assert read_files(project) == after


def test_a_termbase_of_2019_comes_in(project: Path, run_entraide: Run) -> None:
    result = run_entraide("translate", "import-glossary", write("new.tbx", TBX_OF_2019))
    assert "Terms: 1, new: 1" in result.output
    assert '- id: proof\n  term: {en: "proof", fr: "preuve"}\n' in (
        project / "data/glossary.yml"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<html/>", "this is no T"),
        ("<tmx", "this is no XML"),
        ('<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', "the file has a DOCTYPE"),
    ],
)
@pytest.mark.parametrize("command", ["import-memory", "import-glossary"])
def test_anything_else_is_refused(
    project: Path, run_entraide: Run, text: str, what: str, command: str
) -> None:
    before = read_files(project)
    result = run_entraide("translate", command, write("bad.xml", text))
    assert result.exit_code in {1, 2}
    assert what in result.stderr
    assert read_files(project) == before
