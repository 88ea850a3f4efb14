"""Each kind of text, through each way back into the files: one export, one text, one file."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entraide.content.provenance_files import SUFFIX
from entraide.content.version_text import build_source_text
from entraide.exchange.proposal_rows import index_source_texts
from entraide.model.proposal import ProposedText
from entraide.translation.formats.sheet import build_sheet, format_sheet
from support.bundle_edits import WAYS
from support.bundles import read_files, strip_people
from support.commands import Run
from support.git import commit_all
from support.images import TINY_PNG
from support.projects import to_bytes, write_site
from support.proposals import make_proposal, read_job

ENGLISH, FRENCH = "docs/en/scams/all.md", "docs/fr/scams/all.md"
DAY = date(2026, 10, 2)
CHANGES = [{"revision": 2, "date": DAY, "significance": "minor", "note": "A step is new"}]
BODY = """\
Pay nobody.[^1] Ask us.[^two] Now.[^3]

Call 2 <!-- or 3 --> friends.

![Seen](x.png)<!-- c -->

- <!-- soon --> Sleep.

## What to do

1. Stop.
2. Wait.

> [!WARNING]
> Hang up.

| Who | What |
| --- | --- |
| Police | A report |

[^1]: Not a coin.
[^two]: Same.
[^3]: Same.

## Alike

Yes.

Yes.
"""
CORPS = """\
Ne payez personne.[^1] Demandez-nous.[^two] Vite.[^3]

Appelez 2 <!-- or 3 --> amis.

![Vu](x.png)<!-- c -->

- <!-- soon --> Dormez.

## Que faire

1. Cessez.
2. Attendez.

> [!WARNING]
> Raccrochez.

| Qui | Quoi |
| --- | --- |
| Police | Une plainte |

[^1]: Pas un sou.
[^two]: Idem.
[^3]: Idem bis.

## Pareil

Oui.

Certes.
"""
SOURCE: dict[str, Any] = {
    "id": 3,
    "title": "All",
    "summary": "Each kind.",
    "keywords": ["every"],
    "revision": 2,
    "changes": CHANGES,
    "body": BODY,
}
VERSION: dict[str, Any] = {
    "id": 3,
    "title": "Tout",
    "summary": "Chaque sorte.",
    "keywords": ["chaque"],
    "notes": {2: "Une étape nouvelle"},
    "source_revision": 2,
    "body": CORPS,
}


@dataclass(frozen=True)
class Text:
    """What a unit of the source says, of the French now, and what somebody makes of the two."""

    source: str
    target: str
    new_source: str
    new_target: str


PIECES = {
    "title": Text("All", "Tout", "All of it", "Tout cela"),
    "summary": Text("Each kind.", "Chaque sorte.", "All kinds.", "Toutes les sortes."),
    "keywords": Text("every", "chaque", "any", "chacun"),
    "change note": Text("A step is new", "Une étape nouvelle", "One step more", "Un pas de plus"),
    "paragraph": Text("Pay nobody.", "Ne payez personne.", "Never pay.", "Ne payez pas."),
    "comment within a text": Text(
        "Call 2 <!-- or 3 --> friends.",
        "Appelez 2 <!-- or 3 --> amis.",
        "Do call 2 <!-- or 3 --> friends.",
        "Vite, appelez 2 <!-- or 3 --> amis.",
    ),
    "comment left out": Text(
        "![Seen](x.png)<!-- c -->", "![Vu](x.png)<!-- c -->", "![See](x.png)", "![Vue](x.png)"
    ),
    "comment before a text": Text(
        "<!-- soon --> Sleep.",
        "<!-- soon --> Dormez.",
        "<!-- soon --> Rest.",
        "<!-- soon --> Reposez-vous.",
    ),
    "heading": Text("What to do", "Que faire", "How to act", "Comment faire"),
    "item": Text("Stop.", "Cessez.", "Stop now.", "Arrêtez tout."),
    "callout": Text("Hang up.", "Raccrochez.", "Hang up first.", "Raccrochez vite."),
    "cell": Text("A report", "Une plainte", "A complaint", "Une déposition"),
    "footnote": Text("Not a coin.", "Pas un sou.", "No money.", "Aucun argent."),
    "footnote that is there twice": Text("Same.", "Idem bis.", "Same here.", "Là aussi."),
    "paragraph that is there twice": Text("Yes.", "Certes.", "Yes, yes.", "Assurément."),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an entry that has every kind of text, in two languages, under git."""
    root = tmp_path / "project"
    write_site(root, {ENGLISH: SOURCE, FRENCH: VERSION})
    (root / "docs/en/scams/x.png").write_bytes(to_bytes(TINY_PNG))
    commit_all(root)
    monkeypatch.chdir(root)
    monkeypatch.setenv("ENTRAIDE_AS_OF", "2026-11-21")
    return root


