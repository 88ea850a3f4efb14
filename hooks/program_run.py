"""Run MkDocs within this process, as its own program would.

This is no stage of a build: `entraide build` loads it, and starts no second Python.
"""

import logging
import traceback
from collections.abc import Sequence

import click
from mkdocs.__main__ import cli


def run_program(arguments: Sequence[str]) -> int:
    """Run `mkdocs` with `arguments` and return its exit status; raise click.Abort for Ctrl+C.

    It does not report its progress. Its option `--quiet` would drop warnings and not count them.
    """
    logging.disable(logging.INFO)
    try:
        status = cli.main(list(arguments), "mkdocs", standalone_mode=False)
    except click.Abort:
        raise
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit as stop:
        if isinstance(stop.code, str):
            click.echo(stop.code, err=True)
            return 1
        return int(stop.code or 0)
    except Exception:  # noqa: BLE001 - of a plugin or a hook: as the program, show it and fail
        traceback.print_exc()
        return 1
    finally:
        logging.disable(logging.NOTSET)
    return status or 0
