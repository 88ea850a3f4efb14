"""What stands under docs/: checks name what a build would not publish."""

import os
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest

from entraide.content.checks import check_project
from entraide.content.docs.files import FileKind, classify_file, list_docs_files
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.errors import ProblemLog
from support.projects import write_site

HEAD = "---\nid: 5\ntitle: T\nsummary: S.\nupdated: 2026-01-01\n"
ENTRY = f"{HEAD}author: A\nstatus: draft\nrevision: 1\n---\n\nT.\n"
KINDS = {
    FileKind.PAGE: ["en/index.md", "en/scams/a.md", "en/scams/With Spaces.md", "en/scams/q?x.md"],
    FileKind.RECORD: ["fr/scams/a.segments.json"],
    FileKind.ASSET: [
        *("en/scams/a.png", "en/scams/A.PNG", "fr/scams/a.pdf", "en/scams/a.mp4", "assets/a.svg"),
        *("robots.txt", "humans.txt", "en/robots.txt", "google0123456789abcdef.html"),
    ],
    FileKind.IGNORED: [
        *("en/scams/.hidden.md", "en/scams/._a.md", "en/scams/.#a.md", "en/scams/a.md~"),
        *("en/scams/#a.md#", "en/.DS_Store", "en/scams/Thumbs.db", "en/scams/thumbs.db"),
        *("en/scams/desktop.ini", "en/scams/.a.md.swp", "en/scams/a.md.orig", ".git/a.md"),
        *("en/.obsidian/a.md", "en/scams/a.md.bak"),
    ],
    FileKind.STRANGE: [
        *("en/scams/x.markdown", "en/scams/x.mkd", "en/scams/x.mdown", "en/scams/x.MD"),
        *("en/scams/x.Md", "en/scams/x.mdx", "en/scams/x.txt", "en/scams/x.html", "draft.txt"),
        *("en/scams/x.docx", "en/scams/x", "en/scams/robots.txt", "en/scams/x.js", "en/x.json"),
        *("CNAME", "_headers", "en/_redirects"),
    ],
}


def list_problems(root: Path, *names: str, text: str = "x") -> list[str]:
    """What check says of files beside those of a site without a mistake."""
    write_site(root, {})
    for name in names:
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    reading = read_site(read_settings(root / "mkdocs.yml"))
    return [str(problem) for problem in check_project(reading, date(2026, 11, 21))]


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in KINDS for name in KINDS[kind]])
def test_each_file_is_classified_by_its_name(kind: FileKind, name: str) -> None:
    assert classify_file(name) is kind


@pytest.mark.parametrize("name", KINDS[FileKind.IGNORED])
def test_what_editors_and_systems_leave_is_no_mistake(tmp_path: Path, name: str) -> None:
    assert list_problems(tmp_path, name) == []


@pytest.mark.parametrize("name", KINDS[FileKind.STRANGE])
def test_what_is_not_published_is_named(tmp_path: Path, name: str) -> None:
    (only,) = list_problems(tmp_path, name)
    assert only.startswith(f"docs/{name}:1: ")
    if name.lower().endswith((".md", ".markdown", ".mkd", ".mdown", ".mdx")):
        stem = name.rpartition(".")[0]
        assert only.endswith(f". Rename it: git mv docs/{name} docs/{stem}.md.")
    elif name.endswith(("CNAME", "_headers", "_redirects")):
        assert "tells the host what to answer" in only
        assert only.endswith("Move it into overrides/, beside the templates.")
    else:
        assert "not published. Move it out of docs/" in only


def test_a_page_whose_address_is_that_of_a_file_is_refused(tmp_path: Path) -> None:
    for name in ("index.html", "a.HTML", "b.htm"):
        (only,) = list_problems(tmp_path, f"en/scams/{name}.md", text=ENTRY)
        stem = name.partition(".")[0]
        new = f"docs/en/scams/{'another-name' if stem == 'index' else stem}.md"
        assert only.endswith(f"of a file. Rename it: git mv docs/en/scams/{name}.md {new}.")
        (tmp_path / "docs/en/scams" / f"{name}.md").unlink()


def test_a_name_in_decomposed_accents_is_named_so_with_how_to_rename_it(tmp_path: Path) -> None:
    decomposed = normalize("NFD", "en/scams/réseau.md")
    (only,) = list_problems(tmp_path, decomposed, text=ENTRY)
    assert only == (
        f"docs/{decomposed}:1: the name has decomposed accents (NFD); links have them whole (NFC). "
        "Rename it: git mv $'docs/en/scams/re\\u0301seau.md' $'docs/en/scams/r\\u00e9seau.md'."
    )


