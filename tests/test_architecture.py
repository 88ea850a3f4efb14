"""The house rules of ARCHITECTURE.md, held by the code itself."""

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "entraide"
HOOKS = sorted((ROOT / "hooks").glob("*.py"))
OURS = sorted(
    path for folder in ("src", "hooks", "tests", "bench") for path in (ROOT / folder).rglob("*.py")
)

# What each part of the package may import of the others; `errors` is everybody's.
MAY_IMPORT = {
    "errors": set[str](),
    "model": {"model"},
    "content": {"content", "model"},
    "render": {"render", "content", "model"},
    "publish": {"publish", "exchange", "render", "content", "model"},
    "exchange": {"exchange", "content", "model"},
    "desk": {"desk", "model"},  # and content.catalogs, for its words: see below
    "cli": {"cli", "desk", "exchange", "content", "model"},
}
WORDS_OF_THE_DESK = {"entraide.content.catalogs"}
BANNED_NAMES = re.compile(r"(^|_)(utils?|helpers?|manager|processor|info)($|_)|^handle_|^i18n_")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=relative)
def test_imports_run_one_way(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        return
    allowed = MAY_IMPORT[part(path)] | {"errors"}
    inner = {name for name in imports(path) if name.startswith("entraide.")} - WORDS_OF_THE_DESK
    assert [name for name in inner if name.split(".")[1] not in allowed] == []


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=relative)
def test_the_package_knows_no_mkdocs(path: Path) -> None:
    assert [name for name in imports(path) if name.split(".")[0] == "mkdocs"] == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "model").glob("*.py")), ids=relative)
def test_the_model_needs_the_standard_library_only(path: Path) -> None:
    outer = {name.split(".")[0] for name in imports(path)} - {"entraide"}
    assert outer <= sys.stdlib_module_names


@pytest.mark.parametrize("path", HOOKS, ids=relative)
def test_a_hook_is_small_and_imports_no_other_hook(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 60, f"{lines} lines"
    hooks = {hook.stem for hook in HOOKS}
    assert not hooks & {name.split(".")[0] for name in imports(path)}


@pytest.mark.parametrize("path", HOOKS, ids=relative)
def test_a_hook_has_a_two_word_name_that_no_module_bears(path: Path) -> None:
    assert re.fullmatch(r"[a-z]+_[a-z]+", path.stem)
    assert importlib.util.find_spec(path.stem) is None


@pytest.mark.parametrize("path", HOOKS, ids=relative)
def test_a_hook_offers_events_and_keeps_the_rest_private(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    assert public
    assert [name for name in public if not name.startswith("on_")] == []


def test_nothing_outside_hooks_is_named_like_an_event() -> None:
    named = [
        f"{relative(path)}: {node.name}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("on_")
    ]
    assert named == []


def test_the_pipeline_lists_every_hook() -> None:
    listed = re.findall(r"^\s+- (hooks/\w+\.py)$", (ROOT / "mkdocs.yml").read_text(), re.MULTILINE)
    assert sorted(listed) == [relative(path) for path in HOOKS]


@pytest.mark.parametrize("path", OURS, ids=relative)
def test_modules_have_300_lines_and_functions_40_at_most(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    long = [
        f"{node.name}: {length}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := body_length(node)) > 40
    ]
    assert long == []


def body_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=relative)
def test_names_are_words_of_the_field(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    defined = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
    names = [path.stem, *(node.name for node in tree.body if isinstance(node, defined))]
    assert [name for name in names if BANNED_NAMES.search(name)] == []


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")) + HOOKS, ids=relative)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
