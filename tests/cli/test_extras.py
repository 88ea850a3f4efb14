"""What is not installed is named, with the extra that brings it."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import click
import pytest

from entraide.cli.extras import EXTRAS, explain_missing_extra, list_extras, suggest_install
from entraide.errors import EntraideError
from support.offenders import assert_none
from support.paths import ROOT
from support.projects import write_site
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
        "import": ("importers", "translation"),
        "pdf": ("exporting",),
        "s3": ("cli",),
        "translate": ("translation",),
    }
    for extra, modules in EXTRAS.items():
        for path in sorted(PACKAGE.rglob("*.py")):
            part = path.relative_to(PACKAGE).parts[0]
            used = {name.split(".")[0] for name in iter_imports(path)}
            if part not in homes[extra] and used & modules:
                yield f"{path} imports {sorted(used & modules)}"


@pytest.mark.thorough
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


def test_who_translates_with_po_needs_no_extra_and_xliff_names_its_own(tmp_path: Path) -> None:
    write_site(tmp_path / "project", {"docs/en/scams/signs.md": {"title": "Signs"}})
    program = (
        "import sys; sys.modules['lxml'] = sys.modules['openpyxl'] = None\n"
        "from entraide.cli.main import main\n"
        "for shape in ('po', 'csv', 'xliff', 'xlsx'):\n"
        "    words = ['export', '--to', 'fr', '--format', shape, '--output', f'../fr.{shape}']\n"
        "    print(main(['translate', *words], standalone_mode=False), file=sys.stderr)\n"
        "main(['translate', 'import', '../fr.po'], standalone_mode=False)\n"
        "main(['translate', 'status'], standalone_mode=False)\n"
    )
    command = [sys.executable, "-c", program]
    folder = tmp_path / "project"
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "Nothing to write: the file changes no text." in run.stdout, run.stderr
    assert "entraide translate: it needs the extra “translate”, which is not inst" in run.stderr
    assert "entraide translate: it needs the extra “import”, which is not installed" in run.stderr
    assert [file.name for file in sorted(tmp_path.glob("fr.*"))] == ["fr.csv", "fr.po"]


@pytest.mark.parametrize(
    ("receipt", "command"),
    [("uv-receipt.toml", "uv tool install"), ("pipx_metadata.json", "pipx install --force")],
)
def test_an_extra_is_added_by_what_installed_the_command_and_the_others_stay(
    receipt: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    monkeypatch.setattr("entraide.cli.extras.list_extras", lambda: ["translate", "s3"])
    assert suggest_install("desk") == "pip install 'entraide[desk]'"
    (tmp_path / receipt).touch()
    assert suggest_install("desk") == f"{command} 'entraide[desk,s3,translate]'"


def test_an_extra_is_listed_when_all_its_modules_are_there() -> None:
    assert list_extras() == sorted(EXTRAS)


def test_the_site_can_be_served_without_its_desk() -> None:
    context = click.Context(click.Command("entraide"))
    context.invoked_subcommand = "serve"
    with (
        pytest.raises(EntraideError, match="--no-desk"),
        explain_missing_extra(context),
    ):
        raise ModuleNotFoundError(name="sqlalchemy")


def test_any_other_module_that_is_missing_is_a_fault_of_ours() -> None:
    with pytest.raises(ModuleNotFoundError), explain_missing_extra("check"):
        raise ModuleNotFoundError(name="entraide.nothing")