def test_two_locales_that_write_one_name_in_two_ways_are_one_entry(tmp_path: Path) -> None:
    french = (
        "---\nid: 5\ntitle: T\nsummary: S.\nsource_revision: 1\nupdated: 2026-01-01\n---\n\nT.\n"
    )
    list_problems(tmp_path, normalize("NFC", "fr/scams/réseau.md"), text=french)
    found = list_problems(tmp_path, normalize("NFD", "en/scams/réseau.md"), text=ENTRY)
    assert [line for line in found if "decomposed accents (NFD)" not in line] == []
    assert len(found) == 1


def test_a_link_in_decomposed_accents_is_named_so(tmp_path: Path) -> None:
    list_problems(tmp_path, "en/scams/réseau.md", text=ENTRY)
    link = normalize("NFD", "réseau.md")
    other = ENTRY.replace("id: 5", "id: 6") + f"\n[The network]({link}) ![there]({link[:-3]}.png)\n"
    found = list_problems(tmp_path, "en/scams/other.md", text=other)
    assert len(found) == 2
    assert all("is written with decomposed accents (NFD)" in line for line in found)


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_names_with_unseen_signs_and_things_that_are_no_files_are_reported(tmp_path: Path) -> None:
    (tmp_path / "docs/en/scams").mkdir(parents=True)
    os.mkfifo(tmp_path / "docs/en/scams/pipe.md")
    Path(os.fsdecode(os.fsencode(tmp_path / "docs/en/scams") + b"/caf\xe9.md")).write_text(ENTRY)
    found = list_problems(tmp_path, "en/scams/a\nb.md", text=ENTRY.replace("5", "6"))
    text = "\n".join(found)
    assert text.isprintable() or text.replace("\n", "").isprintable()
    assert "docs/en/scams/a\\nb.md:1: the name has signs that nobody sees" in text
    assert "docs/en/scams/caf\\udce9.md:1: the name has signs that nobody sees" in text
    assert "pipe.md:1: this is a folder, or a device, where a file is wanted" in text


@pytest.mark.parametrize("name", ["gone.md", "gone.png", "gone"])
def test_a_link_that_leads_nowhere_is_reported_once(tmp_path: Path, name: str) -> None:
    (tmp_path / "docs/en/scams").mkdir(parents=True)
    (tmp_path / "docs/en/scams" / name).symlink_to("nowhere.md")
    (said,) = list_problems(tmp_path)
    assert said == (
        f"docs/en/scams/{name}:1: this symbolic link leads nowhere: there is no nowhere.md. "
        "Put the file itself there, or remove the link."
    )


@pytest.mark.parametrize(
    "name",
    [
        *("tags.yml", "law.yml", "glossary.yml", "platform.yml"),
        *("ratings.json", "proposals.json", "channels"),
    ],
)
def test_a_link_that_leads_nowhere_is_reported_among_the_data(tmp_path: Path, name: str) -> None:
    write_site(tmp_path, {})
    (tmp_path / "data" / name).unlink(missing_ok=True)
    (tmp_path / "data" / name).symlink_to("nowhere.yml")
    reading = read_site(read_settings(tmp_path / "mkdocs.yml"))
    found = [str(problem) for problem in check_project(reading, date(2026, 11, 21))]
    assert [each for each in found if each.startswith(f"data/{name}:1: this symbolic link leads")]


def test_linked_folders_are_read_as_builds_do_and_never_in_circles(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    (tmp_path / "docs/more").mkdir()
    (tmp_path / "docs/more/a.md").write_text(ENTRY)
    (tmp_path / "docs/en/scams").symlink_to(tmp_path / "docs/more")
    (tmp_path / "docs/more/round").symlink_to(tmp_path / "docs")
    found = list_docs_files(read_settings(tmp_path / "mkdocs.yml"), problems := ProblemLog())
    assert problems == []
    assert "en/scams/a.md" in [file.name for file in found]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    folder = tmp_path / "docs/en/scams"
    folder.mkdir()
    folder.chmod(0)
    try:
        assert "docs/en/scams:1: the folder cannot be read" in "".join(list_problems(tmp_path))
    finally:
        folder.chmod(0o755)
