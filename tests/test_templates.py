"""Templates decide nothing: what a page shows is worked out in Python, and named there.

A template may choose its words by the name of a case: `problem == "late"`. It compares neither two
values nor numbers, and looks nothing up in a list.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

from support.offenders import assert_none
from support.paths import ROOT
from support.source_code import PACKAGE, get_relative_path

FOLDERS = (ROOT / "overrides", PACKAGE / "desk" / "templates", PACKAGE / "editor" / "templates")
JINJA = Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701 - it renders nothing
# What is in the language of the page needs no attribute that says so; a name of a language that the
# site no longer has is its code.
FIRST_LINE = re.compile(r"\{#- [A-Z“].+\. -#\}\n")
LANGUAGE = {("lang", "locale.lang"), ("dir", "locale.dir"), ("code", "code")}


def test_every_template_says_in_its_first_line_what_it_is() -> None:
    folder = ROOT / "overrides"
    paths = [*folder.glob("*.html"), *folder.glob("partials/*.html")]
    assert len(paths) > 70
    assert_none(
        get_relative_path(path)
        for path in sorted(paths)
        if not FIRST_LINE.match(path.read_text(encoding="utf-8"))
    )


def find_comparisons(path: Path) -> Iterator[str]:
    tree = JINJA.parse(path.read_text(encoding="utf-8"))
    for found in tree.find_all(nodes.Compare):
        if not all(is_allowed(found.expr, operand) for operand in found.ops):
            yield f"{get_relative_path(path)}:{found.lineno}"


def is_allowed(left: nodes.Expr, operand: nodes.Operand) -> bool:
    if operand.op not in {"eq", "ne"}:
        return False
    if isinstance(operand.expr, nodes.Const):
        return isinstance(operand.expr.value, str)
    return isinstance(left, nodes.Getattr) and (left.attr, format_name(operand.expr)) in LANGUAGE


def format_name(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{format_name(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""


def test_templates_compare_nothing_but_names_of_cases() -> None:
    paths = [path for folder in FOLDERS for path in sorted(folder.rglob("*.html"))]
    assert len(paths) > 100
    assert_none([found for path in paths for found in find_comparisons(path)])


def test_no_browser_keeps_what_a_visitor_is_writing() -> None:
    """Firefox writes the words of a form to its disk; for a textarea its own attribute counts."""
    folders = [ROOT / "overrides", ROOT / "src/entraide/desk/templates"]
    texts = {
        file.relative_to(ROOT).as_posix(): file.read_text("utf-8")
        for folder in folders
        for file in folder.rglob("*.html")
        if "staff" not in file.parts
    }
    fields = [
        f"{name}: {field}"
        for name, text in texts.items()
        for field in re.findall(r"<textarea[^>]*>", text)
        if " readonly" not in field and 'autocomplete="off"' not in field
    ]
    assert fields == []
