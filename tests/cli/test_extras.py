"""What is not installed is named, with the extra that brings it."""

import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

import click
import pytest

from entraide.cli.extras import EXTRAS, explain_missing_extra
from entraide.errors import EntraideError
from support.offenders import assert_none
from support.paths import ROOT
from support.source_code import PACKAGE, iter_imports

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def get_names(requirements: list[str]) -> set[str]:
    """The distributions that lines of pyproject.toml name."""
    return {
        line.split(";")[0].split("[")[0].split(">")[0].split("=")[0].split("<")[0].strip()
        for line in requirements
    }


def iter_stray_imports() -> Iterator[str]:
    """Imports of what only an extra brings, outside of the parts that the extra is for."""
    homes = {
        "desk": ("desk", "cli"),
        "import": ("importers",),
        "s3": ("cli",),
        "translate": ("translation",),
    }
    for extra, modules in EXTRAS.items():
        for path in sorted(PACKAGE.rglob("*.py")):
            part = path.relative_to(PACKAGE).parts[0]
            used = {name.split(".")[0] for name in iter_imports(path)}
            if part not in homes[extra] and used & modules:
                yield f"{path} imports {sorted(used & modules)}"


def test_the_core_imports_nothing_of_an_extra() -> None:
    assert_none(iter_stray_imports())


def test_each_module_of_an_extra_is_brought_by_it() -> None:
    brought = packages_distributions()
    for extra, modules in EXTRAS.items():
        names = get_names(PROJECT["optional-dependencies"][extra])
        for module in modules - {"starlette"}:  # by fastapi
            assert {name.replace("_", "-").lower() for name in brought[module]} & names, module


@pytest.mark.parametrize(("module", "extra"), [("sqlalchemy.orm", "desk"), ("lxml", "translate")])
def test_a_missing_module_is_explained_in_one_line(module: str, extra: str) -> None:
    with (
        pytest.raises(EntraideError, match=rf"entraide desk: .+ “{extra}”.+entraide\[{extra}\]"),
        explain_missing_extra("desk"),
    ):
        raise ModuleNotFoundError(name=module)


def test_the_site_can_be_served_without_its_desk() -> None:
    context = click.Context(click.Command("entraide"))
    context.invoked_subcommand = "serve"
    with (
        pytest.raises(EntraideError, match="--no-desk"),
        explain_missing_extra(context),
    ):
        raise ModuleNotFoundError(name="uvicorn")


def test_any_other_module_that_is_missing_is_a_fault_of_ours() -> None:
    with pytest.raises(ModuleNotFoundError), explain_missing_extra("check"):
        raise ModuleNotFoundError(name="entraide.nothing")