def write_file(entraide: Run, root: Path, shape: str, texts: dict[str, str]) -> Path:
    """What a translator sends back: the export, in which the named rows say `texts`."""
    file = root.parent / f"fr.{shape}"
    if shape == "sheet":
        file.write_text(format_sheet(build_sheet(read_job(root, 3, "fr"))), "utf-8")
    else:
        words = ("--to", "fr", "--id", "3", "--format", shape, "--output", file)
        result = entraide("translate", "export", *words)
        assert result.exit_code == 0, result.output
    WAYS[shape](file, texts)
    return file


def index_rows(root: Path, pairs: dict[str, str]) -> dict[str, str]:
    """Rows by name, with what they say when each old text in them is a new one."""
    texts: dict[str, str] = {}
    for old, new in pairs.items():
        (unit,) = (one for one in read_job(root, 3, "fr").units if old in one.target)
        name = f"3/{unit.key}"
        texts[name] = texts.get(name, unit.target).replace(old, new)
    return texts


def expect_text(text: str, pairs: dict[str, str]) -> str:
    for old, new in pairs.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    return strip_people(text)


def assert_import(root: Path, entraide: Run, shape: str, pairs: dict[str, str]) -> None:
    """The French file says the new texts, and nothing else of the project is another."""
    before = read_files(root)
    result = entraide(
        "translate", "import", write_file(entraide, root, shape, index_rows(root, pairs))
    )
    assert result.exit_code == 0, result.output
    after = read_files(root)
    old, new = before.pop(FRENCH).decode(), after.pop(FRENCH).decode()
    assert strip_people(new) == expect_text(old, pairs)
    fields = json.loads(after.pop(FRENCH.replace(".md", SUFFIX)))["fields"]
    assert set(fields) == {"title", "summary", "keywords", "note-2"}
    assert after == before
    assert entraide("check").exit_code == 0


# A kind goes alone through one format, through the others with all kinds, or in `make test-all`.
PAIRS = [
    pytest.param(kind, shape, marks=() if row % len(WAYS) == column else pytest.mark.thorough)
    for row, kind in enumerate(PIECES)
    for column, shape in enumerate(WAYS)
]


@pytest.mark.parametrize(("kind", "shape"), PAIRS)
def test_each_kind_round_trips_through_each_format(
    folder: Path, run_entraide: Run, kind: str, shape: str
) -> None:
    text = PIECES[kind]
    assert_import(folder, run_entraide, shape, {text.target: text.new_target})


@pytest.mark.parametrize("shape", WAYS)
def test_all_kinds_round_trip_together(folder: Path, run_entraide: Run, shape: str) -> None:
    pairs = {text.target: text.new_target for text in PIECES.values()}
    assert_import(folder, run_entraide, shape, pairs)


