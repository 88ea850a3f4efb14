"""Texts of `data/` go out and come back in every format; nothing else in their files changes."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import polib
import pytest

from support.bundles import read_files, translate_bundle
from support.commands import Run
from support.git import commit_all
from support.projects import write_site

TAGS = """\
# Tags: an anchor, comments and quotes stay as they are.
- id: blocking   # the first
  label: {en: Blocking, fr: ""}
  description: {en: "Stop somebody: {{platform.name}} helps.", fr: 'Empêcher : {{platform.name}}.'}
- id: rules
  label:
    en: Rules
    fr:
  description:
    en: >-
      What is allowed,
      in 3 lines.
    fr: ""
"""
DONE = """\
# Tags: an anchor, comments and quotes stay as they are.
- id: blocking   # the first
  label: {en: Blocking, fr: "Blocage, etc."}
  description: {en: "Stop somebody: {{platform.name}} helps.", fr: 'Empêcher : {{platform.name}}.'}
- id: rules
  label:
    en: Rules
    fr: Règles
  description:
    en: >-
      What is allowed,
      in 3 lines.
    fr: "Ce qui est permis : en 3 lignes."
"""
FRENCH = {
    "Blocking": "Blocage, etc.",
    "Rules": "Règles",
    "What is allowed, in 3 lines.": "Ce qui est permis : en 3 lignes.",
}


@pytest.fixture
def tags(project: Path) -> Path:
    """The file of tags of a project, whose French lacks three texts."""
    write_site(project, {"data/tags.yml": TAGS})
    commit_all(project)
    return project / "data/tags.yml"


@pytest.fixture
def export(tags: Path, run_entraide: Run) -> Callable[..., Path]:
    def run(*words: str) -> Path:
        path = tags.parents[2] / "labels.out"
        done = run_entraide("translate", "export", "--to", "fr", "--output", path, *words)
        assert done.exit_code == 0, done.output
        return path

    return run


Export = Callable[..., Path]


def translate_xliff(path: Path, texts: Mapping[str, str]) -> None:
    """Put texts into a file of either version, by their sources."""
    xml = path.read_text("utf-8")
    for source, text in texts.items():
        target = f'</source><target xml:space="preserve">{text}</target>'
        head, found, tail = xml.partition(f"{source}</source>")
        assert found, source
        start = max(head.rfind("<trans-unit"), head.rfind("<segment"))
        unit = head[start:].replace("<trans-unit", '<trans-unit approved="yes"')
        unit = unit.replace('state="initial"', 'state="translated"')
        xml = f"{head[:start]}{unit}{source}{target}{tail}"
    path.write_text(xml, "utf-8")


@pytest.mark.parametrize("shape", ["po", "xliff", "xliff2"])
def test_labels_come_back_in_every_format(
    tags: Path, export: Export, run_entraide: Run, shape: str
) -> None:
    path = export("--format", shape)
    if shape == "po":
        translate_bundle(path, FRENCH)
    else:
        translate_xliff(path, FRENCH)
    before = read_files(tags.parents[1])
    result = run_entraide("translate", "import", path)
    assert result.output == "Written: data/tags.yml (texts: 3)\n"
    assert read_files(tags.parents[1]) == {**before, "data/tags.yml": DONE.encode()}
    assert run_entraide("translate", "import", path).output.startswith("Nothing to write")


def test_two_parts_of_a_bundle_change_one_file_of_data(
    tags: Path, export: Export, run_entraide: Run
) -> None:
    path = export("--format", "xliff")
    translate_xliff(path, FRENCH)
    xml = path.read_text("utf-8")
    at = xml.rindex("<trans-unit", 0, xml.index('"data/tags/rules/label"'))
    start = xml.rindex("<file ", 0, at)
    head = xml[start : xml.index("<trans-unit", start)]
    path.write_text(f"{xml[:at]}</body></file>{head}{xml[at:]}", "utf-8")
    result = run_entraide("translate", "import", path)
    assert tags.read_text("utf-8") == DONE, result.output


def test_an_export_says_where_a_text_stands_and_what_is_to_do(export: Export) -> None:
    rows = {row.msgctxt: row for row in polib.pofile(str(export()))}
    row = rows["data/tags/blocking/description"]
    assert row.comment.splitlines() == ["A text of data/tags.yml", "Keep: {{platform.name}}"]
    assert row.occurrences == [("data/tags.yml", "4")]
    assert row.msgstr == "Empêcher : {{platform.name}}."
    assert "data/glossary/complaint/term" in rows
    assert not [name for name in rows if "forbidden" in name]


def test_one_entry_comes_without_labels_unless_somebody_asks(export: Export) -> None:
    assert "data/tags" not in export("--id", "1").read_text("utf-8")
    assert "data/tags" in export("--id", "1", "--labels").read_text("utf-8")
    assert "data/tags" not in export("--no-labels").read_text("utf-8")


def test_a_mistake_keeps_its_own_text_out_and_no_other(
    tags: Path, export: Export, run_entraide: Run
) -> None:
    wrong = {**FRENCH, "What is allowed, in 3 lines.": "En 4 lignes.", "Rules": "Règles <b>"}
    path = translate_bundle(export(), wrong)
    result = run_entraide("translate", "import", path)
    assert result.exit_code == 1
    assert "data/tags/rules/description lacks “3” of its source" in result.stderr
    assert "data/tags/rules/label has “<b>”, and its source has no such tag" in result.stderr
    assert "Not written: 2 texts of data/" in result.stdout
    assert 'label: {en: Blocking, fr: "Blocage, etc."}' in tags.read_text("utf-8")
    assert tags.read_text("utf-8").count("Règles") == 0


def test_an_old_file_takes_no_correction_back(
    tags: Path, export: Export, run_entraide: Run
) -> None:
    source = "Stop somebody: {{platform.name}} helps."
    path = translate_bundle(export(), {source: "Arrêter : {{platform.name}}."})
    there = tags.read_text("utf-8").replace("Empêcher", "Éviter")
    tags.write_text(there, "utf-8")
    result = run_entraide("translate", "import", path)
    assert "data/tags/blocking/description was corrected here since" in result.stderr
    assert "the file (--theirs) has “Arrêter : {{platform.name}}.”, made from" in result.stderr
    assert "here (--ours) stands “Éviter" in result.stderr
    assert tags.read_text("utf-8") == there
    assert run_entraide("translate", "import", path, "--theirs").exit_code == 0
    assert "fr: 'Empêcher" not in tags.read_text("utf-8")
    assert 'fr: "Arrêter : {{platform.name}}."' in tags.read_text("utf-8")
    moved = tags.read_text("utf-8").replace("en: Rules", "en: Our rules")
    tags.write_text(moved, "utf-8")
    late = translate_bundle(path, {"Rules": "Règles"})
    assert (
        "data/tags/rules/label is of a text that has changed"
        in run_entraide(*("translate", "import", late, "--ours")).stderr
    )


def test_a_list_that_stands_twice_is_translated_once(
    tags: Path, export: Export, run_entraide: Run
) -> None:
    row = "label: &same {en: Same, fr: ''}\n  description: *same\n"
    tags.write_text(f"- id: one\n  {row}", "utf-8")
    path = translate_bundle(export(), {"Same": "Pareil"})
    names = re.findall(r'msgctxt "(data/tags/.*)"', path.read_text("utf-8"))
    assert names == ["data/tags/one/label"]
    assert run_entraide("translate", "import", path).exit_code == 0
    assert tags.read_text("utf-8").startswith('- id: one\n  label: &same {en: Same, fr: "Pareil"}')


def test_hours_said_before_are_suggested(tags: Path, export: Export) -> None:
    rows = "".join(
        f"- id: {name}\n  label: {{en: Day and night, fr: {text}}}\n"
        f"  description: {{en: {name}, fr: {name}}}\n"
        for name, text in (("one", "Jour et nuit"), ("two", '""'))
    )
    tags.write_text(rows, "utf-8")
    found = {row.msgctxt: row for row in polib.pofile(str(export()))}
    row = found["data/tags/two/label"]
    assert (row.msgstr, row.fuzzy) == ("Jour et nuit", True)
    assert "From the translation memory: 100 % alike" in row.comment
