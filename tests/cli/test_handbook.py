"""`entraide handbook`: the pages of the package, and every page that a message names."""

import re
from pathlib import Path

from entraide.cli.handbook import list_handbook_pages
from support.commands import Run
from support.offenders import assert_none
from support.paths import ROOT
from support.source_code import get_relative_path

NAMED = re.compile(r"entraide handbook ([a-z-]+)")
SPEAKING = ("src", "hooks", "overrides", "data", "deploy", "docs")
TEXTS = {".py", ".yml", ".md", ".html", ".conf", ".env", ".example", ".sh", ""}


def iter_texts() -> list[tuple[Path, str]]:
    """Every file of the wheel that may name a page, with its text."""
    files = (file for folder in SPEAKING for file in (ROOT / folder).rglob("*"))
    return [
        (file, file.read_text("utf-8"))
        for file in files
        if file.is_file() and file.suffix in TEXTS and "__pycache__" not in file.parts
    ]


def test_the_list_has_every_page_with_its_title(run_entraide: Run) -> None:
    listed = run_entraide("handbook").stdout
    pages = [*(ROOT / "handbook").glob("*/*.md"), ROOT / "handbook" / "writing.md"]
    for page in pages:
        if page.parent.name != "decisions":
            title = page.read_text("utf-8").partition("\n")[0].removeprefix("# ")
            assert re.search(rf"^  {page.stem} +{re.escape(title)}$", listed, re.MULTILINE), page


def test_a_page_is_shown_by_its_name_or_its_path(run_entraide: Run) -> None:
    text = (ROOT / "handbook" / "how-to" / "translate.md").read_text("utf-8")
    for name in ("translate", "how-to/translate.md", "handbook/how-to/translate.md"):
        assert run_entraide("handbook", name).stdout.rstrip() == text.rstrip()


def test_a_page_that_is_not_there_is_told_with_the_nearest(run_entraide: Run) -> None:
    refused = run_entraide("handbook", "publsh-the-site")
    assert refused.exit_code == 2
    assert "the handbook has no page “publsh-the-site”" in refused.stderr
    assert "publish-the-site" in refused.stderr.partition(". ")[2]


def test_no_page_has_the_name_of_another() -> None:
    files = [file for file in (ROOT / "handbook").glob("*/*.md") if "decisions" not in file.parts]
    assert len({file.stem for file in files}) == len(files)


def test_each_page_that_a_message_names_is_there() -> None:
    pages = list_handbook_pages()
    named = [(file, name) for file, text in iter_texts() for name in NAMED.findall(text)]
    assert len(named) > 10
    assert_none(f"{get_relative_path(file)}: {name}" for file, name in named if name not in pages)


def test_no_message_names_a_file_of_the_repository() -> None:
    """Docstrings and comments of code may: who reads them has it."""
    code = re.compile(r'"""[\s\S]*?"""|^\s*#.*$', re.MULTILINE)
    assert_none(
        get_relative_path(file)
        for file, text in iter_texts()
        if "handbook/" in (code.sub("", text) if file.suffix == ".py" else text)
    )
