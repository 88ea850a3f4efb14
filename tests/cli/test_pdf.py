"""`entraide pdf`: tagged files, made anew when a text changes, published by the next build."""

import importlib
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from entraide.errors import EntraideError
from support.commands import Run
from support.paths import SITES

ENTRY = "docs/en/harassment/block.md"


@pytest.fixture
def arabic(tmp_path: Path) -> Path:
    """A site in English, French and Arabic, with PDFs switched on.

    Where the system lacks Pango, its tests are skipped, and fail where `CI` is `true`.
    """
    try:
        importlib.import_module("entraide.exporting.pdf_files")
    except EntraideError as error:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(str(error))
    shutil.copytree(SITES / "square", tmp_path / "square")
    root = shutil.copytree(SITES / "arabic", tmp_path / "arabic")
    with (root / "data" / "settings.yml").open("a", encoding="utf-8") as settings:
        settings.write("pdf: true\n")
    return root


def list_names(root: Path) -> list[str]:
    return sorted(file.relative_to(root / "pdf").as_posix() for file in root.glob("pdf/*/*.pdf"))


def iter_roles(node: Any) -> Any:
    """The types of all structure elements below `node`."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, dict):
        if "/S" in node:
            yield node["/S"]
        if "/K" in node:
            yield from iter_roles(node["/K"])
    elif isinstance(node, list):
        for child in node:
            yield from iter_roles(child)


def test_every_entry_and_the_site_have_a_tagged_file_in_each_language(
    run_in: Run, arabic: Path
) -> None:
    ran = run_in(arabic, "pdf", "--all")
    assert ran.exit_code == 0, ran.stderr
    names = list_names(arabic)
    for code, title in (("ar", "مساعدة"), ("en", "Help"), ("fr", "Aide")):
        (name,) = [name for name in names if name.startswith(f"{code}/site-")]
        reader = PdfReader(arabic / "pdf" / name)
        catalog: Any = reader.trailer["/Root"]
        assert catalog["/Lang"] == code
        assert catalog["/MarkInfo"]["/Marked"]
        assert reader.metadata
        assert title in (reader.metadata.title or "")
        roles = set(iter_roles(catalog["/StructTreeRoot"]))
        assert {"/H1", "/P", "/Link"} <= roles
        assert reader.outline
        assert b"pdfuaid:part" in catalog["/Metadata"].get_object().get_data()
    text = PdfReader(arabic / "pdf" / next(n for n in names if "ar/site" in n)).pages[1]
    assert re.search("[\u0600-\u06ff\ufb50-\ufeff]{3}", text.extract_text())


@pytest.mark.thorough
def test_only_what_changed_is_made_anew_and_the_old_file_goes(run_in: Run, arabic: Path) -> None:
    number = re.search(r"^id: (\d+)", (arabic / ENTRY).read_text("utf-8"), re.MULTILINE)
    assert number
    assert "made: 3, removed: 0" in run_in(arabic, "pdf", number[1]).stdout
    before = list_names(arabic)
    assert "made: 0, removed: 0" in run_in(arabic, "pdf", number[1]).stdout
    with (arabic / ENTRY).open("a", encoding="utf-8") as file:
        file.write("\nOne more sentence.\n")
    assert "made: 1, removed: 1" in run_in(arabic, "pdf", number[1]).stdout
    after = list_names(arabic)
    assert len(set(after) - set(before)) == len(set(before) - set(after)) == 1


def test_whoever_names_nothing_or_both_is_refused(run_in: Run, arabic: Path) -> None:
    for words in ([], ["--all", "1"]):
        refused = run_in(arabic, "pdf", *words)
        assert refused.exit_code == 2
        assert "entraide pdf 1029" in refused.stderr
    assert "there is no entry “9999”" in run_in(arabic, "pdf", "9999").stderr


def test_a_library_that_the_system_lacks_is_named_with_what_installs_it(
    run_in: Run, arabic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Finder:
        """Weasyprint as it is where Pango is missing."""

        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0': no such file")

    for name in [name for name in sys.modules if name.startswith("weasyprint")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("pdf_files", "pdf_folder"):
        monkeypatch.delitem(sys.modules, f"entraide.exporting.{name}", raising=False)
    monkeypatch.setattr("sys.meta_path", [Finder, *sys.meta_path])
    refused = run_in(arabic, "pdf", "1")
    assert refused.exit_code == 2
    assert "libpango-1.0-0. Debian and Ubuntu: apt install" in refused.stderr


@pytest.mark.thorough
def test_a_build_publishes_what_is_current_and_links_to_it(run_in: Run, arabic: Path) -> None:
    assert run_in(arabic, "pdf", "--all").exit_code == 0
    names = list_names(arabic)
    assert run_in(arabic, "build", "--quiet").exit_code == 0
    site = arabic / "site"
    assert (
        sorted(file.relative_to(site / "pdf").as_posix() for file in site.glob("pdf/*/*")) == names
    )
    page = (site / "harassment" / "block" / "index.html").read_text("utf-8")
    (link,) = re.findall(r'href="([^"]+[.]pdf)" type="application/pdf"', page)
    assert (site / "harassment" / "block" / link).is_file()
    entries = (site / "entries" / "index.html").read_text("utf-8")
    assert re.search(r"pdf/en/site-[0-9a-f]{16}[.]pdf", entries)
    with (arabic / ENTRY).open("a", encoding="utf-8") as file:
        file.write("\nOne more sentence.\n")
    assert run_in(arabic, "build", "--quiet").exit_code == 0
    page = (site / "harassment" / "block" / "index.html").read_text("utf-8")
    assert "application/pdf" not in page
    assert not list(site.glob("pdf/en/site-*"))