@pytest.mark.parametrize("shape", WAYS)
def test_a_whole_section_round_trips(folder: Path, run_entraide: Run, shape: str) -> None:
    file = folder / FRENCH
    file.write_text(file.read_text("utf-8").replace("\nOui.\n\nCertes.\n", "\n- Oui.\n"), "utf-8")
    jobs = read_job(folder, 3, "fr")
    kinds = [str(unit.kind) for unit in jobs.units]
    assert "section" in kinds
    before = file.read_text("utf-8")
    texts = index_rows(folder, {"- Oui.": "- Bien sûr."})
    result = run_entraide("translate", "import", write_file(run_entraide, folder, shape, texts))
    assert result.exit_code == 0, result.output
    assert strip_people(file.read_text("utf-8")) == expect_text(before, {"- Oui.": "- Bien sûr."})


@pytest.mark.parametrize("shape", WAYS)
def test_a_missing_version_is_imported_as_a_whole(
    folder: Path, run_entraide: Run, shape: str
) -> None:
    before = (folder / FRENCH).read_text("utf-8")
    texts = {f"3/{one.key}": one.target for one in read_job(folder, 3, "fr").units}
    (folder / FRENCH).unlink()
    result = run_entraide("translate", "import", write_file(run_entraide, folder, shape, texts))
    assert result.exit_code == 0, result.output
    assert (folder / FRENCH).read_text("utf-8").partition("\n---\n")[2] == (
        before.partition("\n---\n")[2]
    )
    assert 'notes: {2: "Une étape nouvelle"}' in (folder / FRENCH).read_text("utf-8")


@pytest.mark.parametrize("kind", PIECES)
def test_each_kind_is_imported_as_a_proposal(folder: Path, pull: Run, kind: str) -> None:
    text, before = PIECES[kind], (folder / FRENCH).read_text("utf-8")
    (unit,) = (one for one in read_job(folder, 3, "fr").units if text.target in one.target)
    said = unit.target.replace(text.target, text.new_target)
    one = ProposedText(str(unit.key), unit.kind, unit.source, unit.target, said)
    result = pull(make_proposal(entry=3, revision=2, texts=(one,)))
    assert result.exit_code == 0, result.output
    after = (folder / FRENCH).read_text("utf-8")
    assert strip_people(after) == expect_text(before, {text.target: text.new_target})


@pytest.mark.parametrize("kind", PIECES)
def test_each_kind_of_a_source_text_may_be_corrected(folder: Path, pull: Run, kind: str) -> None:
    text, before = PIECES[kind], (folder / ENGLISH).read_text("utf-8")
    there = index_source_texts(build_source_text(read_job(folder, 3, "en").entry))
    key, was = [(key, said) for key, said in there.items() if text.source in said][-1]
    one = ProposedText(str(key), key.kind, "", was, was.replace(text.source, text.new_source))
    result = pull(make_proposal(entry=3, locale="en", revision=2, texts=(one,)))
    assert result.exit_code == 0, result.output
    after = (folder / ENGLISH).read_text("utf-8")
    head, sign, tail = before.rpartition(text.source)
    assert sign
    assert after.replace('"', "") == f"{head}{text.new_source}{tail}".replace('"', "")


@pytest.mark.parametrize("shape", ["po", "xliff", "xliff2"])
def test_an_entry_with_footnotes_stops_no_other_in_one_catalogue(
    folder: Path, run_entraide: Run, shape: str
) -> None:
    write_site(folder, {"docs/en/scams/other.md": {"id": 4, "title": "Other", "summary": "Two."}})
    file = folder.parent / "fr.all"
    words = ("--to", "fr", "--format", shape, "--output", file)
    assert run_entraide("translate", "export", *words).exit_code == 0
    other = {"4/title": "Autre", "4/summary": "Deux."}
    (text,) = (one for one in read_job(folder, 4, "fr").units if one.source == "Text.")
    note = index_rows(folder, {"Pas un sou.": "Rien."})
    WAYS[shape](file, other | {f"4/{text.key}": "Texte."} | note)
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 0, result.output
    assert "Texte.\n" in (folder / "docs/fr/scams/other.md").read_text("utf-8")
    assert "[^1]: Rien.\n" in (folder / FRENCH).read_text("utf-8")
