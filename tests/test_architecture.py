"""The house rules of ARCHITECTURE.md, held by the code itself.

A rule is one test over all files: its message lists every place that breaks it.
"""

import ast
import importlib.util
import re
import sys
from pathlib import Path

from entraide.mkdocs_plugin import STAGES
from entraide.model.rating import SCALES
from support.offenders import assert_none
from support.paths import ROOT
from support.source_code import PACKAGE, get_relative_path, iter_imports, list_nodes, parse

MODULES = sorted(PACKAGE.rglob("*.py"))
HOOKS = sorted((ROOT / "hooks").glob("*.py"))
OURS = sorted(
    path for folder in ("src", "hooks", "tests", "bench") for path in (ROOT / folder).rglob("*.py")
)

# What stages of a build, and the preview, load of MkDocs.
BESIDE_STAGES = ("plugin_class", "mkdocs_pages", "preview_opening", "program_run")

# What each part of the package may import of the others; EVERYBODYS is for all.
EVERYBODYS = {"errors", "terminal_text", "shipped_folders"}
MAY_IMPORT = {
    "errors": set[str](),
    "terminal_text": set[str](),
    "shipped_folders": set[str](),
    "mkdocs_plugin": set[str](),
    "model": {"model"},
    "published_files": {"published_files", "model"},
    "content": {"content", "model"},
    "render": {"render", "content", "model"},
    "translation": {"translation", "published_files", "content", "model"},
    "publish": {"publish", "translation", "published_files", "render", "content", "model"},
    "preview": {
        *("preview", "publish", "published_files", "render", "content", "model", "mkdocs_plugin"),
    },
    "exporting": {"exporting", "publish", "published_files", "render", "content", "model"},
    "exchange": {"exchange", "translation", "content", "model"},
    "importers": {"importers", "content", "model"},
    "desk": {
        "desk",
        "published_files",
        "model",
    },  # and two modules of content, for its pages: see below
    "editor": {
        *("editor", "desk", "preview", "publish", "published_files", "exchange", "content"),
        *("translation", "model"),
    },
    "cli": {
        *("cli", "desk", "editor", "exporting", "exchange", "importers", "translation"),
        "published_files",
        "preview",
        "content",
        "model",
    },
}
# One catalog and one vocabulary of templates for site and desk: both are for the same readers.
WORDS_OF_THE_DESK = {"entraide.content.catalogs", "entraide.content.template_words"}
VAGUE_NAMES = re.compile(r"(^|_)(utils?|helpers?|manager|processor|info)($|_)|^handle_|^i18n_")


def test_imports_run_one_way() -> None:
    offenders = [
        f"{get_relative_path(path)} imports {name}"
        for path in MODULES
        if path != PACKAGE / "__init__.py"
        for name in iter_imports(path)
        if name.startswith("entraide.")
        if get_part(path) != "desk" or name not in WORDS_OF_THE_DESK
        if name.split(".")[1] not in MAY_IMPORT[get_part(path)] | EVERYBODYS
    ]
    assert_none(offenders)


def test_translation_units_know_no_format() -> None:
    folder = PACKAGE / "translation"
    offenders = [
        f"{get_relative_path(path)} imports {name}"
        for path in sorted(folder.glob("*.py"))
        for name in iter_imports(path)
        if name.startswith("entraide.translation.formats")
    ]
    assert offenders == []


