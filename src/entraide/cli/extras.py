"""The extras of the package: optional dependencies that some commands need."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import click

from entraide.errors import Argument, EntraideError, Problem

# By extra, the modules of others that only it brings; a test compares them with the imports.
EXTRAS: Mapping[str, frozenset[str]] = {
    "desk": frozenset(
        {
            *("alembic", "altcha", "argon2", "fastapi", "itsdangerous", "prometheus_client"),
            *("psycopg", "pyotp", "segno", "sqlalchemy", "zxcvbn"),
        }
    ),
    "import": frozenset({"bs4", "markdownify", "openpyxl"}),
    "pdf": frozenset({"weasyprint"}),
    "s3": frozenset({"obstore"}),
    "translate": frozenset({"lxml"}),
}

# By the file that an installer leaves in the environment of a command, how it installs that again.
INSTALLERS: Mapping[str, str] = {
    "uv-receipt.toml": "uv tool install",
    "pipx_metadata.json": "pipx install --force",
}


def list_extras() -> list[str]:
    """Return the extras whose modules are all installed."""
    return sorted(extra for extra, modules in EXTRAS.items() if all(map(find_spec, modules)))


def suggest_install(extra: str) -> str:
    """Return the command that adds `extra` to this environment.

    pip adds to an environment. uv and pipx rebuild that of a command, so their commands name the
    extras that are installed, too.
    """
    for receipt, command in INSTALLERS.items():
        if (Path(sys.prefix) / receipt).is_file():
            return f"{command} 'entraide[{','.join(sorted({*list_extras(), extra}))}]'"
    return f"pip install 'entraide[{extra}]'"


def check_extra(extra: str, command: str) -> None:
    """Raise EntraideError if a module of `extra`, which `command` needs, is not installed."""
    with explain_missing_extra(command):
        for module in sorted(EXTRAS[extra]):
            if find_spec(module) is None:
                raise ModuleNotFoundError(name=module)


@contextmanager
def explain_missing_extra(command: str | click.Context) -> Iterator[None]:
    """Raise EntraideError where `command` misses a module of an extra within the block."""
    try:
        yield
    except ModuleNotFoundError as error:
        name = command if isinstance(command, str) else command.invoked_subcommand or ""
        module = (error.name or "").partition(".")[0]
        extra = next((each for each, modules in EXTRAS.items() if module in modules), None)
        if extra is None:
            raise
        what = f"it needs the extra “{extra}”, which is not installed"
        cure = f"Install it: {suggest_install(extra)}"
        if name == "serve":
            cure += ", or serve the site alone: entraide serve --no-desk"
        raise EntraideError(Problem(Argument(f"entraide {name}"), what, cure)) from error
