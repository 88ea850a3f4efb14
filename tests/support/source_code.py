"""Parse our own code into syntax trees, for tests of rules that every file must keep."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from support.paths import ROOT

PACKAGE = ROOT / "src" / "entraide"


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def list_nodes(path: Path) -> tuple[ast.AST, ...]:
    """List every node of a module, once for all rules: to walk costs as much as to parse."""
    return tuple(ast.walk(parse(path)))


def iter_imports(path: Path) -> Iterator[str]:
    for node in list_nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if module == PACKAGE.name:  # `from entraide import desk` imports the part
                yield from (f"{module}.{alias.name}" for alias in node.names)
            else:
                yield module


def get_relative_path(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