def get_part(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def test_the_package_does_not_import_mkdocs() -> None:
    offenders = [
        f"{get_relative_path(path)} imports {name}"
        for path in MODULES
        for name in iter_imports(path)
        if name.split(".")[0] == "mkdocs"
    ]
    assert_none(offenders)


def test_the_model_needs_the_standard_library_only() -> None:
    allowed = sys.stdlib_module_names | {"entraide"}
    offenders = [
        f"{get_relative_path(path)} imports {name}"
        for path in sorted((PACKAGE / "model").glob("*.py"))
        for name in iter_imports(path)
        if name.split(".")[0] not in allowed
    ]
    assert_none(offenders)


def test_a_hook_has_60_lines_at_most() -> None:
    long = [
        f"{get_relative_path(path)}: {lines}" for path in HOOKS if (lines := count_lines(path)) > 60
    ]
    assert_none(long)


def count_lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_a_hook_imports_no_other_hook() -> None:
    names = {hook.stem for hook in HOOKS}
    offenders = [
        f"{get_relative_path(path)} imports {name}"
        for path in HOOKS
        for name in iter_imports(path)
        if name.split(".")[0] in names
    ]
    assert_none(offenders)


def test_a_hook_has_a_name_of_two_words_that_no_module_has() -> None:
    offenders = [
        get_relative_path(path)
        for path in HOOKS
        if not re.fullmatch(r"[a-z]+_[a-z]+", path.stem) or importlib.util.find_spec(path.stem)
    ]
    assert_none(offenders)


def test_a_stage_offers_events_and_keeps_the_rest_private() -> None:
    public = {path: list_public_functions(path) for path in HOOKS if path.stem in STAGES}
    assert_none([get_relative_path(path) for path, names in public.items() if not names])
    offenders = [
        f"{get_relative_path(path)}: {name}"
        for path, names in public.items()
        for name in names
        if not name.startswith("on_")
    ]
    assert_none(offenders)


def list_public_functions(path: Path) -> list[str]:
    nodes = (node for node in parse(path).body if isinstance(node, ast.FunctionDef))
    return [node.name for node in nodes if not node.name.startswith("_")]


def test_nothing_outside_hooks_is_named_like_an_event() -> None:
    offenders = [
        f"{get_relative_path(path)}: {node.name}"
        for path in MODULES
        for node in list_nodes(path)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("on_")
    ]
    assert_none(offenders)


def test_the_pipeline_lists_every_hook() -> None:
    assert sorted([*STAGES, *BESIDE_STAGES]) == [path.stem for path in HOOKS]


def test_modules_have_300_lines_at_most() -> None:
    long = [
        f"{get_relative_path(path)}: {lines}" for path in OURS if (lines := count_lines(path)) > 300
    ]
    assert_none(long)


# Shorter ones are lists, whose docstrings say so, and what tests replace as a whole; beside them,
# steps of the store's migrations.
SHORT_MODULES = {
    "src/entraide/content/markdown/callout_kinds.py",
    "src/entraide/desk/clock.py",
    "src/entraide/desk/migrations/env.py",
}


def test_a_module_has_20_lines_at_least() -> None:
    short = {
        get_relative_path(path)
        for path in (*MODULES, *HOOKS)
        if path.stem != "__init__" and path.parent.name != "versions" and count_lines(path) < 20
    }
    assert short == SHORT_MODULES


def test_functions_have_40_lines_at_most() -> None:
    long = [
        f"{get_relative_path(path)}: {node.name}: {length}"
        for path in OURS
        for node in list_nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := measure_body(node)) > 40
    ]
    assert_none(long)


def measure_body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_names_are_words_of_the_field() -> None:
    defined = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
    offenders = [
        f"{get_relative_path(path)}: {name}"
        for path in MODULES
        for name in (path.stem, *(o.name for o in parse(path).body if isinstance(o, defined)))
        if VAGUE_NAMES.search(name)
    ]
    assert_none(offenders)


def test_every_module_says_what_it_is() -> None:
    assert_none(
        [get_relative_path(p) for p in (*MODULES, *HOOKS) if not ast.get_docstring(parse(p))]
    )


PARSERS = frozenset(
    {"partition", "rpartition", "removeprefix", "removesuffix", "split", "startswith", "endswith"}
)


def test_a_template_names_no_scale_of_ratings() -> None:
    """What follows from a scale is a field of `model/rating.py`: templates decide by it."""
    comparison = re.compile(rf"""scale *[!=]= *["']({"|".join(SCALES)})["']""")
    offenders = [
        get_relative_path(path)
        for path in sorted(PACKAGE.rglob("*.html"))
        if comparison.search(path.read_text(encoding="utf-8"))
    ]
    assert_none(offenders)


def test_a_reader_logs_problems_and_a_check_yields_them() -> None:
    """No function returns problems beside a value, or takes a bare list to put them into."""
    offenders = [
        f"{get_relative_path(path)}: {node.name}"
        for path in OURS
        for node in list_nodes(path)
        if isinstance(node, ast.FunctionDef)
        if has_problems_beside_a_value(node) or has_list_of_problems(node)
    ]
    assert_none(offenders)


def has_problems_beside_a_value(function: ast.FunctionDef) -> bool:
    said = ast.unparse(function.returns).strip("'") if function.returns else ""
    return bool(re.match(r"tuple\[.*\bProblem(Log)?\b", said))


def has_list_of_problems(function: ast.FunctionDef) -> bool:
    given = [ast.unparse(each.annotation) for each in function.args.args if each.annotation]
    return "list[Problem]" in given


def test_nothing_reads_the_text_of_a_problem() -> None:
    """Code judges by the place, the severity or the kind."""
    offenders = [
        f"{get_relative_path(path)}:{node.lineno}"
        for path in (*MODULES, *HOOKS)
        if path != PACKAGE / "errors.py"  # it prints them
        for node in list_nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in PARSERS and is_text_of_a_problem(ast.unparse(node.func.value))
    ]
    assert_none(offenders)


def is_text_of_a_problem(expression: str) -> bool:
    return bool(re.fullmatch(r".*\.(message|cure|sentences)|cure|str\(problem\)", expression))
