"""Tests of what `docs/` and `data/` say stand in tests/reference_site/; all others need neither.

So a repository whose content was replaced tests the product as this one does.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.offenders import assert_none
from support.paths import REFERENCE_SITE, ROOT, SITES, TESTS
from support.reference_site import ADDRESS, is_reference_site
from support.source_code import get_relative_path, parse

# Whose tests open what this repository says: a fork adds the folder of the tests of its own site.
OWN_FOLDERS = (REFERENCE_SITE,)
MODULES = sorted(
    path
    for folder in (TESTS, ROOT / "bench")
    for path in folder.rglob("*.py")
    if not any(path.is_relative_to(own) for own in OWN_FOLDERS)
)
CONTENT = ("docs", "data", "mkdocs.yml")
SCHEMAS = "data/schemas"  # they are made from the code
OPENING = {"build_site", "find_project", "read_settings", "chdir", "BuiltSite", "copytree"}
ITS_OWN = "support.reference_site"
# What may open them, with the reason.
ALLOWED = {
    "tests/support/reference_site.py": "it reads them for tests/reference_site/",
    "tests/support/reading_sheets.py": "a command on what the reference site says",
    "tests/test_reference_site.py": "it tests the mark",
    "tests/package/test_replaced_content.py": "it replaces them, in a copy",
    "tests/cli/test_override.py": "the folder of the theme is no project’s own",
    "tests/cli/test_schema.py": "data/schemas/ is made from the code",
    "tests/cli/test_servers.py": "deploy/ is made from the code",
    "tests/content/test_refused_settings.py": "the folder of the theme is no project’s own",
    "bench/__main__.py": "it measures the texts that are there",
}


def test_only_tests_of_the_reference_site_open_its_content() -> None:
    assert_none(
        f"{get_relative_path(path)}:{line}: {what}. Use tests/sites, or move it to "
        "tests/reference_site/"
        for path in MODULES
        if get_relative_path(path) not in ALLOWED
        for line, what in iter_uses(path)
    )


def test_whoever_may_open_it_does() -> None:
    used = {get_relative_path(path) for path in MODULES if list(iter_uses(path))}
    assert_none(name for name in ALLOWED if name not in used)


def test_no_site_of_tests_stands_upon_the_settings_of_the_repository() -> None:
    assert_none(
        get_relative_path(path)
        for path in SITES.rglob("*.yml")
        if "INHERIT: ../../" in path.read_text(encoding="utf-8")
    )


def iter_uses(path: Path) -> Iterator[tuple[int, str]]:
    """Each line of a module that opens `docs/`, `data/` or `mkdocs.yml` of the repository."""
    nodes = list(ast.walk(parse(path)))
    parts = {node.left for node in nodes if isinstance(node, ast.BinOp)}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module == ITS_OWN:
            yield node.lineno, f"imports {ITS_OWN}"
        elif isinstance(node, ast.BinOp) and node not in parts:
            name = read_path(node)
            if name.split("/")[0] in CONTENT and not name.startswith(SCHEMAS):
                yield node.lineno, f"opens {name}"
        elif isinstance(node, ast.Call) and is_opening_the_project(node):
            yield node.lineno, "opens the project of the repository"


def is_opening_the_project(call: ast.Call) -> bool:
    return is_name(call.func, OPENING) and any(
        is_name(given, {"ROOT"}) or (isinstance(given, ast.Constant) and given.value == ".")
        for given in call.args
    )


def read_path(node: ast.expr) -> str:
    """What stands behind ROOT in `ROOT / "data" / "law.yml"`; empty where it is another path."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Div):
        return ""
    before = "" if is_name(node.left, {"ROOT"}) else f"{read_path(node.left)}/"
    right = str(node.right.value) if isinstance(node.right, ast.Constant) else "…"
    return "" if before == "/" else f"{before}{right}"


def is_name(node: ast.expr, names: set[str]) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr in names
    return isinstance(node, ast.Name) and node.id in names


MARKED = "extra: {reference_site: true}\n"


@pytest.mark.parametrize(
    ("text", "is_here"),
    [
        (f"site_url: {ADDRESS}\n{MARKED}", True),
        ("site_url: https://help.club.example/\n", False),
        ("site_url: https://help.club.example/\nextra: {reference_site: false}\n", False),
        ("site_url: !ENV [ADDRESS]\n", False),
    ],
)
def test_the_reference_site_is_known_by_its_mark(
    tmp_path: Path, text: str, *, is_here: bool
) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert is_reference_site(tmp_path / "mkdocs.yml") is is_here


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        (f"site_url: {ADDRESS}\n", "Write your own address"),
        (f"site_url: https://club.example/\n{MARKED}", "Delete extra.reference_site"),
    ],
)
def test_a_mark_and_an_address_that_contradict_each_other_stop_the_tests(
    tmp_path: Path, text: str, cure: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(pytest.UsageError, match=cure):
        is_reference_site(tmp_path / "mkdocs.yml")
