"""The extras of the package: what some commands need beyond it, and who lacks it is told which."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click

from entraide.errors import Argument, EntraideError, Problem

# By extra, the modules of others that only it brings; a test compares them with the imports.
EXTRAS: Mapping[str, frozenset[str]] = {
    "desk": frozenset(
        {
            *("alembic", "altcha", "argon2", "fastapi", "itsdangerous", "prometheus_client"),
            *("psycopg", "pyotp", "segno", "sqlalchemy", "starlette", "uvicorn", "zxcvbn"),
        }
    ),
    "import": frozenset({"bs4", "markdownify", "openpyxl"}),
    "s3": frozenset({"obstore"}),
    "translate": frozenset({"lxml"}),
}


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
        cure = f"Install it: pip install 'entraide[{extra}]'"
        if name == "serve":
            cure += ", or serve the site alone: entraide serve --no-desk"
        raise EntraideError(Problem(Argument(f"entraide {name}"), what, cure)) from error
